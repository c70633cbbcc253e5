"""What the other figures of a relation let one figure be: the short ways against a search over corners."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from extractor.interval import Interval
from extractor.proof.relation import Kind, Relation, Term, linear, quotient

NUMBERS = st.fractions(min_value=-50, max_value=50, max_denominator=4)


@st.composite
def _intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    return Interval(low, high) if low == high else Interval(low, high, draw(st.booleans()), draw(st.booleans()))


def _ends(interval: Interval) -> list[tuple[Fraction, bool]]:
    return [(interval.low, interval.low_closed), (interval.high, interval.high_closed)]


def _hull(ends: list[tuple[Fraction, bool]]) -> Interval:
    low, high = min(e for e, _ in ends), max(e for e, _ in ends)
    return Interval(low, high, any(c for e, c in ends if e == low), any(c for e, c in ends if e == high))


@given(st.lists(st.tuples(st.sampled_from((1, -1)), _intervals()), min_size=1, max_size=4), NUMBERS)
def test_a_sum_lets_its_total_be_what_the_addends_add_up_to(
    addends: list[tuple[int, Interval]], constant: Fraction
) -> None:
    box = {str(n): interval for n, (_, interval) in enumerate(addends)}
    relation = linear(Kind.SUM, "total", [(sign, str(n)) for n, (sign, _) in enumerate(addends)], constant=constant)
    corners = product(*(_ends(interval) for _, interval in addends))
    sums = [
        (sum((s * e for (s, _), (e, _) in zip(addends, c, strict=True)), constant), all(k for _, k in c))
        for c in corners
    ]
    expected = relation.expected("total", box)
    assert expected == _hull(sums)
    assert relation.expectations({**box, "total": Interval(Fraction(0), Fraction(0))}, ["total"])["total"] == expected


@given(_intervals(), _intervals())
def test_a_ratio_is_what_its_corners_are_and_nothing_over_what_may_be_zero(top: Interval, under: Interval) -> None:
    relation = quotient(Kind.RATIO, "ratio", "top", "under", Fraction(100), Fraction(100))
    expected = relation.expected("ratio", {"top": top, "under": under})
    if under.low <= 0 <= under.high:
        assert expected is None
    else:
        corners = [(100 * a / b - 100, x and y) for (a, x), (b, y) in product(_ends(top), _ends(under))]
        assert expected == _hull(corners)


def test_a_figure_that_stands_twice_is_solved_for_as_a_whole() -> None:
    """x + 100 x / y = 6 with y = 50: x is 2."""
    terms = (Term(Fraction(1), "x"), Term(Fraction(100), "x", "y"), Term(Fraction(-1), "z"))
    box = {
        "x": Interval(Fraction(0), Fraction(9)),
        "y": Interval(Fraction(50), Fraction(50)),
        "z": Interval(Fraction(6), Fraction(6)),
    }
    assert Relation(Kind.IDENTITY, terms, "x").expected("x", box) == Interval(Fraction(2), Fraction(2))


SHAPES = [
    linear(Kind.SUM, "t", [(1, "a"), (-1, "b"), (1, "c")]),
    quotient(Kind.RATIO, "t", "a", "b", Fraction(100), Fraction(100)),
    Relation(Kind.AVERAGE, (Term(Fraction(2), "a", "b"), Term(Fraction(3), "c", "b"), Term(Fraction(-1), "t")), "t"),
    Relation(Kind.RATIO, (Term(Fraction(-100), "t", "a"), Term(Fraction(100), "b", "c")), "t"),
    Relation(Kind.IDENTITY, (Term(Fraction(1), "a"), Term(Fraction(1), "t", "b"), Term(Fraction(-1), "c")), "c"),
]


@given(st.sampled_from(SHAPES), st.lists(_intervals(), min_size=4, max_size=4), st.sampled_from("abctx"), _intervals())
def test_one_figure_after_another_may_be_tried_at_a_place(
    relation: Relation, intervals: list[Interval], name: str, printed: Interval
) -> None:
    box = dict(zip("abct", intervals, strict=True))
    assert relation.holding(name, box)(printed) == relation.holds({**box, name: printed})
