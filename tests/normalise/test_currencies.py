"""Currencies of subsidiaries abroad, as filings print them."""

from __future__ import annotations

import pytest

from extractor.normalise.numbers import parse_figure


@pytest.mark.parametrize(
    ("printed", "base", "value"),
    [
        ("187,501\n百万\nインドネシア\nルピア", "IDR", 187_501_000_000),
        ("441\n百万\nタイバーツ", "THB", 441_000_000),
        ("12千香港ドル", "HKD", 12_000),
    ],
)
def test_a_currency_is_known_by_its_whole_name(printed: str, base: str, value: int) -> None:
    figure = parse_figure(printed)
    assert figure is not None
    assert (figure.unit_base, figure.value_base) == (base, value)
