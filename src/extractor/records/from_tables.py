"""The figures of a table to records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import repeat

from msgspec import Struct

from extractor.model import Cell, CellKind, GridPlace, Meaning, Origin, Period, Quantity, Record, Table, Where
from extractor.normalise.errata import erratum_side
from extractor.normalise.labels import normalise_label
from extractor.normalise.numbers import parse_figure
from extractor.normalise.several import figures_in_cell
from extractor.normalise.units import parse_unit_note, unit_of
from extractor.profile import (
    ConceptMatch,
    MeasureMatch,
    Profile,
    match_concept,
    match_measure,
    match_scenario,
    measure_named,
    statements_in,
)
from extractor.records.axes import Column, Row, Stubs, columns_of
from extractor.records.basis import basis_of, with_bases
from extractor.records.breakdowns import text_of
from extractor.records.clock import Told
from extractor.records.column_signs import ColumnSigns, signs_of
from extractor.records.notes import TableNotes
from extractor.records.parents import is_of_which
from extractor.records.parts import Parts, owners
from extractor.records.scope import limit_of, scope_of
from extractor.records.setting import Setting
from extractor.records.several_figures import owner_of, quantity_of, unit_beside
from extractor.records.timing import around_table, column_time, nature_of, part_of_year, period_of, scenario_of
from extractor.records.unit_choice import choose_unit, units_from_first_rows

#: a column or row apart from the sum beside it: うち１年超, （再掲）, 内数
_APART = re.compile(r"うち|内数|再掲|内書|外書|外数|^[(（]?外[、,]")

#: a note that makes figures in brackets parts of those above them: （ ）内書は…, (　)内は内書きで…
_BRACKETS_ARE_PARTS = re.compile(r"[(（]\s*[)）]\s*[^。]*(?:内書|内数|うち)")

#: a note that makes figures in brackets those of another time: 下段は前年同期
_BRACKETS_ARE_PAST = re.compile(
    r"(?:下段|[(（]\s*[)）]|括弧|かっこ)[^。]*(?:前年|前期|前回|前事業)(?!度?(?:同期)?[比増])"
)

#: a heading that speaks of a statement is none: （貸借対照表関係）, 貸借対照表計上額
_SPEAKS_OF = re.compile(r"関係|に関する|計上|との関係")


class _Context(Struct, frozen=True, gc=False):
    """What is the same for all figures of one table."""

    table: Table
    setting: Setting
    columns: dict[int, Column]
    signs: dict[int, ColumnSigns]
    printed: dict[int, str]
    stubs: Stubs
    beside: str | None
    units: tuple[str, ...]
    around: Told
    caption: str | None
    section: tuple[str, ...]
    limit: str | None
    statements: frozenset[str]
    parts: Parts
    notes: TableNotes

    @property
    def profile(self) -> Profile:
        return self.setting.profile

    @property
    def headings(self) -> tuple[str, ...]:
        """The caption and the section's heading, nearest first."""
        return tuple(filter(None, (self.caption, *self.section[-1:])))


class _Figure(Struct, frozen=True, gc=False):
    """One figure while its meaning is put together."""

    quantity: Quantity
    column: Column
    row: Row
    measure: MeasureMatch | None
    labels: tuple[str, ...]  # label, parents and heading levels, nearest first
    own: bool = True  # else it stands beside another, in brackets, and nothing tells what it is

    @property
    def measure_id(self) -> str | None:
        return self.measure.measure.id if self.measure else _plain_measure(self.quantity)


def table_records(table: Table, setting: Setting) -> Iterator[Record]:
    """A record for each figure and each mark standing for none; other text is left to the checks to tell."""
    context = _context(table, setting)
    found: list[tuple[Record, MeasureMatch | None]] = []
    for cell in table.cells:
        figures = _figures(context, cell) if cell.kind is CellKind.VALUE and cell.text else ()
        for number, figure in enumerate(figures):
            found.append((_record(context, cell, figure, f".{number}" if number else ""), figure.measure))
    yield from with_bases(setting.profile, found)


