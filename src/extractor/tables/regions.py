"""Where on a page tables without vertical rules stand.

First between horizontal rules of one width, then wherever lines have figures that stand below one another.  Prose, lists and
tables of contents (leaders ……) are no tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractor.geometry import overlap, union
from extractor.model import Box, Ruling, Word
from extractor.normalise.characters import compatible
from extractor.tables.aligned import Block, column_extents, is_tabular, stands_apart, zones_of
from extractor.tables.bands import is_numbered
from extractor.tables.heading_cells import columns_under
from extractor.tables.one_row import headed_rows, is_sum
from extractor.tables.rules import SNAP, Network
from extractor.tables.tokens import Token, middle_of, token_rows

_LEADERS = re.compile(r"[…‥]{2,}|[.・･·]{6,}|(?:[.・] ){4,}")
#: lines with leaders are of a table of contents, those with an equation work out a figure
_NO_ROW = re.compile(rf"{_LEADERS.pattern}|[=＝÷]")
#: rules whose ends differ by less than this bound one table
_SAME_WIDTH = 5.0
#: lines further apart than this many line heights are not of one table
_APART = 3.2
#: a heading over a single row stands within this many line heights
_CLOSE = 1.2
#: what begins where the labels do, to so many points, stands over them
_FLUSH = 2.0
#: figures that share less than this of their width do not stand below one another
_GRAZES = 0.1
#: a text as wide as this share of the region is prose
_PROSE = 0.75

Row = Sequence[Token]


def ruled_blocks(networks: Iterable[Network], words: Sequence[Word]) -> Iterator[Block]:
    """Blocks between horizontal rules that begin and end at the same places, with or without a frame around them."""
    flat = [n for n in networks if not n.vertical or _is_frame(n)]
    for group in _same_width([r for n in flat for r in n.horizontal]):
        x0, x1 = min(r.start for r in group), max(r.end for r in group)
        across = [w for w in words if x0 - 3 <= (w.box.x0 + w.box.x1) / 2 <= x1 + 3]
        inner = [r for n in flat for r in n.horizontal if r.start >= x0 - 3 and r.end <= x1 + 3]
        lines = token_rows(across)
        for run in _table_runs(group, across):
            rows = token_rows(w for w in across if run[0] <= (w.box.top + w.box.bottom) / 2 <= run[-1])
            kept = _without_tail(rows)
            bottom = run[-1] if len(kept) == len(rows) else max(t.box.bottom for t in kept[-1])
            if not _labelled(kept) and not _headed(kept):
                continue
            heads, more = _beyond(lines, kept, run[0], bottom)
            top = min((t.box.top for row in heads for t in row), default=run[0])
            bottom = max((t.box.bottom for row in more for t in row), default=bottom)
            rules = tuple(r for r in inner if top - 1 <= r.at <= bottom + 1)
            yield Block(Box(x0, top, x1, bottom), [*heads, *kept, *more], rules, "horizontal-rules")
        yield from headed_rows(group, lines)


def _is_frame(network: Network) -> bool:
    """Whether upright rules stand at the sides only, and rules across part what is inside."""
    box = network.box
    sides = all(min(abs(r.at - box.x0), abs(r.at - box.x1)) < SNAP for r in network.vertical)
    return sides and len(network.horizontal) > 2


def _beyond(
    lines: Sequence[Row], kept: Sequence[Row], top: float, bottom: float
) -> tuple[Sequence[Row], Sequence[Row]]:
    """The heading above the first rule, where none stands below it, and sums below the last."""
    columns = column_extents(kept)
    first = next((i for i, row in enumerate(lines) if middle_of(row) > top), len(lines))
    after = next((i for i, row in enumerate(lines) if middle_of(row) > bottom), len(lines))
    if len(columns) < 2 or first >= after:
        return (), ()
    bare = any(t.figure for t in kept[0]) and is_tabular(kept[0])
    heads = lines[_with_heading(lines, first, columns) : first] if bare else ()
    end = after
    while end < len(lines) and is_tabular(lines[end]) and _goes_on(lines[end - 1], lines[end], columns):
        end += 1
    return heads, lines[after:end]


def _goes_on(above: Row, row: Row, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line close below a table has figures in its columns, and nothing else but a label."""
    gap = min(t.box.top for t in row) - max(t.box.bottom for t in above)
    rest = all(
        t.figure and any(overlap(t.box.x0, t.box.x1, *column) > 0 for column in columns[1:])
        for t in row
        if t.box.x1 > columns[0][1] + 3
    )
    return rest and not row[0].figure and gap < _CLOSE * max(t.box.height for t in row)


