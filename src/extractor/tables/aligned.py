"""Tables without vertical rules: columns from how figures stand below each other, headings by the columns they stand over.

A figure belongs to the column whose other figures it overlaps; text left of the first figure column is the row label.
Borders lie in the middle of the white between columns, and between rows where no rule is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from extractor.geometry import overlap, union
from extractor.model import Box, Ruling
from extractor.normalise.units import unit_of
from extractor.tables.bands import Stripe, is_numbered, rows_of
from extractor.tables.grid import Grid, Slot
from extractor.tables.heading_cells import Heading, Span, columns_under, pieces_of
from extractor.tables.heading_spans import Area, heading_slots
from extractor.tables.label_columns import label_slots, with_label_columns, without_labels_between
from extractor.tables.tokens import OPENING_BRACKET, Token, joined

Rows = Sequence[Sequence[Token]]

#: headings of two letters that are often set to the width of their columns
_WORDS = re.compile(r"科目|区分|項目|金額|件数|残高|予算|決算|計画|実績|増減|差異|摘要|備考|内訳|合計")

#: a figure in a column is this many line heights and more from the text beside it
_APART = 0.6
#: a figure this share of its height from the text beside it is a part of it
_SOLID = 0.35
#: a heading over one side of a sheet may stand out by so many points
_BESIDE = 6.0
#: a rule that reaches over this share of the table parts its rows; shorter ones stand over sums
_ACROSS = 0.8


class Block(Struct, frozen=True, gc=False):
    """Where a table was seen: its area, its lines of print, and the horizontal rules across it."""

    box: Box
    rows: Rows
    rules: tuple[Ruling, ...]
    found_by: str


def aligned_grid(block: Block) -> Grid | None:
    """The grid of a block; None when its lines do not make a table (no figures below one another)."""
    rows = block.rows
    first = next((i for i, row in enumerate(rows) if is_tabular(row)), None)
    if first is None:
        return None
    extents = column_extents(rows[first:])
    if len(extents) < 2:
        return None
    n_figures = len(extents) - 1
    body_from = body_start(rows, first, extents)
    heading, units, body = _with_units_apart(rows[:body_from], rows[body_from:])
    extents = with_label_columns(body, extents)
    labels = len(extents) - n_figures
    zones = _zones_beside_labels(zones_of(extents, block.box), extents, labels)
    lines = [_justified(row) for row in heading]
    pieces = (
        _one_each(lines, extents)
        or _one_a_side(lines, extents, body)
        or _over_labels(pieces_of((t for line in lines for t in line), zones), extents)
    )
    xs = _column_borders(block.box, _widened(extents, pieces))
    across = [r for r in block.rules if r.end - r.start > _ACROSS * block.box.width]
    bands = _bands(across, without_labels_between(body, labels, extents), block.box.bottom)
    if heading:
        end = _heading_bottom(block.rules, [*heading, *units], bands)
        border = _between(heading, units) if units else end
        whole = Area(block.box.top, border, 0, len(xs) - 2)
        ys, slots, unsure = heading_slots(whole, zones, extents, pieces, block.rules, labels)
        slots = [part for slot in slots for part in _off_words(slot, extents, heading, body)]
        if units:
            ys = [*ys, end]
            slots += [Slot(len(ys) - 2, c, 1, 1) for c in range(len(xs) - 1)]
    else:
        ys, slots, unsure = [block.box.top], [], frozenset[int]()
    top = len(ys) - 1
    slots.extend(Slot(top + r, c, 1, 1) for r in range(len(bands)) for c in range(labels, len(xs) - 1))
    tokens = [t for row in body for t in row]
    slots.extend(s._replace(row=s.row + top) for s in label_slots(labels, tokens, xs, bands, block.rules))
    return Grid(
        xs,
        (*ys, *(bottom for _, bottom in bands)),
        tuple(sorted(slots, key=lambda s: (s.row, s.col))),
        block.found_by,
        unsure,
    )


def _off_words(slot: Slot, extents: Sequence[Span], heading: Rows, body: Rows) -> list[Slot]:
    """A slot of the heading, without the columns of words at its end over which nothing stands (Net sales beside 売上高)."""
    end = slot.col + slot.col_span
    if not slot.col or _names_rows(extents[slot.col], body):
        return [slot]
    while end - slot.col > 1 and _is_bare(extents[end - 1], heading) and _names_rows(extents[end - 1], body):
        end -= 1
    own = slot._replace(col_span=end - slot.col)
    return [own, *(slot._replace(col=col, col_span=1) for col in range(end, slot.col + slot.col_span))]


def _is_bare(extent: Span, heading: Rows) -> bool:
    return not any(overlap(t.box.x0, t.box.x1, *extent) > 0 for row in heading for t in row)


def _one_each(heading: Rows, extents: Sequence[Span]) -> Sequence[Heading]:
    """The pieces of a heading of one line that has a heading for each column, in their order; empty where it is not so."""
    if len(heading) != 1 or len(heading[0]) != len(extents):
        return ()
    middles = [(x0 + x1) / 2 for x0, x1 in extents]
    bounds = [float("-inf"), *middles, float("inf")]
    tokens = sorted(heading[0], key=lambda t: t.box.x0)
    near = all(
        bounds[i] < (t.box.x0 + t.box.x1) / 2 < bounds[i + 2] and _most_over(t.box, extents) in (i, None)
        for i, t in enumerate(tokens)
    )
    return [Heading(t.box, i, i) for i, t in enumerate(tokens)] if near else ()


def _most_over(box: Box, extents: Sequence[Span]) -> int | None:
    """The column whose ink a box stands over most; None where it is over none."""
    shared = [overlap(box.x0, box.x1, *extent) for extent in extents]
    return shared.index(max(shared)) if max(shared) > 0 else None


def _one_a_side(heading: Rows, extents: Sequence[Span], body: Rows) -> Sequence[Heading]:
    """The pieces of a heading whose lines name each side of a sheet with labels and figures twice; empty where they do not."""
    starts = [i for i, extent in enumerate(extents) if _names_rows(extent, body)]
    if not heading or len(starts) < 2 or starts[0] or any(len(line) != len(starts) for line in heading):
        return ()
    sides = [(a, b - 1) for a, b in pairwise([*starts, len(extents)])]
    lines = [sorted((t.box for t in line), key=lambda box: box.x0) for line in heading]
    heads = [union(boxes) for boxes in zip(*lines, strict=True)]
    bounds = [(extents[a][0] - _BESIDE, extents[b][1] + _BESIDE) for a, b in sides]
    within = all(x0 < box.x0 and box.x1 < x1 for box, (x0, x1) in zip(heads, bounds, strict=True))
    over = all(box.x1 > extents[a][1] for box, (a, _) in zip(heads, sides, strict=True))
    return [Heading(box, *side) for box, side in zip(heads, sides, strict=True)] if within and over else ()


def _names_rows(extent: Span, body: Rows) -> bool:
    """Whether a column holds words, one to most of the rows."""
    own = [t for row in body for t in row if overlap(t.box.x0, t.box.x1, *extent) > 0]
    return 2 * len(own) > len(body) and not any(t.figure for t in own)


def _over_labels(pieces: Sequence[Heading], extents: Sequence[Span]) -> Sequence[Heading]:
    """The pieces of a heading, the first of them over the labels where it stands over no figures and another, between
    two columns of figures, spans them.
    """
    if not pieces or any(p.first == 0 for p in pieces):
        return pieces
    apart = [p for p in pieces if not any(x0 <= (p.box.x0 + p.box.x1) / 2 <= x1 for x0, x1 in extents[1:])]
    first = min(pieces, key=lambda p: p.box.x0)
    if first not in apart or len(apart) < 2 or first.box.x1 >= extents[1][0]:
        return pieces
    return [replace(p, first=0, last=0) if p is first else p for p in pieces]


def _justified(row: Sequence[Token]) -> list[Token]:
    """The tokens of a heading line; letters that make a word set to a width (金　　　額) are one, and so is a text with the
    figures inside it (令和７年３月 31 日).
    """
    whole: list[Token] = []
    for token in row:
        last = whole[-1] if whole else None
        if last is not None and (_is_one_word(last, token) or _is_one_text(last, token)):
            whole[-1] = joined(last, token)
        else:
            whole.append(token)
    return whole


def _is_one_word(a: Token, b: Token) -> bool:
    return len(a.words) == 1 and _WORDS.fullmatch(a.text + b.text) is not None


def _is_one_text(a: Token, b: Token) -> bool:
    return a.figure != b.figure and b.box.x0 - a.box.x1 < _SOLID * b.box.height


def _with_units_apart(heading: Rows, body: Rows) -> tuple[Rows, Rows, Rows]:
    """A heading, the line of units that ends it (千円 under each year), and the body below."""
    own = len(heading) > 1 and all(unit_of(t.text) is not None and t.text[0] not in "（([［" for t in heading[-1])
    return (heading[:-1], heading[-1:], body) if own else (heading, (), body)


def _between(above: Rows, below: Rows) -> float:
    return (max(t.box.bottom for row in above for t in row) + min(t.box.top for row in below for t in row)) / 2


def body_start(rows: Rows, first: int, extents: Sequence[Span]) -> int:
    """The first row below the heading: ``first``, which has figures, or a label above it that heads a group or goes on in it."""
    zones = zones_of(extents, Box(extents[0][0], 0, extents[-1][1], 0))
    while first and (
        not any(columns_under(t.box, zones)[-1] > 0 for t in rows[first - 1])
        or _begins_label(rows[first - 1], rows[first], extents)
    ):
        first -= 1
    return first if any(columns_under(t.box, zones)[-1] > 0 for row in rows[:first] for t in row) else 0


def _begins_label(row: Sequence[Token], below: Sequence[Token], extents: Sequence[Span]) -> bool:
    """Whether a line is the first of a label that goes on beside and below the figures of the next."""
    alone = len(row) == 1 and abs(row[0].box.x0 - extents[0][0]) < _BESIDE and row[0].box.x1 < extents[1][0]
    return alone and all(t.figure for t in below) and below[0].box.top < row[0].box.bottom


def zones_of(extents: Sequence[Span], box: Box) -> tuple[Span, ...]:
    """The room of each column: figures are set flush right, so that a column reaches back to the one before it."""
    rights = [e[1] for e in extents]
    zones = [(min(box.x0, extents[0][0]), rights[0])]
    zones += [(a, b) for a, b in pairwise(rights)]
    return (*zones[:-1], (zones[-1][0], max(box.x1, zones[-1][1])))


def _zones_beside_labels(zones: Sequence[Span], extents: Sequence[Span], labels: int) -> tuple[Span, ...]:
    """Labels are set flush left: of several label columns each reaches up to where the next begins."""
    lefts = [zones[0][0], *(left for left, _ in extents[1:labels])]
    return (*pairwise(lefts), (lefts[-1], zones[labels - 1][1]), *zones[labels:]) if labels > 1 else tuple(zones)


def is_tabular(row: Sequence[Token]) -> bool:
    """Whether a line has a figure with something to its left: a row of a table."""
    return any(stands_apart(row, i) for i in range(1, len(row)))


def stands_apart(row: Sequence[Token], index: int) -> bool:
    """Whether a token is a figure set apart from the text around it, as in a column; in prose text follows on."""
    token = row[index]
    if not token.figure:
        return False
    before = row[index - 1] if index else None
    after = row[index + 1] if index + 1 < len(row) else None
    apart = _APART * token.box.height
    return not (
        (before is not None and not before.figure and token.box.x0 - before.box.x1 < apart)
        or (
            after is not None
            and not after.figure
            and after.box.x0 - token.box.x1 < apart
            and unit_of(after.text) is None
        )
    )


def column_extents(body: Rows) -> tuple[Span, ...]:
    """Left and right of each column: the labels first, then each run of figures (or text) that overlap."""
    figures = _figure_columns(body)
    if not figures:
        return ()
    edge = figures[0][0]
    others = [t.box for row in body for t in row if not (t.figure and _over(t.box, figures))]
    labels = [box for box in others if box.x0 < edge]
    if not labels:
        return figures
    stub = (min(b.x0 for b in labels), min(max(b.x1 for b in labels), edge))
    texts = [(b.x0, b.x1) for b in others if b.x0 >= edge and not _over(b, figures)]
    return (stub, *sorted([*figures, *_merged(texts, least=2)]))


def _figure_columns(body: Rows) -> tuple[Span, ...]:
    """Figures with a label on their line make the columns; those alone on a line (beside a wrapped label) join them.

    So do several of them between the lines of a label.
    """
    labels = min((t.box.x1 for row in body for t in row if not t.figure), default=float("inf"))
    firsts = [int(len(row) == 1 or row[0].box.x0 < labels or not all(t.figure for t in row)) for row in body]
    sure = _merged(
        (row[i].box.x0, row[i].box.x1)
        for row, first in zip(body, firsts, strict=True)
        for i in range(first, len(row))
        if stands_apart(row, i)
    )
    alone = [t.box for row in body for t in row if t.figure and _over(t.box, sure)]
    return _with_marks(_merged([*sure, *((b.x0, b.x1) for b in alone)]), body)


def columns_of(lines: Rows) -> tuple[Span, ...]:
    """Left and right of each column of lines that hold figures only."""
    return _with_marks(_merged((t.box.x0, t.box.x1) for line in lines for t in line), lines)


def _with_marks(columns: tuple[Span, ...], body: Rows) -> tuple[Span, ...]:
    """Columns of nothing but marks (皆増, －), set otherwise than figures are, join the column beside them that they fill up."""
    held = [_rows_of(column, body) for column in columns]
    for i, (column, (rows, digits)) in enumerate(zip(columns, held, strict=True)):
        beside = [j for j in (i - 1, i + 1) if 0 <= j < len(columns) and held[j][1] and not rows & held[j][0]]
        if digits or not beside:
            continue
        j = min(beside, key=lambda j: max(columns[j][0] - column[1], column[0] - columns[j][1]))
        whole = (min(column[0], columns[j][0]), max(column[1], columns[j][1]))
        rest = tuple(c for k, c in enumerate(columns) if k not in (i, j))
        return _with_marks(tuple(sorted((*rest, whole))), body)
    return columns


def _rows_of(column: Span, body: Rows) -> tuple[set[int], bool]:
    """The rows in which a column has a figure, and whether any of them has digits."""
    own = [(r, t) for r, row in enumerate(body) for t in row if t.figure and overlap(t.box.x0, t.box.x1, *column) > 0]
    return {r for r, _ in own}, any(char.isdigit() for _, t in own for char in t.text)


def _over(box: Box, columns: Iterable[Span]) -> bool:
    return any(overlap(box.x0, box.x1, *c) > 0 for c in columns)


def _merged(spans: Iterable[Span], least: int = 1) -> tuple[Span, ...]:
    """Overlapping spans as one; those made of fewer than ``least`` are left out."""
    merged: list[tuple[float, float, int]] = []
    for x0, x1 in sorted(spans):
        if merged and x0 < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1), merged[-1][2] + 1)
        else:
            merged.append((x0, x1, 1))
    return tuple((x0, x1) for x0, x1, n in merged if n >= least)


def _widened(extents: Sequence[Span], pieces: Iterable[Heading]) -> list[Span]:
    """Columns as wide as the headings that stand over them alone, so that no border cuts a heading.

    No further than to the figures of the next column: a heading over several columns may have been taken for one over one.
    """
    wide = list(extents)
    for piece in pieces:
        i = piece.first
        if i == piece.last:
            least = extents[i - 1][1] if i else piece.box.x0
            most = extents[i + 1][0] if i + 1 < len(extents) else piece.box.x1
            x0, x1 = wide[i]
            wide[i] = (min(x0, max(piece.box.x0, least)), max(x1, min(piece.box.x1, most)))
    return wide


def _column_borders(box: Box, extents: Sequence[Span]) -> tuple[float, ...]:
    inner = [(a[1] + b[0]) / 2 for a, b in pairwise(extents)]
    return (min(box.x0, extents[0][0]), *inner, max(box.x1, extents[-1][1]))


def _bands(across: Sequence[Ruling], body: Rows, end: float) -> list[Span]:
    """Top and bottom of each body row, borders at the rules where there are any."""
    lines = [
        Stripe(
            float("-inf") if row[0].figure else row[0].box.x0,
            min(t.box.top for t in row),
            max(t.box.bottom for t in row),
            any(t.figure for t in row),
            is_numbered(row[0].text),
            all(OPENING_BRACKET.match(t.text) and t.figure for t in row),
        )
        for row in body
    ]
    rules = sorted(r.at for r in across)
    return _with_borders(rows_of(lines, rules), rules, end)


def _with_borders(rows: Sequence[Stripe], rules: Sequence[float], end: float) -> list[Span]:
    borders = []
    for a, b in pairwise(rows):
        near = [rule for rule in rules if a.bottom - 3 <= rule <= b.top + 3]
        borders.append(near[0] if near else (a.bottom + b.top) / 2)
    return list(zip([rows[0].top, *borders], [*borders, max(end, rows[-1].bottom)], strict=True))


def _heading_bottom(rules: Sequence[Ruling], heading: Rows, bands: Sequence[Span]) -> float:
    """Where the heading ends: at the rule between it and the body, else in the middle of the white."""
    top, last = bands[0][0], max(t.box.bottom for row in heading for t in row)
    near = [r.at for r in rules if last - 3 <= r.at <= top + 3]
    return max(near) if near else (last + top) / 2
