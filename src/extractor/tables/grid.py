"""A grid of rules and spans filled with the words of the page: what every table finder ends in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from extractor.geometry import centred_in, centred_out, union
from extractor.layout import cut_word, text_of
from extractor.model import Box, Cell, CellKind, Where, Word, unpacked

#: a border that is this share of a character's width inside it strikes through it
_STRUCK = 0.2


class Slot(NamedTuple):
    """A cell of a grid before its text is known: position, spans and area."""

    row: int
    col: int
    row_span: int
    col_span: int

    @property
    def positions(self) -> tuple[tuple[int, int], ...]:
        """All (row, col) that the slot covers."""
        if self.row_span == self.col_span == 1:
            return ((self.row, self.col),)
        rows, cols = range(self.row, self.row + self.row_span), range(self.col, self.col + self.col_span)
        return tuple((r, c) for r in rows for c in cols)


class Grid(Struct, frozen=True, gc=False):
    """Lines of a table: ``xs`` and ``ys`` are the ascending borders of columns and rows, ``slots`` cover each position once.

    ``unsure`` are the columns that might as well stand under another of the spanning headings.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]
    found_by: str
    unsure: frozenset[int] = frozenset()

    @property
    def n_rows(self) -> int:
        return len(self.ys) - 1

    @property
    def n_cols(self) -> int:
        return len(self.xs) - 1

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def area(self, slot: Slot) -> Box:
        """The box of a slot on the page."""
        row, col, row_span, col_span = slot
        return Box(self.xs[col], self.ys[row], self.xs[col + col_span], self.ys[row + row_span])


#: the words of each slot of a grid
Inside = Mapping[Slot, Sequence[Word]]


def cells_of(grid: Grid, words: Iterable[Word], page: int) -> tuple[Cell, ...]:
    """Every slot as a Cell with the text that stands in it; ``kind`` is VALUE until the headings are known."""
    return tuple(_cell(slot, grid.area(slot), parts, page) for slot, parts in words_in(grid, words).items())


def words_in(grid: Grid, words: Iterable[Word]) -> dict[Slot, list[Word]]:
    """The words of each slot, cut where a border crosses them."""
    held: list[list[Word]] = [[] for _ in grid.slots]
    xs, ys, rows, columns = grid.xs, grid.ys, grid.n_rows, grid.n_cols
    at: list[int | None] = [None] * (rows * columns)
    for number, slot in enumerate(grid.slots):
        row, column, row_span, column_span = slot
        if row_span == column_span == 1:
            at[row * columns + column] = number
        else:
            for row, column in slot.positions:
                at[row * columns + column] = number
    for word in words:
        x0, top, x1, bottom = word.box
        row = bisect_right(ys, (top + bottom) / 2) - 1
        if not 0 <= row < rows:
            continue
        column = bisect_right(xs, x0) - 1
        if bisect_right(xs, x1) - 1 == column:  # no border crosses it, as is the rule
            whole = at[row * columns + column] if 0 <= column < columns else None
            if whole is not None:
                held[whole].append(word)
        else:
            for number, part in _cut(xs, at[row * columns : (row + 1) * columns], word):
                held[number].append(part)
    return dict(zip(grid.slots, held, strict=True))


def words_inside(grid: Grid, words: Iterable[Word]) -> list[Word]:
    """The words whose middle lies within the grid."""
    return centred_in(grid.box, words)


def words_outside(grids: Iterable[Grid], words: Iterable[Word]) -> list[Word]:
    """The words whose middle lies within none of the grids."""
    left = list(words)
    for grid in grids:
        left = centred_out(grid.box, left)
    return left


def _cut(xs: Sequence[float], row: Sequence[int | None], word: Word) -> Iterator[tuple[int, Word]]:
    """A word cut where a rule crosses it, each part with the number of its slot.

    ``row`` has the slot of each column.  What sticks out of the grid stays in the outermost cell when most of the word is
    inside, else it is left out.
    """
    last = len(row) - 1
    columns = [bisect_right(xs, (x0 + x1) / 2) - 1 for x0, x1 in unpacked(word.stops)]
    if xs[0] <= (word.box.x0 + word.box.x1) / 2 <= xs[-1]:
        columns = [min(max(column, 0), last) for column in columns]
    joined = _unstruck(xs, columns, word)
    for first, end in _runs(joined):
        column = joined[first]
        number = row[column] if 0 <= column <= last else None
        if number is not None:
            yield number, word if (first, end) == (0, len(columns)) else cut_word(word, first, end)


def _runs(values: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and end of each stretch of equal values."""
    first = 0
    for index in range(1, len(values) + 1):
        if index == len(values) or values[index] != values[first]:
            yield first, index
            first = index


def _unstruck(xs: Sequence[float], columns: Sequence[int], word: Word) -> list[int]:
    """The columns of the characters of a word, one for those that a border strikes through: they run over it, whole.

    Words of two cells, run together, have the border between their characters.
    """
    joined = list(columns)
    for (first, cut), (_, end) in pairwise(list(_runs(columns))):
        border = xs[max(columns[cut - 1], columns[cut])]
        (a0, a1), (b0, b1) = word.stop(cut - 1), word.stop(cut)
        if a1 - border > _STRUCK * (a1 - a0) or border - b0 > _STRUCK * (b1 - b0):
            most = columns[first] if cut - first > end - cut else columns[cut]
            joined[first:end] = [most] * (end - first)
    return joined


def _cell(slot: Slot, area: Box, words: Sequence[Word], page: int) -> Cell:
    row, col, row_span, col_span = slot
    ink: Box | None = None
    text, confidence = "", None
    if len(words) == 1:
        text, ink, confidence = words[0].text, words[0].box, words[0].confidence
    elif words:
        text, ink = text_of(words), union([w.box for w in words])
        confidence = min([w.confidence for w in words if w.confidence is not None], default=None)
    return Cell(row, col, row_span, col_span, text, CellKind.VALUE, Where(page, area), ink, confidence)
