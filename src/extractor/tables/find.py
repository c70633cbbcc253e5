"""All tables of one page, and the words that belong to none."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from extractor.geometry import meet, overlap
from extractor.layout import rows_of_words, text_of
from extractor.model import Box, Page, Table, Where, Word
from extractor.normalise.labels import normalise_label, split_numbering
from extractor.normalise.marks import marks_in
from extractor.tables.aligned import Block, aligned_grid
from extractor.tables.captions import Surroundings, surroundings
from extractor.tables.choose import Reading, settled
from extractor.tables.columns import split_paired
from extractor.tables.filled_bands import with_filled_bands
from extractor.tables.grid import Grid, Inside, Slot, cells_of, words_in, words_inside, words_outside
from extractor.tables.headers import classify
from extractor.tables.inside import surrounded, with_inside
from extractor.tables.join import COLUMNS
from extractor.tables.narrative import without_narrative
from extractor.tables.notes import Below, read_below
from extractor.tables.one_row import one_column
from extractor.tables.regions import open_blocks, ruled_blocks
from extractor.tables.rows import split_stacked
from extractor.tables.ruled import lattice
from extractor.tables.rules import Network, networks
from extractor.tables.tagged import tagged_grids
from extractor.tables.tokens import is_figure, token_rows, tokens_of

#: parts of one table begin at the same margin, within so many points
_ALIGNED = 10.0
#: a cell that is a table in itself has so many figures and more, this many line heights apart
_FIGURES, _WHITE = 4, 0.6


class TablesOnPage(Struct, frozen=True, gc=False):
    """The tables of a page from top to bottom, and the words left over for its running text."""

    tables: tuple[Table, ...]
    rest: tuple[Word, ...]


def tables_on(page: Page, prefix: str) -> TablesOnPage:
    """``prefix`` (the document's) makes ``table_id`` unique in the whole output."""
    found = settled(list(tagged_grids(page)), list(_grids(page)), page.words)
    if not found:
        return TablesOnPage((), page.words)
    readings = sorted(found, key=lambda r: (r.grid.ys[0], r.grid.xs[0]))
    outside = words_outside([r.grid for r in readings], page.words)
    tables: list[Table] = []
    beside = {id(w) for w in outside} - {id(w) for w in without_narrative(outside)}
    used: set[int] = set()
    gone: set[int] = set()
    for number, reading in enumerate(readings, 1):
        table = with_inside(_table(reading, page, f"{prefix}-p{page.number:03}-t{number}"))
        free = [w for w in outside if id(w) not in used]
        above, below = _around(table, free, beside, _next_below(reading.grid.box, [r.grid.box for r in readings]))
        if above == Surroundings() and below.caption is None and below.unit_note is None:
            above = _continued(reading.grid, tables, outside)
        used.update(id(w) for w in above.words)
        used.update(id(w) for w in below.words)
        gone.update(id(w) for w in above.words if not _is_heading(above))
        gone.update({id(w) for w in below.words} - {id(w) for w in below.kept})
        tables.append(surrounded(table, above, below))
    return TablesOnPage(tuple(_sharing(t, tables) for t in tables), tuple(w for w in outside if id(w) not in gone))


def _sharing(table: Table, tables: Sequence[Table]) -> Table:
    """A table that is set in two parts side by side, with one heading, states caption and unit over one of them."""
    for other in tables:
        if other is not table and _is_beside(table, other) and _heading(table) == _heading(other):
            return replace(table, caption=table.caption or other.caption, unit_note=table.unit_note or other.unit_note)
    return table


def _is_beside(a: Table, b: Table) -> bool:
    one, two = a.where[0].box, b.where[0].box
    return abs(one.top - two.top) < _ALIGNED and overlap(one.x0, one.x1, two.x0, two.x1) <= 0


def _heading(table: Table) -> list[tuple[int, int, str]]:
    cells = (c for c in table.cells if c.row < table.header_rows and c.text)
    return [(c.row, c.col, normalise_label(c.text)) for c in cells]


def _around(table: Table, free: Sequence[Word], beside: Set[int], next_top: float | None) -> tuple[Surroundings, Below]:
    """What stands above and below a table among the words that no other table has; ``beside`` are paragraphs next to it."""
    box = table.where[0].box
    above = surroundings(box, [w for w in free if id(w) not in beside])
    taken = {id(w) for w in above.words}
    below = read_below(
        box,
        [w for w in free if id(w) not in taken],
        next_top,
        marks_in(table.cells),
        caption=above.caption is None and table.caption is None,
        unit=above.unit_note is None and table.unit_note is None,
    )
    return above, below


def _next_below(box: Box, tables: Sequence[Box]) -> float | None:
    """Where the next table under this one begins."""
    return min(
        (b.top for b in tables if b.top >= box.bottom - 1 and overlap(b.x0, b.x1, box.x0, box.x1) > 0), default=None
    )


def _continued(grid: Grid, before: Sequence[Table], outside: Sequence[Word]) -> Surroundings:
    """A table set in two parts, one right below the other, states caption and unit once."""
    if not before:
        return Surroundings()
    last, box = before[-1], grid.box
    above = last.where[0].box
    between = [w for w in outside if above.bottom <= (w.box.top + w.box.bottom) / 2 <= box.top]
    if between or above.bottom > box.top or abs(above.x0 - box.x0) > _ALIGNED:
        return Surroundings()
    return Surroundings(last.caption, last.unit_note)


def _grids(page: Page) -> Iterator[Grid]:
    """Drawn grids first, then what horizontal rules bound, then what alignment alone tells, each on the words left."""
    rules = networks(page.rulings)
    left: Sequence[Word] = page.words
    drawn: list[Grid] = []
    for network in rules:
        grid = lattice(network)
        if grid is None:
            column = one_column(network, left)
            if column is not None:
                yield column
                left = words_outside([column], left)
            continue
        inside = words_inside(grid, left)
        grid = _framed(network, grid, inside) or grid
        grid = _with_head_above(grid, left)
        inside = words_inside(grid, left)
        grid, held = split_stacked(*split_paired(grid, inside), inside)
        if (grid.n_rows > 1 or _goes_on(grid, drawn)) and _is_filled(held):
            yield grid
            drawn.append(grid)
            left = words_outside([grid], left)
    left = without_narrative(left, page.rulings)
    for find in (ruled_blocks, open_blocks):
        taken: list[Grid] = []
        for block in find(rules, left):
            grid = aligned_grid(block)
            if grid is not None and not any(meet(grid.box, other.box) for other in taken):
                taken.append(grid)
                yield with_filled_bands(grid, left, page.fills)
        left = words_outside(taken, left)


def _goes_on(grid: Grid, drawn: Iterable[Grid]) -> bool:
    """Whether a single row has the very columns of a table above: a line of heading stands between its parts."""
    return any(
        other.n_cols == grid.n_cols >= COLUMNS and all(abs(a - b) < 1 for a, b in zip(grid.xs, other.xs, strict=True))
        for other in drawn
    )


def _framed(network: Network, grid: Grid, words: Sequence[Word]) -> Grid | None:
    """The grid of a table whose rules part neither its rows nor its columns of figures; None where they part one of them."""
    if not any(_holds_table(parts) for parts in words_in(grid, words).values()):
        return None
    return aligned_grid(Block(grid.box, token_rows(words), network.horizontal, "frame"))


def _with_head_above(grid: Grid, words: Sequence[Word]) -> Grid:
    """A grid that begins with figures, and the line right above it that has a heading for each of its columns (on a fill)."""
    top, box = grid.ys[0], grid.box
    near = [
        w
        for w in words
        if box.x0 <= (w.box.x0 + w.box.x1) / 2 <= box.x1 and top - 4 * w.box.height < w.box.bottom <= top + 1
    ]
    lines = token_rows(near)
    if grid.found_by != "ruled" or not lines or not _begins_with_figures(grid, words):
        return grid
    heads = lines[-1]
    columns = [bisect_right(grid.xs, (t.box.x0 + t.box.x1) / 2) - 1 for t in heads]
    height = max(t.box.height for t in heads)
    close = top - max(t.box.bottom for t in heads) < height
    bare = grid.n_cols - len({*columns})
    if not close or bare > 1 or len(columns) != len({*columns}) or any(t.figure for t in heads):
        return grid
    slots = [slot._replace(row=slot.row + 1) for slot in grid.slots]
    own = [Slot(0, col, 1, 1) for col in range(grid.n_cols)]
    return replace(grid, ys=(min(t.box.top for t in heads) - 1, *grid.ys), slots=(*own, *slots))


def _begins_with_figures(grid: Grid, words: Sequence[Word]) -> bool:
    first = [w for w in words_inside(grid, words) if (w.box.top + w.box.bottom) / 2 < grid.ys[1]]
    return any(t.figure for row in token_rows(first) for t in row[1:])


def _holds_table(words: Sequence[Word]) -> bool:
    """Whether a cell holds lines of figures side by side, one below the other."""
    if len(words) < _FIGURES:
        return False
    rows = [tokens_of(row) for row in rows_of_words(words) if len(row) > 1]
    lines = [row for row in rows if len(row) > 1 and all(t.figure for t in row)]
    gap = min((b.box.x0 - a.box.x1 for row in lines for a, b in pairwise(row)), default=0.0)
    return len(lines) > 1 and gap > 0 and len({len(row) for row in lines}) == 1 and gap > _WHITE * words[0].box.height


def _is_filled(held: Inside) -> bool:
    """Whether any row has two filled cells: the frame of a chart has its axis in one column, an empty form has none.

    Boxes with lines between them (組織図) leave most of a lattice empty, and have no figures.
    """
    filled = Counter(slot.row for slot, parts in held.items() if parts)
    boxes = 2 * sum(filled.values()) < len(held) and not any(is_figure(text_of(p)) for p in held.values() if p)
    return max(filled.values(), default=0) > 1 and not boxes


def _is_heading(around: Surroundings) -> bool:
    """A numbered caption without a unit note heads the text as well: it stays there."""
    return around.unit_note is None and around.caption is not None and split_numbering(around.caption)[0] is not None


def _table(reading: Reading, page: Page, table_id: str) -> Table:
    grid = reading.grid
    raw = cells_of(grid, words_inside(grid, page.words), page.number)
    cells, header_rows, stub_cols = classify(raw, grid.n_rows, grid.n_cols)
    return Table(
        table_id=table_id,
        cells=cells,
        n_rows=grid.n_rows,
        n_cols=grid.n_cols,
        where=(Where(page.number, grid.box),),
        found_by=grid.found_by,
        header_rows=header_rows,
        stub_cols=stub_cols,
        disputed_by=reading.disputed_by,
        unsure_cols=tuple(sorted(grid.unsure)),
    )
