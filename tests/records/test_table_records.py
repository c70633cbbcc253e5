"""Whole tables to records: labels and their parents, units, headings, what is left out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from grids import around, table
from msgspec.structs import replace

from extractor.model import CellKind, Identity, Layer, Period, Record, Table
from extractor.profile import Profile, load_profile
from extractor.records.from_tables import table_records
from extractor.records.unit_choice import units_from_first_rows
from extractor.tables.headers import classify

YEAR = Period(2024, date(2024, 4, 1), date(2025, 3, 31))


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load_profile("credit_guarantee")


def records(profile: Profile, one: Table, doc_type: str = "評価") -> dict[tuple[int, int], Record]:
    """Records by row and column."""
    found = list(table_records(one, around(profile, one, Identity(doc_type=doc_type, period=YEAR), "１．概況")))
    assert len({record.record_id for record in found}) == len(found)
    return {(record.place.row, record.place.col): record for record in found if record.place}


# --- units ------------------------------------------------------------------------------------------------------------


def test_each_column_takes_the_unit_of_the_note_that_fits_what_it_measures(profile: Profile) -> None:
    found = records(
        profile,
        table("項目|件数|金額|前年度比|増減", "保証承諾|5,355|71,729|94.5|△ 51", unit="（単位：件、百万円、％）"),
    )
    assert [found[1, col].quantity.unit for col in range(1, 5)] == ["件", "百万円", "％", "百万円"]
    assert [found[1, col].quantity.value_base for col in (1, 2, 4)] == [5355, 71_729_000_000, -51_000_000]
    assert found[1, 3].quantity.value_base == Decimal("94.5")


def test_a_change_of_a_count_is_a_count(profile: Profile) -> None:
    found = records(
        profile, table("項目|件数|<", "^|実績|増減", "保証承諾|5,355|△ 12", header=2, unit="（単位：件、百万円）")
    )
    assert [found[2, col].quantity.unit for col in (1, 2)] == ["件", "件"]
    assert found[2, 2].meaning.column == "件数 > 増減"


@pytest.mark.parametrize(
    ("heading", "label", "note", "unit"),
    [
        ("金額（千円）", "保証料", "（単位：百万円）", "千円"),
        ("金額", "保証料（千円）", "（単位：百万円）", "千円"),
        ("金額", "保証料", "（単位：百万円）", "百万円"),
        ("金額", "保証料", "百万円", "百万円"),
        ("金額", "保証料", None, None),
        ("金額", "保証料", "（単位：千円、百万円）", None),
        ("件数", "保証料", None, "件"),
        ("前年度比", "保証料（千円）", None, None),
        ("前年度比（％）", "保証料（千円）", None, "％"),
        ("前年度比", "保証料（千円）", "（単位：％）", "％"),
        ("件数", "保証承諾（百万円）", None, "件"),
        ("構成比", "保証料", "（単位：百万円）", None),
        ("令和６年度", "保証料", "（単位：百万円、％）", "百万円"),
    ],
)
def test_the_nearest_word_for_the_unit_counts(
    profile: Profile, heading: str, label: str, note: str | None, unit: str | None
) -> None:
    assert records(profile, table(f"項目|{heading}", f"{label}|1,234", unit=note))[1, 1].quantity.unit == unit


def test_a_part_in_brackets_and_the_row_above_have_the_unit_that_is_set_between_them(profile: Profile) -> None:
    found = records(
        profile,
        table(
            "項目|第９期",
            "１株当たり配当額|36.00",
            "（円）\n（うち１株当たり中間配当額）|(12.00)",
            "従業員数（人）|1,984",
            "（外、平均臨時雇用者数）|(250)",
            "役員数（人）|20",
            "（うち女性の比率）|(15.0)",
            "（社）某協会|8",
        ),
    )
    assert [found[row, 1].quantity.unit for row in range(1, 8)] == ["円", "円", "人", "人", "人", None, None]
    assert found[2, 1].meaning.item == "(うち1株当たり中間配当額)"


def test_a_figure_that_prints_its_own_unit_keeps_it(profile: Profile) -> None:
    found = records(profile, table("項目|金額", "保証料|12件", "延滞保証料|3", unit="（単位：百万円）"))
    assert [found[row, 1].quantity.unit for row in (1, 2)] == ["件", "百万円"]


def test_the_first_figure_of_a_column_may_print_the_unit_for_all() -> None:
    first = table("科目|前期|当期", "現金|15,218百万円|9百万円", "預金|1,666|8百万円", "土地|△ 4|7")
    assert units_from_first_rows(first) == {1: "百万円"}


def test_a_unit_over_the_first_figure_of_each_page_holds_for_the_column() -> None:
    lines = (
        "目|本年度|地方債|件数",
        "議会費|千円\n481,596|千円|3",
        "総務費|9,013||4",
        "民生費|千円\n37|768|5",
        "衛生費|9|36|6",
    )
    one = table(*lines)
    assert units_from_first_rows(one) == {2: "千円"}  # in the middle of a page, a unit is that of its own row
    turned = [replace(c, where=replace(c.where, page=2)) if c.row > 2 else c for c in one.cells]
    assert units_from_first_rows(replace(one, cells=tuple(turned))) == {1: "千円", 2: "千円"}


def test_a_column_with_few_figures_under_headings_in_several_rows_holds_figures() -> None:
    lines = ("目|予算額|財源内訳|<|<", "^|^|特定財源|<|一般財源", "^|^|地方債|その他|^", "住居表示|46|千円|千円|46")
    lines += ("式典|1,258|||1,258", "共生|28,499|2,447|310|25,742")
    cells, header_rows, stubs = classify(table(*lines, header=3).cells, 6, 5)
    assert (header_rows, stubs) == (3, (0,))
    assert {c.kind for c in cells if c.row > 2 and c.col in (2, 3) and c.text} == {CellKind.VALUE}


def test_a_unit_does_not_stay_in_the_label_or_the_heading(profile: Profile) -> None:
    found = records(profile, table("項目|金額（百万円）", "売 上 高（百万円）|1,234"))[1, 1]
    assert (found.meaning.item, found.meaning.column) == ("売上高", "金額")


# --- labels -----------------------------------------------------------------------------------------------------------


def test_parents_come_from_indents_within_a_merged_label(profile: Profile) -> None:
    found = records(
        profile,
        table(
            "区分|科目|決算額",
            "経常収支の部|経常収入|100",
            "^|　保証料|70",
            "^|　運用益|30",
            "^|経常支出|60",
            "経常外収支の部|経常外収入|10",
            "^|　償却戻入|10",
            "当期収支差額|<|50",
            stubs=(0, 1),
        ),
    )
    assert [(r.meaning.item_path, r.meaning.item) for r in found.values()] == [
        ("経常収支の部", "経常収入"),
        ("経常収支の部 > 経常収入", "保証料"),
        ("経常収支の部 > 経常収入", "運用益"),
        ("経常収支の部", "経常支出"),
        ("経常外収支の部", "経常外収入"),
        ("経常外収支の部 > 経常外収入", "償却戻入"),
        (None, "当期収支差額"),
    ]


def test_a_label_merged_over_rows_is_a_parent_and_not_an_item(profile: Profile) -> None:
    found = records(
        profile,
        table("項目|<|実績", "期末基本財産|基金|80", "^|基金準備金|147", "^|合計|228", "責任準備金|<|16", stubs=(0, 1)),
    )
    assert [(r.meaning.item_path, r.meaning.item) for r in found.values()] == [
        ("期末基本財産", "基金"),
        ("期末基本財産", "基金準備金"),
        ("期末基本財産", "合計"),
        (None, "責任準備金"),
    ]


def test_the_two_sides_of_a_balance_sheet_have_their_own_labels(profile: Profile) -> None:
    found = records(
        profile,
        table(
            "借方|金額|貸方|金額", "預け金|90|基本財産|80", "　普通預金|40|　基金|50", "合計|90|合計|80", stubs=(0, 2)
        ),
    )
    assert (found[2, 1].meaning.item_path, found[2, 1].meaning.item) == ("預け金", "普通預金")
    assert (found[2, 3].meaning.item_path, found[2, 3].meaning.item) == ("基本財産", "基金")


def test_justified_labels_and_headings_are_joined(profile: Profile) -> None:
    found = records(profile, table("項 目|金 額", "保 証 承 諾|71,729"))[1, 1]
    assert (found.meaning.item, found.meaning.column) == ("保証承諾", "金額")
    assert found.meaning.concept == "guarantee_acceptance"


def test_a_part_is_marked_and_so_is_what_stands_under_it(profile: Profile) -> None:
    found = records(profile, table("項目|金額", "代位弁済|30", "　うち元金|28", "　　責任共有|5", "求償権回収|6"))
    assert [record.meaning.of_which for record in found.values()] == [False, True, True, False]


def test_a_heading_over_several_columns_is_a_level_of_each(profile: Profile) -> None:
    found = records(profile, table("項目|金額|<|<", "^|計画|実績|計画比", "保証承諾|55,000|71,729|130.4", header=2))
    assert [r.meaning.column for r in found.values()] == ["金額 > 計画", "金額 > 実績", "金額 > 計画比"]
    assert [r.meaning.scenario for r in found.values()] == ["plan", "actual", "actual"]
    assert [r.meaning.measure for r in found.values()] == ["amount", "amount", "ratio_plan"]


# --- periods ----------------------------------------------------------------------------------------------------------


def test_columns_of_two_years_have_their_own(profile: Profile) -> None:
    found = records(profile, table("科目|当年度|前年度|増減", "事業費|3|2|1", caption="収支計算書"))
    assert [r.period.fiscal_year for r in found.values()] == [2024, 2023, 2024]
    assert [r.meaning.scenario for r in found.values()] == ["actual", "prior_actual", "actual"]
    assert found[1, 2].period == Period(2023, date(2023, 4, 1), date(2024, 3, 31))


def test_the_caption_goes_before_the_document(profile: Profile) -> None:
    found = records(profile, table("科目|金額|前年度", "現金|3|2", caption="令和４年度 収支計算書"))
    assert [(r.period.fiscal_year, r.meaning.scenario) for r in found.values()] == [
        (2022, "prior_actual"),
        (2021, "prior_actual"),
    ]


# --- what is a figure -------------------------------------------------------------------------------------------------


def test_a_dash_is_a_record_without_a_value_and_an_empty_cell_is_none(profile: Profile) -> None:
    found = records(profile, table("科目|金額|計画", "現金|－|", "預金|0|略", unit="（単位：円）"))
    assert list(found) == [(1, 1), (2, 1)]
    assert (found[1, 1].quantity.value, found[1, 1].quantity.unit) == (None, "円")
    assert found[2, 1].quantity.value == 0


def test_a_record_stands_at_its_ink_and_keeps_its_place_in_the_grid(profile: Profile) -> None:
    one = table("科目|金額", "現金|　　12")
    [record] = records(profile, one).values()
    assert record.place is not None and record.place.table_id == one.table_id
    assert record.where.box == one.cells[-1].ink
    assert (record.section, record.layer) == (("１．概況",), Layer.TEXT)
    assert record.record_id == "0123456789ab-p001-t1-r1c1"


def test_a_label_whose_figure_stands_on_a_lower_line_heads_no_group(profile: Profile) -> None:
    found = records(profile, table("科目|金額", "(流動資産)|", "　預金|", "|15,682", "　未収金|40,000"))
    assert [(r.meaning.item_path, r.meaning.item) for r in found.values()] == [
        ("(流動資産)", "預金"),
        ("(流動資産)", "未収金"),
    ]


# --- several units in one note ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "row", "note", "units"),
    [
        # a change speaks of the figures on its left
        ("項目|件数|前年度比|増減|金額|前年度比|増減", "承諾|5|94.5|2|71|98.1|3", "件、百万円、％", "件 ％ 件 百万円 ％ 百万円"),
        # a plan does where its figures are of that size, and of nothing else
        ("項目|件数|金額|計画|計画比", "承諾|6,771|849|860|98.7", "件、億円、％", "件 億円 億円 ％"),
        ("項目|件数|金額|計画", "承諾|6,771|84|6,900", "件、億円", "件 億円 -"),
        ("項目|計画|件数|金額", "承諾|860|6,771|849", "件、億円", "- 件 億円"),
        ("項目|令和５年度|令和６年度", "承諾|860|870", "件、億円", "- -"),
        ("項目|計画額|令和６年度", "承諾|860|870", "件、億円", "億円 -"),
        # the row tells where no heading does
        ("項目|令和５年度|令和６年度", "承諾件数|860|870", "件、億円", "件 件"),
        ("項目|令和５年度|令和６年度", "保証債務残高|860|870", "件、億円", "億円 億円"),
        ("項目|令和５年度|令和６年度", "代位弁済（件数）|860|870", "件、億円", "件 件"),
        ("項目|令和５年度|令和６年度", "役職員数|86|87", "件、億円", "- -"),
        ("項目|令和５年度|令和６年度", "役職員数|86|87", "人、億円", "人 人"),
        ("項目|令和５年度|令和６年度", "保証利用企業者数|86|87", "件、百万円", "- -"),
        ("項目|令和５年度|令和６年度", "保証利用企業者数|86|87", "百万円", "- -"),
        ("項目|令和５年度|令和６年度", "自己資本比率|8.6|8.7", "百万円", "- -"),
        ("項目|令和５年度（百万円）|令和６年度（百万円）", "保証承諾件数|86|87", None, "- -"),
        # figures with decimals may be the ratios
        ("項目|令和６年度|対比|参考", "保証料|860|98.7|98.7", "百万円、％", "百万円 ％ -"),
    ],
)  # fmt: skip
def test_of_several_units_each_column_takes_the_one_that_words_tell_it(
    profile: Profile, head: str, row: str, note: str | None, units: str
) -> None:
    found = records(profile, table(head, row, unit=f"（単位：{note}）" if note else None))
    assert [found[place].quantity.unit or "-" for place in sorted(found)] == units.split()


def test_a_column_that_may_stand_under_another_heading_takes_no_unit(profile: Profile) -> None:
    one = table("項目|件数|金額", "承諾|5|71", unit="（単位：件、百万円）")
    assert records(profile, one)[1, 2].quantity.unit == "百万円"
    assert records(profile, replace(one, unsure_cols=(2,)))[1, 2].quantity.unit is None
