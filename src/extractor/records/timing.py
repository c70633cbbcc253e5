"""When a figure holds, and whether it was planned or came about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.model import Identity, Period
from extractor.normalise import fiscal
from extractor.normalise.eras import find_periods

#: kinds of documents that state what is to be: where their headings do not speak of a plan, nothing is taken for done
_PLANS = frozenset({"計画", "中期計画", "予算書"})
#: a caption with one of these may stand over what is to be
_AHEAD = re.compile("計画|予算|見込|見通し|予想|目標")
#: a scenario in a column of an earlier year than the document's
_EARLIER = {"actual": "prior_actual", "plan": "prior_plan"}


def period_in(texts: Iterable[str | None], year: int | None) -> Period | None:
    """The first period that any of ``texts`` names, nearest first; relative words (前年度) count from ``year``.

    An empty Period is one that is named and cannot be placed (第９期); None: no text names any.
    """
    for text in texts:
        for mention in find_periods(text, year) if text else ():
            return mention.period
    return None


def period_of(levels: Iterable[str], scenario: str | None, around: Period) -> Period:
    """The period of a column from its heading, lowest level first; else ``around``, which its table or document tells."""
    named = period_in(reversed(tuple(levels)), around.fiscal_year)
    if named is not None:
        return named
    if scenario in _EARLIER.values() and around.fiscal_year is not None:
        return year_before(around.fiscal_year, around)
    return around


def year_before(year: int, period: Period) -> Period:
    """What the year before calls by the same words: the whole year, or the same day."""
    if period == fiscal.fiscal_year(year):
        return fiscal.fiscal_year(year - 1)
    if period.end is not None and period.start == period.end:
        last = period.end == fiscal.end_of_month(period.end.year, period.end.month)
        day = fiscal.day(period.end.year - 1, period.end.month, None if last else period.end.day)
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
