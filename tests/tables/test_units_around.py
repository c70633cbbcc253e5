"""Unit notes and captions wherever they stand around or inside a table."""

from __future__ import annotations

import pytest
from drawn import Grid, drawn, found_on, only_table, records_on, rest_of

ROWS = [["項目", "計画", "実績"], ["保証承諾", "100", "264"], ["求償権", "20", "30"], ["回収", "5", "－"]]
PLAIN = Grid(ROWS)


@pytest.mark.parametrize(
    ("above", "below", "caption", "unit"),
    [
        ([("業務実績", 0, 4), ("（単位：百万円）", 200, 4)], [], "業務実績", "（単位：百万円）"),
        ([("（単位：百万円）業務実績", 0, 4)], [], "業務実績", "（単位：百万円）"),
        ([("業務実績（百万円）", 0, 4)], [], "業務実績", "（百万円）"),
        ([("業務実績", 0, 4), ("百万円", 250, 4)], [], "業務実績", "百万円"),
        ([("単位：百万円", 200, 4), ("【業務実績】", 0, 18)], [], "【業務実績】", "単位：百万円"),
        ([("＜業務実績＞", 0, 4)], [("（単位：百万円）", 200, 4)], "＜業務実績＞", "（単位：百万円）"),
        ([], [("表１ 業務実績", 0, 4), ("（単位：百万円）", 200, 4)], "表１ 業務実績", "（単位：百万円）"),
        ([], [("（金額：百万円）", 200, 4), ("図表２－１ 業務実績", 0, 18)], "図表２－１ 業務実績", "（金額：百万円）"),
        (
            [("業務実績", 0, 18), ("令和７年３月31日現在", 0, 4), ("（百万円）", 230, 4)],
            [],
            "業務実績 令和７年３月31日現在",
            "（百万円）",
        ),
    ],
)
def test_caption_and_unit(
    above: list[tuple[str, float, float]], below: list[tuple[str, float, float]], caption: str, unit: str
) -> None:
    page = drawn(PLAIN, above=above, below=below)
    table = only_table(page)
    assert (table.caption, table.unit_note) == (caption, unit)
    assert {r.quantity.unit for r in records_on(page)} == {"百万円"}
    assert rest_of(page) == ""


@pytest.mark.parametrize(
    "text",
    [
        "保証承諾は前年度を上回った。",
        "保証承諾は次のとおりです",
        "令和６年度 事業報告書                                                  3",
        "収支差引残高                        556,955",
        "款            補正前の額            補正額            計",
    ],
)
def test_what_is_no_caption(text: str) -> None:
    page = drawn(PLAIN, above=[(text, 0, 4)])
    assert only_table(page).caption is None
    assert rest_of(page) == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "caption", "left"),
    [
        ("貸借対照表    平成31年3月3111現在    （単位：百万円）", "貸借対照表　平成31年3月3111現在", ""),
        ("貸借対照表    第１表    総括    （単位：百万円）", None, "貸借対照表第１表総括"),
        ("保証承諾は次のとおりです               （単位：百万円）", None, "保証承諾は次のとおりです"),
    ],
)
def test_a_unit_note_holds_whatever_stands_beside_it(text: str, caption: str | None, left: str) -> None:
    """Seen on a scan: a date misread (31日 as 3111) makes the line no caption, and the note stood on it."""
    page = drawn(PLAIN, above=[(text, 0, 4)])
    assert (only_table(page).caption, only_table(page).unit_note) == (caption, "（単位：百万円）")
    assert {r.quantity.unit for r in records_on(page)} == {"百万円"}
    assert rest_of(page) == left


def test_a_unit_that_ends_a_row_above_is_no_note() -> None:
    page = drawn(PLAIN, above=[("収支差引残高             556,955            百万円", 0, 4)])
    assert only_table(page).unit_note is None


def test_a_caption_below_belongs_to_the_table_that_it_is_nearer_to() -> None:
    lower = Grid(ROWS, top=320)
    nearer_below = drawn(PLAIN, lower, above=[("表２ 回収の状況", 0, -104)])
    assert [t.caption for t in found_on(nearer_below).tables] == [None, "表２ 回収の状況"]
    nearer_above = drawn(PLAIN, lower, above=[("表１ 保証の状況", 0, -88)], below=[("表２ 回収の状況", 0, 6)])
    assert [t.caption for t in found_on(nearer_above).tables] == ["表１ 保証の状況", "表２ 回収の状況"]


def test_a_plain_line_below_is_no_caption() -> None:
    page = drawn(PLAIN, below=[("回収の状況", 0, 4)])
    assert only_table(page).caption is None
    assert rest_of(page) == "回収の状況"


def test_a_numbered_caption_that_wraps() -> None:
    page = drawn(
        PLAIN,
        above=[("(3) 退職給付債務及び年金資産の期末残高と退職給付に係る負債及び", 0, 16), ("資産の調整表", 0, 4)],
    )
    assert only_table(page).caption == "(3) 退職給付債務及び年金資産の期末残高と退職給付に係る負債及び資産の調整表"


# --- inside the grid --------------------------------------------------------------------------------------------------


def units_of(
    page_rows: list[list[str | None]], widths: tuple[float, ...] = (120, 80, 80)
) -> dict[tuple[str, str], str]:
    records = records_on(drawn(Grid(page_rows, widths)))
    return {(r.meaning.item, r.meaning.column or ""): r.quantity.unit or "" for r in records}


