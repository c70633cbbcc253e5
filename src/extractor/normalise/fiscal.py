"""Era and western years, the fiscal year and its parts: arithmetic only, no text.

The Japanese fiscal year (会計年度) runs from 1 April to 31 March (財政法 第11条), and is called by the year in
which it begins.  A business year may end in another month, here ``last``: the one that ends between April of a year and
March of the next is counted to that fiscal year (the rule of 法人企業統計調査), so that January to December 2024 is 2024.
"""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache

from extractor.model import Period
from extractor.normalise.numerals import numeral

#: First calendar year of each era, after the edicts on the change of era (改元): 明治 1868-10-23, 大正 1912-07-30,
#: 昭和 1926-12-25, 平成 1989-01-08, 令和 2019-05-01.  Documents number on past an era's end (平成32年度 is 2020),
#: and write 令和元年度 for a year that began before its first day, so that only the year counts here.
FIRST_YEAR = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
_SHORT = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
_SQUARE = {"㍾": "明治", "㍽": "大正", "㍼": "昭和", "㍻": "平成", "㋿": "令和"}
#: a bare year is taken for the one that lies this near to the year in context, if only one does
_REACH = 10


def era_year(era: str, number: str) -> int | None:
    """The western year of a printed era year: (``平成``, ``32``) → 2020, (``R``, ``元``) → 2019; None for no number."""
    name = _SHORT.get(era) or _SQUARE.get(era) or era
    count = ordinal(number)
    return FIRST_YEAR[name] + count - 1 if count else None


@lru_cache(maxsize=1024)
def ordinal(number: str) -> int | None:
    """A printed year, month or day number up to 99: digits (also 05), 元 or kanji numerals, 一 and 十 among them."""
    if number in {"元", "一"}:
        return 1
    if number == "十":
        return 10
    if number.isascii():
        return int(number) if number.isdigit() and len(number) <= 2 else None
    found = numeral(number)
    return int(found.value) if found is not None and not found.scale and found.value < 100 else None


def nearest_year(number: str, context: int | None) -> int | None:
    """The western year that a bare year number means near ``context``; None when none or several are near enough.

    ``6`` with 2024 in context is 2024 (令和6年); ``30`` with 2019 is 2018 (平成30年).  Without context nothing is said.
    """
    count = ordinal(number)
    if context is None or not count:
        return None
    years = {first + count - 1 for first in FIRST_YEAR.values()}
    if len(number) == 2 and number.isdigit():
        years.add(2000 + count)
    near = [year for year in years if abs(year - context) <= _REACH]
    return near[0] if len(near) == 1 else None


#: the last month of a fiscal year, where nothing else is said
MARCH = 3


def fiscal_year_of(day: date, last: int = MARCH) -> int:
    """The fiscal year in which a day lies."""
    ends = day.year + (day.month > last)
    return ends - (last < 4)


def fiscal_year(year: int, last: int = MARCH) -> Period:
    """The whole fiscal year ``year``: from April of it to March of the next, unless it ends in another month."""
    ends = year + (last < 4)
    start = date(ends, 1, 1) if last == 12 else date(ends - 1, last + 1, 1)
    return Period(year, start, end_of_month(ends, last))


def calendar_year(year: int) -> Period:
    """The whole calendar year; it lies in two fiscal years, so that it names none."""
    return Period(None, date(year, 1, 1), date(year, 12, 31))


def month(year: int, number: int, last: int = MARCH) -> Period | None:
    """The whole month of a calendar year; None when there is no such month."""
    if not 1 <= number <= 12:
        return None
    start = date(year, number, 1)
    return Period(fiscal_year_of(start, last), start, end_of_month(year, number))


def calendar_year_of(year: int, number: int, last: int = MARCH) -> int:
    """The calendar year in which a month of the fiscal year ``year`` lies."""
    start, _ = _days(fiscal_year(year, last))
    return start.year + (number < start.month)


def day(year: int, number: int, of_month: int | None, last: int = MARCH) -> Period | None:
    """One day (``of_month`` None: the last of the month); None when the calendar has no such day."""
    if not 1 <= number <= 12:
        return None
    end = end_of_month(year, number)
    if of_month is not None and not 1 <= of_month <= end.day:
        return None
    found = end if of_month is None else date(year, number, of_month)
    return Period(fiscal_year_of(found, last), found, found)


def term_ending(year: int, number: int) -> Period | None:
    """A business term called by its last month (``2019年12月期``): how long it is, is not told."""
    if not 1 <= number <= 12:
        return None
    end = end_of_month(year, number)
    return Period(fiscal_year_of(end), None, end)


def half(year: int, second: bool, last: int = MARCH) -> Period:
    """The first (上期: April to September) or second half of a fiscal year."""
    return _months(year, 7 if second else 1, 12 if second else 6, last)


def quarter(year: int, number: int, from_start: bool, last: int = MARCH) -> Period | None:
    """A quarter of a fiscal year, or (``from_start``, 累計) what has passed of the year at its end."""
    if not 1 <= number <= 4:
        return None
    return _months(year, 1 if from_start else 3 * number - 2, 3 * number, last)


def _months(year: int, first: int, final: int, last: int) -> Period:
    """From the ``first`` to the ``final`` month of a fiscal year, counted from 1."""
    begin, _ = _days(fiscal_year(year, last))
    start, end = begin.month + first - 2, begin.month + final - 2
    return Period(
        year,
        date(begin.year + start // 12, start % 12 + 1, 1),
        end_of_month(begin.year + end // 12, end % 12 + 1),
    )


def _days(period: Period) -> tuple[date, date]:
    """The first and last day of a period that has both; ValueError else."""
    if period.start is None or period.end is None:
        raise ValueError(f"{period} is open")
    return period.start, period.end


def between(first: Period, last: Period, last_month: int = MARCH) -> Period | None:
    """From the beginning of one period to the end of another; None when it would run backwards or is open.

    It belongs to the fiscal year of its end if it is no longer than a year, else to none.
    """
    if first.start is None or last.end is None or first.start > last.end:
        return None
    within_a_year = (last.end - first.start).days <= 366
    return Period(fiscal_year_of(last.end, last_month) if within_a_year else None, first.start, last.end)


def end_of_month(year: int, number: int) -> date:
    """The last day of a month."""
    return date(year, number, calendar.monthrange(year, number)[1])
