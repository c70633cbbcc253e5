"""What a grid says of itself in its own cells: a unit in the corner or in a row of its own, a title, notes, 誤 and 正."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from extractor.model import Cell, CellKind, Table
from extractor.normalise.errata import captioned_side, erratum_side, sets_right
from extractor.normalise.labels import normalise_label, numbering_level, split_numbering
from extractor.normalise.marks import opens_note, states_of_figures
from extractor.normalise.units import parse_unit_note
from extractor.tables.captions import Surroundings
from extractor.tables.notes import Below, joined, separate
from extractor.tables.unit_notes import unit_note_of


def with_inside(table: Table) -> Table:
    """The table with the title, the unit note and the notes that its own cells print.

    A unit note stands in the corner (項目（単位：千円）) or over the whole width, as does a title.
    """
    cells, notes = _without_notes(_with_bands(table), table.n_cols)
    headings = [c for c in cells if c.kind is CellKind.HEADER and c.text]
    titles = [c for c in headings if spans_all(c, table) and (table.stub_cols or table.header_rows > 1)]
    corner = [c for c in headings if c.col in table.stub_cols and _speaks_of_units(c)]
    units = (unit for c in (*titles, *corner) if (unit := _title_and_unit(c.text)[1]) is not None)
    names = (name for c in titles if (name := _title_and_unit(c.text)[0]))
    return replace(table, cells=cells, caption=next(names, None), unit_note=next(units, None), notes=notes)


def _with_bands(table: Table) -> tuple[Cell, ...]:
    """The cells; what spans the first row is no title where a later row has its like (１ 収入の部, ２ 支出の部): it heads rows."""
    whole = [c for c in table.cells if c.text and spans_all(c, table)]
    first = next((c for c in whole if c.row == 0 and table.header_rows > 1), None)
    like = first is not None and any(c.row >= table.header_rows and _alike(c.text, first.text) for c in whole)
    return tuple(replace(c, kind=CellKind.STUB) if like and c is first else c for c in table.cells)


def _alike(a: str, b: str) -> bool:
    """Whether two bands are numbered alike, or both name a part (…の部)."""
    (one, name), (other, beside) = split_numbering(a.strip()), split_numbering(b.strip())
    numbered = one is not None and other is not None and numbering_level(one) == numbering_level(other)
    parts = [normalise_label(text).strip("()（）[]【】").endswith("の部") for text in (name, beside)]
    return numbered or all(parts)


def surrounded(table: Table, above: Surroundings, below: Below) -> Table:
    """``table`` (as ``with_inside`` gives it) with what stands around it.

    The unit that is printed in the grid is the nearest; a title in the grid goes on where the caption above ends.
    """
    names = [name for name in (above.caption, table.caption) if name]
    caption = " ".join(dict.fromkeys(names)) or below.caption
    unit_note = table.unit_note or above.unit_note or below.unit_note
    rounding = (unit_note,) if unit_note and states_of_figures(unit_note) else ()
    notes = dict.fromkeys((*above.notes, *rounding, *table.notes, *below.notes))
    cells = _without_errors(table.cells, caption)
    return replace(table, cells=cells, caption=caption, unit_note=unit_note, notes=tuple(notes))


def spans_all(cell: Cell, table: Table) -> bool:
    """Whether a cell reaches over all columns of a table."""
    return table.n_cols > 1 and cell.col_span == table.n_cols


def settled_kinds(cells: Sequence[Cell], n_cols: int, caption: str | None) -> tuple[Cell, ...]:
    """Cells as ``headers.classify`` gives them, with notes and what is printed as wrong told apart."""
    return _without_errors(_without_notes(cells, n_cols)[0], caption)


def _speaks_of_units(corner: Cell) -> bool:
    """A corner names the unit of the table by the word 単位 or by nothing but a unit; 残高（百万円） is of its column alone."""
    name, unit = _title_and_unit(corner.text)
    return unit is not None and ("単位" in normalise_label(unit) or (not name and corner.col == 0))


def _title_and_unit(text: str) -> tuple[str, str | None]:
    """The name and the unit note in a heading cell; units without the word 単位 count in brackets only."""
    whole = joined(text.split("\n"))
    note = unit_note_of(whole)
    if note is not None:
        return note.rest, note.text
    bracketed = whole[:1] in "（([［【" and bool(parse_unit_note(whole))
    return ("", whole) if bracketed else (whole, None)


def _without_notes(cells: Sequence[Cell], n_cols: int) -> tuple[tuple[Cell, ...], tuple[str, ...]]:
    """A note that is set in a row of its own, at the foot of the grid, is no row label."""
    filled: dict[int, int] = {}
    for cell in cells:
        filled[cell.row] = filled.get(cell.row, 0) + bool(cell.text)
    last = max((row for row, count in filled.items() if count > 1), default=-1)
    notes: list[str] = []
    kept: list[Cell] = []
    for cell in cells:
        if cell.row > last and cell.text and cell.kind is not CellKind.HEADER and _is_note(cell, n_cols):
            notes += separate(joined(cell.text.split("\n")))
            kept.append(replace(cell, kind=CellKind.NOTE))
        else:
            kept.append(cell)
    return tuple(kept), tuple(notes)


def _is_note(cell: Cell, n_cols: int) -> bool:
    return opens_note(cell.text) and (cell.col_span == n_cols or cell.col == 0)


def _without_errors(cells: Sequence[Cell], caption: str | None) -> tuple[Cell, ...]:
    """What is printed as wrong (誤) is no figure of the table: only the right side of a 正誤表 keeps its values."""
    if captioned_side(caption) == "wrong":
        return tuple(_as_note(c) for c in cells)
    if sets_right(c.text for c in cells if c.kind is CellKind.HEADER):
        columns = _covered(cells, CellKind.HEADER)
        return tuple(c if c.col in columns else _as_note(c) for c in cells)
    if sets_right(c.text for c in cells if c.kind is CellKind.STUB):
        rows = _covered(cells, CellKind.STUB)
        return tuple(c if c.row in rows else _as_note(c) for c in cells)
    return tuple(cells)


def _covered(cells: Iterable[Cell], kind: CellKind) -> frozenset[int]:
    """The columns (or rows) under (or beside) the labels that name the right side."""
    right = [c for c in cells if c.kind is kind and erratum_side(c.text) == "right"]
    if kind is CellKind.HEADER:
        return frozenset(col for c in right for col in range(c.col, c.col + c.col_span))
    return frozenset(row for c in right for row in range(c.row, c.row + c.row_span))


def _as_note(cell: Cell) -> Cell:
    return replace(cell, kind=CellKind.NOTE) if cell.kind is CellKind.VALUE else cell
