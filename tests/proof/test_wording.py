"""Numbers as they are told are those that decimals would tell."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from extractor.proof.wording import in_places, shown


@given(st.integers(-(10**12), 10**12), st.integers(0, 5), st.sampled_from([1, 10, 1000, 1_000_000]))
def test_a_number_is_told_in_its_unit_rounded_half_to_even_and_without_zeros_at_its_end(
    value: int, places: int, per_unit: int
) -> None:
    found = in_places(value, places, per_unit)
    assert found == round(Fraction(value * 10**places, per_unit))
    assert shown(found, places) == f"{Decimal(found).scaleb(-places).normalize():,f}"
