"""Headings in several rows without vertical rules: which heading stands over which columns.

A heading spans columns when it is as wide as they are, when a rule below it reaches over them, or when other headings
stand under it.  What is under a spanning heading is laid out in the same way, one row further down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from extractor.geometry import overlap, union
from extractor.model import Ruling
from extractor.tables.grid import Slot
from extractor.tables.heading_cells import Heading, Span
from extractor.tables.heading_shares import Lane, shares_of

#: row borders closer than this are one
_SNAP = 4.0
#: and no further than this where the first of them might span columns
_TIGHT = 0.15
#: headings on neighbouring lines leave more white than this share of their height between them
_TOUCH = 0.25
#: the lines of one wrapped heading are no further apart than this share of their height
_LEADING = 0.6


class Area(Struct, frozen=True, gc=False):
    """Part of a heading: rows from ``top`` to ``bottom``, columns ``first`` to ``last``."""

    top: float
    bottom: float
    first: int
    last: int


class _Room(Struct, frozen=True, gc=False):
    """What headings are laid out in: the room of each column, the extent of its figures, the rules between headings.

    ``labels`` counts the columns of row labels, ``unsure`` gathers the columns that might as well stand under another heading.
    """

    zones: Sequence[Span]
    extents: Sequence[Span]
    rules: Sequence[Ruling]
    labels: int
    unsure: set[int]


def heading_slots(
    whole: Area,
    zones: Sequence[Span],
    extents: Sequence[Span],
    pieces: Iterable[Heading],
    rules: Iterable[Ruling],
    labels: int = 1,
) -> tuple[list[float], list[Slot], frozenset[int]]:
    """Row borders (top to bottom of the heading), slots that cover each position once, and the columns that might as
    well stand under a neighbouring heading.
    """
    room = _Room(zones, extents, [r for r in rules if whole.top + 2 < r.at < whole.bottom - 2], labels, set())
    headings = _headings(pieces)
    areas = list(_in_one_row(whole, headings, room) or _divide(whole, headings, room))
    ys: list[float] = []
    for y in sorted({y for a in areas for y in (a.top, a.bottom)}):
        if not ys or y - ys[-1] > _SNAP:
            ys.append(y)
    slots = []
    for area in areas:
        first, last = _row(ys, area.top), _row(ys, area.bottom)
        slots.append(Slot(first, area.first, max(last - first, 1), area.last - area.first + 1))
    return ys, slots, frozenset(room.unsure)


def _in_one_row(whole: Area, headings: Sequence[Heading], room: _Room) -> list[Area]:
    """Headings on one line, fewer than the columns that they stand over; empty where it is not so."""
    columns = range(len(room.zones))
    over = {c for h in headings for c in columns[h.first : h.last + 1]}
    between = [
        h for h in headings if not any(overlap(h.box.x0, h.box.x1, *e) > 0 for e in room.extents[1:]) and h.first
    ]
    bare = [c for c in columns[1:] if c not in over] + [h.first for h in between if len(headings) < len(columns)]
    if not bare or any(not _on_line(h, headings[0]) for h in headings):
        return []
    ordered = sorted(headings, key=lambda h: h.box.x0)
    if max(bare) < room.labels:  # each column of figures has its own heading
        end, ordered = room.labels, [h for h in ordered if h.last < room.labels]
    else:
        end = len(columns)
    first = int(not ordered or overlap(ordered[0].box.x0, ordered[0].box.x1, *room.extents[1]) > 0)
    if not ordered or len(ordered) > end - first:
        return []
    lanes = [Lane(extent, extent) for extent in room.extents[first:end]]
    shares, unsure = shares_of([(h.box.x0, h.box.x1) for h in ordered], lanes, far=True)
    room.unsure.update(lane + first for lane in unsure)
    spans = [(0, 0)][:first] + [(s[0] + first, s[-1] + first) for s in shares] + [(c, c) for c in columns[end:]]
    return [Area(whole.top, whole.bottom, a, b) for a, b in spans]


def _row(ys: Sequence[float], y: float) -> int:
    return min(range(len(ys)), key=lambda i: abs(ys[i] - y))


def _headings(pieces: Iterable[Heading]) -> list[Heading]:
    """Pieces over the same column, one close below the other, are one heading set in several lines."""
    found: list[Heading] = []
    pieces = list(pieces)
    for piece in pieces:
        for i, above in enumerate(found):
            close = piece.box.top - above.box.bottom < _leading(above, piece, pieces) * piece.box.height
            if (above.first, above.last) == (piece.first, piece.last) and piece.first == piece.last and close:
                found[i] = Heading(union((above.box, piece.box)), piece.first, piece.last)
                break
        else:
            found.append(piece)
    return found


def _leading(above: Heading, piece: Heading, pieces: Sequence[Heading]) -> float:
    """How far apart two lines of one heading may be: less where the upper one might span a column beside it."""
    upper = [p for p in pieces if _on_line(p, above)]
    lower = [p for p in pieces if _on_line(p, piece) and abs(p.first - piece.first) == 1]
    bare = [p for p in lower if not any(u.first <= p.first <= u.last for u in upper)]
    return _TIGHT if bare else _LEADING


def _divide(area: Area, headings: Sequence[Heading], room: _Room) -> Iterator[Area]:
    """The cells of an area: each spanning heading over what stands under it, every other column from top to bottom."""
    inside = [
        _within(h, area)
        for h in headings
        if area.top - 3 <= _middle(h) <= area.bottom and _stands_over(h, area, room.zones)
    ]
    spans = [s for h in inside if (s := _span(h, inside, area, room)) is not None]
    column = area.first
    for span in sorted((s for s in spans if not _under_another(s, spans)), key=lambda s: s.first):
        if span.first < column:
            continue
        yield from (Area(area.top, area.bottom, c, c) for c in range(column, span.first))
        border = _border_below(span, inside, room.rules) if _heads_others(span, inside) else area.bottom
        yield Area(area.top, border, span.first, span.last)
        yield from _divide(Area(border, area.bottom, span.first, span.last), headings, room)
        column = span.last + 1
    yield from (Area(area.top, area.bottom, c, c) for c in range(column, area.last + 1))


def _stands_over(heading: Heading, area: Area, zones: Sequence[Span]) -> bool:
    """Whether a heading is one of the area's; of those over several columns the middle tells."""
    if heading.first == heading.last:
        return area.first <= heading.first <= area.last
    return zones[area.first][0] <= (heading.box.x0 + heading.box.x1) / 2 <= zones[area.last][1]


