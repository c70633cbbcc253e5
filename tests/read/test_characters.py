"""Characters to words: gaps, justified labels, type printed twice, radicals; places against pdfplumber."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pdfplumber
import pytest

from extractor.model import Layer, Page, unpacked
from extractor.normalise.labels import normalise_label
from extractor.read.bulk_types import GLYPH
from extractor.read.characters import with_unicode
from pdfs import Sheet, pdf, text

Read = Callable[[Sheet | str], Page]


def texts(page: Page) -> list[str]:
    return [word.text for word in page.words]


def test_characters_stand_where_pdfplumber_sees_them(read: Read) -> None:
    content = text(72, 700, "保証承諾△51") + text(300, 650, "94.5％", size=14) + text(72, 600, "－", size=8)
    page = read(content)
    found = [
        (char, stop[0], word.box.top, stop[1], word.box.bottom)
        for word in page.words
        for char, stop in zip(word.text, unpacked(word.stops), strict=True)
    ]
    oracle = [
        (c["text"], c["x0"], c["top"], c["x1"], c["bottom"])
        for c in pdfplumber.open(io.BytesIO(pdf(content))).pages[0].chars
    ]
    assert [char for char, *_ in found] == [char for char, *_ in oracle]
    for (_, *place), (_, *seen) in zip(found, oracle, strict=True):
        assert place == pytest.approx(seen, abs=0.01)


def test_a_gap_parts_words_and_the_space_of_a_font_does_too(read: Read) -> None:
    assert texts(read(text(72, 700, "保証承諾") + text(140, 700, "5,355"))) == ["保証承諾", "5,355"]
    assert texts(read(text(72, 700, "保証承諾 5,355"))) == ["保証承諾", "5,355"]
    assert texts(read(text(72, 700, "保証承諾　5,355"))) == ["保証承諾", "5,355"]


def test_figures_that_meet_end_to_end_are_one_word(read: Read) -> None:
    pieces = text(72, 700, "1") + text(82, 700, ",") + text(92, 700, "234")
    assert texts(read(pieces)) == ["1,234"]


@pytest.mark.parametrize("gap", [2.5, 5, 10, 30])
def test_a_justified_label_is_parted_and_joined_by_its_normal_form(read: Read, gap: float) -> None:
    page = read("".join(text(72 + i * (10 + gap), 700, char) for i, char in enumerate("保証承諾")))
    assert texts(page) == list("保証承諾")
    assert normalise_label(" ".join(texts(page))) == "保証承諾"


def test_loosely_set_type_stays_together(read: Read) -> None:
    assert texts(read("".join(text(72 + i * 11.5, 700, char) for i, char in enumerate("保証承諾")))) == ["保証承諾"]


@pytest.mark.parametrize("shift", [(0, 0), (0.3, 0), (0.3, -0.3), (0.6, 0.4)])
def test_bold_that_is_printed_twice_is_read_once(read: Read, shift: tuple[float, float]) -> None:
    page = read(text(72, 700, "経常収支11,771") + text(72 + shift[0], 700 + shift[1], "経常収支11,771"))
    assert texts(page) == ["経常収支11,771"]


def test_bold_that_is_printed_twice_character_by_character_is_read_once(read: Read) -> None:
    page = read(
        "".join(text(72 + 10 * i, 700, char) + text(72.3 + 10 * i, 700, char) for i, char in enumerate("1,177"))
    )
    assert texts(page) == ["1,177"]


@pytest.mark.parametrize("shift", [0.3, 1.2])
def test_a_line_that_is_printed_again_as_a_whole_is_read_once(read: Read, shift: float) -> None:
    """PDFium drops a second print only when it follows at once."""
    figures = "経常収支差額は11,771百万円"
    once, again = ("".join(text(x + 10 * i, 700, char) for i, char in enumerate(figures)) for x in (72, 72 + shift))
    assert texts(read(once + text(72, 600, "別の行") * 3 + again)) == [figures, "別の行"]


def test_the_same_figure_in_the_next_row_or_column_is_another(read: Read) -> None:
    page = read(text(72, 700, "11") + text(72, 690, "11") + text(95, 700, "11"))
    assert sorted(texts(page)) == ["11", "11", "11"]


def test_repeated_digits_are_kept_when_they_are_set_tight(read: Read) -> None:
    """Half-width digits are half an em wide: a neighbour must not pass for a second print of the first."""
    page = read("".join(text(72 + 5 * i, 700, "1") for i in range(4)))
    assert "".join(texts(page)) == "1111"


@pytest.mark.parametrize("inset", [4.9, 5.0, 5.1])
def test_marks_set_half_an_em_into_one_another_stay_in_their_order(read: Read, inset: float) -> None:
    """」、「 take half an em each (JIS X 4051), as browsers and typesetters set them."""
    page = read(
        "".join(text(72 + x, 700, char) for x, char in ((0, "援」"), (20 - inset, "、"), (30 - 2 * inset, "「専")))
    )
    assert texts(page) == ["援」、「専"]


def test_radicals_are_read_as_wide_as_the_characters_that_they_stand_for(read: Read) -> None:
    page = read(text(72, 700, "項⽬⾦⾼"))
    [word] = page.words
    assert [*unpacked(word.stops)] == [(72, 82), (82, 92), (92, 102), (102, 112)]
    assert word.box.height == pytest.approx(10)
    assert normalise_label(word.text) == "項目金高"


def test_text_over_two_lines_is_two_words(read: Read) -> None:
    assert texts(read(text(72, 700, "保証") + text(92, 686, "承諾"))) == ["保証", "承諾"]


def test_white_space_alone_leaves_no_word(read: Read) -> None:
    page = read(text(72, 700, " 　\n\t"))
    assert (page.words, page.layer) == ((), Layer.NONE)


def test_what_stands_off_the_displayed_page_is_not_on_it(read: Read) -> None:
    """Printers' notes beyond the trim: no reader of the document sees them."""
    slug = text(72, 830, "2017/06/23 11:58:51") + text(-200, 500, "左") + text(72, -40, "下")
    page = read(Sheet(slug + text(72, 700, "保証承諾"), crop=(0, 0, 595, 814)))
    assert texts(page) == ["保証承諾"]