def _without_tail(rows: Sequence[Row]) -> Sequence[Row]:
    """Rows up to the last one with a figure: what comes below it is the caption of the next table, or a note."""
    last = max((i for i, row in enumerate(rows) if any(t.figure for t in row)), default=-1)
    tail = rows[last + 1 :]
    close = tail and min(t.box.top for t in tail[0]) - max(t.box.bottom for t in rows[last]) < 0
    return rows if close else rows[: last + 1]


def _labelled(rows: Iterable[Row]) -> bool:
    """Whether most lines with figures begin with a label: rules under the figures of a sum do not bound a table.

    A label may stand halfway between two lines of figures.
    """
    rows = list(rows)
    starts = [row[0] for row in rows if any(t.figure for t in row)]
    alone = [row[0] for row in rows if len(row) == 1 and not row[0].figure]
    beside = sum(
        t.figure
        and any(a.box.x1 < t.box.x0 and overlap(a.box.top, a.box.bottom, t.box.top, t.box.bottom) > 0 for a in alone)
        for t in starts
    )
    return 2 * (sum(not t.figure for t in starts) + beside) >= len(starts)


def _headed(rows: Sequence[Row]) -> bool:
    """Whether lines of nothing but figures have a heading over each of them."""
    first = next((i for i, row in enumerate(rows) if any(t.figure for t in row)), 0)
    if not first or any(len(row) != len(rows[first]) or not all(t.figure for t in row) for row in rows[first:]):
        return False
    heads = rows[first - 1]
    return len(heads) == len(rows[first]) > 1 and all(
        overlap(h.box.x0 - 5, h.box.x1 + 5, f.box.x0, f.box.x1) > 0 for h, f in zip(heads, rows[first], strict=True)
    )


def open_blocks(networks: Iterable[Network], words: Sequence[Word]) -> Iterator[Block]:
    """Lines of figures below one another, with the headings over them; rules across them may part rows."""
    flat = [r for n in networks for r in n.horizontal if not n.vertical]
    rows = token_rows(words)
    for first, last in _figure_runs(rows, flat):
        body = rows[first : last + 1]
        columns = column_extents(body)
        top = _with_heading(rows, first, columns)
        whole = rows[top : last + 1]
        for part in _side_by_side(rows[max(top - 3, 0) : top], whole, columns):
            box = union(t.box for row in part for t in row)
            rules = tuple(r for r in flat if box.top < r.at < box.bottom and r.start < box.x1 and r.end > box.x0)
            yield Block(box, part, rules, "alignment")


def _side_by_side(
    above: Sequence[Row], rows: Sequence[Row], columns: Sequence[tuple[float, float]]
) -> list[Sequence[Row]]:
    """The rows of two tables side by side, each with a line of its own above it; else all rows as they are."""
    for (_, left), (right, _) in pairwise(columns[1:-1]):
        sides = [[t for row in rows for t in row if side(t, left, right)] for side in (_is_left, _is_right)]
        if any(not _is_left(t, left, right) and not _is_right(t, left, right) for row in rows for t in row):
            continue
        labelled = all(row and not row[0].figure for row in ([t for t in r if _is_right(t, left, right)] for r in rows))
        over = any(
            any(_is_left(t, left, right) for t in row) and any(_is_right(t, left, right) for t in row)
            for row in above
            if all(_is_left(t, left, right) or _is_right(t, left, right) for t in row)
        )
        if labelled and over and all(sides):
            return [[[t for t in row if t in side] for row in rows if any(t in side for t in row)] for side in sides]
    return [rows]


def _is_left(token: Token, left: float, right: float) -> bool:
    return token.box.x1 <= (left + right) / 2


def _is_right(token: Token, left: float, right: float) -> bool:
    return token.box.x0 >= (left + right) / 2


