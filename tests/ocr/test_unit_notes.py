"""Unit notes as recognisers spell them, and as they are meant."""

from __future__ import annotations

import pytest

from extractor.ocr.reading import DOUBTFUL, Glyph
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


def _with_others(text: str, others: dict[int, tuple[tuple[str, float], ...]], odds: float) -> tuple[Glyph, ...]:
    """A note whose characters in ``others`` are in doubt, with what else recognisers thought of."""
    return mended([Glyph(c, 10.0 * k, odds if k in others else 0.95, others.get(k, ())) for k, c in enumerate(text)])


@pytest.mark.parametrize(
    ("text", "others", "meant"),
    [
        # what the recognisers thought of, at 150 and 200 dpi in black and white
        (
            "（単位：千P)",
            {4: (("干", 0.089), ("下", 0.73)), 5: (("門", 0.52), ("円", 0.252), ("口", 0.003))},
            "（単位：千円)",
        ),
        ("（単位：千刊、%）", {5: (("円", 0.352), ("口", 0.083), ("門", 0.136))}, "（単位：千円、%）"),
    ],
)
def test_a_unit_is_the_one_that_recognisers_thought_of(
    text: str, others: dict[int, tuple[tuple[str, float], ...]], meant: str
) -> None:
    done = _with_others(text, others, 0.3)
    assert "".join(g.text for g in done) == meant
    assert all(g.odds > DOUBTFUL for g in done)
    assert any(g.was is not None for g in done)


@pytest.mark.parametrize(
    ("text", "others", "left"),
    [
        ("（単位：千円）", {4: (("万", 0.3),)}, "（単位：〓円）"),
        ("（単位：千口）", {5: (("円", 0.3),)}, "（単位：千〓）"),
        ("（単位：千P）", {5: (("人", 0.2), ("円", 0.2))}, "（単位：千P）"),
    ],
)
def test_where_two_units_are_likely_neither_is_taken(
    text: str, others: dict[int, tuple[tuple[str, float], ...]], left: str
) -> None:
    done = _with_others(text, others, 0.35)
    assert "".join(g.text for g in done) == left
    assert any(g.odds <= DOUBTFUL for g in done)
