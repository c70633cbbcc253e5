"""Tables that go on over the page without being joined (a scanned sheet lies otherwise): the unit of the part before holds."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from extractor.model import CellKind, Table
from extractor.normalise.characters import narrow

#: headings that name a table, at least; one of them may have been recognised otherwise
_FEWEST, _OTHERWISE = 4, 1


def with_units_of_parts(tables: Sequence[Table]) -> tuple[Table, ...]:
    """``tables`` with the unit note of the table right before, where the next page repeats its headings and has no note."""
    done: list[Table] = []
    for table in tables:
        before = done[-1] if done else None
        goes_on = before is not None and table.unit_note is None and table.caption is None and _repeats(before, table)
        done.append(replace(table, unit_note=before.unit_note) if before is not None and goes_on else table)
    return tuple(done)


def _repeats(before: Table, table: Table) -> bool:
    """Whether the headings of ``table`` are those of ``before``, which stands on the page before."""
    if before.where[-1].page + 1 != table.where[0].page or before.n_cols != table.n_cols:
        return False
    above, here = _headings(before), _headings(table)
    if above.keys() != here.keys() or len(here) < _FEWEST:
        return False
    return sum(above[place] != text for place, text in here.items()) <= _OTHERWISE


def _headings(table: Table) -> dict[tuple[int, int], str]:
    heads = (cell for cell in table.cells if cell.kind is CellKind.HEADER and cell.text)
    return {(cell.row, cell.col): "".join(c for c in narrow(cell.text) if c.isalnum()) for cell in heads}
