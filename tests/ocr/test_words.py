"""Words of a scan joined where nothing but the white of their characters parts them."""

from __future__ import annotations

import pytest

from extractor.model import Box, Word, packed
from extractor.ocr.words import joined


def _word(text: str, x0: float, step: float, height: float = 10.0) -> Word:
    stops = tuple((x0 + step * k, x0 + step * (k + 1)) for k in range(len(text)))
    return Word(text, Box(x0, 100.0, stops[-1][1], 100.0 + height), packed(stops), confidence=0.9)


def _texts(*words: Word) -> list[str]:
    return [word.text for word in joined(words, ())]


def test_full_width_digits_are_one_figure_where_a_one_leaves_white() -> None:
    """３８６件で、１｜７６．｜２％: the ink of 1 is far from that of 7, as is that of a point."""
    words = _word("386件で、1", 60.0, 10.0), _word("76.", 133.0, 10.0), _word("2%", 165.0, 10.0)
    assert _texts(*words) == ["386件で、176.2%"]


@pytest.mark.parametrize(
    "words",
    [
        (_word("386件1", 60.0, 5.0), _word("76", 89.0, 5.0)),  # half-width: the gap is one
        (_word("386件で、1", 60.0, 10.0), _word("76", 138.0, 10.0)),  # a space stands between
        (_word("386件", 60.0, 10.0), _word("76", 110.0, 10.0)),
        (_word("1", 60.0, 10.0), _word("76", 72.0, 10.0)),  # nothing tells how wide digits are set
    ],
)
def test_figures_that_a_gap_parts_stay_apart(words: tuple[Word, ...]) -> None:
    assert _texts(*words) == [word.text for word in words]
