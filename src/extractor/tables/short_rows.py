"""Rows of a tagged table that have fewer cells than its columns: some producers leave out the tags of empty cells.

Where they leave one out before another, the tags set that other one too far left.  Its ink tells in which column it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from extractor.model import Box, TaggedCell

#: another place for the cells of a row must bring them nearer to the middle of their columns by so many points
_NEARER = 4.0


def short_rows(cells: Sequence[TaggedCell], cols: int) -> frozenset[int]:
    """The rows that leave positions free: the tags do not tell which."""
    filled: dict[int, int] = {}
    for cell in cells:
        for row in range(cell.row, cell.row + cell.row_span):
            filled[row] = filled.get(row, 0) + cell.col_span
    return frozenset(row for row, count in filled.items() if count < cols)


def set_by_ink(cells: Sequence[TaggedCell], ink: Mapping[int, Box], xs: Sequence[float]) -> dict[int, TaggedCell]:
    """The cells of the short rows that stand elsewhere than their tags say, by their place in ``cells``.

    ``ink`` has the boxes of those with words, ``xs`` the borders of the columns as the other rows tell them.
    """
    cols = len(xs) - 1
    moved: dict[int, TaggedCell] = {}
    for row in short_rows(cells, cols):
        own = [n for n, cell in enumerate(cells) if cell.row == row]
        above = {
            col
            for cell in cells
            if cell.row < row < cell.row + cell.row_span
            for col in range(cell.col, cell.col + cell.col_span)
        }
        if any(cells[n].row_span > 1 for n in own):
            continue
        spans, boxes = [cells[n].col_span for n in own], [ink.get(n) for n in own]
        best, starts = _nearest(spans, boxes, xs, frozenset(above))
        as_tagged = sum(_off(cells[n].col, cells[n].col_span, ink.get(n), xs) for n in own)
        if best < as_tagged - _NEARER:
            moved.update((n, replace(cells[n], col=col)) for n, col in zip(own, starts, strict=True))
    return moved


def _nearest(
    spans: Sequence[int], boxes: Sequence[Box | None], xs: Sequence[float], taken: frozenset[int]
) -> tuple[float, tuple[int, ...]]:
    """The columns at which cells, in their order, stand nearest to the middle of their areas, and how far off all are."""

    @cache
    def placed(index: int, col: int) -> tuple[float, tuple[int, ...]]:
        if index == len(spans):
            return 0.0, ()
        best: tuple[float, tuple[int, ...]] = (float("inf"), ())
        for start in range(col, len(xs) - spans[index]):
            if taken.isdisjoint(range(start, start + spans[index])):
                rest, starts = placed(index + 1, start + spans[index])
                off = rest + _off(start, spans[index], boxes[index], xs)
                best = min(best, (off, (start, *starts)))
        return best

    return placed(0, 0)


def _off(col: int, span: int, box: Box | None, xs: Sequence[float]) -> float:
    return 0.0 if box is None else abs((box.x0 + box.x1) - (xs[col] + xs[col + span])) / 2
