"""Intervals of exact numbers."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from extractor.interval import Interval, point

NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=100)


@st.composite
def _within(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    share = draw(st.fractions(min_value=0, max_value=1, max_denominator=50))
    return Interval(low, high), low + (high - low) * share


@given(_within(), _within(), NUMBERS)
def test_what_is_done_to_numbers_stays_within_what_is_done_to_their_intervals(
    one: tuple[Interval, Fraction], other: tuple[Interval, Fraction], factor: Fraction
) -> None:
    (a, x), (b, y) = one, other
    assert (a + b).low <= x + y <= (a + b).high
    assert (a - b).low <= x - y <= (a - b).high
    assert a.scaled(factor).low <= x * factor <= a.scaled(factor).high


def test_rounded_figures_that_only_touch_do_not_agree() -> None:
    half = Fraction(1, 2)
    printed = {n: Interval(n - half, n + half) for n in (529, 530)}
    assert not printed[529].meets(printed[530])
    assert printed[529].meets(point(Fraction(529) + half))
