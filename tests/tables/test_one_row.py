"""One row of figures below a heading between two rules, as notes to accounts set the amounts of two years."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from drawn import found_on, only_table, word

from extractor.model import Layer, Page, Ruling, Table, Word

HEADS = [word(text, x, top, 9) for x, year in ((220, "27"), (390, "28"))
         for text, top in (("前年度" if year == "27" else "当年度", 206), (f"（平成{year}年４月１日）", 218))]  # fmt: skip
FIGURES = [word("3,435百万円", 250, 242, 9), word("1,487百万円", 420, 242, 9)]


def page(*words: Sequence[Word]) -> Page:
    rules = tuple(Ruling(True, y, 60, 500, 0.5) for y in (200.0, 236.0))
    return Page(1, 595.0, 842.0, Layer.TEXT, tuple(w for part in words for w in part), rules)


def texts(table: Table) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row].append(cell.text.replace("\n", ""))
    return rows


@pytest.mark.parametrize(
    ("label", "first"),
    [
        ([], []),
        ([word("繰入額", 64, 242, 9)], ["繰入額"]),
        (
            [word("リース取引に係る資産", 64, 236, 9), word("及び債務の額", 64, 248, 9)],
            ["リース取引に係る資産及び債務の額"],
        ),
    ],
)
def test_the_row_below_the_heading_is_the_table(label: list[Word], first: list[str]) -> None:
    table = only_table(page(HEADS, label, FIGURES))
    heading = ["前年度（平成27年４月１日）", "当年度（平成28年４月１日）"]
    assert texts(table) == [[""] * len(first) + heading, [*first, "3,435百万円", "1,487百万円"]]
    assert table.header_rows == 1


@pytest.mark.parametrize(
    "below",
    [
        [word("貸倒引当金は10百万円であり、", 64, 242, 9), word("20百万円増えた。", 300, 242, 9)],
        [word("3,435百万円", 64, 242, 9), word("1,487百万円", 150, 242, 9)],
        [word("3,435百万円", 250, 242, 9)],
        [word("3,435百万円", 250, 270, 9), word("1,487百万円", 420, 270, 9)],
    ],
    ids=("running text", "figures below no heading", "one figure", "far below"),
)
def test_nothing_else_is(below: list[Word]) -> None:
    assert found_on(page(HEADS, below)).tables == ()


def framed(head: str, *figures: Word, inner: Sequence[Ruling] = ()) -> Page:
    rules = [Ruling(True, y, 60, 300, 0.5) for y in (200.0, 220.0, 240.0)]
    rules += [Ruling(False, x, 200, 240, 0.5) for x in (60.0, 300.0)]
    return Page(1, 595.0, 842.0, Layer.TEXT, (word(head, 140, 205, 9), *figures), (*rules, *inner))


def test_a_frame_with_one_heading_over_a_pair_is_a_column() -> None:
    figures = word("19,843", 200, 225, 9), word("（2,503）", 236, 225, 9)
    table = only_table(framed("従業員数（人）", *figures))
    assert texts(table) == [["従業員数（人）"], ["19,843 （2,503）"]]
    assert table.header_rows == 1


@pytest.mark.parametrize(("head", "below"), [("第12回大会", "19,843"), ("従業員数（人）", "増加傾向")])
def test_other_frames_are_none(head: str, below: str) -> None:
    assert found_on(framed(head, word(below, 200, 225, 9))).tables == ()


SUMMED = [
    word("取得の対価", 64, 300, 9),
    word("521百万円", 253, 300, 9),
    word("取得原価", 64, 313, 9),
    word("521", 253, 313, 9),
]


def lines(*words: Word, rules: Sequence[Ruling] = ()) -> Page:
    return Page(1, 595.0, 842.0, Layer.TEXT, words, tuple(rules))


def test_two_amounts_with_a_rule_between_them_are_a_sum() -> None:
    heading = word("３．取得原価の内訳", 40, 285, 9)
    table = only_table(lines(heading, *SUMMED, rules=[Ruling(True, 311, 60, 300, 0.5)]))
    assert texts(table) == [["取得の対価", "521百万円"], ["取得原価", "521"]]
    assert table.caption == "３．取得原価の内訳"


def test_without_the_rule_they_are_lines_of_text() -> None:
    assert found_on(lines(*SUMMED)).tables == ()
