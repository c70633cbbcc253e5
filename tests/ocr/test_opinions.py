"""What two recognisers make of one piece of print."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.ocr.opinions import Ink, Piece, agreed, in_doubt
from extractor.ocr.reading import DOUBTFUL, FIGURE_CHARACTERS, Glyph, Reading
from extractor.ocr.shapes import is_dash

SIZE = 20.0


def _reading(text: str, odds: float = 0.99) -> Reading:
    glyphs = tuple(Glyph(character, 5.0 + 10.0 * k, odds) for k, character in enumerate(text))
    return Reading(glyphs, tuple(g for g in glyphs if g.text in FIGURE_CHARACTERS))


def _piece(first: str, second: str, width: int | None = None) -> Piece:
    ink = np.ones(width or 10 * len(first), np.bool_)
    return agreed([(_reading(first), _reading(second))], Ink(ink, SIZE))


def _text(piece: Piece) -> str:
    return "".join(g.text for g in piece.glyphs)


@pytest.mark.parametrize("figure", ["71,729", "△51", "94.5", "(41)", "100.0%", "[8,822,000]"])
def test_a_figure_that_both_read_is_sure(figure: str) -> None:
    piece = _piece(figure, figure)
    assert _text(piece) == figure
    assert piece.confidence > DOUBTFUL


@pytest.mark.parametrize(("one", "other"), [("71,729", "77,729"), ("△51", "51"), ("16,280", "46,280")])
def test_a_figure_that_they_read_differently_is_in_doubt(one: str, other: str) -> None:
    assert _piece(one, other).confidence <= DOUBTFUL


def test_the_reading_that_is_a_figure_is_believed_but_in_doubt() -> None:
    piece = _piece("5,6821", "5,682")
    assert _text(piece) == "5,682"
    assert piece.confidence <= DOUBTFUL


def test_a_point_at_the_end_or_after_the_sign_is_a_speck() -> None:
    assert _text(_piece("97.8.", "97.8")) == "97.8"
    assert _text(_piece("△.408", "△408")) == "△408"
    assert _piece("97.8.", "97.8").confidence > DOUBTFUL


def test_three_digits_after_a_point_may_be_a_misread_comma() -> None:
    assert _piece("897.762", "897.762").confidence <= DOUBTFUL
    assert _piece("12.75", "12.75").confidence > DOUBTFUL


def test_a_gap_between_digits_is_a_lost_point() -> None:
    assert _piece("95 2", "952").confidence <= DOUBTFUL
    assert _piece("5, 385", "5,385").confidence > DOUBTFUL


def test_ink_that_no_character_accounts_for_is_a_lost_sign() -> None:
    columns = np.zeros(100, np.bool_)
    columns[0:18] = True
    columns[40:90] = True
    glyphs = tuple(Glyph(c, 45.0 + 10.0 * k, 0.99) for k, c in enumerate("1,729"))
    reading = Reading(glyphs, glyphs)
    assert agreed([(reading, reading)], Ink(columns, SIZE)).confidence <= DOUBTFUL
    assert agreed([(reading, reading)], Ink(columns & (np.arange(100) >= 40), SIZE)).confidence > DOUBTFUL


def test_text_takes_each_character_from_the_surer_network() -> None:
    one = Reading((Glyph("合", 5.0, 0.5), Glyph("和", 15.0, 0.99)), ())
    other = Reading((Glyph("令", 5.0, 0.99), Glyph("知", 15.0, 0.3)), ())
    assert _text(agreed([(one, other)], Ink(np.ones(20, np.bool_), SIZE))) == "令和"


def test_digits_within_text_are_in_doubt_where_the_networks_differ() -> None:
    assert _piece("令和6年度の保証承諾", "令和5年度の保証承諾").confidence <= DOUBTFUL
    assert _piece("令和6年度の保証承諾", "令和6年度の保証承諾").confidence > DOUBTFUL


@pytest.mark.parametrize(
    ("width", "height", "dash"), [(16, 2, True), (16, 5, True), (4, 18, False), (16, 9, False), (4, 2, False)]
)
def test_a_dash_is_told_by_its_shape(width: int, height: int, dash: bool) -> None:
    assert is_dash(width, height, SIZE) is dash


def _doubted(piece: Piece) -> str:
    return "".join(g.text for g in piece.glyphs if g.odds <= DOUBTFUL)


def test_only_the_amount_that_they_read_differently_is_in_doubt() -> None:
    assert _doubted(_piece("保証承諾は717億円、前年比94.5％", "保証承諾は777億円、前年比94.5％")) == "717億"
    assert _doubted(_piece("保証承諾は717億円", "保証承諾は7177億円")) == "717億"
    assert _doubted(_piece("保証承諾は717億円", "保征承諾は717億円")) == "証"


def test_words_among_digits_are_never_masked_away() -> None:
    piece = _piece("000万9,", "000万9,")
    assert _text(piece) == "000万9,"
    assert piece.confidence > DOUBTFUL


def test_a_triangle_that_nobody_read_is_put_back_in_doubt() -> None:
    ink = Ink(np.ones(60, np.bool_), SIZE, sign=2.0)
    piece = agreed([(_reading("1,729"), _reading("1,729"))], ink)
    assert _text(piece) == "△1,729"
    assert piece.confidence <= DOUBTFUL
    assert agreed([(_reading("△1,729"), _reading("△1,729"))], ink).confidence > DOUBTFUL


def test_without_a_second_opinion_every_figure_is_in_doubt() -> None:
    ink = Ink(np.ones(50, np.bool_), SIZE)
    assert agreed([(_reading("71,729"), None)], ink).confidence <= DOUBTFUL
    assert agreed([(_reading("保証承諾"), None)], ink).confidence > DOUBTFUL
    assert _doubted(agreed([(_reading("令和6年度"), None)], ink)) == "6"


def test_what_both_read_surely_is_not_looked_at_again() -> None:
    assert not in_doubt(_reading("71,729"), _reading("71,729"))
    assert in_doubt(_reading("71,729"), _reading("77,729"))
    assert in_doubt(_reading("71,729"), _reading("71,729", 0.7))
    assert not in_doubt(_reading("証"), _reading("征"))
    assert in_doubt(_reading("証", 0.5), _reading("征"))


@pytest.mark.parametrize(("text", "odds", "sure"), [("二", 0.83, False), ("二", 0.99, True), ("計", 0.83, True)])
def test_a_lone_stroke_numeral_that_nobody_is_sure_of_may_be_a_dash(text: str, odds: float, sure: bool) -> None:
    """Both networks read 二 in a dash with a speck above it, hesitating."""
    reading = _reading(text, odds)
    piece = agreed([(reading, reading)], Ink(np.ones(len(text) * 20, np.bool_), SIZE))
    assert (piece.confidence > DOUBTFUL) is sure
