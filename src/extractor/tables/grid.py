"""A grid of rules and spans filled with the words of the page: what every table finder ends in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.geometry import holds_centre, union
from extractor.layout import cut_word, text_of
from extractor.model import Box, Cell, CellKind, Where, Word


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a grid before its text is known: position, spans and area."""

    row: int
    col: int
    row_span: int
    col_span: int

    @property
    def positions(self) -> tuple[tuple[int, int], ...]:
        """All (row, col) that the slot covers."""
        rows, cols = range(self.row, self.row + self.row_span), range(self.col, self.col + self.col_span)
        return tuple((r, c) for r in rows for c in cols)


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines of a table: ``xs`` and ``ys`` are the ascending borders of columns and rows, ``slots`` cover each position once."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]
    found_by: str

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
        return Box(
            self.xs[slot.col],
            self.ys[slot.row],
            self.xs[slot.col + slot.col_span],
            self.ys[slot.row + slot.row_span],
        )


def cells_of(grid: Grid, words: Iterable[Word], page: int) -> tuple[Cell, ...]:
    """Every slot as a Cell with the text that stands in it; ``kind`` is VALUE until the headings are known."""
    return tuple(_cell(slot, grid.area(slot), parts, page) for slot, parts in words_in(grid, words).items())


def words_in(grid: Grid, words: Iterable[Word]) -> dict[Slot, list[Word]]:
    """The words of each slot, cut where a border crosses them."""
    inside: dict[Slot, list[Word]] = {slot: [] for slot in grid.slots}
    at = {position: slot for slot in grid.slots for position in slot.positions}
    for word in words:
        for slot, part in _parts(grid, at, word):
            inside[slot].append(part)
    return inside


def holds(grid: Grid, word: Word) -> bool:
    """Whether the middle of a word lies within the grid."""
    return holds_centre(grid.box, word.box)


def _parts(grid: Grid, at: dict[tuple[int, int], Slot], word: Word) -> Iterator[tuple[Slot, Word]]:
    """A word cut where a rule crosses it, each part with its slot; parts outside the grid are left out."""
    row = bisect_right(grid.ys, (word.box.top + word.box.bottom) / 2) - 1
    if not 0 <= row < grid.n_rows:
        return
    first = 0
    slots = [at.get((row, bisect_right(grid.xs, (x0 + x1) / 2) - 1)) for x0, x1 in word.stops]
    for index in range(1, len(slots) + 1):
        if index == len(slots) or slots[index] is not slots[first]:
            slot = slots[first]
            if slot is not None:
                yield slot, word if (first, index) == (0, len(slots)) else cut_word(word, first, index)
            first = index


def _cell(slot: Slot, area: Box, words: list[Word], page: int) -> Cell:
    confidences = [w.confidence for w in words if w.confidence is not None]
    return Cell(
        row=slot.row,
        col=slot.col,
        row_span=slot.row_span,
        col_span=slot.col_span,
        text=text_of(words) if words else "",
        kind=CellKind.VALUE,
        where=Where(page, area),
        ink=union(w.box for w in words) if words else None,
        confidence=min(confidences, default=None),
    )
