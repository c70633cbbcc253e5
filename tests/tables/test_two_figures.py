"""Two figures of one item, one over the other in one cell: each is a record of the item."""

from __future__ import annotations

import pytest
from drawn import Grid, drawn, records_on, word
from msgspec.structs import replace

from extractor.model import Page, Record, Ruling

NOTE = "（注）１．（　）内書は、１年以内の償還予定額であります。"
#: left edges of the columns, and heights of the rows
XS, HEADING, HIGH = (60.0, 180.0, 260.0, 340.0), 18.0, 36.0


def page_with(rows: list[tuple[str, str, str]], *, ruled: bool) -> Page:
    """Rows 36 points high of a label and two cells; lines of a cell are 12 points apart and centred in the row."""
    top = 200.0
    words = [word(text, x + 4, top + 4, 8) for text, x in zip(("銘柄", "当期首残高", "当期末残高"), XS, strict=False)]
    for at, row in enumerate(rows):
        middle = top + HEADING + HIGH * (at + 0.5)
        for text, x0, x1 in zip(row, XS, XS[1:], strict=False):
            lines = text.split("/")
            for number, part in enumerate(lines):
                width = word(part, 0, 0, 8).box.x1
                left = x0 + 4 if x0 == XS[0] else x1 - 4 - width
                words.append(word(part, left, middle + 12 * (number - len(lines) / 2 + 0.5) - 4, 8))
    bottom = top + HEADING + HIGH * len(rows)
    inner = [top + HEADING + HIGH * at for at in range(1, len(rows))] if ruled else []
    rules = [Ruling(True, y, XS[0], XS[-1], 0.5) for y in (top, top + HEADING, *inner, bottom)]
    rules += [Ruling(False, x, top, bottom, 0.5) for x in XS]
    around = drawn(Grid((), top=top), above=(("【社債明細表】（単位：百万円）", 0, 12),))
    below = [word(NOTE, XS[0], bottom + 8, 8)]
    heading = [w for w in around.words if w.box.bottom < top]
    return replace(around, words=(*heading, *words, *below), rulings=tuple(rules))


def told(records: list[Record]) -> list[tuple[str, str, str, bool]]:
    return sorted((r.meaning.item, r.meaning.column, r.quantity.raw, r.meaning.of_which) for r in records)


@pytest.mark.parametrize("ruled", [True, False])
def test_both_figures_belong_to_the_label_beside_them(ruled: bool) -> None:
    rows = [
        ("第11回無担保社債", "1,500/(300)", "2,720/(620)"),
        ("第８回社債", "129/(53)", "76/(53)"),
        ("合計", "1,629/(353)", "－"),
    ]
    assert told(records_on(page_with(rows, ruled=ruled))) == sorted(
        [
            ("第11回無担保社債", "当期首残高", "1,500", False),
            ("第11回無担保社債", "当期首残高", "(300)", True),
            ("第11回無担保社債", "当期末残高", "2,720", False),
            ("第11回無担保社債", "当期末残高", "(620)", True),
            ("第8回社債", "当期首残高", "129", False),
            ("第8回社債", "当期首残高", "(53)", True),
            ("第8回社債", "当期末残高", "76", False),
            ("第8回社債", "当期末残高", "(53)", True),
            ("合計", "当期首残高", "1,629", False),
            ("合計", "当期首残高", "(353)", True),
            ("合計", "当期末残高", "－", False),
        ]
    )


def test_a_label_of_several_lines_in_a_ruled_row_stays_one() -> None:
    rows = [("社債", "平成28年/３月22日/～平成29年", "1,500/(300)"), ("借入金", "平成20年/８月20日", "129/(53)")]
    found = {(r.meaning.item, r.quantity.raw) for r in records_on(page_with(rows, ruled=True))}
    assert {raw for _, raw in found} == {"1,500", "(300)", "129", "(53)"}
    assert {item for item, raw in found if raw in ("129", "(53)")} == {item for item, raw in found if raw == "129"}


def test_two_labels_beside_two_figures_stay_two_rows() -> None:
    rows = [("基金準備金/基金", "100/200", "300/400"), ("計/差引", "5/6", "7/8")]
    found = {(r.meaning.item, r.quantity.raw) for r in records_on(page_with(rows, ruled=True))}
    assert found == {
        ("基金準備金", "100"), ("基金準備金", "300"), ("基金", "200"), ("基金", "400"),
        ("計", "5"), ("計", "7"), ("差引", "6"), ("差引", "8"),
    }  # fmt: skip


def test_a_heading_between_two_rows_of_figures_is_a_row() -> None:
    top, labels = 200.0, ["Ⅰ事業活動", "１当期増減額", "２調整額", "減価償却費", "未収金の増減額"]
    words = [word(text, x + 4, top + 4, 12) for text, x in zip(("科目", "当年度", "前年度"), XS, strict=False)]
    for row, (text, figure) in enumerate(zip(labels, ("", "34,525", "", "10", "30,000"), strict=True), 1):
        words.append(word(text, XS[0] + 4, top + 4 + 13 * row + 6, 12))
        words += [word(figure, x, top + 4 + 13 * row + 6, 12) for x in (190.0, 270.0) if figure]
    bottom = top + 90
    rules = [Ruling(True, y, XS[0], XS[-1], 0.5) for y in (top, top + HEADING, bottom)]
    rules += [Ruling(False, x, top, bottom, 0.5) for x in XS]
    page = replace(drawn(Grid((), top=top)), words=tuple(words), rulings=tuple(rules))
    found = {(r.meaning.item, r.quantity.raw) for r in records_on(page)}
    assert found == {("1当期増減額", "34,525"), ("減価償却費", "10"), ("未収金の増減額", "30,000")}


def test_two_figures_in_brackets_below_one_are_of_its_row() -> None:
    rows = [("(株)計算/(注)１", "436", "0.1/(0.1)/[16.0]"), ("その他", "1,150", "49.0")]
    found = {(r.meaning.item, r.meaning.column, r.quantity.raw) for r in records_on(page_with(rows, ruled=True))}
    assert {raw for _, column, raw in found if column == "当期末残高"} == {"0.1", "(0.1)", "[16.0]", "49.0"}
    assert {item for item, _, raw in found if raw in {"436", "0.1"}} == {"(株)計算"}
