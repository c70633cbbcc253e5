"""Tables set from text: one string a row, cells apart by ``|``, an indent of one em by each leading 　."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.layout import line_of
from extractor.model import Box, Cell, CellKind, Identity, Layer, Line, Section, Table, Where, Word, packed
from extractor.profile import Profile
from extractor.records.setting import Setting, setting_of

EM, PITCH, WIDTH = 10.0, 20.0, 120.0


def table(
    *lines: str, header: int = 1, stubs: Sequence[int] = (0,), caption: str | None = None, unit: str | None = None
) -> Table:
    """A table of ``lines``; ``<`` goes on with the cell to the left, ``^`` with the one above, in both directions."""
    grid = [line.split("|") for line in lines]
    cells = [
        _cell(grid, row, col, header, stubs)
        for row, texts in enumerate(grid)
        for col, text in enumerate(texts)
        if text.strip(" ") not in ("<", "^")
    ]
    where = Where(1, Box(50, 100, 50 + WIDTH * len(grid[0]), 100 + PITCH * len(grid)))
    return Table(
        "0123456789ab-p001-t1",
        tuple(cells),
        len(grid),
        len(grid[0]),
        (where,),
        "ruled",
        header,
        tuple(stubs),
        caption,
        unit,
    )


def _cell(grid: Sequence[Sequence[str]], row: int, col: int, header: int, stubs: Sequence[int]) -> Cell:
    printed = grid[row][col].strip(" ")
    text = printed.lstrip("　")
    rows, cols = _extent([line[col] for line in grid[row:]], "^"), _extent(grid[row][col:], "<")
    kind = CellKind.HEADER if row < header else CellKind.STUB if col in stubs else CellKind.VALUE
    left, top = 50 + WIDTH * col, 100 + PITCH * row
    area = Box(left, top, left + WIDTH * cols, top + PITCH * rows)
    begin = left + 3 + EM * (len(printed) - len(text))
    ink = Box(begin, top + 5, begin + EM * max(len(text), 1), top + 15)
    return Cell(row, col, rows, cols, text, kind, Where(1, area), ink if text else None)


def _extent(texts: Sequence[str], mark: str) -> int:
    """How many fields a cell takes: the first, and those after it that go on with it."""
    extent = 1
    while extent < len(texts) and texts[extent].strip(" ") == mark:
        extent += 1
    return extent


def line(text: str, top: float) -> Line:
    """A line of print on a page, ``top`` points from above."""
    box = Box(60, top, 60 + EM * len(text), top + EM)
    return line_of([Word(text, box, packed((60 + EM * i, 70 + EM * i) for i in range(len(text))))])


def section(*path: str, top: float = 10, page: int = 1) -> Section:
    """A section under headings, the last its own."""
    where = Where(page, Box(60, top, 300, top + EM))
    return Section(path[-1], None, len(path), path, (), where, page)


def around(
    profile: Profile,
    one: Table,
    identity: Identity,
    *headings: str,
    lines: Mapping[int, Sequence[Line]] | None = None,
    sections: Sequence[Section] = (),
) -> Setting:
    """A document with one table, under ``headings`` or ``sections``, after ``lines``."""
    headed = (section(*headings),) if headings else sections
    return setting_of(identity, profile, {1: Layer.TEXT}, headed, (one,), lines or {})
