"""Headings in several rows without vertical rules: which heading stands over which columns.

A heading spans columns when it is as wide as they are, when a rule below it reaches over them, or when other headings
stand under it.  What is under a spanning heading is laid out in the same way, one row further down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.geometry import overlap, union
from extractor.model import Ruling
from extractor.tables.grid import Slot
from extractor.tables.heading_cells import Heading, Span

#: row borders closer than this are one
_SNAP = 4.0
#: the lines of one wrapped heading are no further apart than this share of their height
_LEADING = 0.6


@dataclass(frozen=True, slots=True)
class Area:
    """Part of a heading: rows from ``top`` to ``bottom``, columns ``first`` to ``last``."""

    top: float
    bottom: float
    first: int
    last: int


def heading_slots(
    whole: Area, zones: Sequence[Span], pieces: Iterable[Heading], rules: Iterable[Ruling]
) -> tuple[list[float], list[Slot]]:
    """Row borders (top to bottom of the heading) and slots that cover each position once."""
    inner = [r for r in rules if whole.top + 2 < r.at < whole.bottom - 2]
    areas = list(_divide(whole, _headings(pieces), zones, inner))
    ys: list[float] = []
    for y in sorted({y for a in areas for y in (a.top, a.bottom)}):
        if not ys or y - ys[-1] > _SNAP:
            ys.append(y)
    slots = []
    for area in areas:
        first, last = _row(ys, area.top), _row(ys, area.bottom)
        slots.append(Slot(first, area.first, max(last - first, 1), area.last - area.first + 1))
    return ys, slots


def _row(ys: Sequence[float], y: float) -> int:
    return min(range(len(ys)), key=lambda i: abs(ys[i] - y))


def _headings(pieces: Iterable[Heading]) -> list[Heading]:
    """Pieces over the same column, one close below the other, are one heading set in several lines."""
    found: list[Heading] = []
    for piece in pieces:
        for i, above in enumerate(found):
            close = piece.box.top - above.box.bottom < _LEADING * piece.box.height
            if (above.first, above.last) == (piece.first, piece.last) and piece.first == piece.last and close:
                found[i] = Heading(union((above.box, piece.box)), piece.first, piece.last)
                break
        else:
            found.append(piece)
    return found


def _divide(area: Area, headings: Sequence[Heading], zones: Sequence[Span], rules: Sequence[Ruling]) -> Iterator[Area]:
    """The cells of an area: each spanning heading over what stands under it, every other column from top to bottom."""
    inside = [
        h
        for h in headings
        if area.first <= h.first and h.last <= area.last and area.top - 3 <= _middle(h) <= area.bottom
    ]
    spans = [s for h in inside if (s := _span(h, inside, zones, rules)) is not None]
    column = area.first
    for span in sorted((s for s in spans if not _under_another(s, spans)), key=lambda s: s.first):
        if span.first < column:
            continue
        yield from (Area(area.top, area.bottom, c, c) for c in range(column, span.first))
        border = _border_below(span, inside, rules)
        yield Area(area.top, border, span.first, span.last)
        yield from _divide(Area(border, area.bottom, span.first, span.last), headings, zones, rules)
        column = span.last + 1
    yield from (Area(area.top, area.bottom, c, c) for c in range(column, area.last + 1))


def _under_another(span: Heading, spans: Iterable[Heading]) -> bool:
    return any(
        o.box.bottom <= span.box.top + 3 and o.first <= span.last and span.first <= o.last
        for o in spans
        if o is not span
    )


def _middle(heading: Heading) -> float:
    return (heading.box.top + heading.box.bottom) / 2


def _span(
    heading: Heading, headings: Sequence[Heading], zones: Sequence[Span], rules: Sequence[Ruling]
) -> Heading | None:
    """The heading with all columns that it spans; None when it stands over one only."""
    rule = _rule_below(heading, rules)
    if rule is not None:
        beside = [h for h in headings if _rule_below(h, rules) is rule and h.box.bottom > heading.box.top]
        over = [i for i, z in enumerate(zones) if overlap(rule.start, rule.end, *z) > 0.5 * (z[1] - z[0])]
        under = _parted(over, [(max(a, rule.start), min(b, rule.end)) for a, b in zones], beside).get(heading, [])
    else:
        under = _children(heading, headings, zones)
    columns = {*under, heading.first, heading.last}
    if len(columns) < 2:
        return None
    return Heading(heading.box, min(columns), max(columns))


def _parted(columns: Sequence[int], zones: Sequence[Span], headings: Sequence[Heading]) -> dict[Heading, list[int]]:
    """The columns over one rule parted among its headings, each of which stands in the middle over its own."""
    ordered = sorted(headings, key=lambda h: h.box.x0)
    if not ordered or len(columns) < len(ordered):
        return {}
    # the cheapest way to give the first columns to the headings so far, by the number of columns given
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for heading in ordered:
        nearer: dict[int, tuple[float, tuple[int, ...]]] = {}
        for given, (cost, ends) in best.items():
            for end in range(given + 1, len(columns) + 1):
                middle = (zones[columns[given]][0] + zones[columns[end - 1]][1]) / 2
                off = cost + abs((heading.box.x0 + heading.box.x1) / 2 - middle)
                if end not in nearer or off < nearer[end][0]:
                    nearer[end] = (off, (*ends, end))
        best = nearer
    if len(columns) not in best:
        return {}
    ends = best[len(columns)][1]
    return {h: list(columns[a:b]) for h, a, b in zip(ordered, (0, *ends), ends, strict=False)}


def _rule_below(heading: Heading, rules: Iterable[Ruling]) -> Ruling | None:
    """The nearest rule below a heading that reaches across its middle."""
    middle = (heading.box.x0 + heading.box.x1) / 2
    below = [r for r in rules if r.at >= heading.box.bottom - 3 and r.start <= middle <= r.end]
    return min(below, key=lambda r: r.at, default=None)


def _children(heading: Heading, headings: Sequence[Heading], zones: Sequence[Span]) -> list[int]:
    """The columns of the lower headings for which this is the nearest heading above.

    Where more than two could be its own, those over which it stands in the middle are.
    """
    lower = [h for h in headings if h.box.top > heading.box.bottom - 0.3 * heading.box.height]
    uppers = [h for h in headings if abs(h.box.top - heading.box.top) < 0.3 * heading.box.height]
    mine = sorted({h.first for h in lower if _nearest(h, uppers) is heading})
    if len(mine) < 2:
        return []
    middle = (heading.box.x0 + heading.box.x1) / 2
    runs = [mine[i:j] for i in range(len(mine)) for j in range(i + 2, len(mine) + 1)]

    def off_centre(run: Sequence[int]) -> tuple[float, int]:
        return round(abs((zones[run[0]][0] + zones[run[-1]][1]) / 2 - middle) / 6), -len(run)

    return min(runs, key=off_centre)


def _nearest(heading: Heading, uppers: Sequence[Heading]) -> Heading:
    middle = (heading.box.x0 + heading.box.x1) / 2
    return min(uppers, key=lambda u: max(u.box.x0 - middle, middle - u.box.x1, 0.0))


def _border_below(span: Heading, headings: Iterable[Heading], rules: Sequence[Ruling]) -> float:
    """Where the row of a spanning heading ends: at the rule below it, else above the headings under it."""
    rule = _rule_below(span, rules)
    if rule is not None:
        return rule.at
    tops = [
        h.box.top
        for h in headings
        if span.first <= h.first and h.last <= span.last and h.box.top > span.box.bottom - 0.3 * span.box.height
    ]
    return (span.box.bottom + min(tops)) / 2 if tops else span.box.bottom
