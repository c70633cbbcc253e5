"""Lines of recognised words: figures in full-width type hold together, figures of two columns do not."""

from __future__ import annotations

import pytest

from extractor.layout import line_of
from extractor.model import Box, Word, packed
from extractor.sections.pages import type_size

EM = 10.0


def word(text: str, left: float, pitch: float, confidence: float | None = 0.9) -> Word:
    """A word whose characters stand ``pitch`` apart, from ``left`` on; the ink is as wide as the pitches are."""
    stops = tuple((left + pitch * i, left + pitch * (i + 1)) for i in range(len(text)))
    return Word(text, Box(left, 100, stops[-1][1], 100 + EM), packed(stops), confidence=confidence)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ((word("総額を２", 50, 11), word("３億４５６万７，", 101, 11), word("０００円とする", 201, 11)), "総額を２３億４５６万７，０００円とする"),
        # half-width figures are narrower than their line is high: white space parts them
        ((word("計画", 50, 11), word("40", 80, 5), word("52", 98, 5)), "計画 40 52"),
        # a whole character fits into the white
        ((word("１２３", 50, 11), word("４５６", 97, 11)), "１２３ ４５６"),
        ((word("第２", 50, 11), word("表のとおり", 80, 11)), "第２ 表のとおり"),
        # the text layer knows the width of its characters
        ((word("２３", 50, 11, None), word("４５", 80, 11, None)), "２３ ４５"),
    ],
)  # fmt: skip
def test_full_width_figures_hold_together(words: tuple[Word, ...], text: str) -> None:
    assert line_of(words).text == text


def test_type_is_no_larger_than_its_line_is_tall_where_only_ink_is_known() -> None:
    """A scan set wide; a text layer knows the advance, however low its line box is."""
    assert type_size([word("経理の状況", 50, 20)]) == EM
    assert type_size([word("経理の状況", 50, 20, None)]) == 20
