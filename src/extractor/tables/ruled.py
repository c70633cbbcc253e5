"""Tables whose cells are drawn with rules.

The lattice (snapping, intersections, smallest cells) is pdfplumber's, after Nurminen's thesis; the rules come from PDFium.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from extractor.model import Box, Page, Ruling
from extractor.tables.grid import Grid, slots_from_boxes

#: rules closer than this are one (a double rule, a border drawn by both neighbours), in points
_SNAP = 3.0
#: a rule shorter than this is an ornament
_SHORTEST = 3.0


def ruled_grids(page: Page) -> Iterator[Grid]:
    """The grids that rules draw on a page, largest first not guaranteed; frames around text are left out."""
    edges = merge_edges(
        [_edge(r) for r in page.rulings if r.end - r.start >= 1],
        snap_x_tolerance=_SNAP,
        snap_y_tolerance=_SNAP,
        join_x_tolerance=_SNAP,
        join_y_tolerance=_SNAP,
    )
    edges = [e for e in edges if max(e["width"], e["height"]) >= _SHORTEST]
    cells = intersections_to_cells(edges_to_intersections(edges, _SNAP, _SNAP))
    for group in cells_to_tables(cells):
        grid = _grid([Box(*cell) for cell in group])
        if grid.n_rows > 1 and grid.n_cols > 1:
            yield grid


def _edge(ruling: Ruling) -> dict[str, object]:
    """A ruling in the form that pdfplumber's functions read."""
    if ruling.horizontal:
        x0, x1, top, bottom = ruling.start, ruling.end, ruling.at, ruling.at
    else:
        x0, x1, top, bottom = ruling.at, ruling.at, ruling.start, ruling.end
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": "h" if ruling.horizontal else "v",
    }


def _grid(boxes: list[Box]) -> Grid:
    xs = _borders(x for b in boxes for x in (b.x0, b.x1))
    ys = _borders(y for b in boxes for y in (b.top, b.bottom))
    return Grid(xs, ys, slots_from_boxes(boxes, xs, ys), "ruled")


def _borders(values: Iterable[float]) -> tuple[float, ...]:
    """Distinct border positions; what lies within the snapping distance is one border."""
    borders: list[float] = []
    for value in sorted(set(values)):
        if not borders or value - borders[-1] > _SNAP:
            borders.append(value)
    return tuple(borders)
