"""Notes below and above tables, and which figures they hang on."""

from __future__ import annotations

import pytest
from drawn import Grid, drawn, found_on, only_table, records_on, rest_of

ROWS = [["項目", "計画", "実績"], ["保証承諾", "100", "264"], ["求償権", "20", "30"], ["回収", "5", "－"]]
PLAIN = Grid(ROWS)


@pytest.mark.parametrize(
    "note",
    [
        "（注）金額は純額である。",
        "（注１）金額は純額である。",
        "注１ 金額は純額である。",
        "注）金額は純額である。",
        "※ 金額は純額である。",
        "※１ 金額は純額である。",
        "*1 金額は純額である。",
        "＊ 金額は純額である。",
        "(備考) 金額は純額である。",
        "備考：金額は純額である。",
        "資料：みなと県信用保証協会",
        "（出所）みなと県信用保証協会",
        "百万円未満切捨て",
        "単位未満は四捨五入している。",
        "「－」は該当なし",
        "△は減少を示す。",
        "速報値である。",
        "（代位弁済を除く）",
        "端数処理のため、合計は一致しない。",
    ],
)
def test_a_line_below_a_table_is_its_note(note: str) -> None:
    page = drawn(PLAIN, below=[(note, 0, 4)])
    (found,) = only_table(page).notes
    assert found.replace(" ", "") == note.replace(" ", "")
    assert rest_of(page) == ""


@pytest.mark.parametrize(
    "text",
    ["注文は増えている。", "保証承諾は前年度を上回った。", "（１）回収の状況", "注目される。", "令和６年度の概況"],
)
def test_other_lines_below_a_table_are_none(text: str) -> None:
    page = drawn(PLAIN, below=[(text, 0, 4)])
    assert only_table(page).notes == ()
    assert rest_of(page) == text


def test_a_numbered_list_and_wrapped_lines() -> None:
    page = drawn(
        PLAIN,
        below=[
            ("（注）１．金額は百万円未満を四捨五入して", 0, 4),
            ("いる。", 50, 17),
            ("２．求償権は純額である。", 30, 30),
            ("資料：みなと県信用保証協会", 0, 43),
            ("本文はここから始まります。", 0, 70),
        ],
    )
    assert only_table(page).notes == (
        "（注）１．金額は百万円未満を四捨五入している。",
        "（注）２．求償権は純額である。",
        "資料：みなと県信用保証協会",
    )
    assert rest_of(page) == "本文はここから始まります。"


def test_a_mark_alone_above_its_list() -> None:
    page = drawn(PLAIN, below=[("（注）", 0, 4), ("１．純額である。", 10, 17), ("２．速報値である。", 10, 30)])
    assert only_table(page).notes == ("（注）１．純額である。", "（注）２．速報値である。")


def test_several_notes_on_one_line() -> None:
    page = drawn(PLAIN, below=[("※１ 計画は定めていない。 ※２ 件数は集計していない。", 0, 4)])
    assert only_table(page).notes == ("※１ 計画は定めていない。", "※２ 件数は集計していない。")


def test_a_note_does_not_swallow_the_next_heading() -> None:
    page = drawn(PLAIN, below=[("（注）純額である。", 0, 4), ("２．回収の状況", 0, 22), ("回収は増えた。", 10, 38)])
    assert only_table(page).notes == ("（注）純額である。",)
    assert rest_of(page) == "２．回収の状況回収は増えた。"


def test_what_is_too_far_below_is_no_note() -> None:
    assert only_table(drawn(PLAIN, below=[("（注）純額である。", 0, 40)])).notes == ()


def test_a_list_that_goes_on_from_elsewhere_is_not_of_this_table() -> None:
    assert only_table(drawn(PLAIN, below=[("※５ 土地の再評価を行っている。", 0, 4)])).notes == ()
    marked = Grid([["項目", "計画", "実績"], ["土地※５", "100", "264"], ["建物", "20", "30"]])
    assert len(only_table(drawn(marked, below=[("※５ 土地の再評価を行っている。", 0, 4)])).notes) == 1


def test_what_announces_the_next_table_is_no_note() -> None:
    lower = Grid(ROWS, top=320)
    page = drawn(PLAIN, lower, above=[("※１ 費目は次のとおりであります。", 0, -104)])
    assert [t.notes for t in found_on(page).tables] == [(), ()]


def test_notes_between_two_tables_hang_on_the_upper_one() -> None:
    lower = Grid(ROWS, top=340)
    page = drawn(PLAIN, lower, above=[("（注）純額である。", 0, -86), ("回収の状況", 0, -120)])
    upper_table, lower_table = found_on(page).tables
    assert (upper_table.notes, upper_table.caption) == (("（注）純額である。",), None)
    assert (lower_table.notes, lower_table.caption) == ((), "回収の状況")


