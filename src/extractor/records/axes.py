"""The two axes of a table: what its columns say of the numbers below them, and its rows of the numbers beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.model import Cell, CellKind, Table
from extractor.normalise.counters import WORDS
from extractor.normalise.labels import normalise_label
from extractor.normalise.units import unit_in_label, unit_of
from extractor.records.parents import Label, parents_of

_BRACKET = re.compile(r"[(\[〔【][^()\[\]〔〕【】]*[)\]〕】]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading levels from the top, without the unit that a level may name."""

    levels: tuple[str, ...]
    unit: str | None

    @property
    def path(self) -> str | None:
        return " > ".join(self.levels) or None


@dataclass(frozen=True, slots=True)
class Row:
    """A row's label and its parents from the top, without the unit that the label may name."""

    label: str
    parents: tuple[str, ...]
    unit: str | None

    @property
    def path(self) -> str | None:
        return " > ".join(self.parents) or None


def columns_of(table: Table) -> dict[int, Column]:
    """The heading of each column."""
    over: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.kind is CellKind.HEADER and cell.text:
            for col in range(cell.col, cell.col + cell.col_span):
                over.setdefault(col, []).append(cell)
    return {col: _column(sorted(cells, key=lambda c: c.row)) for col, cells in over.items()}


def _column(cells: Iterable[Cell]) -> Column:
    levels: list[str] = []
    unit: str | None = None
    for cell in cells:
        label, named = label_and_unit(cell.text)
        unit = named or unit
        if label:
            levels.append(label)
    return Column(tuple(levels), unit)


def label_and_unit(text: str) -> tuple[str, str | None]:
    """A label without the unit printed in it: ``売上高（百万円）`` is (売上高, 百万円), ``千円`` alone is ("", 千円).

    In a wrapped label the unit may stand amid the name, since it is set beside the middle of it.
    """
    label = normalise_label(text)
    alone = unit_of(label.strip("()（）[]［］"))
    if alone is not None and (alone.name not in WORDS or label[:1] in "(（[［"):
        return "", alone.name
    for bracket in _BRACKET.finditer(label):
        before, after = label[: bracket.start()], label[bracket.end() :]
        named = unit_in_label(before + bracket.group()) if before else None
        if named:
            return named[0] + after, named[1]
    return label, None


class Stubs:
    """The row labels of a table; a figure belongs to the nearest run of label columns on its left."""

    def __init__(self, table: Table) -> None:
        self._runs = _runs(table.stub_cols)
        self._filled = {(c.row, self._run_of(c.col)) for c in table.cells if c.kind is CellKind.VALUE and c.text}
        self._cells: dict[tuple[int, int], list[Cell]] = {}
        for cell in sorted(table.cells, key=lambda c: c.col):
            if cell.kind is CellKind.STUB and cell.text:
                for row in range(cell.row, cell.row + cell.row_span):
                    self._cells.setdefault((row, self._run_of(cell.col)), []).append(cell)
        self._above: dict[tuple[int, int], tuple[str, ...]] = {}
        for run in range(len(self._runs)):
            self._find_parents({row: cells for (row, of), cells in sorted(self._cells.items()) if of == run}, run)

    def row(self, row: int, col: int) -> Row:
        """The label for the figure at (row, col); empty when there is none."""
        cells = self._cells.get((row, self._run_of(col)), [])
        if not cells:
            return Row("", (), None)
        label, unit = label_and_unit(cells[-1].text)
        parents: list[str] = []
        for cell in cells:
            parents.extend(self._above.get((cell.row, cell.col), ()))
            if cell is not cells[-1]:
                parents.append(label_and_unit(cell.text)[0])
        return Row(label, tuple(parents), unit)

    def _find_parents(self, rows: dict[int, list[Cell]], run: int) -> None:
        """What the leftmost label of each row stands under; then, among themselves, the labels beside a merged one."""
        firsts = {cells[0].row: cells[0] for cells in rows.values()}
        beside = {row: _beside(cell, rows) for row, cell in firsts.items()}
        labels = [
            Label(label_and_unit(c.text)[0], c.ink or c.where.box, (row, run) in self._filled, bool(beside[row]))
            for row, c in firsts.items()
        ]
        for cell, path in zip(firsts.values(), parents_of(labels), strict=True):
            self._above[cell.row, cell.col] = path
        for inner in filter(None, beside.values()):
            self._find_parents(inner, run)

    def _run_of(self, col: int) -> int:
        return bisect_right(self._runs, col) - 1


def _beside(cell: Cell, rows: dict[int, list[Cell]]) -> dict[int, list[Cell]]:
    """The labels right of one that is merged over rows, by row; empty when it is not merged or stands alone."""
    if cell.row_span == 1:
        return {}
    return {row: cells[1:] for row, cells in rows.items() if cells[0] is cell and len(cells) > 1}


def _runs(stub_cols: tuple[int, ...]) -> list[int]:
    """First columns of the runs of adjacent label columns."""
    return [c for c in stub_cols if c - 1 not in stub_cols]