# --- the layer --------------------------------------------------------------------------------------------------------

SCAN = "q 595 0 0 842 0 0 cm /Im Do Q\n"
BODY = text(72, 700, "正味財産増減計算書の本文がここに三十字より長く印刷されているものとする。")


def test_a_page_without_text_is_not_read(read: Read) -> None:
    assert read(SCAN).layer is Layer.NONE
    assert read("").layer is Layer.NONE


@pytest.mark.parametrize(("height", "layer"), [(620, Layer.NONE), (200, Layer.TEXT)])
def test_a_page_number_beside_a_pasted_table_does_not_make_it_read(read: Read, height: int, layer: Layer) -> None:
    pasted = f"q 480 0 0 {height} 60 180 cm /Im Do Q\n"
    assert read(pasted + text(290, 30, "12")).layer is layer
    assert read(pasted + BODY).layer is Layer.TEXT


def test_a_page_number_over_a_scan_does_not_make_it_read(read: Read) -> None:
    assert read(SCAN + text(290, 30, "12")).layer is Layer.NONE


def test_hidden_text_over_a_scan_is_somebodys_ocr(read: Read) -> None:
    hidden = BODY.replace(" 0 Tr", " 3 Tr")
    assert hidden != BODY
    assert read(SCAN + hidden).layer is Layer.OCR
    assert read(SCAN + BODY).layer is Layer.TEXT


def test_a_picture_beside_text_is_no_scan(read: Read) -> None:
    page = read("q 200 0 0 100 72 300 cm /Im Do Q\n" + BODY)
    assert page.layer is Layer.TEXT
    assert page.images == ((72, 442, 272, 542),)


def test_codes_that_are_none_of_unicode_are_marked_as_unreadable() -> None:
    """The codes of a CMap such as UniJIS-UTF8-H come out of PDFium as they are: E38081 for 、."""
    glyphs = np.zeros(3, GLYPH)
    glyphs["code"] = [0x4FDD, 0xE38081, 0xFFFFFFFF]
    assert with_unicode(glyphs)["code"].tolist() == [0x4FDD, 0xFFFD, 0xFFFD]
    assert with_unicode(glyphs[:1])["code"].tolist() == [0x4FDD]
