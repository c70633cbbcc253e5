"""Two printed pages on one page of the file, from two producers; and what is none, set by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from spread_cases import CASES, COLUMNS, OVER_BOTH, RIGHT_BOUND, Case, Half

from extractor import extract
from extractor.model import Document, Fate, Layer, Origin, Page, Ruling, Spread
from extractor.read import identify, open_pdf
from extractor.spreads import logical_pages, spread_of
from extractor.write.rows import record_columns
from set_words import words

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.pdf"))
WIDTH, HEIGHT = 1032.0, 729.0

of_each_file = pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)


@cache
def read(file: Path) -> Document:
    document = extract(str(file)).document
    assert document is not None
    return document


def halves_of(case: Case) -> tuple[Half, Half]:
    """In the order of their numbers."""
    return (case.right, case.left) if case is RIGHT_BOUND else (case.left, case.right)


@of_each_file
def test_which_pages_are_spreads_and_what_is_printed_on_them(file: Path) -> None:
    with open_pdf(identify(str(file))) as pdf:
        found = [spread_of(pdf.page(number)) for number in range(1, len(pdf) + 1)]
    numbers = [(s.left, s.right) if s else None for s in found]
    assert numbers == [("12", "13"), ("15", "14"), ("16", "17"), None]
    assert all(s is None or 470 < s.gutter < 572 for s in found)


@of_each_file
def test_sections_flow_in_the_order_of_the_printed_pages(file: Path) -> None:
    wanted = [half.heading for case in CASES[:3] for half in halves_of(case)]
    got = [section.heading.replace(" ", "") for section in read(file).sections if section.heading]
    assert [heading for heading in got if heading in wanted] == wanted


@of_each_file
def test_each_half_keeps_its_text_whole(file: Path) -> None:
    sections = {s.heading.replace(" ", ""): s for s in read(file).sections}
    for number, case in enumerate(CASES[:3], 1):
        for half in halves_of(case):
            section = sections[half.heading]
            text = "".join("".join(p.text.split()) for p in section.paragraphs)
            assert (section.where.page, section.last_page) == (number, number)
            assert all(said in text for said in half.text)
            other = next(h for h in halves_of(case) if h is not half)
            assert not any(said in text for said in other.text)


@of_each_file
def test_tables_are_those_of_the_halves_and_the_one_across_is_whole(file: Path) -> None:
    wanted = [(n, half.table) for n, case in enumerate(CASES, 1) for half in halves_of(case) if half.table]
    wanted += [(3, OVER_BOTH.across)]
    got = []
    for table in read(file).tables:
        rows = [[""] * table.n_cols for _ in range(table.n_rows)]
        for cell in table.cells:
            rows[cell.row][cell.col] = cell.text.replace(" ", "")
        got.append((table.where[0].page, tuple(map(tuple, rows))))
    assert sorted(got) == sorted(wanted)


@of_each_file
def test_records_name_the_page_of_the_file_and_the_number_printed_on_their_half(file: Path) -> None:
    outcome = extract(str(file))
    columns = record_columns([outcome])
    labels = dict(
        zip(
            (raw.replace(" ", "") for raw in columns["raw"]),
            zip(columns["page"], columns["page_label"], strict=True),
            strict=True,
        )
    )
    assert labels["7"] == (2, "15")  # the last of both: the staff stands on 13 and 15
    assert labels["789件"] == (3, "17")
    places = {
        (r.quantity.raw.replace(" ", ""), r.where.page) for r in read(file).records if r.origin is Origin.NARRATIVE
    }
    assert {("1,234件", 1), ("56件", 1), ("1,234件", 2), ("56件", 2), ("789件", 3)} <= places
    assert set(zip(columns["page"], columns["page_label"], strict=True)) >= {(1, "12"), (1, "13"), (2, "14"), (2, "15")}


@of_each_file
def test_sections_of_records_are_those_of_their_half(file: Path) -> None:
    told = {(r.where.page, r.meaning.item, r.section[-1].replace(" ", "")) for r in read(file).records if r.place}
    assert {(1, "保証承諾", "１．業務の概要"), (1, "役員", "２．事業の環境")} <= told
    assert {(2, "保証承諾", "３．業務の概要"), (2, "役員", "４．事業の環境")} <= told


@of_each_file
def test_page_numbers_are_told_apart_and_no_digit_is_lost(file: Path) -> None:
    document = read(file)
    numbers = [(s.token.page, s.token.text) for s in document.tokens if s.fate is Fate.PAGE_NUMBER]
    assert sorted(numbers)[:6] == [(1, "12"), (1, "13"), (2, "14"), (2, "15"), (3, "16"), (3, "17")]
    assert [s.token.line for s in document.tokens if s.fate is Fate.UNCLAIMED] == []
    places = [(s.token.page, s.token.ordinal) for s in document.tokens]
    assert places == sorted(set(places))
    assert [(p.number, p.label) for p in document.pages][:3] == [(1, "12-13"), (2, "14-15"), (3, "16-17")]


# --- set by hand ------------------------------------------------------------------------------------------------------


def page(
    *lines: tuple[str, float, float], width: float = WIDTH, rulings: tuple[Ruling, ...] = (), turned: int = 0
) -> Page:
    text = [("当協会は保証に取り組みました。", x, 200.0 + 20 * n) for x in (60, 580) for n in range(4)]
    printed = tuple(w for said, x, top in [*text, *lines] for w in words(said, float(x), top))
    return Page(1, width, HEIGHT, Layer.TEXT, printed, rulings, turned=turned)


NUMBERS = [("12", 250.0, 700.0), ("13", 772.0, 700.0)]


def test_two_numbers_and_a_gutter_make_a_spread() -> None:
    assert spread_of(page(*NUMBERS)) == Spread(516.0, "12", "13")


@pytest.mark.parametrize(
    "made",
    [
        page(),  # no numbers
        page(NUMBERS[0]),  # one
        page(NUMBERS[0], ("14", 772.0, 700.0)),  # not the next
        page(NUMBERS[0], ("13", 700.0, 700.0)),  # not mirrored
        page(NUMBERS[0], ("13", 772.0, 20.0)),  # one at the head, one at the foot
        page(("12", 250.0, 400.0), ("13", 772.0, 400.0)),  # amid the page
        page(*NUMBERS, ("この行は頁の真ん中を越えて続いています。", 430.0, 300.0)),  # no gutter
        page(*NUMBERS, turned=1),
        page(*NUMBERS, width=800.0),  # upright
    ],
)
def test_what_is_no_spread(made: Page) -> None:
    assert spread_of(made) is None
    assert [half.words for half in logical_pages(made, None, 5)] == [made.words]


def test_each_word_is_on_one_half_and_the_halves_are_counted_on() -> None:
    made = page(*NUMBERS)
    left, right = logical_pages(made, spread_of(made), 5)
    assert (left.number, right.number) == (5, 6)
    assert {id(w) for w in (*left.words, *right.words)} == {id(w) for w in made.words}
    assert len(left.words) + len(right.words) == len(made.words)
    assert all(w.box.x1 < 516 for w in left.words)
    assert all(w.box.x0 > 516 for w in right.words)


def test_rules_at_head_and_foot_of_a_spread_are_no_table_across() -> None:
    made = page(*NUMBERS, rulings=(Ruling(True, 60.0, 40.0, 992.0), Ruling(True, 690.0, 40.0, 992.0)))
    left, right = logical_pages(made, spread_of(made), 1)
    assert min(w.box.x0 for w in right.words) > 516
    assert len(left.words) == len(right.words)


def test_columns_of_a_page_with_one_number_stay_one_page() -> None:
    assert COLUMNS.right.number is None
    for file in FILES:
        assert [p.label for p in read(file).pages][3] != "18-19"
        assert read(file).pages[3].spread is None