def _within(heading: Heading, area: Area) -> Heading:
    first, last = max(heading.first, area.first), min(heading.last, area.last)
    return heading if (first, last) == (heading.first, heading.last) else Heading(heading.box, first, last)


def _under_another(span: Heading, spans: Iterable[Heading]) -> bool:
    return any(
        o.box.bottom <= span.box.top + 3 and o.first <= span.last and span.first <= o.last
        for o in spans
        if o is not span
    )


def _middle(heading: Heading) -> float:
    return (heading.box.top + heading.box.bottom) / 2


def _span(heading: Heading, headings: Sequence[Heading], area: Area, room: _Room) -> Heading | None:
    """The heading with all columns that it spans; None when it stands over one only."""
    rule = _rule_below(heading, room.rules)
    if rule is not None:
        beside = [h for h in headings if _rule_below(h, room.rules) is rule and h.box.bottom > heading.box.top]
        over = [c for c in _columns_of(rule, room.extents) if area.first <= c <= area.last]
        columns = {*_share(heading, beside, over, headings, room)}
    else:
        columns = {*(_children(heading, headings, room) or (heading.first, heading.last))}
    if len(columns) < 2:
        return None
    return Heading(heading.box, min(columns), max(columns))


def _columns_of(rule: Ruling, extents: Sequence[Span]) -> list[int]:
    return [i for i, (x0, x1) in enumerate(extents) if overlap(rule.start, rule.end, x0, x1) > 0.5 * (x1 - x0)]