def _context(table: Table, setting: Setting) -> _Context:
    where = table.where[0]
    section = setting.section(where)
    columns, stubs = columns_of(table), Stubs(table)
    caption = normalise_label(table.caption) if table.caption else None
    headings = tuple(filter(None, (caption, *section[-1:])))
    above = (*((caption,) if caption else ()), *section[::-1])
    return _Context(
        table=table,
        setting=setting,
        columns=columns,
        signs=signs_of(table, columns, setting.profile),
        printed=units_from_first_rows(table),
        stubs=stubs,
        beside=_beside(table),
        units=_noted(table.unit_note) if table.unit_note else (),
        around=around_table(setting.clock, caption, setting.timeline.at(where), section[-1] if section else ""),
        caption=caption,
        section=section,
        limit=scope_of(above, setting.group) or limit_of(above),
        statements=frozenset(statements_in(setting.profile, [h for h in headings[:1] if not _SPEAKS_OF.search(h)])),
        parts=Parts(table, columns, stubs, headings, setting.profile, setting.clock),
        notes=TableNotes(table),
    )


def _beside(table: Table) -> str | None:
    """What heads the row labels (決算年月, 業種)."""
    heads = [c.text for c in table.cells if c.kind is CellKind.HEADER and c.col in table.stub_cols and c.text]
    return normalise_label(" ".join(heads)) or None


def _noted(note: str) -> tuple[str, ...]:
    """The units that a note names; it may be nothing but a unit (百万円)."""
    alone = unit_of(note)
    return (alone.name,) if alone is not None else parse_unit_note(note)


def _figures(context: _Context, cell: Cell) -> Iterator[_Figure]:
    """The one figure of a cell, or the several that it holds."""
    column = context.columns.get(cell.col, Column((), None))
    row = context.stubs.row(cell.row, cell.col)
    unit, measure = _unit(context, cell, column, row)
    quantity = parse_figure(cell.text, unit)
    if quantity is not None:
        yield _Figure(quantity, column, row, measure, _labels(column, row))
        return
    first: Quantity | None = None
    parts = figures_in_cell(cell.text)
    paired = any(part.part == "bracketed" for part in parts)
    for part in parts:
        owner = owner_of(part, column, row, paired=paired)
        unit, measure = _unit(context, cell, owner.column, owner.row)
        if not owner.own:
            unit, measure = unit_beside(first, part, context.units), None
        labels = _labels(owner.column, owner.row)
        figure = _Figure(quantity_of(part, unit), owner.column, owner.row, measure, labels, own=owner.own)
        first = first or figure.quantity
        yield figure


def _labels(column: Column, row: Row) -> tuple[str, ...]:
    return (row.label, *column.levels[::-1], *row.parents[::-1])


def _unit(context: _Context, cell: Cell, column: Column, row: Row) -> tuple[str | None, MeasureMatch | None]:
    """The unit of a figure that prints none, and what is measured."""
    measure = _measure(context.profile, column, row)
    printed = context.printed.get(cell.col)
    noted = (row.unit_above,) if row.unit_above else context.units or ((printed,) if printed else ())
    return choose_unit(column, row, noted, measure, context.signs[cell.col]), measure


def _measure(profile: Profile, column: Column, row: Row) -> MeasureMatch | None:
    """The heading tells what is measured; where it does not, the row label may (保証承諾 / 件数)."""
    measure = match_measure(profile, column.levels)
    if measure is None:
        named = next(filter(None, map(measure_named, repeat(profile), (row.label, *row.parents[::-1]))), None)
        return MeasureMatch(named) if named is not None else None
    return measure


