"""Tables set from text: one string a row, cells apart by ``|``, an indent of one em by each leading 　."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model import Box, Cell, CellKind, Table, Where

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
