"""Tables that are printed over both pages of a spread, half on each: a unit note above one half is that of the other.

Where a rule runs through the gutter, the spread keeps the table whole; here the halves stand apart, level with one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from extractor.model import Table
from extractor.tables.join import PageTables
from extractor.tables.unit_notes import unit_note_in

#: the halves of a table begin and end at the same height, within so many points (a scanned sheet lies as it lies)
_LEVEL = 12.0
#: so do their rows, most of them
_ROWS = 6.0
#: a unit note stands no higher above its table, in line heights
_ABOVE = 2.0


def with_facing_units(pages: Sequence[PageTables], facing: Sequence[int]) -> list[PageTables]:
    """``pages`` with the unit notes of facing halves; ``facing`` are the places in it of the first pages of spreads."""
    done = list(pages)
    for first in facing:
        one, other = done[first], done[first + 1]
        done[first], done[first + 1] = _with_units(one, other), _with_units(other, one)
    return done


def _with_units(page: PageTables, facing: PageTables) -> PageTables:
    return replace(page, tables=tuple(_with_unit(table, facing) for table in page.tables))


def _with_unit(table: Table, facing: PageTables) -> Table:
    noted = set(_notes(table, facing)) if table.unit_note is None else set()
    return replace(table, unit_note=noted.pop()) if len(noted) == 1 else table


def _notes(table: Table, facing: PageTables) -> Iterator[str]:
    """The unit notes of the other half, or what stands where one would have it, if its figures made no table."""
    halves = [other for other in facing.tables if _is_level(table, other)]
    yield from (half.unit_note for half in halves if half.unit_note is not None)
    top = table.where[0].box.top
    for line in facing.lines if not halves else ():
        note = unit_note_in(line)
        if (
            note is not None
            and not note.rest
            and 0 <= top - line.box.bottom + _LEVEL <= _ABOVE * line.box.height + _LEVEL
        ):
            yield note.text


def _is_level(one: Table, other: Table) -> bool:
    here, there = one.where[0].box, other.where[0].box
    if abs(here.top - there.top) > _LEVEL or abs(here.bottom - there.bottom) > _LEVEL:
        return False
    few, many = sorted(({cell.where.box.top for cell in table.cells} for table in (one, other)), key=len)
    return 2 * sum(any(abs(top - row) <= _ROWS for row in many) for top in few) >= len(few)