def _record(context: _Context, cell: Cell, figure: _Figure, suffix: str) -> Record:
    setting, column, row = context.setting, figure.column, figure.row
    named = match_scenario(context.profile, column.levels)
    labels = (*row.parents, row.label)
    told = column_time(setting.clock, column.levels, context.beside, labels, named, context.around)
    match = _concept(context, figure) if figure.own and not _sets_right(column, row) else None
    nature = nature_of(match.concept if match else None, figure.measure_id, figure.labels, context.statements)
    period = Period() if _is_past(context, figure) else period_of(setting.clock, told, nature)
    return Record(
        record_id=f"{context.table.table_id}-r{cell.row}c{cell.col}{suffix}",
        origin=Origin.TABLE,
        layer=setting.layers[cell.where.page],
        where=cell.where if cell.ink is None else Where(cell.where.page, cell.ink),
        quantity=figure.quantity,
        meaning=_meaning(context, figure, match, scenario_of(named, period, context.caption, setting.identity), told),
        period=period,
        section=context.section,
        place=GridPlace(context.table.table_id, context.caption, cell.row, cell.col),
        notes=context.notes.on(cell, (*row.marks, *column.marks)),
        confidence=cell.confidence,
    )


def _is_past(context: _Context, figure: _Figure) -> bool:
    """Whether a figure in brackets is of another time, as a note says of them all."""
    if not figure.quantity.bracketed:
        return False
    return any(map(_BRACKETS_ARE_PAST.search, (context.table.unit_note or "", *context.table.notes)))


def _concept(context: _Context, figure: _Figure) -> ConceptMatch | None:
    """The concept of a row; where rows are parts of a total, that of the total, as the headings name it."""
    row, profile = figure.row, context.profile
    around = (*context.section, context.caption or "", *figure.column.levels)
    found = match_concept(profile, row.label, row.parents, around)
    if found is None and context.parts.splits(row):
        named = (
            match_concept(profile, text, (), around) for text in owners(profile, row, figure.column, context.headings)
        )
        found = next((match for match in named if match is not None), None)
    return found


def _meaning(
    context: _Context, figure: _Figure, match: ConceptMatch | None, scenario: str | None, told: Told
) -> Meaning:
    row, column = figure.row, figure.column
    concept = match.concept if match else None
    dimensions = context.parts.of(row, column)
    part = part_of_year(context.setting.clock, told)
    if part is not None:
        dimensions[part[0]] = part[1]
    return Meaning(
        item=row.label,
        item_path=row.path,
        column=column.path,
        concept=concept.id if concept else None,
        concept_match=match.how.value if match else None,
        measure=figure.measure_id,
        scenario=scenario,
        scope=_scope(context, figure),
        basis=basis_of(context.profile, row.label, figure.labels[1:], context.caption, concept),
        dimensions=text_of(dimensions),
        of_which=_is_part(context, figure),
    )


def _is_part(context: _Context, figure: _Figure) -> bool:
    """Whether the label, a heading, or the brackets around the figure say that it is a part of another."""
    if any(map(is_of_which, (*figure.row.parents, figure.row.label))) or any(map(_is_apart, figure.labels)):
        return True
    return figure.quantity.bracketed and any(map(_BRACKETS_ARE_PARTS.search, context.table.notes))


@lru_cache(maxsize=4096)
def _is_apart(label: str) -> bool:
    return _APART.search(label) is not None


def _scope(context: _Context, figure: _Figure) -> str | None:
    """The group or the company alone, else the scheme or account that the caption or the section is about."""
    return scope_of(figure.labels, context.setting.group) or context.limit


def _sets_right(column: Column, row: Row) -> bool:
    """Whether a figure stands on the right side of a 正誤表: it belongs to another document, whose item nobody knows."""
    return any(map(erratum_side, (*column.levels, *row.parents, row.label)))


def _plain_measure(quantity: Quantity) -> str | None:
    """Money under a heading that names no measure (計画, 令和6年度) is an amount."""
    return "amount" if quantity.unit_base == "JPY" else None
