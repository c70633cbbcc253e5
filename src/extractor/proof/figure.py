"""A record as a number among numbers: its exact value, what it may stand for, and what it would be if misread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import force_setattr

from extractor.exact import Fraction, Number, halved, number_of, over
from extractor.interval import Interval, point
from extractor.model import Record

#: units of which a figure is a quotient: never exact, however printed
_QUOTIENTS = frozenset({"％", "%", "ポイント", "倍", "‰", "割"})
#: measures that are quotients although printed in 円 or 件
_QUOTIENT_MEASURES = frozenset({"unit_price", "rate", "ratio"})
#: labels of such quotients
_AVERAGE = "平均"


class Mode(StrEnum):
    """How a publisher brings a number to the printed resolution."""

    ROUNDED = "rounded"  # 四捨五入
    CUT = "cut"  # 切捨て, toward zero
    EITHER = "either"  # not known: the figure may be either


class Trade(StrEnum):
    """What is rounded in one way: amounts and quotients of one table may be treated differently."""

    AMOUNT = "amount"
    QUOTIENT = "quotient"


class Change(StrEnum):
    """One way in which a figure may be wrong."""

    DIGIT = "digit"
    LEADING = "leading"  # the first digit
    SIGN = "sign"
    SCALE = "scale"


class Figure(Struct, frozen=True, gc=False):
    """The number of one record in its base unit (％ as printed); ``exact``: it is counted, not rounded (件, 円).

    ``steps`` are how many steps it is, ``half`` is half of one: both are worked out when it is made.
    """

    record: Record
    value: Number
    step: Number
    decimals: int
    exact: bool
    record_id: str = ""
    unit: str | None = None
    trade: Trade = Trade.AMOUNT
    steps: int = 0
    half: Number = 0

    def __post_init__(self) -> None:
        force_setattr(self, "steps", self.value // self.step)
        force_setattr(self, "half", halved(self.step))

    def interval(self, mode: Mode) -> Interval:
        """What the figure may stand for when ``mode`` is how it was brought to its resolution."""
        return self.around(self.value, mode)

    def around(self, value: Number, mode: Mode) -> Interval:
        """What another ``value`` printed in its place would stand for."""
        if self.exact:
            return point(value)
        if mode is Mode.ROUNDED:
            half = self.half
            return Interval(value - half, value + half)
        step = self.step
        if value == 0:
            return Interval(-step, step, False, False)
        below = 0 if mode is Mode.CUT else self.half
        if value > 0:
            return Interval(value - below, value + step, True, False)
        return Interval(value - step, value + below, False, True)

    def core(self) -> Interval:
        """What the figure may stand for whatever way it was brought to its resolution."""
        if self.exact:
            return point(self.value)
        value, half = self.value, self.half
        return Interval(value if value > 0 else value - half, value if value < 0 else value + half)

    def printed_within(self, bound: Interval, mode: Mode) -> tuple[int, int]:
        """The least and the greatest number of steps that, printed here, may stand for something in ``bound``.

        Between them every number of steps does, since what a figure stands for moves up with it.  The least is greater
        than the greatest when nothing that can be printed here does.
        """
        if self.exact:
            return self._exactly_within(bound)
        touching = bound.is_point and bound.low_closed and bound.high_closed
        if bound.is_point and not touching:
            return 1, 0  # nothing lies in it
        # seen from above it is the same, since what -n stands for mirrors what n does
        return self._least_above(bound.low, mode, touching), -self._least_above(-bound.high, mode, touching)

    def _least_above(self, low: Number, mode: Mode, touching: bool) -> int:
        """The least number of steps that may stand for more than ``low``, or for as much with ``touching``."""
        rounded = mode is Mode.ROUNDED
        if not rounded and low >= 0:
            return low // self.step  # up to the next step, without it
        start = low if mode is Mode.CUT else low - self.half
        least = -(-start // self.step) if touching else start // self.step + 1
        return least if rounded else min(least, 0)

    def _exactly_within(self, bound: Interval) -> tuple[int, int]:
        """The same for a figure that stands for nothing but its number."""
        low, high = -(-bound.low // self.step), bound.high // self.step
        if not bound.low_closed and low * self.step == bound.low:
            low += 1
        if not bound.high_closed and high * self.step == bound.high:
            high -= 1
        return low, high

    def changes(self) -> int:
        """How many changes there are of one digit, of the sign and of the scale."""
        steps, signs, digits = self._printed()
        first = len(digits) > 1 and digits[0] != "0"  # which is no 0
        return (9 * len(digits) - first) * len(signs) + (3 if steps else 0)

    def kinds_of_change(self) -> dict[Change, int]:
        """The same by kind."""
        steps, signs, digits = self._printed()
        leading = 9 - (len(digits) > 1 and digits[0] != "0")
        found = {Change.LEADING: leading * len(signs), Change.DIGIT: 9 * (len(digits) - 1) * len(signs)}
        if steps:
            found |= {Change.SIGN: 1, Change.SCALE: 2}
        return {kind: count for kind, count in found.items() if count}

    def altered(self, low: int | None = None, high: int | None = None) -> Iterator[tuple[Change, int | Fraction]]:
        """What one wrong digit, a wrong sign or a wrong scale would make of it, in steps.

        With ``low`` and ``high``, most of what leads past them is left out: nearly all of a guarded figure.
        """
        steps, signs, digits = self._printed()
        first = 0
        if low is not None and high is not None:  # digits that are worth more lead past them
            reach = max(abs(low - steps), abs(high - steps))
            first = max(0, len(digits) - len(str(reach)))
        for place in range(first, len(digits)):
            digit, worth = int(digits[place]), 10 ** (len(digits) - place - 1)
            others: Sequence[int] = range(10)
            if low is not None and high is not None and steps:  # its digits have one sign: those that lead within
                near, far = (low, high) if steps > 0 else (-high, -low)
                rest = abs(steps) - worth * digit
                others = range(max(0, -((rest - near) // worth)), min(9, (far - rest) // worth) + 1)
            for other in others:
                if other == digit or (place == 0 and other == 0 and len(digits) > 1):
                    continue
                for sign in signs:
                    yield (Change.DIGIT if place else Change.LEADING), steps + sign * worth * (other - digit)
        if steps:
            yield Change.SIGN, -steps
            yield Change.SCALE, steps * 10
            if low is None or high is None or 10 * low <= steps <= 10 * high:
                yield Change.SCALE, Fraction(steps, 10)

    def _printed(self) -> tuple[int, tuple[int, ...], str]:
        """The steps that it is, the signs that its digits may have, and its digits."""
        steps = self.steps
        signs = (-1 if steps < 0 else 1,) if steps else (1, -1)  # 0 stands for numbers of either sign
        return steps, signs, str(abs(steps)).zfill(self.decimals + 1)

    def misprints(self) -> Iterator[Number]:
        """What one wrong digit, sign or scale, or two digits that changed places, would have made of it."""
        yield from (steps * self.step for _, steps in self.altered())
        sign = -1 if self.value < 0 else 1
        digits = str(abs(self.steps))
        for place, (one, two) in enumerate(pairwise(digits)):
            if one != two:
                yield sign * int(digits[:place] + two + one + digits[place + 2 :]) * self.step


def figure_of(record: Record) -> Figure | None:
    """The figure of ``record``; None for a dash and for what words blur (約, 以上)."""
    quantity = record.quantity
    value = quantity.value if quantity.value_base is None else quantity.value_base
    if value is None or quantity.value is None or quantity.hedge is not None:
        return None
    decimals = max(0, -int(quantity.value.as_tuple().exponent))
    step = number_of(quantity.step) if quantity.step else over(1, 10**decimals)
    number = number_of(value)
    if number % step:
        return None
    unit = quantity.unit_base
    trade = Trade.QUOTIENT if unit in _QUOTIENTS else Trade.AMOUNT
    return Figure(record, number, step, decimals, _is_exact(record, step), record.record_id, unit, trade)


def _is_exact(record: Record, step: Number) -> bool:
    unit = record.quantity.unit_base
    meaning = record.meaning
    counted = unit is not None and unit not in _QUOTIENTS and meaning.measure not in _QUOTIENT_MEASURES
    return counted and step == 1 and _AVERAGE not in f"{meaning.item} {meaning.column}"
