"""The two axes of a table: what its columns say of the numbers below them, and its rows of the numbers beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.model import Cell, CellKind, Period, Table
from extractor.normalise.eras import find_periods
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
    if alone is not None:
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
        self._cells: dict[tuple[int, int], list[Cell]] = {}
        for cell in table.cells:
            if cell.kind is CellKind.STUB and cell.text:
                for row in range(cell.row, cell.row + cell.row_span):
                    self._cells.setdefault((row, self._run_of(cell.col)), []).append(cell)
        self._above = {
            (row, run): path for run in range(len(self._runs)) for row, path in self._paths(table, run).items()
        }

    def row(self, row: int, col: int) -> Row:
        """The label for the figure at (row, col); empty when there is none."""
        run = self._run_of(col)
        cells = sorted(self._cells.get((row, run), []), key=lambda c: c.col)
        if not cells:
            return Row("", (), None)
        label, unit = label_and_unit(cells[-1].text)
        beside = tuple(normalise_label(c.text) for c in cells[:-1])
        return Row(label, (*self._above.get((row, run), ()), *beside), unit)

    def _paths(self, table: Table, run: int) -> dict[int, tuple[str, ...]]:
        """Row to the labels of the rows that it stands under."""
        labels: dict[int, Label] = {}
        filled = {c.row for c in table.cells if c.kind is CellKind.VALUE and c.text and self._run_of(c.col) == run}
        for (row, of), cells in self._cells.items():
            first = min(cells, key=lambda c: c.col)
            if of == run and first.row == row and first.ink is not None:
                labels[row] = Label(label_and_unit(first.text)[0], first.ink, row in filled)
        rows = sorted(labels)
        return dict(zip(rows, parents_of([labels[r] for r in rows]), strict=True))

    def _run_of(self, col: int) -> int:
        return bisect_right(self._runs, col) - 1


def _runs(stub_cols: tuple[int, ...]) -> list[int]:
    """First columns of the runs of adjacent label columns."""
    return [c for c in stub_cols if c - 1 not in stub_cols]


def period_in(texts: Iterable[str | None], default: Period) -> Period:
    """The first period that any of ``texts`` names, nearest first; relative words count from ``default``."""
    for text in texts:
        for mention in find_periods(text, default.fiscal_year) if text else ():
            return mention.period
    return default
