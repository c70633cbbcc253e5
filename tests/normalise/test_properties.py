"""Print in any style, parse, and get the same back; damage it, and be refused or read as it says; never raise."""

from __future__ import annotations

import itertools
import re
import unicodedata
from decimal import Decimal

import printers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractor.model import Quantity
from extractor.normalise.amounts import find_amounts, find_non_amounts
from extractor.normalise.characters import fold, is_empty_mark, narrow
from extractor.normalise.eras import find_periods
from extractor.normalise.labels import normalise_label, numbering_level, split_numbering
from extractor.normalise.numbers import has_digits, parse_figure, split_marks
from extractor.normalise.units import parse_unit_note, rounding_note, unit_in_label, unit_of

COUNTS = st.integers(0, 999_999_999_999) | st.integers(0, 99_999)
CELL_STYLES = printers.BARE + printers.MEASURED + printers.KANJI_MEASURED
PROSE_STYLES = printers.MEASURED + printers.KANJI_MEASURED

#: (before, after) of sentences in which an amount may stand
FRAMES = (
    ("", ""),
    ("令和６年度の保証承諾は", "、前年度比94.5％となりました。"),
    ("（１）保証債務残高 ", "（計画比 102.7％）"),
    ("第５条に定める額は、約", "とする。"),
    ("① 経常収入は\n", "と、"),
)
#: characters that a slip of the press, of OCR or of a font map puts in place of another
SLIPS = "0123456789,.，．・-−△▲―ー一lO()[]（ 　\n億万千百円件%％倍※*注年月"


def same(quantity: Quantity, printed: printers.Printed) -> bool:
    return (quantity.value, quantity.unit, quantity.value_base, quantity.step, quantity.bracketed) == (
        printed.value,
        printed.unit,
        printed.base,
        printed.step,
        printed.bracketed,
    )


def test_there_are_at_least_twenty_styles() -> None:
    assert len(set(CELL_STYLES)) >= 20


@pytest.mark.parametrize("style", CELL_STYLES, ids=lambda style: style.__name__)
@given(count=COUNTS)
def test_a_printed_cell_is_read_back(style: printers.Printer, count: int) -> None:
    printed = style(count)
    quantity = parse_figure(printed.text)
    assert quantity is not None, printed
    assert quantity.raw == printed.text
    assert same(quantity, printed), (quantity, printed)


@pytest.mark.parametrize("unit", ["円", "千円", "百万円", "億円", "件", "％"])
@given(count=COUNTS)
def test_the_unit_of_the_table_carries_a_bare_figure_to_its_base(unit: str, count: int) -> None:
    worth = {"円": 1, "千円": 10**3, "百万円": 10**6, "億円": 10**8}.get(unit, 1)
    quantity = parse_figure(f"△ {count:,}", unit)
    assert quantity is not None
    assert (quantity.value, quantity.unit) == (-count, unit)
    assert (quantity.value_base, quantity.step) == (-count * worth, worth)


@pytest.mark.parametrize("style", PROSE_STYLES, ids=lambda style: style.__name__)
@given(count=COUNTS, frame=st.sampled_from(FRAMES))
def test_a_printed_amount_is_found_in_a_sentence(style: printers.Printer, count: int, frame: tuple[str, str]) -> None:
    printed = style(count)
    before, after = frame
    text = before + printed.text + after
    found = [span for span in find_amounts(text) if span.start == len(before)]
    assert len(found) == 1, (text, find_amounts(text))
    assert text[found[0].start : found[0].end] == printed.text == found[0].quantity.raw
    assert same(found[0].quantity, printed), (found, printed)


