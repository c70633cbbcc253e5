"""The unit note of a table that goes on over the page without being joined."""

from __future__ import annotations

import pytest

from extractor.model import Box, Cell, CellKind, Table, Where
from extractor.tables import with_units_of_parts

HEADS = ("基金種別", "前月末残高", "受入額", "払出額", "本月末残高")
NOTE = "（単位：円）"


def part(page: int, heads: tuple[str, ...] = HEADS, note: str | None = None, caption: str | None = None) -> Table:
    cells = tuple(
        Cell(0, col, 1, 1, text, CellKind.HEADER, Where(page, Box(50.0 * col, 100, 50.0 * col + 50, 120)))
        for col, text in enumerate(heads)
    )
    where = (Where(page, Box(0.0, 100.0, 300.0, 500.0)),)
    return Table(f"t{page}", cells, 5, len(heads), where, "ruled", 1, caption=caption, unit_note=note)


def test_the_next_page_repeats_the_headings_and_has_the_same_unit() -> None:
    heads = ("基 金 種. 別", *HEADS[1:])
    assert [t.unit_note for t in with_units_of_parts([part(1, note=NOTE), part(2, heads), part(3)])] == [NOTE] * 3


@pytest.mark.parametrize(
    "table",
    [
        part(3),
        part(1),
        part(2, caption="別表7"),
        part(2, (*HEADS[:3], "件数", "比率")),
        part(2, HEADS[:3]),
    ],
    ids=["not the next page", "the same page", "a caption of its own", "other headings", "fewer columns"],
)
def test_another_table_has_its_own_unit_or_none(table: Table) -> None:
    assert with_units_of_parts([part(1, note=NOTE), table])[1].unit_note is None


def test_a_note_of_its_own_stays() -> None:
    assert with_units_of_parts([part(1, note=NOTE), part(2, note="（単位：千円）")])[1].unit_note == "（単位：千円）"
