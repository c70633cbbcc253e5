"""Which unit a figure has that prints none itself."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model import CellKind, Table
from extractor.normalise.numbers import parse_figure
from extractor.normalise.units import unit_of
from extractor.profile import MeasureMatch
from extractor.records.axes import Column, Row


def choose_unit(column: Column, row: Row, noted: Sequence[str], measure: MeasureMatch | None) -> str | None:
    """The unit that the heading names, else the row label, else the table's note, else the measure's own name (件数).

    A note may name several units (件、百万円、％): each column takes the one that fits what it measures, and a column that
    names no measure, or a change of an unnamed one, holds amounts.  None where none of them tells.
    """
    beside = row.unit if row.unit and _fits(row.unit, measure) else None
    if column.unit and beside:
        return column.unit if _is_ratio(column.unit) else beside
    if column.unit or beside:
        return column.unit or beside
    dimension = (measure.measure.dimension if measure is not None else None) or "money"
    fitting = [u for u in noted if (known := unit_of(u)) is not None and known.dimension == dimension]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        return None
    if measure is not None:
        return measure.measure.unit
    return noted[0] if len(noted) == 1 else None


def _fits(unit: str, measure: MeasureMatch | None) -> bool:
    """Whether what is measured may have the unit of its row: the 前年度比 of 保証料（千円） is no money."""
    known = unit_of(unit)
    dimension = measure.measure.dimension if measure is not None else None
    return known is None or dimension is None or known.dimension == dimension


def _is_ratio(unit: str) -> bool:
    """A ratio of amounts is a ratio, whether the row or the heading says so."""
    known = unit_of(unit)
    return known is not None and known.dimension == "ratio"


def units_from_first_rows(table: Table) -> dict[int, str]:
    """Column to the unit that its first figure alone prints: ``15,218百万円`` over ``1,666``, as accounts are set."""
    printed: dict[int, list[str | None]] = {}
    for cell in table.cells:
        if cell.kind is CellKind.VALUE and (quantity := parse_figure(cell.text)) is not None:
            printed.setdefault(cell.col, []).append(quantity.unit)
    return {col: units[0] for col, units in printed.items() if units[0] is not None and not any(units[1:])}
