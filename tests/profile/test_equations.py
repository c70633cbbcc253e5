"""Identities: the notation, and the published figures of 令和6年度 put into them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.profile import Profile, Term
from extractor.profile.equations import equation_text, parse_equation

_NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
_TERMS = st.builds(Term, st.sampled_from([1, -1]), _NAMES, st.booleans(), st.booleans())


@given(_NAMES, st.lists(_TERMS, min_size=1, max_size=6))
def test_what_is_written_is_read_back(target: str, terms: list[Term]) -> None:
    text = equation_text(Term(1, target), tuple(terms))
    assert parse_equation(text) == (Term(1, target), tuple(terms))


def test_the_notation() -> None:
    target, terms = parse_equation("cost = a + b? \n - c@prior - d@prior?")
    assert target == Term(1, "cost")
    assert terms == (Term(1, "a"), Term(1, "b", optional=True), Term(-1, "c", prior=True), Term(-1, "d", True, True))


@pytest.mark.parametrize(
    "text", ["", "a", "a =", "= b", "a = b +", "a = b c", "a = b * c", "a = 2", "a + b = c", "a = b = c"]
)
def test_what_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not understood|does not begin"):
        parse_equation(text)


#: 令和6年度 収支実績 and 財務実績 in 百万円: plan and actual
FIGURES = {
    "ordinary_income": (2203, 2353),
    "ordinary_expenditure": (1787, 1824),
    "ordinary_balance": (416, 529),
    "extraordinary_income": (3149, 2870),
    "extraordinary_expenditure": (3200, 2865),
    "extraordinary_balance": (-51, 5),
    "reform_fund_withdrawal": (76, 43),
    "fluctuation_reserve_withdrawal": (0, 0),
    "period_balance": (441, 577),
    "basic_property_transfer": (221, 289),
    "fund": (8021, 8021),
    "fund_reserve": (14772, 14791),
    "basic_property": (22793, 22812),
    "fluctuation_reserve_transfer": (220, 288),
}


def test_the_published_figures_keep_the_identities(guarantee: Profile) -> None:
    tried = []
    for identity in guarantee.identities:
        terms = [term for term in identity.terms if not term.optional or term.concept in FIGURES]
        if any(term.prior or term.concept not in FIGURES for term in (identity.target, *terms)):
            continue
        tried.append(identity.id)
        for scenario in (0, 1):
            total = sum(Decimal(term.sign * FIGURES[term.concept][scenario]) for term in terms)
            # each figure is rounded to a million, so that a sum of n may be off by n/2
            assert abs(FIGURES[identity.target.concept][scenario] - total) <= Decimal(len(terms) + 1) / 2
    assert set(tried) == {
        "ordinary_balance",
        "extraordinary_balance",
        "period_balance",
        "appropriation_to_property",
        "basic_property",
    }
