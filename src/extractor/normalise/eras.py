"""Mentions of time in running text and headings: fiscal years, dates, months, terms, ranges.

Everything found is placed in the text; what cannot be placed in time (a bare ``６年度`` without context, 30 February)
is a mention with an empty Period, so that its digits are accounted for without a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from extractor.model import Period
from extractor.normalise import fiscal
from extractor.normalise.characters import narrow, squeeze
from extractor.normalise.era_forms import ANY, FORMS, NEEDS, Form
from extractor.normalise.fiscal import era_year, nearest_year, ordinal

PeriodKind = Literal["fiscal_year", "date", "day", "month", "half", "quarter", "range", "term"]


class PeriodMention(Struct, frozen=True, gc=False):
    """``text[start:end]`` names ``period``.

    Kinds: ``fiscal_year`` (令和6年度, R6), ``day`` (31 March, the end of a month), ``month``, ``half`` (上期),
    ``quarter``, ``range`` (自…至…, 4月～9月), ``term`` (第115期, 2019年12月期), and ``date`` for the rest: calendar
    years, days and months without a year, times of day.
    """

    start: int
    end: int
    period: Period
    kind: PeriodKind


_MONTH_DAY = next(form.pattern for form in FORMS if form.name == "monthday")
_WHOLE_YEAR = re.compile(r"\s*((?:19|20)[0-9]{2})\s*")
_LINK = re.compile(r"\s*(?:現在|時点)?\s*[)）]?\s*(?:から|より|~|至|-|―|[)）]?\s*至)\s*")
_CLOSED_LINK = re.compile(r"~|-|―|至")
_FROM = re.compile(r"自\s*\Z")
_UNTIL = re.compile(r"\s*(?:まで|迄)")
_RANGED: frozenset[str] = frozenset({"fiscal_year", "date", "day", "month", "half", "quarter"})


class _Context(Struct):
    """What earlier mentions give to later ones: the fiscal year in context and the last calendar year named."""

    fiscal_year: int | None
    last: int = fiscal.MARCH
    calendar: int | None = None


@lru_cache(maxsize=8192)
def find_periods(text: str, context: int | None = None, last: int = fiscal.MARCH) -> tuple[PeriodMention, ...]:
    """All mentions of time in ``text`` in printed order, not overlapping; offsets into ``text``.

    ``context`` is the fiscal year that the text is about: bare years (``６年度``), months and days without a year and
    words such as 前年度 are resolved by it, and by what the text itself named before them.  ``last`` is the last month of
    the publisher's business year.
    """
    narrowed = narrow(text)
    whole = _WHOLE_YEAR.fullmatch(narrowed)
    if whole:
        return (PeriodMention(whole.start(1), whole.end(1), Period(int(whole[1])), "fiscal_year"),)
    points = list(_points(narrowed, _Context(context, last)))
    return tuple(_with_ranges(narrowed, points, last))


@lru_cache(maxsize=4096)
def _forms_in(there: frozenset[str]) -> tuple[Form, ...]:
    """The forms that a text may hold in which of all that forms need these are ``there``."""
    return tuple(form for form in FORMS if not there.isdisjoint(form.needs))


def _points(text: str, context: _Context) -> Iterator[PeriodMention]:
    forms = _forms_in(frozenset(need for need in NEEDS if need in text))
    position = 0
    while forms and (candidate := ANY.search(text, position)) is not None:
        position = candidate.start()
        mention = _point_at(text, position, context, forms)
        if mention is None:
            position += 1
        else:
            yield mention
            position = mention.end


def _point_at(text: str, position: int, context: _Context, forms: Sequence[Form]) -> PeriodMention | None:
    first = text[position]
    for name, begins, _, pattern in forms:
        if first in begins and (found := pattern.match(text, position)) is not None:
            read = _READERS[name](found, context)
            if read is not None:
                return PeriodMention(found.start(), found.end(), *read)
    return None


# --- what each form means ---------------------------------------------------------------------------------------------

_Read = tuple[Period, PeriodKind]


def _group(found: re.Match[str], name: str) -> str | None:
    return found[name] if name in found.re.groupindex else None


def _number(found: re.Match[str], name: str) -> int | None:
    printed = _group(found, name)
    return ordinal(printed) if printed else None


def _year(found: re.Match[str], context: _Context) -> int | None:
    """The western year of a form, remembered for the bare years after it."""
    era, letter, western = _group(found, "era"), _group(found, "letter"), _group(found, "wy")
    same, bare = _group(found, "same"), _group(found, "by")
    if era or letter:
        year = era_year(era or letter or "", (found["ey"] if era else found["ly"]))
    elif western:
        year = int(western) if len(western) > 2 else 2000 + int(western)
    elif same:
        year = context.calendar + (same == "翌") if context.calendar is not None else None
    else:
        year = nearest_year(bare or "", context.calendar or context.fiscal_year)
    if year is not None:
        context.calendar = year
    return year


def _fiscal(found: re.Match[str], context: _Context) -> _Read | None:
    printed = _group(found, "fy")
    if _group(found, "same"):
        year = None if context.fiscal_year is None else context.fiscal_year + (found["same"] == "翌")
    else:
        year = (int(printed) if len(printed) > 2 else 2000 + int(printed)) if printed else _year(found, context)
    if _group(found, "part"):
        return _part_of(found, year, context.last)
    if year is None:
        return Period(), "fiscal_year"
    context.fiscal_year = year
    whole = fiscal.fiscal_year(year, context.last)
    if _group(found, "yearend"):
        return Period(year, whole.end, whole.end), "day"
    return whole, "fiscal_year"


def _part_of(found: re.Match[str], year: int | None, last: int) -> _Read:
    number = _number(found, "q")
    kind: PeriodKind = "quarter" if number else "half"
    if year is None:
        return Period(), kind
    if number:
        return fiscal.quarter(year, number, bool(found["cum"]), last) or Period(), kind
    return fiscal.half(year, found["part"].startswith("下"), last), kind


def _term(found: re.Match[str], context: _Context) -> _Read:
    year, number = _year(found, context), _number(found, "m")
    period = fiscal.term_ending(year, number) if year and number else None
    if _group(found, "part"):
        # the parts of a term that ends in another month than the publisher's business year are not told
        told = period is not None and number == context.last
        return _part_of(found, period.fiscal_year if period and told else None, context.last)
    return period or Period(), "term"


def _date(found: re.Match[str], context: _Context) -> _Read:
    return _in_year(found, _year(found, context), context.last)


def _in_year(found: re.Match[str], year: int | None, final: int) -> _Read:
    number, of_month, last = _number(found, "m"), _group(found, "d"), _group(found, "last")
    if of_month or last:
        period = fiscal.day(year, number, ordinal(of_month) if of_month else None, final) if year and number else None
        return period or Period(), "day" if period else "date"
    period = fiscal.month(year, number, final) if year and number else None
    return period or Period(), "month" if period else "date"


def _calendar_year(found: re.Match[str], context: _Context) -> _Read:
    year = _year(found, context)
    return (fiscal.calendar_year(year) if year else Period()), "date"


def _years(found: re.Match[str], context: _Context) -> _Read:
    """平成30年～34年: the second year is counted as the first is."""
    first, until = _year(found, context), found["until"]
    last = era_year(found["era"], until) if found["era"] else int(found["wy"][:2] + until.zfill(2))
    if first is None or last is None or last < first:
        return Period(), "range"
    context.calendar = last
    years = fiscal.calendar_year(first), fiscal.calendar_year(last)
    return fiscal.between(*years, context.last) or Period(), "range"


def _letter(found: re.Match[str], context: _Context) -> _Read | None:
    """``R6`` alone names a year, and not whether it is the fiscal one; S, M and T name other things too."""
    if found["letter"] not in "RH" or found["ly"].startswith("0"):
        return None
    return Period(_year(found, context)), "fiscal_year"


def _month_day(found: re.Match[str], context: _Context) -> _Read | None:
    number = _number(found, "m")
    if number is None or not 1 <= number <= 12:
        return None
    if found[0].endswith(("期", "決算")):
        return Period(), "term"
    if context.fiscal_year is None or found.string[: found.start()].rstrip().endswith("年"):
        return Period(), "date"  # 昨年3月, or a year whose number was not read
    return _in_year(found, fiscal.calendar_year_of(context.fiscal_year, number, context.last), context.last)


def _span(found: re.Match[str], context: _Context) -> _Read | None:
    first, last = _number(found, "m"), _number(found, "m2")
    if not first or not last or first > 12 or last > 12:
        return None
    if context.fiscal_year is None:
        return Period(), "range"
    start, end = (
        fiscal.month(fiscal.calendar_year_of(context.fiscal_year, number, context.last), number, context.last)
        for number in (first, last)
    )
    return (fiscal.between(start, end, context.last) if start and end else None) or Period(), "range"


def _nowhere(found: re.Match[str], context: _Context) -> _Read:
    del found, context
    return Period(), "date"


def _ordinal(found: re.Match[str], context: _Context) -> _Read:
    del found, context
    return Period(), "term"


def _part(found: re.Match[str], context: _Context) -> _Read | None:
    text = squeeze(found[0])
    quarterly = re.match(r"[当前]?第([1-4一二三四])四半期(連結累計|累計)?", text)
    number = ordinal(quarterly[1]) if quarterly else None
    year = context.fiscal_year
    if year is not None and text.startswith("前"):
        year -= 1
    if year is None:
        return (Period(), "quarter") if number else None
    if quarterly and number:
        return fiscal.quarter(year, number, bool(quarterly[2]), context.last) or Period(), "quarter"
    return fiscal.half(year, text.startswith("下"), context.last), "half"


def _relative(found: re.Match[str], context: _Context) -> _Read | None:
    if context.fiscal_year is None:
        return None
    steps = {"r0": 0, "rm": -1, "rmm": -2, "rp": 1}
    year = context.fiscal_year + next(n for g, n in steps.items() if found[g])
    return fiscal.fiscal_year(year, context.last), "fiscal_year"


_READERS = {
    "fiscal": _fiscal,
    "term": _term,
    "date": _date,
    "year": _calendar_year,
    "years": _years,
    "letter": _letter,
    "span": _span,
    "monthday": _month_day,
    "clock": _nowhere,
    "loneday": _nowhere,
    "ordinal": _ordinal,
    "part": _part,
    "relative": _relative,
}


# --- ranges -----------------------------------------------------------------------------------------------------------


def _with_ranges(text: str, points: list[PeriodMention], final: int) -> Iterator[PeriodMention]:
    """Join 「自 A 至 B」, 「A～B」 and 「AからBまで」 to one mention; 「AからBに」 stays two."""
    index = 0
    while index < len(points):
        first = points[index]
        last = points[index + 1] if index + 1 < len(points) else None
        joined = _range(text, first, last, final) if last is not None else None
        yield joined or first
        index += 2 if joined else 1


def _range(text: str, first: PeriodMention, last: PeriodMention, final: int) -> PeriodMention | None:
    link = _LINK.fullmatch(text, first.end, last.start)
    if link is None or first.kind not in _RANGED or last.kind not in _RANGED:
        return None
    opened, until = _FROM.search(text, 0, first.start), _UNTIL.match(text, last.end)
    if not (_CLOSED_LINK.search(link[0]) or opened or until):
        return None
    start, end = opened.start() if opened else first.start, until.end() if until else last.end
    period = fiscal.between(first.period, _end_of_range(text, first, last, final), final) or Period()
    return PeriodMention(start, end, period, "range")


def _end_of_range(text: str, first: PeriodMention, last: PeriodMention, final: int) -> Period:
    """The second end of a range; a month or day printed without its year is the next one after the beginning."""
    undated = _MONTH_DAY.fullmatch(text, last.start, last.end)
    if undated is None or first.period.start is None:
        return last.period
    year = fiscal.fiscal_year_of(first.period.start, final)
    for candidate in (year, year + 1):
        read = _month_day(undated, _Context(candidate, final))
        if read and read[0].end and read[0].end >= first.period.start:
            return read[0]
    return last.period
