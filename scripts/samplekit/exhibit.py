"""A table as a reader sees it: its figures with what stands over and beside them, as a grid that any producer can set."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from samplekit.truth import Column, Row, Table

FIGURE_WIDTH = 9.0  # in half-width characters: no column of figures is narrower


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; ``role`` is head, stub, sum (the label of a total) or figure, ``level`` how deep a label is indented."""

    text: str
    role: str
    rows: int = 1
    cols: int = 1
    level: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with their printed labels; each bar is (what stands under it, what is printed on it)."""

    title: str
    unit: str
    page: int
    bars: tuple[tuple[str, str], ...]


Line = tuple[Cell | None, ...]  # None where another cell reaches


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A table (a table for each side where it has two) and how it is announced."""

    tables: tuple[Table, ...]
    unit_note: str
    stub: str
    day: str = ""
    style: str = "grid"
    merged: bool = False

    @property
    def caption(self) -> str:
        """The words over the table."""
        return self.tables[0].caption

    @property
    def stubs(self) -> int:
        """How many columns the labels take."""
        return 2 if self.merged else 1

    @property
    def head(self) -> int:
        """How many rows the heading takes."""
        return 2 if len(self.tables) > 1 else max(column.path.count("/") for column in self.tables[0].columns) + 1

    def grid(self) -> tuple[Line, ...]:
        """All cells, row by row."""
        if len(self.tables) > 1:
            return tuple(_two_sides(*self.tables))
        [table] = self.tables
        return (*_heading(table.columns, self.stub, self.stubs, self.head), *self._body(table))

    def widths(self) -> tuple[float, ...]:
        """The share of each column in the whole width, by the longest text that stands in it alone."""
        lines = self.grid()
        longest = [FIGURE_WIDTH if place else 0.0 for place in range(len(lines[0]))]
        for line in lines:
            for place, cell in enumerate(line):
                if cell and cell.cols == 1:
                    wide = sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in cell.text)
                    longest[place] = max(longest[place], wide + 2 * cell.level + 2)
        return tuple(each / sum(longest) for each in longest)

    def _body(self, table: Table) -> Iterator[Line]:
        left = 0
        for row in table.rows:
            figures = tuple(Cell(raw, "figure") for raw in row.cells)
            if not self.merged:
                yield (_label(row), *figures)
                continue
            if row.parent and not left:
                left = sum(each.top == row.top for each in table.rows)
                group: tuple[Cell | None, ...] = (Cell(row.top, "stub", rows=left),)
            else:
                group = (None,)
            if row.parent:
                left -= 1
                yield (*group, Cell(row.label or row.item, "stub", level=row.level - 1), *figures)
            else:
                yield (Cell(row.label or row.item, "stub", cols=2), None, *figures)


def _label(row: Row) -> Cell:
    return Cell(row.label or row.item, "sum" if row.label else "stub", level=row.level)


def _heading(columns: tuple[Column, ...], stub: str, stubs: int, depth: int) -> Iterator[Line]:
    paths = [column.path.split("/") for column in columns]
    for level in range(depth):
        corner: list[Cell | None] = [None] * stubs
        if level == 0:
            corner[0] = Cell(stub, "head", rows=depth, cols=stubs)
        yield (*corner, *(_head(paths, place, level, depth) for place in range(len(paths))))


def _head(paths: list[list[str]], place: int, level: int, depth: int) -> Cell | None:
    path = paths[place]
    if level >= len(path):
        return None
    if level == len(path) - 1:
        return Cell(path[level], "head", rows=depth - level)
    if place and paths[place - 1][: level + 1] == path[: level + 1] and len(paths[place - 1]) > level + 1:
        return None
    after = 1
    while place + after < len(paths) and paths[place + after][: level + 1] == path[: level + 1]:
        after += 1
    return Cell(path[level], "head", cols=after)


def _two_sides(left: Table, right: Table) -> Iterator[Line]:
    names = [table.columns[0].path for table in (left, right)]
    yield (Cell("　　".join(names[0]), "head", cols=2), None, Cell("　　".join(names[1]), "head", cols=2), None)
    yield tuple(Cell(text, "head") for _ in names for text in ("科　　目", "金　額"))
    for rows in zip_longest(left.rows[:-1], right.rows[:-1]):
        yield tuple(cell for row in rows for cell in _account(row))
    yield tuple(cell for table in (left, right) for cell in _account(table.rows[-1], "sum"))


def _account(row: Row | None, role: str = "stub") -> tuple[Cell, Cell]:
    if row is None:
        return Cell("", "stub"), Cell("", "figure")
    return Cell(row.label or row.item, role, level=row.level), Cell(row.cells[0], "figure")
