"""Headings side by side over more columns than they are: which columns are whose.

A heading that spans columns is set in the middle of them, or begins where the first of them does, or ends where the last
does, and all headings of a row are set in one way.  The sharing that fits best is taken; where moving a column to the
neighbour would fit nearly as well, nobody can tell whose it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct

Span = tuple[float, float]

#: a sharing that is worse by less than this, in points, might be right as well
_TELLS = 6.0
#: one that supposes another way of setting must fit nearly as well to count
_OTHERWISE = 2.0
#: what it costs, in points, to leave a lane to no heading, and a heading above lanes without any
_LEFT_OVER, _UNSHARED = 12.0, 40.0
#: where headings stand further off than this on the average, nothing is sure
_OFF = 10.0


class Lane(Struct, frozen=True, gc=False):
    """One column below: the extent of its own heading, and that of all its ink."""

    heading: Span
    ink: Span


_Cost = Callable[[Span, Sequence[Lane]], float]


def shares_of(
    headings: Sequence[Span], lanes: Sequence[Lane], *, all_shared: bool = True, far: bool = False
) -> tuple[list[list[int]], frozenset[int]]:
    """The lanes (as numbers) of each heading, both from left to right, and those that might be a neighbour's.

    Each heading gets one or more lanes, side by side, if there are enough.  Unless ``all_shared``, lanes may be left
    over, and a heading that stands over none gets none.  ``far``: headings stand over figures set flush right, not over
    other headings, so that no distance is too far.
    """
    if not all_shared:
        return _loosely(headings, lanes)
    found = [(*_cheapest(headings, lanes, cost), cost) for cost in (_centred, _left, _right)]
    total, cuts, cost = min(found, key=lambda f: f[0])
    unsure = _moved(headings, lanes, cuts, total, cost)
    if not far and total > _OFF * len(headings):
        unsure |= {lane for cut in cuts[1:-1] for lane in (cut - 1, cut)}
    for other, others, _ in found:
        if others != cuts and other - total < _OTHERWISE:
            unsure |= _between(cuts, others)
    return [list(range(a, b)) for a, b in pairwise(cuts)], unsure


def _loosely(headings: Sequence[Span], lanes: Sequence[Lane]) -> tuple[list[list[int]], frozenset[int]]:
    """Where no rule says that all lanes are shared: a lane left over costs as much as a heading that stands off."""
    found = [(*_cheapest_of_some(headings, lanes, cost), cost) for cost in (_centred, _left, _right)]
    total, runs, _ = min(found, key=lambda f: f[0])
    unsure = {
        lane
        for other, others, _ in found
        if other - total < _OTHERWISE
        for a, b in zip(runs, others, strict=True)
        for lane in {*range(*a)} ^ {*range(*b)}
    }
    return [list(range(a, b)) for a, b in runs], frozenset(unsure)


_Run = tuple[int, int]


def _cheapest_of_some(headings: Sequence[Span], lanes: Sequence[Lane], cost: _Cost) -> tuple[float, list[_Run]]:
    """The lowest cost of giving each heading a run of lanes or none, and these runs."""
    best: dict[int, tuple[float, list[_Run]]] = {end: (_LEFT_OVER * end, []) for end in range(len(lanes) + 1)}
    for heading in headings:
        given = dict[int, tuple[float, list[_Run]]]()
        for end in range(len(lanes) + 1):
            options = [
                (known[0] + cost(heading, lanes[start:end]), [*known[1], (start, end)])
                for start, known in best.items()
                if start < end
            ]
            options.append((best[end][0] + _without(heading, lanes), [*best[end][1], (end, end)]))
            if end:
                options.append((given[end - 1][0] + _LEFT_OVER, given[end - 1][1]))
            given[end] = min(options)
        best = given
    return best[len(lanes)]


def _without(heading: Span, lanes: Sequence[Lane]) -> float:
    """What it costs to give a heading no lane: much, when it stands over one."""
    covered = any(min(heading[1], lane.ink[1]) - max(heading[0], lane.ink[0]) > 0 for lane in lanes)
    between = lanes[0].ink[0] < (heading[0] + heading[1]) / 2 < lanes[-1].ink[1]
    return _UNSHARED if covered or between else 0.0


def _cheapest(headings: Sequence[Span], lanes: Sequence[Lane], cost: _Cost) -> tuple[float, list[int]]:
    """The lowest cost of any sharing, and where it cuts: from 0 to the number of lanes."""
    count = len(lanes)
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
    for number, heading in enumerate(headings, 1):
        left = len(headings) - number
        ends = range(number, count - left + 1) if left else (count,)
        best = {
            end: min(
                (known[0] + cost(heading, lanes[start:end]), [*known[1], end])
                for start, known in best.items()
                if start < end
            )
            for end in ends
        }
    return best[count]


def _moved(
    headings: Sequence[Span], lanes: Sequence[Lane], cuts: Sequence[int], total: float, cost: _Cost
) -> frozenset[int]:
    """The lanes that one heading could leave to the next at little cost."""
    unsure = set[int]()
    for i in range(1, len(cuts) - 1):
        for step in (-1, 1):
            other = [*cuts[:i], cuts[i] + step, *cuts[i + 1 :]]
            if other[i - 1] < other[i] < other[i + 1] and _cost_of(headings, lanes, other, cost) - total < _TELLS:
                unsure |= _between(cuts, other)
    return frozenset(unsure)


def _cost_of(headings: Sequence[Span], lanes: Sequence[Lane], cuts: Sequence[int], cost: _Cost) -> float:
    return sum(cost(h, lanes[a:b]) for h, (a, b) in zip(headings, pairwise(cuts), strict=True))


def _between(cuts: Sequence[int], others: Sequence[int]) -> frozenset[int]:
    """The lanes that two sharings give to different headings."""
    return frozenset(lane for a, b in zip(cuts, others, strict=True) for lane in range(min(a, b), max(a, b)))


def _centred(heading: Span, lanes: Sequence[Lane]) -> float:
    """How far a heading stands off the middle of its columns: between their headings, or of all their ink."""
    first, last = lanes[0], lanes[-1]
    middle = (heading[0] + heading[1]) / 2
    of_headings = (sum(first.heading) + sum(last.heading)) / 4
    of_ink = (first.ink[0] + last.ink[1]) / 2
    return min(abs(middle - of_headings), abs(middle - of_ink))


def _left(heading: Span, lanes: Sequence[Lane]) -> float:
    return abs(heading[0] - lanes[0].heading[0])


def _right(heading: Span, lanes: Sequence[Lane]) -> float:
    return abs(heading[1] - lanes[-1].heading[1])
