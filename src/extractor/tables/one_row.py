"""One row of figures below a heading that stands between two rules: no rule closes the table, and it may have no label.

So notes to accounts set the amounts of two years under 前連結会計年度 and 当連結会計年度.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.layout import text_of
from extractor.model import Box, Ruling, Word
from extractor.normalise.numbers import parse_figure
from extractor.normalise.several import holds_figures
from extractor.normalise.units import unit_in_label, unit_of
from extractor.tables.aligned import Block
from extractor.tables.grid import Grid, Slot, words_in
from extractor.tables.rules import Network
from extractor.tables.tokens import Token, middle_of

Row = Sequence[Token]

#: the row stands within this many line heights of the rule, and the lines of its label of one another
_CLOSE, _LEADING = 1.2, 0.6
#: figures as near as this are another row
_FAR = 3.0
#: a rule over this share of a frame parts it
_WHOLE = 0.95


def headed_rows(group: Sequence[Ruling], lines: Sequence[Row]) -> Iterator[Block]:
    """Blocks of a heading between two rules of a ``group`` (of one width) and the row below; ``lines`` are all within its width."""
    middles = [middle_of(row) for row in lines]
    for above, below in pairwise(group):
        first, end = bisect_right(middles, above.at), bisect_right(middles, below.at)
        heads = lines[first:end]
        if not heads or any(t.figure for row in heads for t in row):
            continue
        body = _row_below(below, lines[end:])
        if body and _stands_over(heads, body):
            bottom = max(t.box.bottom for row in body for t in row)
            box = Box(below.start, above.at, below.end, bottom)
            yield Block(box, [*heads, *body], (above, below), "horizontal-rules")


def _row_below(rule: Ruling, lines: Sequence[Row]) -> list[Row]:
    """The first of the lines below a rule, down to the next white; none where more figures follow."""
    found: list[Row] = []
    edge, reach = rule.at, _CLOSE
    for row in lines:
        top, height = min(t.box.top for t in row), max(t.box.height for t in row)
        if top - edge > reach * height:
            return [] if top - edge < _FAR * height and any(t.figure for t in row) else found
        found.append(row)
        edge, reach = max(edge, *(t.box.bottom for t in row)), _LEADING
    return found


def _stands_over(heads: Sequence[Row], body: Sequence[Row]) -> bool:
    """Whether the lines are one row, a figure below each heading, and nothing else but a label left of them."""
    figured = [row for row in body if any(t.figure for t in row)]
    figures = [t for row in figured for t in row if t.figure]
    labels = [t for row in body for t in row if not t.figure]
    counts = {len(row) for row in heads}
    if len(figured) != 1 or len(figures) < 2 or len(counts) != 1:
        return False
    if any(t.box.x1 > figures[0].box.x0 or t.text.endswith("。") for t in labels):
        return False
    over = heads[0][-len(figures) :]
    if len(over) < len(figures) or counts - {len(figures), len(figures) + bool(labels)}:
        return False
    ends = [*(t.box.x0 for t in over[1:]), float("inf")]
    return all(h.box.x0 < f.box.x1 <= end for h, f, end in zip(over, figures, ends, strict=True))


def is_sum(rows: Sequence[Row], rules: Sequence[Ruling]) -> bool:
    """Whether two lines are an amount and its sum: a rule below the first figure, which alone prints its unit of money."""
    if len(rows) != 2 or any(sum(t.figure for t in row) != 1 or not row[-1].figure for row in rows):
        return False
    first, below = rows[0][-1], rows[1][-1]
    one, other = parse_figure(first.text), parse_figure(below.text)
    known = unit_of(one.unit) if one is not None and one.unit is not None else None
    ruled = any(
        rule.start < first.box.x1 and rule.end > first.box.x0 and first.box.top < rule.at < below.box.bottom
        for rule in rules
    )
    return ruled and known is not None and known.dimension == "money" and other is not None and other.unit is None


def one_column(network: Network, words: Sequence[Word]) -> Grid | None:
    """The grid of a frame of two bands: a heading that names its unit (従業員数（人）) over a figure, or a pair of them."""
    box, flat = network.box, [r.at for r in network.horizontal]
    if (
        len(network.vertical) != 2
        or len(flat) != 3
        or any(r.end - r.start < _WHOLE * box.width for r in network.horizontal)
    ):
        return None
    grid = Grid((box.x0, box.x1), tuple(flat), (Slot(0, 0, 1, 1), Slot(1, 0, 1, 1)), "ruled")
    head, body = [text_of(held) if held else "" for held in words_in(grid, words).values()]
    return grid if unit_in_label(head) is not None and holds_figures(body) else None
