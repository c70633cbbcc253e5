"""Halves of a table on facing pages: which unit notes hold for both."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.layout import lines_of
from extractor.model import Box, Cell, CellKind, Table, Where
from extractor.tables import PageTables, with_facing_units
from set_words import words

ROWS = (100.0, 130.0, 152.0, 190.0, 212.0)
NOTE = "（単位：千円）"


def table(page: int, x0: float, unit_note: str | None, rows: Sequence[float] = ROWS, down: float = 0.0) -> Table:
    cells = tuple(
        Cell(n, 0, 1, 1, "1", CellKind.VALUE, Where(page, Box(x0, top + down, x0 + 400, below + down)))
        for n, (top, below) in enumerate(pairwise(rows))
    )
    box = Box(x0, rows[0] + down, x0 + 400, rows[-1] + down)
    return Table(f"t{page}", cells, len(cells), 1, (Where(page, box),), "rules", unit_note=unit_note)


def page(*tables: Table, note: tuple[str, float, float] | None = None) -> PageTables:
    return PageTables(840.0, tables, lines_of(words(*note)) if note else ())


def units(*pages: PageTables, facing: Sequence[int] = (0,)) -> list[list[str | None]]:
    return [[one.unit_note for one in done.tables] for done in with_facing_units(pages, facing)]


def test_the_other_half_has_the_same_unit_whichever_side_prints_it() -> None:
    left, right = page(table(1, 50, None)), page(table(2, 640, NOTE, down=-3.0))
    assert units(left, right) == [[NOTE], [NOTE]]
    assert units(right, left) == [[NOTE], [NOTE]]


def test_pages_that_do_not_face_one_another_share_nothing() -> None:
    left, right = page(table(1, 50, None)), page(table(2, 640, NOTE))
    assert units(left, right, facing=()) == [[None], [NOTE]]
    assert units(page(), page(), left, right, facing=(0,)) == [[], [], [None], [NOTE]]


def test_a_table_with_a_note_of_its_own_keeps_it() -> None:
    assert units(page(table(1, 50, "（単位：件）")), page(table(2, 640, NOTE))) == [["（単位：件）"], [NOTE]]


def test_tables_that_are_not_level_are_two() -> None:
    lower = table(2, 640, NOTE, down=30.0)
    other_rows = table(2, 640, NOTE, rows=(100.0, 115.0, 165.0, 180.0, 200.0, 212.0))
    for other in (lower, other_rows):
        assert units(page(table(1, 50, None)), page(other)) == [[None], [NOTE]]


def test_a_note_over_a_half_without_figures_counts() -> None:
    """A half of blank cells makes no table; its unit note stands where one would."""
    left = page(table(1, 50, None))
    assert units(left, page(note=(NOTE, 1000.0, 85.0))) == [[NOTE], []]
    assert units(left, page(note=(NOTE, 1000.0, 40.0))) == [[None], []]
    assert units(left, page(note=("（以下同じ）", 1000.0, 85.0))) == [[None], []]
