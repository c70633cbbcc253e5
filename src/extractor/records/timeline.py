"""Times that stand on lines of their own and hold for what follows: 前連結会計年度（自 … 至 …） over several tables.

Such a line holds until the next one, or until a heading that ranks as high as the one above it.  A line that names two
years heads columns of text: what follows it has no year that anybody could tell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from extractor.model import Line, Period, Section, Table, Where
from extractor.normalise.labels import normalise_label, numbering_level, split_numbering
from extractor.records.clock import Clock

#: a heading that ends so speaks for what stands under it; a date alone may be that of printing
_HOLDS = re.compile(r"年度|[^半]期|事業|現在|時点|自.*至|当|前")
#: the day for which one sheet is drawn up
_BRIEF = re.compile(r"現在|時点")
#: 【注記事項】, （連結貸借対照表関係）: headings without numbers, and what ranks above what
_BRACKETS, _PARENTHESES = re.compile(r"【.+】"), re.compile(r"[(（].{2,40}[)）]")
_NO_HEADING = re.compile(r"単\s*位|注|※|[0-9]")
#: longer lines are text
_LONGEST = 60
#: a line with another year than the document's is believed on its page and so many more
_PAGES = 3
#: the level of a caption: any heading stands above it
_DEEPEST = 99
_Place = tuple[int, float]
_Rank = tuple[int, int]


class _Event(Struct, frozen=True, gc=False):
    """What begins at a place: a heading (``rank`` by its numbering, ``level`` in the outline) or a line with a time.

    A numbered line that may be no heading is ``minor``.  A line that is a heading, too (``headed``), holds for its section; one that tells the day of a single sheet
    (``brief``: 令和７年３月31日現在), or two years side by side, up to the next heading or numbered line.
    """

    place: _Place
    level: int
    rank: _Rank | None = None
    period: Period | None = None
    line: bool = False
    headed: bool = False
    brief: bool = False
    minor: bool = False


class Timeline:
    """Which time holds where, as told by lines and headings."""

    def __init__(
        self, clock: Clock, lines: Mapping[int, Sequence[Line]], sections: Sequence[Section], tables: Iterable[Table]
    ) -> None:
        self._own = clock.own
        self._places: list[_Place] = []
        self._holding: list[_Event | None] = []
        headed = [*_of_sections(clock, sections)]
        taken = {_near(event.place) for event in headed}
        plain = [e for e in _of_lines(clock, lines, _Levels(sections)) if _near(e.place) not in taken]
        events = [*headed, *plain, *_of_tables(clock, tables)]
        open_: list[_Event] = []
        for event in sorted(events, key=lambda e: (e.place, e.line)):
            del open_[_ended_by(event, open_) :]
            if not event.minor:
                open_.append(event)
            self._places.append(event.place)
            self._holding.append(next((above for above in reversed(open_) if above.period is not None), None))

    def at(self, where: Where) -> Period | None:
        """The time that holds at a place; None: nothing says; an empty period: something does, and cannot be placed."""
        index = bisect_right(self._places, (where.page, where.box.top))
        holding = self._holding[index - 1] if index else None
        if holding is None or holding.period is None:
            return None
        far = holding.line and not holding.headed and where.page - holding.place[0] > _PAGES
        return Period() if far and holding.period.fiscal_year != self._own.fiscal_year else holding.period


def _ended_by(event: _Event, open_: Sequence[_Event]) -> int:
    """The index from which on what is open ends: a line ends a line, a heading those of its rank and below."""
    if event.minor:
        return next((index for index, above in enumerate(open_) if above.brief), len(open_))
    for index, above in enumerate(open_):
        if above.brief or (event.headed and above.level >= event.level):
            return index
        if event.line or event.rank is None:
            if above.line and (event.line or event.level <= above.level):
                return index
        elif (above.rank is not None and above.rank >= event.rank) or (above.headed and event.level <= above.level):
            return index
    return len(open_)


class _Levels:
    """The level of the section in which a place lies."""

    def __init__(self, sections: Sequence[Section]) -> None:
        ordered = sorted((_begin(s.where), s.level) for s in sections)
        self._places, self._levels = [place for place, _ in ordered], [level for _, level in ordered]

    def at(self, place: _Place) -> int:
        index = bisect_right(self._places, place)
        return self._levels[index - 1] if index else 0


def _near(place: _Place) -> tuple[int, int]:
    """A place, so that a heading and the line that it was made of meet."""
    return place[0], round(place[1])


def _begin(where: Where) -> _Place:
    return where.page, where.box.top


def _rank(heading: str) -> _Rank | None:
    """How high a heading stands by its numbering and brackets, the highest first; None where neither tells."""
    label = normalise_label(heading)
    number, rest = split_numbering(heading.strip())
    level = numbering_level(number) if number else None
    if level is not None:
        return (0 if _BRACKETS.fullmatch(normalise_label(rest)) else 3, level)
    if _BRACKETS.fullmatch(label):
        return (1, 0)
    return (2, 0) if _PARENTHESES.fullmatch(label) and not _NO_HEADING.search(label) else None


def _of_lines(clock: Clock, lines: Mapping[int, Sequence[Line]], levels: _Levels) -> Iterator[_Event]:
    for page, on_page in lines.items():
        for line in on_page:
            if len(line.text) > _LONGEST:
                continue
            place = (page, line.box.top)
            period = _holding(clock, line.text)
            if period is not None:
                brief = period == Period() or _BRIEF.search(normalise_label(line.text)) is not None
                yield _Event(place, levels.at(place), period=period, line=True, brief=brief)
            elif (rank := _rank(line.text)) is not None:
                yield _Event(place, levels.at(place), rank, minor=rank[0] not in (1, 2))


def _of_sections(clock: Clock, sections: Iterable[Section]) -> Iterator[_Event]:
    for section in sections:
        held = _holding(clock, section.heading) if section.heading else None
        if held is not None:
            yield _Event(_begin(section.where), section.level, period=held, line=True, headed=True)
        elif section.heading:
            rank, period = _rank(section.heading), _opening(clock, section.heading)
            yield _Event(_begin(section.where), section.level, rank, period)


def _of_tables(clock: Clock, tables: Iterable[Table]) -> Iterator[_Event]:
    """Captions that are nothing but a time; the words of a caption are no longer among the lines of its page."""
    for table in tables:
        period = _holding(clock, table.caption) if table.caption else None
        if period is not None:
            brief = _BRIEF.search(normalise_label(table.caption or "")) is not None
            yield _Event(_begin(table.where[0]), _DEEPEST, period=period, line=True, brief=brief)


def _holding(clock: Clock, text: str) -> Period | None:
    """The time of a line that says nothing else; None for other lines and for dates of printing."""
    told = clock.alone(text)
    if told is None or told.kind in ("date", "month"):
        return None
    label = normalise_label(text)
    if told.kind == "day" and not re.search(r"現在|時点|年度|期|末", label):
        return None
    return told.period if _HOLDS.search(label) else None


def _opening(clock: Clock, heading: str) -> Period | None:
    """The year with which a longer heading begins (``２．令和５年度の事業``)."""
    rest = normalise_label(split_numbering(heading)[1]).lstrip("【([〔「")
    told = clock.told([rest[:_LONGEST]])
    if told is None or told.kind not in ("fiscal_year", "term", "range", "half", "quarter") or len(rest) > _LONGEST:
        return None
    starts = re.match(r"(?:令和|平成|昭和|[0-9]|[RH][0-9元]|第\s*[0-9]|自|前|当)", rest)
    return told.period if starts else None
