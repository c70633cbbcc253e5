"""Lines of print to rows of a table: which lines of a wrapped label belong to which line of figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.geometry import overlap

#: lines that share this much of the lower one's height stand side by side
_SIDE_BY_SIDE = 0.3
#: a label that goes on to the line of its figures is closer to it than this share of the distance between rows
_ON = 0.8
#: a label that goes on below its figures is closer to them than this share of the distance between rows
_BELOW = 0.65
#: rules this many line heights apart part row from row; further apart they part groups of rows
_RULED = 3.5


@dataclass(frozen=True, slots=True)
class Stripe:
    """A line of print across a table: its top and bottom, and whether it has figures."""

    top: float
    bottom: float
    figures: bool

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


def rows_of(lines: Sequence[Stripe], rules: Sequence[float] = ()) -> list[Stripe]:
    """The rows that ``lines`` (top to bottom) make; ``rules`` are the heights of rules that part rows, ascending.

    A row has one line of figures at most, unless its lines overlap.  A label goes on over lines that stand closer
    to one another than rows do; between two rules that are a row apart all lines are one row.
    """
    pitch = _pitch(lines)
    rows: list[list[Stripe]] = []
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if rows and _goes_on(rows[-1], line, after, rules, pitch):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [Stripe(min(s.top for s in row), max(s.bottom for s in row), any(s.figures for s in row)) for row in rows]


def _goes_on(row: Sequence[Stripe], line: Stripe, after: Stripe | None, rules: Sequence[float], pitch: float) -> bool:
    last = row[-1]
    if any(last.middle < rule < line.middle for rule in rules):
        return False
    if overlap(last.top, last.bottom, line.top, line.bottom) > _SIDE_BY_SIDE * min(last.height, line.height):
        return True
    figured = any(stripe.figures for stripe in row)
    if figured and line.figures:
        return False
    if _boxed(row[0], line, rules):
        return True
    distance = line.middle - last.middle
    if figured and after is not None and after.top - line.bottom < line.top - last.bottom - 0.5:
        return False
    return distance < (_BELOW if figured else _ON) * pitch


def _boxed(first: Stripe, last: Stripe, rules: Sequence[float]) -> bool:
    """Whether both lines stand between two rules that are no further apart than rows are."""
    above = [rule for rule in rules if rule <= first.top + 2]
    below = [rule for rule in rules if rule >= last.bottom - 2]
    gaps = sorted(b - a for a, b in pairwise(rules))
    return bool(above and below and len(gaps) > 2) and gaps[len(gaps) // 2] < _RULED * last.height


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
