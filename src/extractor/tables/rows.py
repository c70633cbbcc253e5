"""Rows that no rule divides: a cell that holds several figures, one below the other, is several cells.

Accounts are often set with rules around the table and between columns only.  A band of a grid is stacked when a cell in it
holds two or more lines that are each a figure; its rows are then the lines of print across the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.geometry import overlap
from extractor.layout import lines_of
from extractor.model import Line, Word
from extractor.normalise.numbers import parse_figure
from extractor.tables.grid import Grid, Slot, words_in


def split_stacked(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with a row for each line of print in its stacked bands; the grid itself when there are none."""
    inside = words_in(grid, words)
    lines = {slot: lines_of(parts) for slot, parts in inside.items() if parts}
    stacked = {slot.row for slot, found in lines.items() if slot.row_span == 1 and _figure_lines(found) > 1}
    if not stacked:
        return grid
    cuts = {row: _cuts(grid, row, inside) for row in stacked}
    ys = sorted([*grid.ys, *(y for values in cuts.values() for y in values)])
    slots: list[Slot] = []
    for slot in grid.slots:
        slots.extend(_pieces(grid, slot, cuts, ys, lines.get(slot, ())))
    return replace(grid, ys=tuple(ys), slots=tuple(sorted(slots, key=lambda s: (s.row, s.col))))


def _figure_lines(lines: Iterable[Line]) -> int:
    return sum(parse_figure(line.text) is not None for line in lines)


def _cuts(grid: Grid, row: int, inside: dict[Slot, list[Word]]) -> list[float]:
    """Borders between the lines of print of one band, halfway between them."""
    top, bottom = grid.ys[row], grid.ys[row + 1]
    words = [w for parts in inside.values() for w in parts if top <= (w.box.top + w.box.bottom) / 2 < bottom]
    rows: list[tuple[float, float]] = []
    for line in lines_of(words):
        low, high = line.box.top, line.box.bottom
        if rows and overlap(low, high, *rows[-1]) > 0.3 * (high - low):
            rows[-1] = (min(rows[-1][0], low), max(rows[-1][1], high))
        else:
            rows.append((low, high))
    return [(a[1] + b[0]) / 2 for a, b in zip(rows, rows[1:], strict=False)]


def _pieces(
    grid: Grid, slot: Slot, cuts: dict[int, list[float]], ys: Sequence[float], lines: Sequence[Line]
) -> list[Slot]:
    """A slot in the new rows: cut at each of them where its band is stacked, whole otherwise."""
    area = grid.area(slot)
    first, last = ys.index(area.top), ys.index(area.bottom)
    whole = replace(slot, row=first, row_span=last - first)
    if not any(r in cuts for r in range(slot.row, slot.row + slot.row_span)):
        return [whole]
    if slot.row_span > 1 and not _one_per_row(lines, ys[first : last + 1]):
        return [whole]
    return [replace(slot, row=row, row_span=1) for row in range(first, last)]


def _one_per_row(lines: Sequence[Line], ys: Sequence[float]) -> bool:
    """Whether the lines of a tall cell stand in rows of their own; a label over many rows (縦書き) does not."""
    if len(lines) < 2:
        return False
    held = [sum(a <= (line.box.top + line.box.bottom) / 2 < b for line in lines) for a, b in zip(ys, ys[1:], strict=False)]
    return sum(h == 1 for h in held) >= 0.5 * len(held)