def test_a_note_that_states_an_amount_stays_in_the_text() -> None:
    """So that the amount becomes a record of the narrative, too."""
    note = "（注）うち創業保証は1,701百万円である。"
    page = drawn(PLAIN, below=[(note, 0, 4)])
    assert only_table(page).notes == (note,)
    assert rest_of(page) == note


def test_notes_above_a_table() -> None:
    page = drawn(PLAIN, above=[("（注）計画は当初計画である。", 0, 4), ("業務実績", 0, 18)])
    table = only_table(page)
    assert (table.caption, table.notes) == ("業務実績", ("（注）計画は当初計画である。",))


def test_a_remark_in_the_unit_note_is_a_note() -> None:
    table = only_table(drawn(PLAIN, above=[("（単位：百万円、単位未満切捨て）", 100, 4)]))
    assert table.unit_note == "（単位：百万円、単位未満切捨て）"
    assert table.notes == ("（単位：百万円、単位未満切捨て）",)
    assert {
        r.quantity.unit for r in records_on(drawn(PLAIN, above=[("（単位：百万円、単位未満切捨て）", 100, 4)]))
    } == {"百万円"}


def test_a_note_in_the_last_row_of_the_grid() -> None:
    page = drawn(Grid([*ROWS, ["（注）純額である。", None, None]]))
    assert only_table(page).notes == ("（注）純額である。",)
    assert len(records_on(page)) == 6
    assert {r.notes for r in records_on(page)} == {("（注）純額である。",)}


# --- what notes hang on -----------------------------------------------------------------------------------------------

MARKED = Grid(
    [
        ["項目", "計画※２", "実績"],
        ["保証承諾", "100", "※１ 264"],
        ["求償権（注）", "20", "30"],
        ["回収", "5", "6"],
    ]
)
NOTES = [
    ("※１ 速報値である。", 0, 4),
    ("※２ 当初計画である。", 0, 17),
    ("（注）純額である。", 0, 30),
    ("資料：みなと県信用保証協会", 0, 43),
]


def notes_by_cell(page_notes: list[tuple[str, float, float]]) -> dict[tuple[str, str | None], set[str]]:
    records = records_on(drawn(MARKED, below=page_notes))
    return {(r.meaning.item, r.meaning.column): {note[:2] for note in r.notes} for r in records}


def test_notes_hang_where_their_marks_are() -> None:
    assert notes_by_cell(NOTES) == {
        ("保証承諾", "計画"): {"※２", "資料"},
        ("保証承諾", "実績"): {"※１", "資料"},
        ("求償権", "計画"): {"※２", "（注", "資料"},
        ("求償権", "実績"): {"（注", "資料"},
        ("回収", "計画"): {"※２", "資料"},
        ("回収", "実績"): {"資料"},
    }


def test_a_mark_without_its_note_is_told_by_itself() -> None:
    records = {(r.meaning.item, r.meaning.column): r for r in records_on(drawn(MARKED))}
    assert records["求償権", "実績"].notes == ("（注）",)
    assert records["保証承諾", "実績"].notes == ("※１",)
    assert records["保証承諾", "実績"].quantity.raw == "※１ 264"
    assert str(records["保証承諾", "実績"].quantity.value) == "264"
    assert records["回収", "実績"].notes == ()


def test_a_numbered_note_that_nothing_points_at_is_about_the_whole_table() -> None:
    records = records_on(drawn(PLAIN, below=[("※１ 速報値である。", 0, 4)]))
    assert {r.notes for r in records} == {("※１ 速報値である。",)}


def test_remarks_hang_on_their_row() -> None:
    grid = Grid(
        [["項目", "計画", "実績", "備考"], ["保証承諾", "100", "264", "速報値"], ["求償権", "20", "30", ""]],
        (120, 80, 80, 80),
    )
    notes = {r.meaning.item: r.notes for r in records_on(drawn(grid))}
    assert notes == {"保証承諾": ("速報値",), "求償権": ()}


def test_a_mark_on_a_parent_hangs_on_what_stands_under_it() -> None:
    grid = Grid([["項目", "計画", "実績"], ["基本財産※", "", ""], ["　基金", "20", "30"], ["　準備金", "1", "2"]])
    page = drawn(grid, below=[("※ 期末の額である。", 0, 4)])
    assert {r.meaning.item_path for r in records_on(page)} == {"基本財産"}
    assert {r.notes for r in records_on(page)} == {("※ 期末の額である。",)}
