"""Reading order: a page cut into stacks of lines, column by column (a recursive cut at gutters of text)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from extractor.geometry import overlap
from extractor.layout import lines_of, split_at_gaps
from extractor.model import Box, Line
from extractor.sections.hanging import with_labels_apart
from extractor.sections.pages import LARGER, type_size

#: a gutter has at least this many segments of text on each of its sides
DEEP = 3
#: where a gutter goes on that was found above or below, so many lines on both sides together will do
SHALLOW = 3
#: columns of running text are at least this many ems wide, and filled by their lines to this share (median)
WIDE, FILLED, DENSE = 10.0, 0.6, 0.85


#: a gap of more ems parts a line; columns stand two ems apart, but punctuation may hang over by one
GAP = 0.9


class Gutter(NamedTuple):
    """A white strip at ``x`` between the heights ``top`` and ``bottom`` with columns on both sides."""

    x: float
    top: float
    bottom: float
    size: int


def stacks_of(lines: Sequence[Line], em: float, tables: Sequence[Box] = ()) -> tuple[tuple[Line, ...], ...]:
    """The lines of a page as stacks in reading order; lines of print that run over a gutter are cut at it.

    No gutter runs through ``tables``, nor past a large title that stands alone at its height.
    """
    segments = [s for line in lines for s in split_at_gaps(line, GAP * em)]
    if not segments:
        return ()
    barriers = [Line((), box, "") for box in (*tables, *_titles(segments, em))]
    return tuple(_cut([*segments, *barriers], em))


def _titles(segments: Sequence[Line], em: float) -> Iterator[Box]:
    """The whole width beside titles in large type at the left edge, with text on the right above and below."""
    left, right = min(s.box.x0 for s in segments), max(s.box.x1 for s in segments)
    for title in segments:
        box = title.box
        if box.x0 > left + em or type_size(title.words) <= LARGER * em:
            continue
        aside = [s.box for s in segments if s is not title and s.box.x0 >= box.x0 + WIDE * em]
        alone = all(b.bottom <= box.top or b.top >= box.bottom for b in aside)
        if alone and any(b.bottom <= box.top for b in aside) and any(b.top >= box.bottom for b in aside):
            yield Box(left, box.top, right, box.bottom)


def _cut(segments: list[Line], em: float, known: tuple[float, ...] = ()) -> list[tuple[Line, ...]]:
    """``known`` are the gutters above or below: where they go on, fewer lines on each side tell."""
    gutter = _best_gutter(segments, em, known)
    if gutter is None:
        return with_labels_apart(lines_of(w for s in segments for w in s.words), em)
    above = [s for s in segments if s.box.bottom <= gutter.top + 0.2 * em]
    below = [s for s in segments if s.box.top >= gutter.bottom - 0.2 * em]
    taken = {id(s) for s in (*above, *below)}
    middle = [s for s in segments if id(s) not in taken]
    left = [s for s in middle if (s.box.x0 + s.box.x1) / 2 <= gutter.x]
    right = [s for s in middle if (s.box.x0 + s.box.x1) / 2 > gutter.x]
    outside, inside = (*known, gutter.x), ()
    parts = ((above, outside), (left, inside), (right, inside), (below, outside))
    return [stack for part, gutters in parts if part for stack in _cut(part, em, gutters)]


def _best_gutter(segments: Sequence[Line], em: float, known: tuple[float, ...]) -> Gutter | None:
    texts = [s for s in segments if s.words]
    if len(texts) < (SHALLOW if known else 2 * DEEP):
        return None
    starts = sorted(s.box.x0 for s in texts)
    edges = sorted({round(s.box.x1 + 0.5 * em) for s in texts})
    edges = [x for x in edges if x <= starts[-1]]
    ordered = sorted(segments, key=lambda s: s.box.top)
    found = [g for x in edges for g in _gutters_at(x, ordered, em, any(abs(x - at) <= em for at in known))]
    return max(found, key=lambda g: (g.size, -g.x), default=None)


def _gutters_at(x: float, segments: Sequence[Line], em: float, known: bool) -> list[Gutter]:
    """Gutters along ``x`` in segments sorted from the top: between those that cross it."""
    least = SHALLOW if known else 2 * DEEP
    found = [_gutter(x, run, em, known) for run in _runs(x, segments, em) if len(run) >= least]
    return [gutter for gutter in found if gutter is not None]


def _runs(x: float, segments: Sequence[Line], em: float) -> Iterator[list[Line]]:
    """Runs of segments that do not cross ``x``; what stands on one line with a crossing one is left out."""
    run: list[Line] = []
    crossed = float("-inf")
    for segment in segments:
        if segment.box.x0 < x < segment.box.x1:
            yield [s for s in run if s.box.bottom <= segment.box.top + 0.2 * em]
            run, crossed = [], segment.box.bottom
        elif segment.words and segment.box.top >= crossed - 0.2 * em:
            run.append(segment)
    yield run


def _gutter(x: float, run: Sequence[Line], em: float, known: bool) -> Gutter | None:
    left, right = [s for s in run if s.box.x1 <= x], [s for s in run if s.box.x0 >= x]
    if not left or not right or not (_both(left, right, em) or _dense(left, em) or (known and _is_column(left, em))):
        return None
    return Gutter(x, min(s.box.top for s in run), max(s.box.bottom for s in run), len(run))


def _both(left: Sequence[Line], right: Sequence[Line], em: float) -> bool:
    """Whether running text stands on both sides, at one height."""
    if min(len(left), len(right)) < DEEP or not (_is_column(left, em) and _is_column(right, em)):
        return False
    spans = [(min(s.box.top for s in side), max(s.box.bottom for s in side)) for side in (left, right)]
    return overlap(*spans[0], *spans[1]) >= 0.3 * min(b - t for t, b in spans)


def _dense(left: Sequence[Line], em: float) -> bool:
    """Whether the left side alone makes the gutter: on its last page the right column may hold a line or two."""
    return len(left) >= 2 * DEEP and _is_column(left, em, DENSE)


def _is_column(side: Sequence[Line], em: float, filled: float = FILLED) -> bool:
    """Whether lines stand like running text: wide enough, and most of them filled; not labels beside figures."""
    x0, x1 = min(s.box.x0 for s in side), max(s.box.x1 for s in side)
    return x1 - x0 >= WIDE * em and median(s.box.width for s in side) >= filled * (x1 - x0)
