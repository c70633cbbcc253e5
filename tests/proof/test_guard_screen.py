"""Digits of a figure that cannot be changed within a bound are not tried: nothing else is left out."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from hypothesis import given
from hypothesis import strategies as st

from extractor.exact import Fraction as Exact
from extractor.interval import Interval
from extractor.proof.figure import Figure, Mode

STEPS = st.sampled_from([1, Exact(1, 10), 1000, 5])


@st.composite
def figures(draw: st.DrawFn, *, exact: bool) -> Figure:
    step = draw(STEPS)
    return Figure(None, draw(st.integers(-5000, 5000)) * step, step, draw(st.integers(0, 2)), exact)  # type: ignore[arg-type]


@given(figures(exact=False), st.integers(-6000, 6000), st.integers(-5, 3000))
def test_changes_within_a_bound_are_all_there(figure: Figure, low: int, width: int) -> None:
    every = list(figure.altered())
    inside = [change for change in every if low <= change[1] <= low + width]
    assert [c for c in figure.altered(low, low + width) if low <= c[1] <= low + width] == inside
    assert figure.changes() == len(every)


@given(
    st.one_of(figures(exact=True), figures(exact=False)),
    st.sampled_from(Mode),
    st.fractions(-50, 50, max_denominator=20),
    st.fractions(0, 20, max_denominator=4),
    st.booleans(),
    st.booleans(),
)
def test_what_may_be_printed_for_a_bound_is_told_at_once(
    figure: Figure, mode: Mode, low: Fraction, width: Fraction, low_closed: bool, high_closed: bool
) -> None:
    bound = Interval(Exact(low) * figure.step, Exact(low + width) * figure.step, low_closed, high_closed)
    near = range(floor(low) - 3, ceil(low + width) + 4)
    printed = [n for n in near if figure.around(n * figure.step, mode).meets(bound)]
    first, last = figure.printed_within(bound, mode)
    assert list(range(first, last + 1)) == printed
