"""The two axes of a table: what its columns say of the numbers below them, and its rows of the numbers beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable

from msgspec import Struct

from extractor.model import Box, Cell, CellKind, Table
from extractor.normalise.labels import normalise_label
from extractor.normalise.numbers import parse_figure
from extractor.records.labels import Name, read_label
from extractor.records.parents import Label, parents_of
from extractor.records.unit_columns import UnitColumns


class Column(Struct, frozen=True, gc=False):
    """A column's heading levels from the top, without the unit and the note marks that a level may have."""

    levels: tuple[str, ...]
    unit: str | None
    marks: tuple[str, ...] = ()

    @property
    def path(self) -> str | None:
        return " > ".join(self.levels) or None


class Row(Struct, frozen=True, gc=False):
    """A row's label and its parents from the top, without the units and note marks that they may have.

    ``unit`` is that of the row itself, ``unit_above`` the one that the nearest parent names, ``unit_of_pair`` that of the
    row next to it where one of the two is a part of the other (配当額, うち中間配当額).
    """

    label: str
    parents: tuple[str, ...]
    unit: str | None
    unit_above: str | None = None
    marks: tuple[str, ...] = ()
    unit_of_pair: str | None = None

    @property
    def path(self) -> str | None:
        return " > ".join(self.parents) or None


def columns_of(table: Table) -> dict[int, Column]:
    """The heading of each column; a title over all columns heads none of them."""
    headings = [c for c in table.cells if c.kind is CellKind.HEADER and c.text]
    named = [c for c in headings if c.col_span < table.n_cols] or headings
    over: dict[int, list[Cell]] = {}
    for cell in named:
        for col in range(cell.col, cell.col + cell.col_span):
            over.setdefault(col, []).append(cell)
    return {col: _column(sorted(cells, key=lambda c: c.row)) for col, cells in over.items()}


def _column(cells: Iterable[Cell]) -> Column:
    names = [read_label(cell.text) for cell in cells]
    units = [name.unit for name in names if name.unit]
    marks = tuple(mark for name in names for mark in name.marks)
    return Column(tuple(name.label for name in names if name.label), units[-1] if units else None, marks)


class Stubs:
    """The row labels of a table; a figure belongs to the nearest run of label columns on its left."""

    def __init__(self, table: Table) -> None:
        self._runs = _runs(table.stub_cols)
        self._filled = {(c.row, self._run_of(c.col)) for c in table.cells if _is_filled(c)}
        self._units = UnitColumns(table)
        self._cells: dict[tuple[int, int], list[Cell]] = {}
        described = _described_columns(table)
        for cell in sorted(table.cells, key=lambda c: c.col):
            if cell.kind is CellKind.STUB and cell.text and cell.col not in self._units and cell.col not in described:
                for row in range(cell.row, cell.row + cell.row_span):
                    self._cells.setdefault((row, self._run_of(cell.col)), []).append(cell)
        self._above: dict[tuple[int, int], tuple[Name, ...]] = {}
        self._known: dict[tuple[int, int, str | None], Row] = {}
        for run in range(len(self._runs)):
            self._find_parents({row: cells for (row, of), cells in sorted(self._cells.items()) if of == run}, run)

    def row(self, row: int, col: int) -> Row:
        """The label for the figure at (row, col); empty when there is none."""
        run = self._run_of(col)
        unit = self._units.unit(row, col)
        known = self._known.get((row, run, unit))
        if known is None:
            known = self._known[row, run, unit] = self._row(row, run, unit)
        return known

    def _row(self, row: int, run: int, unit: str | None) -> Row:
        cells = self._cells.get((row, run)) or self._label_above(row, run)
        if not cells:
            return Row("", (), unit)
        parents: list[Name] = []
        for cell in cells:
            parents.extend(self._above.get((cell.row, cell.col), ()))
            parents.append(read_label(cell.text))
        own = parents.pop()
        return Row(
            label=own.label,
            parents=tuple(name.label for name in parents),
            unit=unit or own.unit,
            unit_above=next((name.unit for name in reversed(parents) if name.unit), None),
            marks=tuple(mark for name in (*parents, own) for mark in name.marks),
            unit_of_pair=self._unit_of_pair(row, run, own),
        )

    def _unit_of_pair(self, row: int, run: int, own: Name) -> str | None:
        """The unit that is set between two rows, of which the lower one is a part of the upper one, or beside it."""
        is_part = _PART.fullmatch(own.label) is not None
        beside = self._cells.get((row - 1 if is_part else row + 1, run))
        other = read_label(beside[-1].text) if beside else Name("")
        return other.unit if is_part or _PART.fullmatch(other.label) else None

    def _label_above(self, row: int, run: int) -> list[Cell]:
        """The label one or two lines higher that has no figures of its own: its figures stand on a lower line."""
        for above in (row - 1, row - 2):
            if (above, run) in self._filled:
                break
            if (above, run) in self._cells:
                return self._cells[above, run]
        return []

    def _has_figures(self, row: int, run: int) -> bool:
        """Whether a row has figures, on its own line or on one of the two below it that have no label."""
        for below in (row, row + 1, row + 2):
            if below > row and (below, run) in self._cells:
                return False
            if (below, run) in self._filled:
                return True
        return False

    def _find_parents(self, rows: dict[int, list[Cell]], run: int) -> None:
        """What the leftmost label of each row stands under; then, among themselves, the labels beside a merged one."""
        firsts = {cells[0].row: cells[0] for cells in rows.values()}
        beside = {row: _beside(cell, rows) for row, cell in firsts.items()}
        names = {row: read_label(cell.text) for row, cell in firsts.items()}
        labels = [
            Label(names[row].label, ink, self._has_figures(row, run), bool(beside[row]))
            for (row, c), ink in zip(firsts.items(), _inks(firsts.values()), strict=True)
        ]
        seen: dict[str, Name] = {}  # of labels that are alike, the last one above is meant
        for (row, cell), path in zip(firsts.items(), parents_of(labels), strict=True):
            self._above[cell.row, cell.col] = tuple(seen[text] for text in path)
            seen[names[row].label] = names[row]
        for inner in filter(None, beside.values()):
            self._find_parents(inner, run)

    def _run_of(self, col: int) -> int:
        return bisect_right(self._runs, col) - 1


