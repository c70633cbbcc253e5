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


@given(_intervals(), _intervals(), _intervals())
def test_either_part_of_a_ratio_is_what_the_other_and_the_ratio_make_it(
    ratio: Interval, top: Interval, under: Interval
) -> None:
    relation = quotient(Kind.RATIO, "ratio", "top", "under", Fraction(100), Fraction(100))
    box = {"ratio": ratio, "top": top, "under": under}
    grown = Interval(ratio.low + 100, ratio.high + 100, ratio.low_closed, ratio.high_closed)
    tops = [(r * u / 100, x and y) for (r, x), (u, y) in product(_ends(grown), _ends(under))]
    assert relation.expected("top", box) == (None if under.low <= 0 <= under.high else _hull(tops))
    if grown.low <= 0 <= grown.high:
        assert relation.expected("under", box) is None
    else:
        unders = [(100 * t / r, x and y) for (t, x), (r, y) in product(_ends(top), _ends(grown))]
        assert relation.expected("under", box) == _hull(unders)
    assert relation.expectations(box) == {name: relation.expected(name, box) for name in relation.record_ids}


FACTORS = st.sampled_from((1, -1, 3, Fraction(1, 12)))


@given(st.lists(st.tuples(FACTORS, _intervals()), min_size=1, max_size=4), _intervals(), st.sampled_from((0, 100)))
def test_a_sum_holds_where_its_total_may_be_what_the_others_let_it_be(
    addends: list[tuple[int, Interval]], total: Interval, constant: int
) -> None:
    terms = [Term(factor, str(n)) for n, (factor, _) in enumerate(addends)]
    relation = Relation(Kind.SUM, (*terms, Term(constant), Term(-1, "total")), "total")
    box = {"total": total} | {str(n): interval for n, (_, interval) in enumerate(addends)}
    expected = relation.expected("total", box)
    assert expected is not None
    assert relation.holds(box) == expected.meets(total)
    # what is known of the total alone puts it where nothing or all of it lies within
    assert relation.holds({**box, "total": expected}) == expected.meets(expected)
    width = expected.high - expected.low
    beyond = Interval(expected.high, expected.high + width + 1, closed := expected.high_closed, True)
    assert relation.holds({**box, "total": beyond}) == (closed and expected.low == expected.high)
