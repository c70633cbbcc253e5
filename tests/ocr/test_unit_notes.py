"""Unit notes as recognisers spell them, and as they are meant."""

from __future__ import annotations

import pytest

from extractor.ocr.reading import Glyph
from extractor.ocr.unit_notes import mended


def _mended(text: str) -> str:
    return "".join(g.text for g in mended([Glyph(c, 10.0 * k, 0.9) for k, c in enumerate(text)]))


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("(単位：百万門、%)", "(単位：百万円、%)"),
        ("（単位：千円%）", "（単位：千円、%）"),
        ("(単立:干円)", "(単位:千円)"),
        ("(単位：件百万円、%)", "(単位：件、百万円、%)"),
        ("（単位：円）", "（単位：円）"),
        ("(単位：億円)", "(単位：億円)"),
        ("(単位：百方円、%)", "(単位：百万円、%)"),
    ],
)
def test_units_are_spelled_as_units_are(read: str, meant: str) -> None:
    assert _mended(read) == meant


@pytest.mark.parametrize(
    "text", ["(単位：鎊)", "(単位：百鎊円)", "単位未満切捨て", "保証単価", "(令和6年度)", "71,729"]
)
def test_what_may_be_several_things_or_none_stays_as_it_was_read(text: str) -> None:
    assert _mended(text) == text
