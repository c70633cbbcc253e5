"""Tokens: every decimal digit of a page lies in exactly one."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laid import page

from extractor.ledger import digit_tokens
from extractor.model import Box, Layer, Page, Word, packed, unpacked
from set_words import word


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("5,355", ["5,355"]),
        ("２，０９３億５０百万円", ["２，０９３", "５０"]),
        ("令和６年度", ["６"]),
        ("△51", ["△51"]),
        ("前年度比△3.5％", ["△3.5％"]),
        ("-51", ["-51"]),
        ("−５１", ["−５１"]),
        ("03-5337-7070", ["03", "5337", "7070"]),
        ("-8-", ["8"]),
        ("A-1", ["1"]),
        ("(41)", ["41"]),
        ("94.5%", ["94.5%"]),
        ("1,234.", ["1,234"]),
        ("2024/3/31", ["2024", "3", "31"]),
        ("①三件²Ⅳ", []),
        ("※１", ["１"]),
        ("10～20件", ["10", "20"]),
    ],
)
def test_tokens_of_a_word(text: str, tokens: list[str]) -> None:
    assert [t.text for t in digit_tokens(page((text, 100.0, 100.0)))] == tokens


def test_a_token_has_its_own_box_and_line() -> None:
    (first, second) = digit_tokens(page(("承諾は 717億", 100.0, 100.0), ("計 29", 100.0, 120.0)))
    assert first.box == Box(135.0, 100.0, 150.0, 110.0)
    assert (first.line, second.line) == ("承諾は 717億", "計 29")
    assert (first.ordinal, second.ordinal) == (0, 1)


def test_of_a_word_without_places_of_its_characters_the_whole_stands_for_the_part() -> None:
    whole = Box(100.0, 100.0, 160.0, 110.0)
    bare = Word("計717件", whole, packed([(100.0, 160.0)]))
    (token,) = digit_tokens(Page(1, 595.0, 842.0, Layer.TEXT, (bare,)))
    assert (token.text, token.box) == ("717", whole)


#: digits of several scripts, what stands between and beside them, and words
TEXTS = st.text("0123456789０９１５,.，．、-−△+％%（）()①²一億円A年٣", min_size=1, max_size=12).filter(str.strip)


@given(st.lists(st.tuples(TEXTS, st.integers(0, 500), st.integers(0, 800)), max_size=12))
def test_every_digit_lies_in_one_token(placed: list[tuple[str, int, int]]) -> None:
    words = tuple(word(text, float(x), float(y)) for text, x, y in placed)
    tokens = digit_tokens(Page(1, 595.0, 842.0, Layer.TEXT, words))
    printed = Counter(c for w in words for c in w.text if c.isdecimal())
    assert Counter(c for t in tokens for c in t.text if c.isdecimal()) == printed
    places = Counter(
        (c, stop, w.box.top) for w in words for c, stop in zip(w.text, unpacked(w.stops), strict=True) if c.isdecimal()
    )
    found = [
        (c, stop, t.box.top) for t in tokens for c, stop in zip(t.text, unpacked(t.stops), strict=True) if c.isdecimal()
    ]
    assert Counter(found) == places
    assert [t.ordinal for t in tokens] == list(range(len(tokens)))
