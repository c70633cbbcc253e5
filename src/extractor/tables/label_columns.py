"""Label columns of tables without vertical rules: 金融機関群 beside 金融機関, 項目 beside 単位; labels over several rows.

Labels are in columns of their own when lines have two of them, apart from each other, one below the other.  A label of the
outer column stands over the rows in whose middle it is set, or over those from its own to the next label, as far as no
rule parts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractor.geometry import overlap
from extractor.model import Ruling
from extractor.tables.grid import Slot
from extractor.tables.tokens import Token, joined

Rows = Sequence[Sequence[Token]]
Span = tuple[float, float]

#: white between two label columns, in line heights
_WHITE = 0.5
#: labels are in two columns when this many lines have both
_LINES = 2
#: lines this many times the distance of rows apart have no row between them
_ONE_ROW = 1.3
#: a label set in the middle of its rows is off it by no more than this share of the distance between rows
_OFF = 0.3
#: lines of one label are closer than this share of the distance between rows
_LEADING = 0.75


def with_label_columns(body: Rows, extents: Sequence[Span]) -> tuple[Span, ...]:
    """The extents of all columns, those of the labels first, where ``extents`` begin with one for all labels."""
    labels = [[t for t in row if t.box.x1 <= extents[1][0] + 1] for row in body]
    groups = _groups([t for row in labels for t in row])
    while len(groups) > 1:
        weak = next(
            (i for i, pair in enumerate(pairwise(groups)) if _between(body, pair[0]) + _beside(labels, *pair) < _LINES),
            None,
        )
        if weak is None:
            return (*groups, *extents[1:])
        groups[weak : weak + 2] = [(groups[weak][0], max(groups[weak][1], groups[weak + 1][1]))]
    return tuple(extents)


def _groups(tokens: Iterable[Token]) -> list[Span]:
    groups: list[Span] = []
    for token in sorted(tokens, key=lambda t: t.box.x0):
        if groups and token.box.x0 - groups[-1][1] < _WHITE * token.box.height:
            groups[-1] = (groups[-1][0], max(groups[-1][1], token.box.x1))
        else:
            groups.append((token.box.x0, token.box.x1))
    return groups


def _between(body: Rows, left: Span) -> int:
    """How many labels of an outer column are set in the middle of two rows, on a line of their own."""
    middles = [sum((min(t.box.top for t in row), max(t.box.bottom for t in row))) / 2 for row in body]
    figured = [any(t.figure for t in row) for row in body]
    pitches = sorted(b - a for (a, x), (b, y) in pairwise(zip(middles, figured, strict=True)) if x and y)
    return sum(
        bool(pitches)
        and figured[i - 1]
        and figured[i + 1]
        and all(t.box.x1 <= left[1] + 1 for t in body[i])
        and middles[i + 1] - middles[i - 1] < _ONE_ROW * pitches[len(pitches) // 2]
        for i in range(1, len(body) - 1)
    )


def _beside(labels: Rows, left: Span, right: Span) -> int:
    """How many lines have a label in both; single letters apart are one label, set to a width (現　　金)."""
    lines = 0
    for row in labels:
        a, b = (next((t for t in row if overlap(t.box.x0, t.box.x1, *s) > 0), None) for s in (left, right))
        lines += a is not None and b is not None and a is not b and len(a.text) + len(b.text) > 2
    return lines


def without_labels_between(body: Rows, labels: int, extents: Sequence[Span]) -> Rows:
    """The lines of a body without those that only hold a label of an outer column, set between the lines of its rows."""
    if labels < 2:
        return body
    inner = extents[labels - 1][0]
    return [
        row
        for i, row in enumerate(body)
        if not (
            0 < i < len(body) - 1 and all(t.box.x1 < inner for t in row) and _amid(body[i - 1], row, body[i + 1], inner)
        )
    ]


def _amid(above: Sequence[Token], row: Sequence[Token], below: Sequence[Token], inner: float) -> bool:
    free = all(t.box.x1 >= inner for line in (above, below) for t in line)
    top, bottom = min(t.box.top for t in row), max(t.box.bottom for t in row)
    return free and top < max(t.box.bottom for t in above) + 3 and bottom > min(t.box.top for t in below) - 3


def label_slots(
    labels: int, tokens: Sequence[Token], xs: Sequence[float], bands: Sequence[Span], rules: Sequence[Ruling]
) -> Iterator[Slot]:
    """The slots of the label columns of a body, rows counted from its first; ``tokens`` are all of the body."""
    filled = [_filled(tokens, xs[c], xs[c + 1], bands) for c in range(labels)]
    taken, starts = set[tuple[int, int]](), set[int]()
    for col in range(labels - 1):
        parted = [_parts(rules, bands[r][1], xs[col], xs[col + 1]) for r in range(len(bands) - 1)]
        parted = [part or row + 1 in starts for row, part in enumerate(parted)]
        for first, last in _runs(tokens, (xs[col], xs[col + 1]), bands, parted, filled[col + 1]):
            starts.update((first, last + 1))
            empty = next((i for i, f in enumerate(filled[col + 1 :]) if first in f), labels - col - 1)
            slot = Slot(first, col, last - first + 1, empty + 1 if first == last and first in filled[col] else 1)
            if not any(p in taken for p in slot.positions):
                taken.update(slot.positions)
                yield slot
    for row in range(len(bands)):
        yield from (Slot(row, col, 1, 1) for col in range(labels) if (row, col) not in taken)


def _filled(tokens: Iterable[Token], x0: float, x1: float, bands: Sequence[Span]) -> frozenset[int]:
    """The rows in which a column has a label."""
    return frozenset(_row(t, bands) for t in tokens if x0 <= (t.box.x0 + t.box.x1) / 2 < x1)


def _row(token: Token, bands: Sequence[Span]) -> int:
    middle = (token.box.top + token.box.bottom) / 2
    return next((i for i, (_, bottom) in enumerate(bands) if middle < bottom), len(bands) - 1)


def _parts(rules: Iterable[Ruling], at: float, x0: float, x1: float) -> bool:
    """Whether a rule parts two rows of a column."""
    return any(abs(r.at - at) < 1.5 and overlap(r.start, r.end, x0, x1) > 0.5 * (x1 - x0) for r in rules)


def _runs(
    tokens: Sequence[Token], column: Span, bands: Sequence[Span], parted: Sequence[bool], inner: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """First and last row of each label of an outer column, between rules that part the rows."""
    own = [t for t in tokens if column[0] <= (t.box.x0 + t.box.x1) / 2 < column[1]]
    lines = [_figures_in(tokens, row, bands) for row in range(len(bands))]
    borders = [0, *(r + 1 for r, part in enumerate(parted) if part), len(bands)]
    for start, end in pairwise(borders):
        inside = _upright([t for t in own if start <= _row(t, bands) < end], whole=len(borders) > 2)
        inside = _wrapped(inside, _pitch(bands))
        centred, downwards = _centred(inside, lines, _pitch(bands), start, end), _downwards(inside, bands, end, inner)
        yield from downwards if not centred or _fills(downwards, start, end) else centred


def _figures_in(tokens: Iterable[Token], row: int, bands: Sequence[Span]) -> Span:
    """From where to where the figures of a row stand; its band, which labels between rows may widen, without any."""
    boxes = [t.box for t in tokens if t.figure and not t.text.isalpha() and _row(t, bands) == row]
    return (min(b.top for b in boxes), max(b.bottom for b in boxes)) if boxes else bands[row]


def _fills(runs: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether labels at the first of their rows leave no row out and have several each.

    Such labels may be taken for centred ones where the groups are of one size: then the first would have one row only.
    """
    goes_on = all(a[1] + 1 == b[0] for a, b in pairwise(runs))
    return len(runs) > 1 and goes_on and (runs[0][0], runs[-1][1] + 1) == (start, end) and all(a < b for a, b in runs)


