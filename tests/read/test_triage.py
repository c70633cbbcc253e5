"""Text layers that are no text, and those that are."""

from __future__ import annotations

import pytest

from extractor.model import Box, Word
from extractor.read.triage import is_garbled

PROSE = "令和6年度の保証承諾は717億29百万円で、前年度比94.5％と一歩後退したものの、計画比では130.4％に達しています。"


def _words(*texts: str) -> list[Word]:
    return [Word(text, Box(0, 0, 1, 1), b"") for text in texts]


@pytest.mark.parametrize(
    "texts",
    [
        (PROSE, "71,729", "△51", "(41)", "l", "100.0%", "1,000円", "0"),
        (PROSE, "IFRS9", "S&P500", "Web3.0", "O157", "A(1)", "COVID-19"),
        ("⾦額", "㈱みなと", "①", "彅田", *[PROSE] * 2),
        ("Annual report 2024: revenue rose by 4.5% to 1,234 million yen, costs fell.",),
        ("71,729",),
    ],
)
def test_good_text_is_believed(texts: tuple[str, ...]) -> None:
    assert not is_garbled(_words(*texts))


@pytest.mark.parametrize(
    "texts",
    [
        (PROSE, "l,065,331", "43(),()92", "16,280"),
        (PROSE, "4,O52", "1l,300", "7,294", "18,555"),
        ("(cid:123)(cid:77)" * 12,),
        ("\x03\x11\x07 \x01\x02" * 10, PROSE[:20]),
        ("\ue012\ue013\ue014" * 10,),
        ("ДЖЩЫਕਖਗઘઙകഖഗഘങ" * 3, "12"),
    ],
)
def test_garbled_text_is_told(texts: tuple[str, ...]) -> None:
    assert is_garbled(_words(*texts))
