"""Tables from the structure tree, checked against where their characters stand.

The tree gives cells and spans directly, but a producer may tag wrongly, or tag a layout as a table.  A tagged table is
believed when its cells stand on the page as its rows and columns say: in order, apart, and each word in its own cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.geometry import union
from extractor.layout import text_of
from extractor.model import Box, Page, TaggedCell, Word
from extractor.normalise.numbers import parse_figure
from extractor.tables.grid import Grid, Slot, words_in
from extractor.tables.short_rows import set_by_ink, short_rows

#: columns and rows may overlap by this much, in points (italics, tight leading)
_SLACK = 2.0
#: a cell with more characters than this is a part of a layout
_LONGEST = 400

#: cells with their ink, and with their words
Inked = Sequence[tuple[TaggedCell, Box]]
Held = Sequence[tuple[TaggedCell, list[Word]]]


def tagged_grids(page: Page) -> Iterator[Grid]:
    """A grid for each tagged table that stands on the page as it is tagged."""
    if not page.tagged:
        return
    words: dict[int, list[Word]] = {}
    for word in page.words:
        if word.mcid is not None:
            words.setdefault(word.mcid, []).append(word)
    for table in page.tagged:
        held = _set_right([(cell, [w for mcid in cell.mcids for w in words.get(mcid, ())]) for cell in table.cells])
        grid = _grid([cell for cell, _ in held], _inked(held))
        if grid is not None and _agrees(grid, held):
            yield grid


def _inked(held: Held) -> Inked:
    return [(cell, union([w.box for w in words])) for cell, words in held if words]


def _set_right(held: Held) -> Held:
    """The cells at the columns in which they stand, where a row has fewer tags than columns."""
    cells = [cell for cell, _ in held]
    cols = max(c.col + c.col_span for c in cells)
    xs = _columns(cells, _inked(held), cols) if short_rows(cells, cols) else None
    if xs is None:
        return held
    moved = set_by_ink(cells, {n: union([w.box for w in words]) for n, (_, words) in enumerate(held) if words}, xs)
    return [(moved.get(n, cell), words) for n, (cell, words) in enumerate(held)]


def _columns(cells: Sequence[TaggedCell], ink: Inked, cols: int) -> tuple[float, ...] | None:
    """The borders of columns, as the rows tell them that have all their cells."""
    short = short_rows(cells, cols)
    sure = [(c, box) for c, box in ink if c.row not in short] or ink
    return _borders([(c.col, c.col_span, box.x0, box.x1) for c, box in sure], cols)


def _grid(cells: Sequence[TaggedCell], ink: Inked) -> Grid | None:
    rows = max(c.row + c.row_span for c in cells)
    cols = max(c.col + c.col_span for c in cells)
    xs = _columns(cells, ink, cols)
    ys = _borders([(c.row, c.row_span, box.top, box.bottom) for c, box in ink], rows)
    if rows < 2 or cols < 2 or xs is None or ys is None:
        return None
    slots = [Slot(c.row, c.col, c.row_span, c.col_span) for c in cells]
    taken = {p for s in slots for p in s.positions}
    slots.extend(Slot(r, c, 1, 1) for r in range(rows) for c in range(cols) if (r, c) not in taken)
    return Grid(xs, ys, tuple(sorted(slots, key=lambda s: (s.row, s.col))), "tags")


def _borders(inked: Sequence[tuple[int, int, float, float]], count: int) -> tuple[float, ...] | None:
    """Borders halfway between the ink of neighbours; None when they are out of order or an outer one is empty."""
    extents: dict[int, tuple[float, float]] = {}
    for index, span, start, end in inked:
        if span == 1:
            low, high = extents.get(index, (start, end))
            extents[index] = (low if low <= start else start, high if high >= end else end)
    if not extents or 0 not in extents or count - 1 not in extents:
        return None
    order = sorted(extents)
    borders = [min(start for index, _, start, _ in inked if index == 0)]
    for a, b in pairwise(order):
        left, right = extents[a][1], extents[b][0]
        if left > right + _SLACK:
            return None
        # columns without any ink share the white between their neighbours
        step = (right - left) / (b - a + 1)
        borders.extend((left + right) / 2 if b - a == 1 else left + step * k for k in range(1, b - a + 1))
    return (*borders, max(end for index, span, _, end in inked if index + span == count))


def _agrees(grid: Grid, held: Held) -> bool:
    """Whether each word stands in the area of its own cell, and the cells hold figures, not the parts of a layout."""
    inside = words_in(grid, [w for _, words in held for w in words])
    for cell, words in held:
        found = inside[Slot(cell.row, cell.col, cell.row_span, cell.col_span)]
        if sum([len(w.text) for w in found]) != sum([len(w.text) for w in words]):
            return False
    texts = [text_of(words) for _, words in held if words]
    return all(len(t) <= _LONGEST for t in texts) and any(parse_figure(t) is not None for t in texts)
