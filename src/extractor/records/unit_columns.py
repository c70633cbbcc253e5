"""Columns that print the unit of each row beside its figures (単位: 千円, ％, 件)."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.model import Cell, CellKind, Table
from extractor.normalise.labels import normalise_label
from extractor.normalise.units import unit_of

#: what heads a column of units
_HEADINGS = frozenset({"単位", "(単位)"})


class UnitColumns:
    """The columns of units of a table, by which a figure takes the unit of its row."""

    def __init__(self, table: Table) -> None:
        self._units: dict[int, dict[int, str]] = {}
        self._first_figures = min((c.col for c in table.cells if c.kind is CellKind.VALUE), default=0)
        for col in range(table.n_cols):
            cells = [c for c in table.cells if c.col == col and c.col_span == 1 and c.text]
            if _holds_units(cells):
                self._units[col] = {
                    row: unit
                    for c in cells
                    if c.kind is not CellKind.HEADER and (unit := _unit(c.text))
                    for row in range(c.row, c.row + c.row_span)
                }

    def __contains__(self, col: object) -> bool:
        return col in self._units

    def unit(self, row: int, col: int) -> str | None:
        """The unit beside the figure at (row, col).

        Columns of units stand left of their figures where one comes before the first figures, else right of them.
        """
        if not self._units:
            return None
        left = min(self._units) < self._first_figures
        before, after = [c for c in self._units if c < col], [c for c in self._units if c > col]
        beside = (
            max(before, default=min(after, default=None)) if left else min(after, default=max(before, default=None))
        )
        return self._units[beside].get(row) if beside is not None else None


def _holds_units(cells: Iterable[Cell]) -> bool:
    headings = [c for c in cells if c.kind is CellKind.HEADER]
    body = [c for c in cells if c.kind is not CellKind.HEADER]
    if any(normalise_label(c.text) in _HEADINGS for c in headings):
        return True
    return len(body) > 1 and not headings and all(unit_of(c.text) is not None for c in body)


def _unit(text: str) -> str | None:
    known = unit_of(text)
    if known is not None:
        return known.name
    label = normalise_label(text)
    return label if any(map(str.isalpha, label)) and not any(map(str.isdigit, label)) else None