#: text in the middle of its cell stands as far from either side, to this many points
_CENTRED = 3.0
#: a row in brackets that tells of a part of the row above, or of what comes on top of it
_PART = re.compile(r"[(（](?:うち|内[、,]|外[、,]).+[)）]")
#: headings of columns that tell more of a row without naming it
_DESCRIBES = re.compile(r"住所|所在地|場所|物量|目的|内容|摘要|備考|職業|略歴|事由|理由|方法")


def _inks(labels: Collection[Cell]) -> list[Box]:
    """Where labels are set; a band that is set in the middle of its wide cell begins where the leftmost of the others does."""
    inks = [c.ink or c.where.box for c in labels]
    left = min((ink.x0 for c, ink in zip(labels, inks, strict=True) if not _is_band(c, ink)), default=0.0)
    return [
        ink._replace(x0=min(left, ink.x0)) if _is_band(c, ink) else ink for c, ink in zip(labels, inks, strict=True)
    ]


def _is_band(cell: Cell, ink: Box) -> bool:
    own = cell.where.box
    return cell.col_span > 1 and abs((ink.x0 + ink.x1) - (own.x0 + own.x1)) < _CENTRED and ink.width < own.width / 2


def _described_columns(table: Table) -> frozenset[int]:
    """Label columns that describe (場所・物量等, 使用目的) beside one that names."""
    heads = {c.col: normalise_label(c.text) for c in table.cells if c.kind is CellKind.HEADER and c.text}
    described = {col for col in table.stub_cols if col - 1 in table.stub_cols and _DESCRIBES.search(heads.get(col, ""))}
    return frozenset(described)


def _is_filled(cell: Cell) -> bool:
    """Whether a cell has a figure, be it one that is told apart as wrong (誤)."""
    if cell.kind is CellKind.NOTE:
        return parse_figure(cell.text) is not None
    return cell.kind is CellKind.VALUE and cell.text != ""


def _beside(cell: Cell, rows: dict[int, list[Cell]]) -> dict[int, list[Cell]]:
    """The labels right of one that is merged over rows, by row; empty when it is not merged or stands alone."""
    if cell.row_span == 1:
        return {}
    return {row: cells[1:] for row, cells in rows.items() if cells[0] is cell and len(cells) > 1}


def _runs(stub_cols: tuple[int, ...]) -> list[int]:
    """First columns of the runs of adjacent label columns."""
    return [c for c in stub_cols if c - 1 not in stub_cols]
