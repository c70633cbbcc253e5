"""The figures of a table to records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from extractor.model import Cell, CellKind, GridPlace, Identity, Layer, Meaning, Origin, Period, Quantity, Record, Table
from extractor.normalise.errata import erratum_side
from extractor.normalise.labels import normalise_label
from extractor.normalise.numbers import parse_figure
from extractor.normalise.units import parse_unit_note, unit_of
from extractor.profile import MeasureMatch, Profile, match_concept, match_measure, match_scenario, measure_named
from extractor.records.axes import Column, Row, Stubs, columns_of
from extractor.records.notes import TableNotes
from extractor.records.parents import is_of_which
from extractor.records.timing import period_in, period_of, scenario_of
from extractor.records.unit_choice import choose_unit, units_from_first_rows


@dataclass(frozen=True, slots=True)
class _Context:
    """What is the same for all figures of one table."""

    table: Table
    columns: dict[int, Column]
    printed: dict[int, str]
    stubs: Stubs
    units: tuple[str, ...]
    period: Period
    caption: str | None
    identity: Identity
    profile: Profile
    layers: Mapping[int, Layer]
    section: tuple[str, ...]
    notes: TableNotes


def table_records(
    table: Table, layers: Mapping[int, Layer], identity: Identity, profile: Profile, section: tuple[str, ...]
) -> Iterator[Record]:
    """A record for each figure and each mark standing for none; other text is left to the checks to tell.

    The period is the document's, which the caption or a heading may override.  ``layers`` has the layer of each page.
    """
    context = _Context(
        table=table,
        columns=columns_of(table),
        printed=units_from_first_rows(table),
        stubs=Stubs(table),
        units=_noted(table.unit_note) if table.unit_note else (),
        period=period_in([table.caption], identity.period.fiscal_year) or identity.period,
        caption=normalise_label(table.caption) if table.caption else None,
        identity=identity,
        profile=profile,
        layers=layers,
        section=section,
        notes=TableNotes(table),
    )
    for cell in table.cells:
        if cell.kind is CellKind.VALUE and cell.text:
            record = _record(context, cell)
            if record is not None:
                yield record


def _noted(note: str) -> tuple[str, ...]:
    """The units that a note names; it may be nothing but a unit (百万円)."""
    alone = unit_of(note)
    return (alone.name,) if alone is not None else parse_unit_note(note)


def _record(context: _Context, cell: Cell) -> Record | None:
    column = context.columns.get(cell.col, Column((), None))
    row = context.stubs.row(cell.row, cell.col)
    measure = _measure(context.profile, column, row)
    noted = (row.unit_above,) if row.unit_above else context.units
    unit = choose_unit(column, row, noted, measure) or context.printed.get(cell.col)
    quantity = parse_figure(cell.text, unit)
    if quantity is None:
        return None
    named = match_scenario(context.profile, column.levels)
    period = period_of(column.levels, named, context.period)
    scenario = scenario_of(named, period, context.caption, context.identity)
    return Record(
        record_id=f"{context.table.table_id}-r{cell.row}c{cell.col}",
        origin=Origin.TABLE,
        layer=context.layers[cell.where.page],
        where=cell.where if cell.ink is None else replace(cell.where, box=cell.ink),
        quantity=quantity,
        meaning=_meaning(context, column, row, measure, scenario, quantity),
        period=period,
        section=context.section,
        place=GridPlace(context.table.table_id, context.caption, cell.row, cell.col),
        notes=context.notes.on(cell, (*row.marks, *column.marks)),
        confidence=cell.confidence,
    )


def _measure(profile: Profile, column: Column, row: Row) -> MeasureMatch | None:
    """The heading tells what is measured; where it does not, the row label may (保証承諾 / 件数)."""
    measure = match_measure(profile, column.levels)
    if measure is None and (named := measure_named(profile, row.label)) is not None:
        return MeasureMatch(named)
    return measure


def _meaning(
    context: _Context,
    column: Column,
    row: Row,
    measure: MeasureMatch | None,
    scenario: str | None,
    quantity: Quantity,
) -> Meaning:
    around = (*context.section, context.caption or "", *column.levels)
    concept = None if _sets_right(column, row) else match_concept(context.profile, row.label, row.parents, around)
    return Meaning(
        item=row.label,
        item_path=row.path,
        column=column.path,
        concept=concept.concept.id if concept else None,
        concept_match=concept.how.value if concept else None,
        measure=measure.measure.id if measure else _plain_measure(quantity),
        scenario=scenario,
        of_which=any(map(is_of_which, (*row.parents, row.label))),
    )


def _sets_right(column: Column, row: Row) -> bool:
    """Whether a figure stands on the right side of a 正誤表: it belongs to another document, whose item nobody knows."""
    return any(erratum_side(label) is not None for label in (*column.levels, *row.parents, row.label))


def _plain_measure(quantity: Quantity) -> str | None:
    """Money under a heading that names no measure (計画, 令和6年度) is an amount."""
    return "amount" if quantity.unit_base == "JPY" else None
