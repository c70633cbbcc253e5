"""Characters that pictures do not tell, settled by the words there are, and never without a trace."""

from __future__ import annotations

import pytest

from extractor.ocr.reading import DOUBTFUL, MEANT, SETTLED, Glyph
from extractor.ocr.spelling import spelled
from extractor.ocr.unit_notes import mended


def _read(text: str, others: dict[int, tuple[str, float]], odds: dict[int, float] | None = None) -> list[Glyph]:
    known = odds or {}
    return [Glyph(c, 10.0 * k, known.get(k, 0.99), (others[k],) if k in others else ()) for k, c in enumerate(text)]


def _text(glyphs: tuple[Glyph, ...]) -> str:
    return "".join(glyph.text for glyph in glyphs)


@pytest.mark.parametrize(
    ("read", "at", "other", "meant"),
    [
        ("経常収人", 3, "入", "経常収入"),
        ("責任準備金戻人", 6, "入", "責任準備金戻入"),
        ("釈常収益計", 0, "経", "経常収益計"),
        ("経 常 収 人", 6, "入", "経 常 収 入"),
        ("収支差額変動準備金繰人額", 10, "入", "収支差額変動準備金繰入額"),
        ("平成30年4月1H", 8, "日", "平成30年4月1日"),
        ("事務機リ一ス料", 4, "ー", "事務機リース料"),
        ("同事業の支援先モ二", 8, "ニ", "同事業の支援先モニ"),  # モニタリング, broken by the line
    ],
)
def test_what_makes_no_word_gives_way_to_what_does_and_leaves_a_trace(
    read: str, at: int, other: str, meant: str
) -> None:
    glyphs = spelled(_read(read, {at: (other, 0.001)}))
    assert _text(glyphs) == meant
    assert (glyphs[at].was, glyphs[at].odds) == (read[at], SETTLED)
    assert all(glyph.was is None for k, glyph in enumerate(glyphs) if k != at)


@pytest.mark.parametrize(
    ("read", "at", "other"),
    [
        ("その他人件費", 3, "入"),  # makes a word as it is
        ("法人税", 1, "入"),
        ("個人", 1, "入"),
        ("太田町子", 0, "大"),  # names are no evidence
        ("三百万円", 1, "白"),  # characters of amounts are left to the readers
        ("17億8百万", 2, "意"),
        ("リサーチ", 1, "ザ"),  # katakana spell words that no dictionary has
        ("人", 0, "入"),
        ("グループ二", 4, "ニ"),
    ],
)
def test_what_may_be_right_is_left_alone(read: str, at: int, other: str) -> None:
    glyphs = _read(read, {at: (other, 0.3)})
    assert spelled(glyphs) == tuple(glyphs)


def test_a_doubt_that_words_settle_is_none_but_is_told() -> None:
    glyphs = spelled(_read("経常収益", {0: ("釈", 0.9)}, {0: DOUBTFUL}))
    assert _text(glyphs) == "経常収益"
    assert (glyphs[0].odds, glyphs[0].was) == (SETTLED, "釈")


def test_a_doubt_between_two_words_stays() -> None:
    glyphs = _read("預金", {0: ("現", 0.9)}, {0: DOUBTFUL})
    assert spelled(glyphs) == tuple(glyphs)


def test_a_unit_is_sure_when_nothing_else_that_was_read_is_one() -> None:
    note = _read("（単位：千円、", {4: ("T", 0.7)}, {4: DOUBTFUL})
    glyphs = mended(note)
    assert _text(glyphs) == "（単位：千円、"  # it goes on in the next piece of the line
    assert (glyphs[4].odds, glyphs[4].was) == (SETTLED, "T")


def test_a_unit_that_may_be_another_one_stays_in_doubt() -> None:
    note = _read("（単位：千円）", {4: ("万", 2 * MEANT)}, {4: DOUBTFUL})
    assert mended(note)[4].odds <= DOUBTFUL


def test_a_misread_unit_is_told() -> None:
    assert [glyph.was for glyph in mended(_read("(単位:千門)", {})) if glyph.was] == ["門"]
