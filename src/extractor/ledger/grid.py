"""Which cell of the tables of a page stands at a place, and tokens cut where they run from one cell into the next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from extractor.model import STOP_SIZE, Box, Cell, CellKind, Table, Token, Where, packed, unpacked


class Placement(Struct, frozen=True, gc=False):
    """A cell of a table at one place; the heading of a joined table is printed again on each of its pages."""

    table: Table
    cell: Cell
    where: Where


class PageGrid:
    """The cells of one page by their place."""

    def __init__(self, placements: Iterable[Placement]) -> None:
        every = [p for p in placements if p.cell.text]
        self._tops = sorted({edge for p in every for edge in (p.where.box.top, p.where.box.bottom)})
        self._bands: list[list[Placement]] = [[] for _ in self._tops]
        for placement in every:
            box = placement.where.box
            for band in range(bisect_right(self._tops, box.top) - 1, bisect_right(self._tops, box.bottom) - 1):
                self._bands[band].append(placement)

    def at(self, x: float, y: float) -> Placement | None:
        """The cell that holds a point, with its left and upper border."""
        band = bisect_right(self._tops, y) - 1
        if band < 0:
            return None
        return next((p for p in self._bands[band] if p.where.box.x0 <= x < p.where.box.x1), None)

    def parts(self, token: Token) -> Iterator[tuple[Placement | None, Token]]:
        """A token with its cell, cut where it runs from one into another; None for what stands in none."""
        y = (token.box.top + token.box.bottom) / 2
        outer = unpacked(token.stops[:STOP_SIZE] + token.stops[-STOP_SIZE:])
        ends = [self.at((x0 + x1) / 2, y) for x0, x1 in outer]
        if ends[0] is ends[1] is not None:
            yield ends[0], token
            return
        cells = [self.at((x0 + x1) / 2, y) for x0, x1 in unpacked(token.stops)]
        first = 0
        for _, run in groupby(cells, key=id):
            last = first + len(list(run))
            yield cells[first], _cut(token, first, last)
            first = last


def placements(tables: Iterable[Table]) -> dict[int, list[Placement]]:
    """The cells of all tables by page, and the headings that a joined table repeats."""
    found: dict[int, list[Placement]] = {}
    for table in tables:
        for cell in table.cells:
            found.setdefault(cell.where.page, []).append(Placement(table, cell, cell.where))
        for again in _repeated_headings(table):
            found.setdefault(again.where.page, []).append(again)
    return found


def _repeated_headings(table: Table) -> Iterator[Placement]:
    """The heading at the top of each later page, where the cells of that page leave room for it."""
    headings = [c for c in table.cells if c.kind is CellKind.HEADER and c.where.page == table.where[0].page]
    if not headings:
        return
    first = table.where[0].box
    depth = max(c.where.box.bottom for c in headings) - first.top
    for where in table.where[1:]:
        tops = [c.where.box.top for c in table.cells if c.where.page == where.page]
        # the rows that were dropped as repeated leave a strip without cells, of about the height of the heading
        if tops and min(tops) - where.box.top > 0.5 * depth:
            dx, stretch = where.box.x0 - first.x0, (min(tops) - where.box.top) / depth
            for cell in headings:
                yield Placement(
                    table, cell, Where(where.page, _moved(cell.where.box, dx, first.top, where.box.top, stretch))
                )


def _moved(box: Box, dx: float, top: float, to: float, stretch: float) -> Box:
    return Box(box.x0 + dx, to + (box.top - top) * stretch, box.x1 + dx, to + (box.bottom - top) * stretch)


def _cut(token: Token, first: int, last: int) -> Token:
    stops = [*unpacked(token.stops)]
    if (first, last) == (0, len(stops)) or len(stops) != len(token.text):
        return token
    box = Box(stops[first][0], token.box.top, stops[last - 1][1], token.box.bottom)
    return replace(token, text=token.text[first:last], box=box, stops=packed(stops[first:last]))
