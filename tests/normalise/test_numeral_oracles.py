"""Kanji numerals against kanjize, a library that others keep."""

from __future__ import annotations

from decimal import Decimal

import kanjize
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise.amounts import find_amounts
from extractor.normalise.numerals import numeral

#: a scale alone names a unit (千円, 百万円) and 一 may be a dash: those are refused on purpose
UNITS = {scale + big for scale in ("", "十", "百", "千", "一") for big in ("", "万", "億", "兆")}
NUMBERS = st.integers(1, 9999) | st.integers(1, 9_999_999_999_999_999)


@given(NUMBERS)
def test_a_kanji_numeral_of_the_library_is_read_as_its_number(number: int) -> None:
    text = kanjize.number2kanji(number)
    found = numeral(text)
    if text in UNITS:
        assert found is None or found.value * found.factor == number
        return
    assert found is not None, text
    assert found.value * found.factor == number == kanjize.kanji2number(text)


@given(NUMBERS, st.sampled_from(["円", "件", "社"]))
def test_a_kanji_amount_of_the_library_is_found_in_a_sentence(number: int, unit: str) -> None:
    text = kanjize.number2kanji(number)
    spans = find_amounts(f"合計は{text}{unit}でした。")
    if text in UNITS:
        assert all(span.quantity.value_base == number for span in spans)
        return
    assert [span.quantity.value_base for span in spans] == [Decimal(number)], text


@given(st.text("一二三四五六七八九十百千万億〇", min_size=1, max_size=8))
def test_what_both_read_they_read_alike(text: str) -> None:
    """The library takes more than is right (二三百, 十十): where we read, it must read the same."""
    found = numeral(text)
    if found is None or "〇" in text:
        return
    try:
        theirs = kanjize.kanji2number(text)
    except ValueError:
        return
    assert found.value * found.factor == theirs, text


@pytest.mark.parametrize(("text", "number"), [("千百", 1100), ("百十", 110), ("千百十", 1110), ("千百万", 11_000_000)])
def test_falling_scales_without_a_digit_are_figures(text: str, number: int) -> None:
    found = numeral(text)
    assert found is not None and found.value * found.factor == number


@pytest.mark.parametrize("text", ["千", "百万", "十億", "千万", "百十千", "十百", "千千"])
def test_scales_alone_or_out_of_order_are_refused(text: str) -> None:
    assert numeral(text) is None
