"""Lines of print to rows of a table: which lines of a wrapped label belong to which line of figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from extractor.geometry import overlap
from extractor.normalise.labels import split_numbering

#: lines that share this much of the lower one's height stand side by side
_SIDE_BY_SIDE = 0.3
#: a label that goes on to the line of its figures is closer to it than this share of the distance between rows
_ON = 0.82
#: a label that goes on below its figures is closer to them than this share of the distance between rows
_BELOW = 0.65
#: a line set in by this many line heights is the first item below a heading
_SET_IN = 0.7
#: where that distance cannot be told: lines of one label are no further apart than this share of their height
_LEADING = 0.3
#: rules this many line heights apart part row from row; further apart they part groups of rows
_RULED = 3.5


class Stripe(Struct, frozen=True, gc=False):
    """A line of print across a table: its place, whether it has figures, and whether its label is numbered.

    ``aside``: it has nothing but figures in brackets, which may go with those above them.
    """

    left: float
    top: float
    bottom: float
    figures: bool
    numbered: bool = False
    aside: bool = False

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


def rows_of(lines: Sequence[Stripe], rules: Sequence[float] = ()) -> list[Stripe]:
    """The rows that ``lines`` (top to bottom) make; ``rules`` are the heights of rules that part rows, ascending.

    A row has one line of figures at most, unless its lines overlap.  A label goes on over lines that stand closer
    to one another than rows do, and never on to a numbered line; between two rules that are a row apart all lines are one row.
    """
    pitch, boxes = _pitch(lines), _boxes(lines, rules)
    rows: list[list[Stripe]] = []
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if rows and _goes_on(rows[-1], line, after, pitch, boxes):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_whole(row) for row in rows]


def _whole(row: Sequence[Stripe]) -> Stripe:
    tops, bottoms = [s.top for s in row], [s.bottom for s in row]
    return Stripe(row[0].left, min(tops), max(bottoms), any(s.figures for s in row), row[0].numbered)


def _goes_on(row: Sequence[Stripe], line: Stripe, after: Stripe | None, pitch: float, boxes: Sequence[_Box]) -> bool:
    last = row[-1]
    if any(last.middle < box.bottom < line.middle for box in boxes):
        return False
    figured = any(stripe.figures for stripe in row)
    own = [box for box in boxes if box.top < last.middle < box.bottom]
    if figured and line.figures:
        nearer = after is None or line.top - last.bottom < after.top - line.bottom - 0.5
        return (line.aside and (nearer or any(box.single for box in own))) or all(
            _beside(stripe, line) for stripe in row if stripe.figures
        )
    if _beside(last, line):
        return True
    if line.numbered:
        return False
    return any(box.one_row for box in own) or _close(last, line, after, figured, pitch)


def _beside(a: Stripe, b: Stripe) -> bool:
    return overlap(a.top, a.bottom, b.top, b.bottom) > _SIDE_BY_SIDE * min(a.height, b.height)


def _close(last: Stripe, line: Stripe, after: Stripe | None, figured: bool, pitch: float) -> bool:
    """Whether a line stands as close below another as the lines of one label do, and is not set in below a heading."""
    if figured and after is not None and after.top - line.bottom < line.top - last.bottom - 0.5:
        return False
    if not figured and line.left > last.left + _SET_IN * line.height:
        return False
    if pitch == float("inf"):
        return line.top - last.bottom < _LEADING * line.height
    return line.middle - last.middle < (_BELOW if figured else _ON) * pitch


class _Box(Struct, frozen=True, gc=False):
    """What stands between two neighbouring rules: ``single`` when no more than one of its lines has figures, but for those in
    brackets below others; ``one_row`` when the rules stand as close as rows do, too.
    """

    top: float
    bottom: float
    single: bool
    one_row: bool


def _boxes(lines: Sequence[Stripe], rules: Sequence[float]) -> list[_Box]:
    """The stretches between rules; those further apart than rows are part groups of rows and are no rows themselves."""
    gaps = sorted(b - a for a, b in pairwise(rules))
    height = max((line.height for line in lines), default=0.0)
    usual = gaps[len(gaps) // 2] if len(gaps) > 2 else float("inf")
    found = []
    for top, bottom in pairwise([float("-inf"), *rules, float("inf")]):
        figured = sum(line.figures and not line.aside for line in lines if top < line.middle < bottom)
        single = top > float("-inf") and bottom < float("inf") and figured <= 1
        found.append(_Box(top, bottom, single, single and usual < _RULED * height))
    return found


def _pitch(lines: Sequence[Stripe]) -> float:
    """The usual distance between rows: between neighbouring lines that both have figures.

    Where labels stand between all of them, the distance from figures to figures; infinite when it cannot be told.
    """
    close = sorted(b.middle - a.middle for a, b in pairwise(lines) if a.figures and b.figures and b.top > a.top)
    if close:
        return close[len(close) // 2]
    figures = [line for line in lines if line.figures]
    apart = sorted(b.middle - a.middle for a, b in pairwise(figures))
    return apart[len(apart) // 2] if len(apart) > 1 else float("inf")


def is_numbered(text: str) -> bool:
    """Whether a line begins with a number of its own (Ⅰ, １．, (1), ①): then it does not go on from the line above."""
    mark, rest = split_numbering(text.strip())
    return mark is not None and bool(rest)