@pytest.mark.parametrize("corner", ["項目（単位：千円）", "単位：千円", "（単位：千円）", "（千円）"])
def test_a_unit_in_the_corner(corner: str) -> None:
    units = units_of([[corner, "計画", "実績"], *ROWS[1:]])
    assert set(units.values()) == {"千円"}
    assert {column for _, column in units} == {"計画", "実績"}


def test_the_unit_of_a_label_column_is_its_own() -> None:
    """A column of text (ranges) left of the first figures counts among the labels."""
    rows: list[list[str | None]] = [
        ["銘柄", "期首（百万円）", "期末"],
        ["第一回", "1から2", "3"],
        ["第二回", "2から3", "4"],
    ]
    assert only_table(drawn(Grid(rows))).unit_note is None


def test_a_row_with_nothing_but_the_unit() -> None:
    page = drawn(Grid([["（単位：千円）", None, None], *ROWS]))
    table = only_table(page)
    assert (table.unit_note, table.caption, table.header_rows) == ("（単位：千円）", None, 2)
    assert {(r.quantity.unit, r.meaning.column) for r in records_on(page)} == {("千円", "計画"), ("千円", "実績")}


def test_a_title_over_all_columns_heads_none_of_them() -> None:
    page = drawn(Grid([["保証の状況（千円）", None, None], *ROWS]))
    assert (only_table(page).caption, only_table(page).unit_note) == ("保証の状況", "（千円）")
    assert {r.meaning.column for r in records_on(page)} == {"計画", "実績"}


def test_a_title_in_the_grid_goes_on_where_the_caption_ends() -> None:
    page = drawn(Grid([["令和６年度", None, None], *ROWS]), above=[("業務実績", 0, 4)])
    assert only_table(page).caption == "業務実績 令和６年度"


def test_a_row_of_units_is_heading() -> None:
    rows: list[list[str | None]] = [
        ["項目", "金額", "前年比", "件数"],
        ["", "千円", "％", "件"],
        ["保証承諾", "1,234", "99.5", "12"],
        ["回収", "234", "101.0", "3"],
    ]
    page = drawn(Grid(rows, (120, 60, 60, 60)))
    assert only_table(page).header_rows == 2
    assert len(records_on(page)) == 6
    assert units_of(rows, (120, 60, 60, 60)) == {
        ("保証承諾", "金額"): "千円",
        ("保証承諾", "前年比"): "％",
        ("保証承諾", "件数"): "件",
        ("回収", "金額"): "千円",
        ("回収", "前年比"): "％",
        ("回収", "件数"): "件",
    }


def test_a_unit_over_the_first_figure_of_a_column() -> None:
    rows = [["項目", "計画", "実績"], ["保証承諾", "千円\n100", "千円\n264"], ["回収", "5", "6"]]
    page = drawn(Grid(rows))
    assert [(r.quantity.raw, r.quantity.unit) for r in records_on(page)] == [
        ("千円\n100", "千円"),
        ("千円\n264", "千円"),
        ("5", "千円"),
        ("6", "千円"),
    ]


@pytest.mark.parametrize("at", [1, 3])
def test_a_column_of_units(at: int) -> None:
    rows = [["項目", "計画", "実績"], ["保証承諾", "1", "2"], ["件数", "3", "4"], ["達成率", "5.1", "6.2"]]
    units = ["単位", "千円", "件", "％"]
    with_units: list[list[str | None]] = [[*row[:at], unit, *row[at:]] for row, unit in zip(rows, units, strict=True)]
    assert units_of(with_units, (120, 60, 60, 60)) == {
        (row[0], column): unit for row, unit in zip(rows[1:], units[1:], strict=True) for column in ("計画", "実績")
    }


def test_two_columns_of_units() -> None:
    rows: list[list[str | None]] = [
        ["項目", "単位", "計画", "単位", "実績"],
        ["保証承諾", "千円", "1", "百万円", "2"],
        ["回収", "千円", "3", "百万円", "4"],
    ]
    records = records_on(drawn(Grid(rows, (100, 60, 60, 60, 60))))
    assert [r.quantity.unit for r in records] == ["千円", "百万円", "千円", "百万円"]


def test_a_unit_that_a_band_names_holds_for_the_rows_under_it() -> None:
    rows: list[list[str | None]] = [
        ["項目", "計画", "実績"],
        ["件数（件）", "", ""],
        ["　保証承諾", "1", "2"],
        ["金額（千円）", "", ""],
        ["　保証承諾", "3", "4"],
    ]
    records = records_on(drawn(Grid(rows), above=[("（単位：百万円）", 200, 4)]))
    assert [(r.meaning.item_path, r.quantity.unit) for r in records] == [
        ("件数", "件"),
        ("件数", "件"),
        ("金額", "千円"),
        ("金額", "千円"),
    ]


def test_the_unit_in_the_grid_goes_before_the_one_above() -> None:
    grid = Grid([["項目（単位：千円）", "計画", "実績"], *ROWS[1:]])
    page = drawn(grid, above=[("（単位：百万円）", 200, 4)])
    assert {r.quantity.unit for r in records_on(page)} == {"千円"}


def test_a_unit_written_in_digits() -> None:
    assert {r.quantity.unit for r in records_on(drawn(PLAIN, above=[("（単位：1,000円）", 200, 4)]))} == {"千円"}
