"""Intervals of exact numbers: what a printed value may stand for.

The idea is that of XBRL Calculations 1.1: a rounded figure stands for every number that is printed like it, and figures
agree when numbers exist that satisfy the equation and are printed so.  All ends are exact; nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from extractor.exact import Number


class Interval(msgspec.Struct, frozen=True, gc=False):
    """All numbers from ``low`` to ``high``; an end that is not closed is not itself among them."""

    low: Number
    high: Number
    low_closed: bool = True
    high_closed: bool = True

    @property
    def width(self) -> Number:
        return self.high - self.low

    @property
    def is_point(self) -> bool:
        return self.low == self.high

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_closed and other.low_closed,
            self.high_closed and other.high_closed,
        )

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_closed, self.low_closed)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def scaled(self, factor: Number) -> Interval:
        """Every number times ``factor``."""
        if factor == 1:
            return self
        if factor == -1:
            return -self
        if factor < 0:
            return (-self).scaled(-factor)
        if factor == 0:
            return point(0)
        return Interval(self.low * factor, self.high * factor, self.low_closed, self.high_closed)

    def holds_zero(self) -> bool:
        """Whether zero lies in it or at one of its ends."""
        return self.low <= 0 <= self.high

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both.

        Two intervals that only touch do not meet unless one is an exact number: that both should stand for the one
        number at their ends is no agreement (529 is not 530), while 6.25 may have been printed as 6.3.
        """
        low = self.low if self.low > other.low else other.low
        high = self.high if self.high < other.high else other.high
        if low != high:
            return low < high
        return (self.is_point or other.is_point) and self._holds(low) and other._holds(low)

    def shared_with(self, other: Interval) -> Interval | None:
        """The numbers in both; None when they do not meet."""
        if not self.meets(other):
            return None
        low, low_closed = max((self.low, not self.low_closed), (other.low, not other.low_closed))
        high, high_closed = min((self.high, self.high_closed), (other.high, other.high_closed))
        return Interval(low, high, not low_closed, high_closed)

    def _holds(self, number: Number) -> bool:
        above = self.low < number or (self.low == number and self.low_closed)
        below = number < self.high or (self.high == number and self.high_closed)
        return above and below


def point(number: Number) -> Interval:
    """An exact number."""
    return Interval(number, number)


def spanned(ends: Sequence[tuple[Number, bool]]) -> Interval:
    """The interval between the least and the greatest of ``ends``, each with whether it belongs to it."""
    (low, low_closed), *others = ends
    high, high_closed = low, low_closed
    for end, closed in others:
        if end <= low:
            low, low_closed = end, closed or (end == low and low_closed)
        if end >= high:
            high, high_closed = end, closed or (end == high and high_closed)
    return Interval(low, high, low_closed, high_closed)
