"""When a figure holds, and whether it was planned or came about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import lru_cache

from extractor.model import Identity, Period
from extractor.normalise import fiscal
from extractor.normalise.labels import normalise_label
from extractor.profile import Concept, Kind
from extractor.records.clock import Clock, Told

#: kinds of documents that state what is to be: where their headings do not speak of a plan, nothing is taken for done
_PLANS = frozenset({"計画", "中期計画", "予算書"})
#: a caption with one of these may stand over what is to be
_AHEAD = re.compile("計画|予算|見込|見通し|予想|目標")
#: a scenario in a column of an earlier year than the document's
_EARLIER = {"actual": "prior_actual", "plan": "prior_plan"}

_SHEET_LINE = re.compile(r"(?:資産|負債)(?:額|合計)?$")
_OPENING = re.compile(r"期首|期初|年度初|年初")
_BALANCE = re.compile(
    r"残高|期首|末残|期末|年度末|現在高|現在額|月末|総資産|純資産額|資本金|発行済株式総数|従業員数|在籍"
)
#: statements whose every line is a balance
_SHEETS = frozenset({"balance_sheet", "inventory_of_property"})
#: measures of what went on in a period, though it be of a balance
_MOVEMENTS = frozenset({"change", "increase", "decrease", "difference"})


class Nature(Enum):
    """Whether a figure holds at a day or over a period."""

    OPENING = "opening"  # 期首 in a row of the year: at its first day
    STOCK = "stock"  # at the last day
    FLOW = "flow"
    UNTOLD = "untold"


def around_table(clock: Clock, caption: str | None, above: Period | None, heading: str = "") -> Told:
    """The time that a caption names, else the one that holds where the table stands, else the document's.

    A caption that names several years, or none that can be placed, leaves the word to the line above it.  Under a
    ``heading`` that speaks of other years than the document's, nobody knows.
    """
    named = clock.told([caption]) if caption else None
    if named is not None and named.period != Period():
        return named
    if above is not None:
        return Told(above, "range")
    if named is not None or clock.contradicts(heading):
        return Told(Period(), "fiscal_year")
    return Told(clock.own, "fiscal_year")


def column_time(
    clock: Clock, levels: Sequence[str], beside: str | None, row: Sequence[str], scenario: str | None, around: Told
) -> Told:
    """The time of a figure from its heading, else from its row, else from ``around``.

    ``beside`` is what heads the row labels; ``row`` are the label and its parents, outermost first.  A heading 期首 is the
    last day of the year before.
    """
    told = _told_time(clock, levels, beside, row, scenario, around)
    if told.period.fiscal_year is not None and any(map(_is_opening, levels)):
        before = fiscal.fiscal_year(told.period.fiscal_year - 1, clock.last)
        return Told(Period(before.fiscal_year, before.end, before.end), "day")
    return told


def _told_time(
    clock: Clock, levels: Sequence[str], beside: str | None, row: Sequence[str], scenario: str | None, around: Told
) -> Told:
    by_row = clock.beside(tuple(row), around.period.fiscal_year)
    base = by_row or around
    named = clock.told(levels, beside, base.period.fiscal_year)
    if named is not None and named.period == Period() and by_row is not None:
        return by_row
    if named is not None:
        return named
    if by_row is None and scenario in _EARLIER.values() and base.period.fiscal_year is not None:
        return Told(year_before(clock, base.period), base.kind)
    return base


def nature_of(concept: Concept | None, measure: str | None, texts: Iterable[str], statements: frozenset[str]) -> Nature:
    """Whether a figure holds at a day, from its words, the statement that it stands in and what it is of.

    ``texts`` are its label and then its parents and headings.
    """
    printed = tuple(texts)
    if measure in _MOVEMENTS:
        return Nature.FLOW
    if printed and _is_opening(printed[0]):
        return Nature.OPENING
    if concept is not None and concept.kind in (Kind.STOCK, Kind.FLOW):
        return Nature.STOCK if concept.kind is Kind.STOCK else Nature.FLOW
    by_label = bool(printed) and _SHEET_LINE.search(normalise_label(printed[0])) is not None
    return Nature.STOCK if statements & _SHEETS or by_label or any(map(_is_balance, printed)) else Nature.UNTOLD


@lru_cache(maxsize=4096)
def _is_opening(label: str) -> bool:
    return _OPENING.search(normalise_label(label)) is not None


@lru_cache(maxsize=4096)
def _is_balance(label: str) -> bool:
    return _BALANCE.search(normalise_label(label)) is not None


def period_of(clock: Clock, told: Told, nature: Nature) -> Period:
    """First and last day of a figure: for a balance its day twice."""
    period = clock.whole(told.period)
    if period.end is None:
        return period
    if period.start == period.end and nature in (Nature.FLOW, Nature.OPENING):
        whole = fiscal.fiscal_year(period.fiscal_year, clock.last) if period.fiscal_year is not None else period
        period = whole if whole.end == period.end else period
    if nature is Nature.OPENING and period.start is not None:
        return Period(period.fiscal_year, period.start, period.start)
    if nature is Nature.STOCK:
        return Period(period.fiscal_year, period.end, period.end)
    return period


def part_of_year(clock: Clock, told: Told) -> tuple[str, str] | None:
    """Which part of its business year a time is, as a dimension: (月, 4月), (四半期, 第1四半期), (半期, 上期)."""
    year, start, end = told.period.fiscal_year, told.period.start, told.period.end
    if year is None or start is None or end is None or told.kind not in ("month", "quarter", "half", "range"):
        return None
    whole = fiscal.fiscal_year(year, clock.last)
    shortened = told.kind == "range" and (told.period == clock.own or clock.own not in (whole, Period()))
    if told.period == whole or start == end or shortened:
        return None
    quarters = [number for number in (1, 2, 3, 4) if told.period == fiscal.quarter(year, number, False, clock.last)]
    if quarters:
        return "四半期", f"第{quarters[0]}四半期"
    if told.period in (fiscal.half(year, False, clock.last), fiscal.half(year, True, clock.last)):
        return "半期", "上期" if start == whole.start else "下期"
    return "月", f"{start.month}月" if start.month == end.month else f"{start.month}月~{end.month}月"


def year_before(clock: Clock, period: Period) -> Period:
    """What the year before calls by the same words: the whole year, or the same day."""
    year = period.fiscal_year
    if year is None:
        return Period()
    if period == fiscal.fiscal_year(year, clock.last):
        return fiscal.fiscal_year(year - 1, clock.last)
    if period.end is not None and period.start == period.end:
        last = period.end == fiscal.end_of_month(period.end.year, period.end.month)
        day = fiscal.day(period.end.year - 1, period.end.month, None if last else period.end.day, clock.last)
        return day or Period(year - 1)
    return Period(year - 1)


def scenario_of(named: str | None, period: Period, caption: str | None, document: Identity) -> str | None:
    """The scenario of a figure: what its heading names, else ``actual`` where the document states what came about.

    That is so in a report, but for years to come and under a caption that may announce a plan.  In a column of an
    earlier year than the document's, a scenario is that of the year before.
    """
    year, main = period.fiscal_year, document.period.fiscal_year
    if named is None and (year is None or main is None or year > main or not _states_what_came(caption, document)):
        return None
    scenario = named or "actual"
    if year is not None and main is not None and year < main:
        return _EARLIER.get(scenario, scenario)
    return scenario


def _states_what_came(caption: str | None, document: Identity) -> bool:
    ahead = document.doc_type is None or document.doc_type in _PLANS
    return not ahead and not (caption and _AHEAD.search(caption))