def _upright(tokens: Sequence[Token], whole: bool) -> Sequence[Token]:
    """Labels set upright (縦書き) as one each: letters close below one another, or all between two rules (``whole``)."""
    letters = sorted(tokens, key=lambda t: t.box.top)
    if any(len(t.text) > 1 or not t.text.isalpha() for t in letters):
        return tokens
    labels: list[Token] = []
    for letter in letters:
        if labels and (whole or letter.box.top - labels[-1].box.bottom < letter.box.height):
            labels[-1] = joined(labels[-1], letter)._replace(figure=False)  # 一 is a letter here
        else:
            labels.append(letter)
    return labels


def _wrapped(tokens: Sequence[Token], pitch: float) -> Sequence[Token]:
    """Labels in several lines, closer to one another than rows are, as one each."""
    labels: list[Token] = []
    for token in sorted(tokens, key=lambda t: t.box.top):
        last = labels[-1] if labels else None
        close = last is not None and token.box.bottom - last.box.bottom < _LEADING * pitch
        if last is not None and close and not last.figure and not token.figure:
            labels[-1] = joined(last, token)
        else:
            labels.append(token)
    return labels


def _centred(
    tokens: Sequence[Token], lines: Sequence[Span], pitch: float, start: int, end: int
) -> list[tuple[int, int]]:
    """Runs of rows, each with its label in the middle, that fill the stretch; empty when there are none such."""
    runs: list[tuple[int, int]] = []
    for token in sorted(tokens, key=lambda t: t.box.top):
        middle = (token.box.top + token.box.bottom) / 2
        near = [last for last in range(start, end) if abs(_middle(lines, start, last) - middle) < _OFF * pitch]
        if not near:
            return []
        runs.append((start, near[0]))
        start = near[0] + 1
    return runs if start == end else []


def _middle(bands: Sequence[Span], first: int, last: int) -> float:
    return (sum(bands[first]) + sum(bands[last])) / 4


def _pitch(bands: Sequence[Span]) -> float:
    return min(bottom - top for top, bottom in bands)


def _downwards(
    tokens: Sequence[Token], bands: Sequence[Span], end: int, inner: frozenset[int]
) -> list[tuple[int, int]]:
    """Labels at the first of their rows: each goes on over rows that have a label of the inner column only."""
    rows = sorted({_row(t, bands) for t in tokens})
    if all(t.figure for t in tokens):  # numbers of rows
        return [(row, row) for row in rows]
    runs = []
    for first, following in pairwise([*rows, end]):
        last = first
        while last + 1 < following and last + 1 in inner and first in inner:
            last += 1
        runs.append((first, last))
    return runs
