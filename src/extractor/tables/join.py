"""Tables that go on over the page, or below a line of heading: joined where they continue, left apart where they do not.

A table continues when it is the last thing on its page, the next page begins with a table of the same columns, and that one
has no caption of its own.  A heading that the next page repeats is taken once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from extractor.model import Cell, CellKind, Line, Table
from extractor.normalise.labels import normalise_label
from extractor.tables.headers import classify
from extractor.tables.inside import settled_kinds

#: column borders of the two parts differ by no more than this, in points, apart from a shift of the whole table
_ALIKE = 4.0
#: fewer columns are alike by chance
COLUMNS = 3
#: head and foot of a page: this share of its height, at either end
_MARGIN = 0.09
_GOES_ON = re.compile(
    r"^[（(]?(?:次(?:の)?(?:ペ[ーｰ]ジ|頁)(?:へ|に)?続く?|続く|前(?:の)?(?:ペ[ーｰ]ジ|頁)(?:から|より)(?:の)?続き|つづき|続き)[）)]?$"
)
#: what a caption has behind it where it is printed again
_REPEATED = re.compile(r"(?:\s*[（(〔\[]?(?:の?(?:続き|つづき)|続)[）)〕\]]?)\Z")


class PageTables(Struct, frozen=True, gc=False):
    """The tables of one page and the lines of text around them."""

    height: float
    tables: tuple[Table, ...]
    lines: tuple[Line, ...]


def join_over_pages(pages: Sequence[PageTables]) -> tuple[Table, ...]:
    """All tables of a document in order; ``table_id`` of a joined table is that of its first part."""
    done: list[Table] = []
    for number, page in enumerate(pages):
        for position, table in enumerate(page.tables):
            before = pages[number - 1] if number and not position else None
            over = before is not None and bool(done) and _continues(done[-1], before, table, page)
            if over or (position and _goes_on_below(done[-1], table)):
                done[-1] = _joined(done[-1], table)
            else:
                done.append(table)
    return tuple(done)


def _goes_on_below(above: Table, table: Table) -> bool:
    """Whether a table without a heading has the very columns of the ruled one above it on the page, which names them."""
    one, two = above.where[-1], table.where[0]
    ruled = "ruled" in above.found_by and "ruled" in table.found_by
    if not ruled or one.page != two.page or above.n_cols != table.n_cols or table.n_cols < COLUMNS:
        return False
    named = above.header_rows > 0 and not table.header_rows and table.unit_note in (None, above.unit_note)
    return (
        named and abs(one.box.x0 - two.box.x0) < 1 and abs(one.box.x1 - two.box.x1) < 1 and _same_columns(above, table)
    )


def _continues(above: Table, before: PageTables, table: Table, page: PageTables) -> bool:
    last = before.tables[-1] if before.tables else None
    if last is None or above.where[-1] != last.where[0] or above.n_cols != table.n_cols:
        return False
    if table.caption and not _goes_on(table.caption, above.caption or ""):
        return False
    return (
        _same_columns(last, table)
        and (not last.notes or _repeated_rows(above, table) > 0)
        and (_repeated_rows(above, table) > 0 or table.header_rows == 0 or not _names_columns(table))
        and not any(line.box.top > last.where[0].box.bottom for line in _text(before, page))
        and not any(line.box.bottom < table.where[0].box.top for line in _text(page, before))
    )


def _goes_on(caption: str, above: str) -> bool:
    """Whether a caption says no more than the one of the part before, or that the table goes on: 続き, 補助金の交付先（続き）."""
    own = normalise_label(caption)
    return _GOES_ON.match(own) is not None or _REPEATED.sub("", own) == _REPEATED.sub("", normalise_label(above))


def _text(page: PageTables, beside: PageTables) -> list[Line]:
    """Lines of running text: no page number, no running head (which the page ``beside`` has as well), no 「次ページへ続く」."""
    furniture = {_furniture_key(line) for line in beside.lines if _in_margin(line, beside)}
    return [
        line
        for line in page.lines
        if not _GOES_ON.match(normalise_label(line.text))
        and not (_in_margin(line, page) and (not _furniture_key(line) or _furniture_key(line) in furniture))
    ]


def _in_margin(line: Line, page: PageTables) -> bool:
    middle = (line.box.top + line.box.bottom) / 2
    return not _MARGIN * page.height < middle < (1 - _MARGIN) * page.height


def _furniture_key(line: Line) -> str:
    """What is the same on every page: the text without digits and dashes; empty for a page number."""
    return re.sub(r"[\d\W_]+", "", normalise_label(line.text))


def _same_columns(a: Table, b: Table) -> bool:
    """Whether the columns are alike, counted from the left edge: their rules or, without rules, where figures end."""
    sides = _borders if "ruled" in a.found_by and "ruled" in b.found_by else _right_edges
    left, right = sides(a), sides(b)
    if left.keys() != right.keys() or not left:
        return False
    shift = b.where[0].box.x0 - a.where[0].box.x0
    return all(abs(right[col] - x - shift) <= _ALIKE for col, x in left.items())


def _borders(table: Table) -> dict[int, float]:
    return {c.col: c.where.box.x0 for c in table.cells if c.col_span == 1}


def _right_edges(table: Table) -> dict[int, float]:
    edges: dict[int, float] = {}
    for cell in table.cells:
        if cell.kind is CellKind.VALUE and cell.ink is not None:
            edges[cell.col] = max(edges.get(cell.col, 0.0), cell.ink.x1)
    return edges


def _repeated_rows(above: Table, table: Table) -> int:
    """How many rows at the top of ``table`` say what the heading of ``above`` says."""
    if not above.header_rows or table.n_rows <= above.header_rows:
        return 0
    same = _texts(above.cells, above.header_rows) == _texts(table.cells, above.header_rows)
    return above.header_rows if same else 0


def _texts(cells: Iterable[Cell], rows: int) -> dict[tuple[int, int], str]:
    return {(c.row, c.col): normalise_label(c.text) for c in cells if c.row < rows and c.text}


def _names_columns(table: Table) -> bool:
    """Whether the heading rows name figure columns: a band alone (Ⅱ 負債の部) is none."""
    return any(c.kind is CellKind.HEADER and c.text and c.col not in table.stub_cols for c in table.cells)


def _joined(above: Table, table: Table) -> Table:
    skip = _repeated_rows(above, table)
    shift = above.n_rows - skip
    more = tuple(replace(c, row=c.row + shift) for c in table.cells if c.row >= skip)
    rows = above.n_rows + table.n_rows - skip
    cells, header_rows, stub_cols = classify((*above.cells, *more), rows, above.n_cols)
    return replace(
        above,
        cells=settled_kinds(cells, above.n_cols, above.caption),
        n_rows=rows,
        where=(*above.where, *table.where),
        header_rows=header_rows,
        stub_cols=stub_cols,
        notes=tuple(dict.fromkeys((*above.notes, *table.notes))),
    )
