"""Columns that no rule divides: a ruled column whose cells hold a label and a figure, or figures, side by side is several."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from extractor.layout import rows_of_words
from extractor.model import Word
from extractor.tables.aligned import columns_of, stands_apart
from extractor.tables.grid import Grid, Inside, words_in
from extractor.tables.tokens import token_rows, tokens_of

#: this share of a column's lines must be a label and a figure
_MOST = 0.6
#: columns of figures are this many line heights and more apart
_APART = 0.6


def split_paired(grid: Grid, words: Sequence[Word]) -> tuple[Grid, Inside]:
    """The grid with columns of labels and figures parted, and the words of its slots; cells that span such a column span both."""
    inside = words_in(grid, words)
    for col in reversed(range(grid.n_cols)):
        cells = [ws for slot, ws in inside.items() if ws and slot.col == col and slot.col_span == 1]
        between = _between_figures(cells)
        paired = None if between else _border(cells)
        for border in reversed(between) if paired is None else (paired,):
            grid = _parted(grid, col, border, inside)
            inside = words_in(grid, words)
    return grid, inside


def _between_figures(cells: Sequence[Sequence[Word]]) -> list[float]:
    """Where to part a column whose cells hold several figures each, set apart and below one another."""
    rows = [rows_of_words(ws) for ws in cells if len(ws) > 1]
    lines = [tokens_of(lines[0]) for lines in rows if len(lines) == 1]
    lines = [line for line in lines if len(line) > 1 and all(t.figure for t in line)]
    if len(lines) < 2:
        return []
    extents = columns_of(lines)
    gaps = [b[0] - a[1] for a, b in pairwise(extents)]
    whole = sum(len(line) == len(extents) for line in lines)
    if not gaps or min(gaps) < _APART * lines[0][0].box.height or whole < _MOST * len(lines):
        return []
    return [(a[1] + b[0]) / 2 for a, b in pairwise(extents)]


def _border(cells: Sequence[Sequence[Word]]) -> float | None:
    """Where to part a column: in the white between its labels and its figures, when all of them leave some."""
    alone = sum(len(ws) == 1 for ws in cells)  # one word makes no pair
    at_most = sum(len(ws) // 2 for ws in cells)
    if at_most < 2 or at_most < _MOST * (at_most + alone):
        return None
    rows = [row for ws in cells if len(ws) > 1 for row in rows_of_words(ws)]
    lines = [tokens_of(row) for row in rows if len(row) > 1]
    pairs = [row for row in lines if len(row) == 2 and not row[0].figure and stands_apart(row, 1)]
    if len(pairs) < 2 or len(pairs) < _MOST * (len(rows) + alone):
        return None
    left, right = max(row[0].box.x1 for row in pairs), min(row[1].box.x0 for row in pairs)
    return (left + right) / 2 if left < right else None


def _parted(grid: Grid, col: int, border: float, inside: Inside) -> Grid:
    slots = []
    for slot in grid.slots:
        if slot.col > col:
            slots.append(slot._replace(col=slot.col + 1))
        elif slot.col + slot.col_span <= col:
            slots.append(slot)
        elif slot.col_span == 1 and _crosses_none(inside[slot], border):
            slots += [slot, slot._replace(col=col + 1)]
        else:
            slots.append(slot._replace(col_span=slot.col_span + 1))
    xs = (*grid.xs[: col + 1], border, *grid.xs[col + 1 :])
    return replace(grid, xs=xs, slots=tuple(sorted(slots, key=lambda s: (s.row, s.col))))


def _crosses_none(words: Sequence[Word], border: float) -> bool:
    """Whether a cell may be parted: it has words on both sides of the border, nothing but figures, or no words at all."""
    if not words:
        return True
    if any(w.box.x0 < border < w.box.x1 for w in words):
        return False
    return len({w.box.x1 <= border for w in words}) == 2 or all(t.figure for row in token_rows(words) for t in row)
