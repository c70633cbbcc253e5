"""How unlikely it is that figures fit by chance: what turns a fit into a relation."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from msgspec import Struct

from extractor.exact import Number
from extractor.interval import Interval

#: no single fit counts for more powers of ten than this: figures may be alike for reasons of their own
_MOST = 5.0
#: a structure is taken for real when its fits would come about by chance once in 10 to this power of tries
SURE = 2.5


class Fit(Struct, frozen=True, gc=False):
    """Whether one instance fits, and the powers of ten by which a chance fit is unlikely (0: it tells nothing)."""

    holds: bool
    weight: float


def fit(expected: Interval, printed: Interval, step: Number, scale: Number) -> Fit:
    """``scale`` is the size of the figures involved: among numbers of that size, how many would have fitted?"""
    room = expected.high - expected.low + printed.high - printed.low + step
    if scale == 0:
        return Fit(expected.meets(printed), 0.0)
    share = min(1.0, float(room / (2 * scale)))
    return Fit(expected.meets(printed), min(_MOST, -math.log10(share)) if share else _MOST)


def evidence(fits: Iterable[Fit]) -> float:
    """The powers of ten of all fits that hold, less as much for each that does not."""
    return sum(one.weight if one.holds else -one.weight for one in fits)


def is_sure(fits: Sequence[Fit], tried: int) -> bool:
    """Whether fits found among ``tried`` possibilities are no chance: most hold, and they weigh enough."""
    weighty = [one for one in fits if one.weight > 0]
    held = [one for one in weighty if one.holds]
    total = sum(one.weight for one in held) - math.log10(max(1, tried))
    most = 2 * len(held) > len(weighty) or (len(held), len(weighty)) == (1, 2)  # of two, either may be a slip
    return total >= SURE and most