def _share(
    heading: Heading, beside: Sequence[Heading], columns: Sequence[int], headings: Sequence[Heading], room: _Room
) -> Sequence[int]:
    """Which of the columns below one rule are those of one of the headings over it."""
    if len(beside) < 2:
        return (*columns, heading.first, heading.last)
    if len(columns) < len(beside):
        return (heading.first, heading.last)
    lanes = [_lane(column, heading.box.bottom, headings, room) for column in columns]
    ordered = sorted(beside, key=lambda h: h.box.x0)
    shares, unsure = shares_of([(h.box.x0, h.box.x1) for h in ordered], lanes)
    room.unsure.update(columns[i] for i in unsure)
    return [columns[i] for i in shares[ordered.index(heading)]]


def _lane(column: int, below: float, headings: Sequence[Heading], room: _Room) -> Lane:
    """Where the heading of one column stands, and all of its ink."""
    own = [h.box for h in headings if h.first == h.last == column and h.box.top > below - 0.3 * h.box.height]
    figures = room.extents[column]
    if not own:
        return Lane(figures, figures)
    head = (min(b.x0 for b in own), max(b.x1 for b in own))
    return Lane(head, (min(head[0], figures[0]), max(head[1], figures[1])))


def _rule_below(heading: Heading, rules: Iterable[Ruling]) -> Ruling | None:
    """The nearest rule below a heading that reaches across its middle."""
    middle = (heading.box.x0 + heading.box.x1) / 2
    below = [r for r in rules if r.at >= heading.box.bottom - 3 and r.start <= middle <= r.end]
    return min(below, key=lambda r: r.at, default=None)


def _children(heading: Heading, headings: Sequence[Heading], room: _Room) -> Sequence[int]:
    """The columns of the lower headings over which this one stands, where no rule tells."""
    uppers = sorted((h for h in headings if _on_line(h, heading)), key=lambda h: h.box.x0)
    lower = [
        h
        for h in headings
        if _is_below(h, heading) and not _is_between(h, heading, headings) and not _fills_height(h, headings)
    ]
    columns = sorted({h.first for h in lower if h.first == h.last})
    if len(columns) < 2:
        return ()
    lanes = [_lane(column, heading.box.bottom, lower, room) for column in columns]
    shares, unsure = shares_of([(h.box.x0, h.box.x1) for h in uppers], lanes, all_shared=False)
    room.unsure.update(columns[i] for i in unsure)
    return [columns[i] for i in shares[uppers.index(heading)]]


def _on_line(a: Heading, b: Heading) -> bool:
    return abs(a.box.top - b.box.top) < 0.3 * b.box.height


def _is_below(heading: Heading, above: Heading) -> bool:
    return heading.box.top > above.box.bottom - 0.3 * above.box.height


def _fills_height(heading: Heading, headings: Sequence[Heading]) -> bool:
    """Whether a heading is set in the middle of all rows, with none above or below it."""
    top, bottom = min(h.box.top for h in headings), max(h.box.bottom for h in headings)
    below = any(_is_below(h, heading) and h.first <= heading.last and heading.first <= h.last for h in headings)
    return not below and abs((top + bottom) / 2 - _middle(heading)) < _TOUCH * heading.box.height


def _is_between(heading: Heading, above: Heading, headings: Iterable[Heading]) -> bool:
    """Whether a heading is set in the middle of two rows: it overlaps, or all but touches, both lines beside it."""
    near = _TOUCH * heading.box.height
    return heading.box.top - above.box.bottom < near and any(
        -0.8 * heading.box.height < other.box.top - heading.box.bottom < near and other.first != heading.first
        for other in headings
    )


def _heads_others(span: Heading, headings: Iterable[Heading]) -> bool:
    """Whether other headings stand under a spanning one."""
    return any(_is_below(h, span) and h.first <= span.last and span.first <= h.last for h in headings if h is not span)


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
