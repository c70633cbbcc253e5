"""Rows of an open table that are one cell over all columns, since one filled rectangle is drawn behind the whole of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from extractor.model import Box, Fill, Word
from extractor.tables.grid import Grid, Slot, words_in

#: a fill ends no further inside its table than this, in points
_ENDS = 4.0
#: and is no higher than so many of its rows
_HIGH = 1.8


def with_filled_bands(grid: Grid, words: Sequence[Word], fills: Iterable[Fill]) -> Grid:
    """The grid with the rows joined that have a label alone (【一般会計】) on a fill as wide as the table."""
    left, right = grid.xs[0] + _ENDS, grid.xs[-1] - _ENDS
    wide = [f.box for f in fills if f.box.x0 <= left and f.box.x1 >= right]
    if not wide or grid.n_cols < 2:
        return grid
    inside = words_in(grid, words)
    rows: dict[int, list[Slot]] = {}
    for slot in grid.slots:
        rows.setdefault(slot.row, []).append(slot)
    bands = {
        row
        for row, slots in rows.items()
        if row
        and len(slots) == grid.n_cols
        and [slot.col for slot in slots if inside[slot]] == [0]
        and all(slot.row_span == 1 for slot in slots)
        and any(_is_behind(box, grid.ys[row], grid.ys[row + 1]) for box in wide)
    }
    kept = [slot for slot in grid.slots if slot.row not in bands]
    joined = [Slot(row, 0, 1, grid.n_cols) for row in bands]
    return replace(grid, slots=tuple(sorted([*kept, *joined], key=lambda s: (s.row, s.col))))


def _is_behind(box: Box, top: float, bottom: float) -> bool:
    return top < (box.top + box.bottom) / 2 < bottom and box.height < _HIGH * (bottom - top)