def _same_width(rules: Sequence[Ruling]) -> list[list[Ruling]]:
    """Two or more rules with the same ends, one below the other; the widest first, so that inner rules come later."""
    groups: list[list[Ruling]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        for group in groups:
            if abs(group[0].start - rule.start) < _SAME_WIDTH and abs(group[0].end - rule.end) < _SAME_WIDTH:
                group.append(rule)
                break
        else:
            groups.append([rule])
    wide_first = sorted(groups, key=lambda g: g[0].start - g[0].end)
    return [g for g in wide_first if len(g) > 1]


def _table_runs(group: Sequence[Ruling], words: Sequence[Word]) -> Iterator[list[float]]:
    """Runs of bands between rules that hold a table: bands with figures and the heading bands above them."""
    kinds: list[tuple[str, float, float]] = []
    width = group[0].end - group[0].start
    for a, b in pairwise(group):
        rows = token_rows(w for w in words if a.at <= (w.box.top + w.box.bottom) / 2 <= b.at)
        kinds.append((_band_kind(rows, width), a.at, b.at))
    run: list[float] = []
    for index, (kind, top, bottom) in enumerate(kinds):
        if kind == "figures" or (kind == "text" and (_heads(kinds, index) or (run and not _ahead(kinds, index)))):
            run = [*run, bottom] if run else [top, bottom]
        elif run:
            yield run
            run = []
    if run:
        yield run


def _heads(kinds: Sequence[tuple[str, float, float]], index: int) -> bool:
    """Whether the bands from here on are a heading, one or two rows of it, over figures."""
    following = [kind for kind, _, _ in kinds[index + 1 : index + 3]]
    return following[:1] == ["figures"] or following == ["text", "figures"]


def _ahead(kinds: Sequence[tuple[str, float, float]], index: int) -> bool:
    """Whether another table's heading may follow: then a text band belongs to neither."""
    return any(kind == "figures" for kind, _, _ in kinds[index + 1 :])


def _band_kind(rows: Sequence[Row], width: float) -> str:
    if any(_is_prose(row, width) for row in _without_remarks(rows)) or not rows:
        return "prose"
    tokens = [t for row in rows for t in row]
    if any(_notes_units(t) for t in tokens):
        return "caption"
    labelled = any(t.figure and any(o.box.x1 <= t.box.x0 for o in tokens) for t in tokens)
    return "figures" if labelled else "text"


def _without_remarks(rows: Sequence[Row]) -> list[Row]:
    """The lines of a band without what stands right of two figures and more that are set apart (主な増減理由)."""
    row = next((row for row in rows if sum(stands_apart(row, i) for i in range(1, len(row))) > 1), None)
    if row is None or row[0].figure:
        return list(rows)
    last = max(t.box.x1 for t in row if t.figure)
    left = ([t for t in other if t.box.x0 < last] for other in rows)
    return [found for found in left if found]


def _is_prose(row: Row, width: float) -> bool:
    return any(
        _LEADERS.search(t.text) or t.text.endswith("。") or (not t.figure and t.box.width > _PROSE * width) for t in row
    )


def _figure_runs(rows: Sequence[Row], rules: Sequence[Ruling]) -> Iterator[tuple[int, int]]:
    """First and last row of each stretch of lines whose figures share columns."""
    run: list[int] = []
    for index, row in enumerate(rows):
        if run and not _continues(rows, run, index):
            yield from _accepted(rows, run, rules)
            run = []
        if is_tabular(row) and not _NO_ROW.search("".join(t.text for t in row)):
            run.append(index)
    yield from _accepted(rows, run, rules)


def _continues(rows: Sequence[Row], run: Sequence[int], index: int) -> bool:
    row, before = rows[index], rows[index - 1]
    gap = min(t.box.top for t in row) - max(t.box.bottom for t in before)
    height = max(t.box.height for t in row)
    if gap > _APART * height or any(t.text.endswith("。") for t in row):
        return False
    if is_tabular(row):
        return any(_share_columns(rows[i], row) for i in run) or _alternates(rows, run, index)
    if gap > height and is_numbered(row[0].text):  # after white, a numbered line heads what follows
        return False
    edge = min(t.box.x0 for i in run for t in rows[i][1:] if t.figure)
    return all(t.box.x1 <= edge + 2 for t in row)


def _alternates(rows: Sequence[Row], run: Sequence[int], index: int) -> bool:
    """Whether two lines close to each other have one amount each, in an inner and an outer column of amounts."""
    above, row = rows[run[-1]], rows[index]
    pair = [r for r in (above, row) if len(r) == 2 and not r[0].figure and "," in compatible(r[1].text)]
    gap = min(t.box.top for t in row) - max(t.box.bottom for t in above)
    return len(pair) == 2 and gap < max(t.box.height for t in row)


def _share_columns(a: Row, b: Row) -> bool:
    """Whether a figure of one row stands below one of the other."""
    return any(
        overlap(x.box.x0, x.box.x1, y.box.x0, y.box.x1) > _GRAZES * min(x.box.width, y.box.width)
        for x in a[1:]
        if x.figure
        for y in b[1:]
        if y.figure
    )


def _accepted(rows: Sequence[Row], run: Sequence[int], rules: Sequence[Ruling]) -> Iterator[tuple[int, int]]:
    """A run is a table with two rows and two columns of figures, or with three rows and figures flush right.

    A rule between two rows makes the lower one a sum.  A single row is one with a heading over each of its figures.
    """
    if len(run) < 2:
        if run and _one_row(rows, run[0]):
            yield run[0], run[0]
        return
    body = [rows[i] for i in range(run[0], run[-1] + 1)]
    columns = column_extents(body)
    figures = [t for row in body for t in row[1:] if t.figure]
    if len(columns) > 2 and len(figures) >= 4:
        yield run[0], run[-1]
    elif (len(columns) == 2 and len(run) >= 3) or is_sum(body, rules):
        edges = [_last_digit(t) for t in figures]
        if max(edges) - min(edges) < 3 and not _lists_pages(figures):
            yield run[0], run[-1]


def _one_row(rows: Sequence[Row], index: int) -> bool:
    """Whether a line is a label and two figures or more, with a heading right above each of them."""
    label, *figures = rows[index]
    if label.figure or len(figures) < 2 or not all(t.figure for t in figures):
        return False
    heads = list(_lines_over(rows, index))
    over = [t for row in heads for t in row if t.box.x1 > label.box.x1]
    if any(t.figure for t in over):
        return False
    rights = [label.box.x1, *(f.box.x1 + 5 for f in figures)]
    under = [sum(right < t.box.x0 for right in rights[1:]) for t in over]
    alone = all(
        t.box.x1 <= rights[i + 1] + 10 and t.box.x0 >= rights[i] - 10
        for t, i in zip(over, under, strict=True)
        if i < len(figures)
    )
    return alone and {*under} == {*range(len(figures))}


def _lines_over(rows: Sequence[Row], index: int) -> Iterator[Row]:
    """The lines that stand close above a line and above one another, three at most."""
    for above, row in zip(reversed(rows[max(index - 3, 0) : index]), reversed(rows[: index + 1]), strict=False):
        gap = min(t.box.top for t in row) - max(t.box.bottom for t in above)
        if gap > _CLOSE * max(t.box.height for t in above) or any(_is_heading_break(t) for t in above):
            return
        yield above


def _last_digit(token: Token) -> float:
    """Where the digits of a figure end: the first of a column may print its unit behind them."""
    word = token.words[-1]
    digits = [i for i, char in enumerate(word.text) if char.isdigit()]
    return word.stop(digits[-1])[1] if digits and word.placed else token.box.x1


def _lists_pages(figures: Sequence[Token]) -> bool:
    """Whether a column of figures is that of a table of contents: plain numbers that never fall."""
    texts = [compatible(t.text) for t in figures]
    return all(t.isdecimal() and len(t) < 4 for t in texts) and all(int(a) <= int(b) for a, b in pairwise(texts))


def _with_heading(rows: Sequence[Row], first: int, columns: Sequence[tuple[float, float]]) -> int:
    """The first row of the heading over a body: lines without figures that stand over at least half of its columns.

    Labels alone on their lines between the heading and the first figures belong to the table, too.
    """
    zones = zones_of(columns, union(t.box for t in rows[first]))
    top, seen, best = first, set[int](), first
    for index in range(first - 1, max(first - 9, -1), -1):
        row, below = rows[index], rows[index + 1]
        gap = min(t.box.top for t in below) - max(t.box.bottom for t in row)
        outside = any(t.box.x1 < columns[0][0] - 5 or t.box.x0 > columns[-1][1] + 25 for t in row)
        if gap > 2.0 * max(t.box.height for t in row) or outside or any(_is_heading_break(t) for t in row):
            break
        over = {c for t in row for c in range(columns_under(t.box, zones)[0], columns_under(t.box, zones)[1] + 1)}
        if len(row) == 1 and (is_numbered(row[0].text) or abs(row[0].box.x0 - columns[0][0]) < _FLUSH):
            over = {0}
        if seen and over == {0} and not (index and _amid(rows[index - 1], row, below)):
            break
        seen |= over - {0}
        top = index
        if 2 * len(seen) >= len(columns) - 1:
            best = top
    return best


def _amid(above: Row, row: Row, below: Row) -> bool:
    """Whether a line is set in the middle of two others: a label beside a heading of two rows."""
    height = max(t.box.height for t in row)
    up = min(t.box.top for t in row) - max(t.box.bottom for t in above)
    down = min(t.box.top for t in below) - max(t.box.bottom for t in row)
    return max(up, down) < 0.3 * height


def _is_heading_break(token: Token) -> bool:
    return token.text.endswith(("。", "、")) or _notes_units(token) or len(token.text) > 40


def _notes_units(token: Token) -> bool:
    """Whether a text is a unit note; 単位 alone heads a column of units."""
    text = compatible(token.text).replace(" ", "")
    return "単位" in text and text.strip("()") != "単位"
