"""Single characters beside all print or in the fold of a book are marks of the sheet; everything else stays."""

from __future__ import annotations

import msgspec
import pytest

from extractor.model import Box, Layer, Page, Ruling, Word
from extractor.spreads import logical_pages, spread_of
from extractor.strays import is_line, without_scraps, without_side_marks
from set_words import word, words

PRINT = [*words("保証承諾は 7,173 百万円で前年度を上回った。", 60, 200), *words("代位弁済 529 百万円", 60, 220)]
RIGHT = max(one.box.x1 for one in PRINT)


def sheet(*added: Word, rulings: tuple[Ruling, ...] = (), recognised: bool = True) -> Page:
    return Page(1, 595.0, 842.0, Layer.OCR, words=(*PRINT, *added), rulings=rulings, recognised=recognised)


@pytest.mark.parametrize("at", [(20.0, 300.0), (RIGHT + 6, 300.0), (0.0, 250.0)])
def test_a_character_alone_beside_all_print_is_a_mark(at: tuple[float, float]) -> None:
    page = without_side_marks(sheet(word("1", *at)))
    assert page.words == tuple(PRINT)
    assert page.marks == (word("1", *at).box,)


@pytest.mark.parametrize(
    "kept",
    [
        word("1", 100.0, 300.0),  # below the print: a figure without a table
        word("1", RIGHT + 30, 200.0),  # in a line of print
        word("12", RIGHT + 30, 300.0),  # more than a mark would make
        word("1", 20.0, 800.0),  # a page number at the foot
        word("1", RIGHT + 1, 300.0),  # at the edge of the print
    ],
    ids=["below", "in a line", "two digits", "foot", "edge"],
)
def test_what_may_be_a_figure_stays(kept: Word) -> None:
    assert without_side_marks(sheet(kept)).words == (*PRINT, kept)


def test_a_character_between_rules_or_in_a_text_layer_stays() -> None:
    far = word("1", RIGHT + 30, 300.0)
    assert far in without_side_marks(sheet(far, rulings=(Ruling(True, 295.0, 60.0, RIGHT + 60),))).words
    assert far in without_side_marks(sheet(far, recognised=False)).words


# --- the fold ---------------------------------------------------------------------------------------------------------

WIDTH, HEIGHT = 1170.0, 840.0
HALVES = [
    *words("保証承諾 7,173", 60, 300),
    *words("合計 19,825", 490, 300),
    *words("代位弁済 529", 640, 300),
    word("—6—", 280, 780),
    word("-7", 876, 780),
]


def spread(*added: Word, rulings: tuple[Ruling, ...] = ()) -> Page:
    return Page(4, WIDTH, HEIGHT, Layer.OCR, words=(*HALVES, *added), rulings=rulings, recognised=True)


def doubted(text: str, x0: float, top: float) -> Word:
    return msgspec.structs.replace(word(text, x0, top), confidence=0.2)


def test_dashes_of_every_kind_stand_around_the_numbers_of_a_spread() -> None:
    found = spread_of(spread())
    assert found is not None and (found.left, found.right) == ("6", "7")


@pytest.mark.parametrize("mark", [word("1", 582, 300), word("1", 570, 120), doubted("F一", 578, 300)])
def test_what_the_fold_was_read_as_is_told_and_hides_no_spread(mark: Word) -> None:
    page = spread(mark, doubted("二", 584, 500))
    found = spread_of(page)
    halves = logical_pages(page, found, 4)
    assert sorted(w.text for half in halves for w in half.words) == sorted(w.text for w in HALVES)
    assert all(set(half.marks) == {mark.box, word("二", 584, 500).box} for half in halves)


@pytest.mark.parametrize(
    ("kept", "rulings"),
    [
        (word("1", 545, 300), ()),  # at the end of the left table
        (word("1", 582, 300), (Ruling(True, 295.0, 480.0, 600.0),)),  # in a cell
        (doubted("29", 580, 300), ()),  # a figure, however doubted
    ],
    ids=["beside print", "in a cell", "a figure"],
)
def test_figures_near_the_fold_stay(kept: Word, rulings: tuple[Ruling, ...]) -> None:
    page = spread(kept, rulings=rulings)
    assert kept in [w for half in logical_pages(page, spread_of(page), 4) for w in half.words]


# --- the back of the sheet --------------------------------------------------------------------------------------------


def showing_through(*sure: Word) -> tuple[Page, list[Word]]:
    """Three lines of scraps, and ``sure`` words among them."""
    scraps = [
        doubted(text, 90.0 + 40 * n, top) for top in (300.0, 340, 380) for n, text in enumerate(("1工", "都", "114"))
    ]
    return Page(1, 595.0, 842.0, Layer.OCR, words=(*sure, *scraps), recognised=True), scraps


def test_lines_of_scraps_on_a_page_of_scraps_are_told_as_lines() -> None:
    page, _ = showing_through(*PRINT)
    read = without_scraps(page)
    assert read.words == tuple(PRINT)
    assert [is_line(mark) for mark in read.marks] == [True] * 3


def test_what_may_be_print_stays() -> None:
    """A line with a sure word, a long word however doubted, and every line of a page that is read for the most part."""
    page, scraps = showing_through(*PRINT, word("代位弁済", 300.0, 300.0), doubted("7,173", 300.0, 340.0))
    assert without_scraps(page).words == (*page.words[: -len(scraps)], *scraps[:6])
    page, _ = showing_through(*PRINT, *(word("保証", 60.0 + 40 * n, 500.0) for n in range(9)))
    assert without_scraps(page) == page


def test_slight_marks_are_no_lines() -> None:
    assert not is_line(word("1", 100.0, 300.0).box)
    assert not is_line(Box(100.0, 300.0, 110.0, 302.0))
