"""What holds under no way of rounding, or under every, is told without trying each."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from extractor.exact import Fraction
from extractor.proof.figure import Figure, Mode
from extractor.proof.prove import fate_of
from extractor.proof.relation import Kind, Relation, Term, linear, quotient

STEPS = st.sampled_from([1, Fraction(1, 10), 1000])


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    step, exact = draw(STEPS), draw(st.booleans())
    return Figure(None, draw(st.integers(-30, 30)) * step, step, 0, exact)  # type: ignore[arg-type]


RELATIONS = st.sampled_from(
    [
        linear(Kind.EQUAL, "a", [(1, "b")]),
        linear(Kind.SUM, "a", [(1, "b"), (1, "c")]),
        linear(Kind.SUM, "a", [(1, "b"), (-1, "c")], constant=100),
        Relation(Kind.SHARE, (Term(100), Term(-1, "a")), "a"),
        Relation(Kind.AVERAGE, (Term(Fraction(1, 2), "b"), Term(Fraction(1, 2), "c"), Term(-1, "a")), "a"),
        quotient(Kind.RATIO, "a", "b", "c", 100, 0),
        quotient(Kind.RATIO, "a", "b", "c", 100, 100),
        Relation(Kind.CHANGE, (Term(1, "b"), Term(-100, "b", "c"), Term(-1, "a")), "a"),
        Relation(Kind.RATIO, (Term(-100, "a", "b"), Term(100, "c", "d")), "a"),
        Relation(Kind.IDENTITY, (Term(1, "b"), Term(-100, "b", "a"), Term(-1, "c"), Term(1, "d")), "a"),
    ]
)


@given(RELATIONS, st.tuples(figures(), figures(), figures(), figures()))
def test_what_holds_whatever_the_rounding_is_told_by_the_widest_and_the_narrowest(
    relation: Relation, drawn: tuple[Figure, ...]
) -> None:
    printed = dict(zip("abcd", drawn, strict=True))
    wide = {name: figure.interval(Mode.EITHER) for name, figure in printed.items()}
    fate = fate_of(relation, wide, {name: figure.core() for name, figure in printed.items()})
    if fate is not None:
        for modes in product(Mode, repeat=len(printed)):
            box = {n: f.interval(mode) for (n, f), mode in zip(printed.items(), modes, strict=True)}
            assert relation.holds(box) is fate