# --- damage -----------------------------------------------------------------------------------------------------------


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A printed cell with one character replaced, dropped, doubled or put in."""
    text = draw(st.sampled_from(CELL_STYLES))(draw(COUNTS)).text
    at = draw(st.integers(0, len(text) - 1))
    middle = draw(
        st.sampled_from(["", text[at] * 2]) | st.sampled_from(SLIPS) | st.sampled_from(SLIPS).map(text[at].__add__)
    )
    return text[:at] + middle + text[at + 1 :]


NARROWER = str.maketrans("（）＊０１２３４５６７８９，．", "()*0123456789,.")
NOTE_MARKS = re.compile(r"\((?:※|\*|注)\s*\d{0,2}\s*\)(?:\s?\d{1,2}(?![\d,.]))?|[※*注]\s?\d{1,2}(?![\d,.])|[※*注²]")


def said(text: str) -> Decimal | None:
    """The number of ones that a naive reader adds up from a cell in arabic digits; None for kanji and marks."""
    narrower = text.translate(NARROWER)
    if re.match(r"\(?[※*注]\)?\d", narrower):
        return None  # how far the mark goes is a question of its own, see test_cells
    bare = unicodedata.normalize("NFKC", NOTE_MARKS.sub(" ", narrower))
    bare = re.sub(r"[\s,+()\[\]△▲\-−]|[円件%倍¥]|ポイント|[ヶか]所|年間?|月", "", bare)
    bare = re.sub(r"(\d+)銭", r".\1", bare)
    total = section = Decimal(0)
    for number, small, big in re.findall(r"(\d+(?:\.\d+)?)([千百]?)([万億兆]?)", bare):
        section += Decimal(number) * {"": 1, "百": 100, "千": 1000}[small]
        if big:
            total, section = total + section * {"万": 10**4, "億": 10**8, "兆": 10**12}[big], Decimal(0)
    left = re.sub(r"\d+(?:\.\d+)?[千百]?[万億兆]?", "", bare)
    return None if left else total + section


SCALES = {"千": 10**3, "百万": 10**6, "万": 10**4, "億": 10**8, "兆": 10**12}


@given(damaged())
def test_a_damaged_cell_is_refused_or_read_as_it_says(text: str) -> None:
    quantity = parse_figure(text)
    expected = said(text)
    if quantity is None or quantity.value is None or expected is None:
        return
    scale = next((s for s in sorted(SCALES, key=len, reverse=True) if (quantity.unit or "").startswith(s)), "")
    assert abs(quantity.value) * SCALES.get(scale, 1) == expected, (text, quantity)
    negative = bool(re.search(r"[△▲−－-]", text))
    assert quantity.value == 0 or (quantity.value < 0) == negative, (text, quantity)


@given(damaged())
def test_of_a_damaged_cell_that_is_refused_the_digits_are_seen(text: str) -> None:
    if parse_figure(text) is None and any(char.isdigit() for char in text):
        assert has_digits(text)


@pytest.mark.parametrize(
    "text",
    [
        "1,23",
        "12,34,567",
        "1,2345",
        ",123",
        "1,234,",
        "007",
        "0,123",
        "12.5.3",
        "1.234,5",
        "71 729",
        "12 345 678",
        "5億12,000万円",
        "1億2億円",
        "1.5億3百万円",
        "9千百万円",
        "3万億円",
        "l,065,331",
        "43(),()92",
        "1O0",
        "(318",
        "318)",
        "(318]",
        "((318))",
        "― 5",
        "±5",
        "※123",
        "※1",
        "※ 1",
        "（注）1",
        "12-5",
        "1/2",
        "一",
        "百万円",
        "千円",
        "6年",
        "△",
        "①",
        "1,234x",
    ],
)
def test_what_is_not_wholly_understood_is_refused(text: str) -> None:
    assert parse_figure(text) is None
    assert parse_figure(text, "千円") is None


# --- nothing raises, everything is accounted for ----------------------------------------------------------------------

PRINT = st.text(
    st.sampled_from(
        "0123456789０１２,，.．第年月日度期令和平成RH元一二三十百千万億兆円件％%社人回ポイント割分銭約余超~〜か"
        "ら至自まで△▲-−― \n\u3000()（）[]①Ⅰ※*注・、/:lAa¥$"
    ),
    max_size=40,
)


@given(PRINT | st.text(max_size=30))
def test_no_parser_raises(text: str) -> None:
    parse_figure(text)
    parse_figure(text, "百万円")
    split_marks(text)
    find_periods(text)
    find_periods(text, 2024)
    fold(text), is_empty_mark(text), unit_of(text), parse_unit_note(text), rounding_note(text), unit_in_label(text)
    normalise_label(text), split_numbering(text), numbering_level(text), has_digits(text)


@given(PRINT | st.text(max_size=30))
def test_no_character_of_a_text_has_two_fates(text: str) -> None:
    claims = sorted(
        [(span.start, span.end) for span in find_amounts(text)]
        + [(found.start, found.end) for found in find_non_amounts(text)]
    )
    assert all(0 <= start < end <= len(text) for start, end in claims)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(claims))
    assert all(text[span.start : span.end] == span.quantity.raw for span in find_amounts(text))


@given(st.text(max_size=40))
@example("0\rK´")
def test_narrowing_keeps_the_length_and_folding_is_done_once(text: str) -> None:
    assert len(narrow(text)) == len(text)
    assert narrow(narrow(text)) == narrow(text)
    assert normalise_label(normalise_label(text)) == normalise_label(text)
