"""What a figure is a part of: breakdowns by rows, by columns, by bands of rows, known and unknown."""

from __future__ import annotations

import pytest
from grids import around, table

from extractor.model import Identity, Record, Table
from extractor.normalise.fiscal import fiscal_year
from extractor.profile import Profile, load_profile
from extractor.records.from_tables import table_records


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load_profile("credit_guarantee")


def records(profile: Profile, one: Table, *headings: str) -> list[Record]:
    identity = Identity(doc_type="評価", period=fiscal_year(2024))
    return list(table_records(one, around(profile, one, identity, *headings)))


def parts(found: list[Record]) -> list[str]:
    return [record.meaning.dimensions for record in found]


INDUSTRIES = ("製造業|310|4,120", "建設業|205|2,880", "飲食店|12|96", "その他|3|14", "合計|530|7,110")


def test_industries_are_parts_and_their_total_is_none(profile: Profile) -> None:
    found = records(
        profile, table("業種|件数|金額", *INDUSTRIES, caption="業種別代位弁済", unit="（単位：件、百万円）")
    )
    names = ["製造業", "建設業", "飲食業", "その他"]
    assert parts(found) == [f"業種={name}" for name in names for _ in range(2)] + ["", ""]
    assert {record.meaning.concept for record in found} == {"subrogation"}


def test_a_query_for_the_total_is_never_answered_with_a_part(profile: Profile) -> None:
    rows = (*INDUSTRIES[:3], "うち食堂|4|20", *INDUSTRIES[3:])
    found = records(
        profile, table("業種|件数|金額", *rows, caption="令和６年度 業種別保証承諾の内訳", unit="（単位：件、百万円）")
    )
    assert {record.meaning.concept for record in found} == {"guarantee_acceptance"}
    totals = [r.quantity.raw for r in found if not r.meaning.dimensions and not r.meaning.of_which]
    assert totals == ["530", "7,110"]
    assert [r.meaning.dimensions for r in found if r.meaning.of_which] == ["業種=飲食業 > 食堂"] * 2


@pytest.mark.parametrize(
    ("caption", "headings", "name"),
    [
        ("年齢階層別の利用者", (), "年齢階層"),
        (None, ("３．年齢階層別の利用者",), "年齢階層"),
        ("製品及びサービスごとの情報", (), "製品及びサービス"),
    ],
)
def test_a_caption_or_a_heading_names_a_breakdown_that_no_profile_knows(
    profile: Profile, caption: str | None, headings: tuple[str, ...], name: str
) -> None:
    found = records(profile, table("区分|人数", "甲類|4", "乙類|5", "合計|9", caption=caption), *headings)
    assert parts(found) == [f"{name}=甲類", f"{name}=乙類", ""]


@pytest.mark.parametrize("caption", ["特別会計の内訳", "個別の状況", "科目別内訳", "年度別推移", "別表", "事業の区別"])
def test_these_announce_no_breakdown(profile: Profile, caption: str) -> None:
    found = records(profile, table("区分|人数", "甲類|4", "乙類|5", "合計|9", caption=caption))
    assert parts(found) == ["", "", ""]


def test_members_across_the_columns(profile: Profile) -> None:
    one = table(
        "科目|報告セグメント|<|<|その他|合計|調整額|連結財務諸表計上額",
        "^|港湾|倉庫|計|^|^|^|^",
        "売上高|5|4|9|2|11|△1|10",
        "減価償却費|1|1|2|1|3|－|3",
        header=2,
        unit="（単位：百万円）",
    )
    segments = ["港湾", "倉庫", "報告セグメント計", "その他", "合計", "調整額"]
    assert parts(records(profile, one)) == 2 * ([f"セグメント={name}" for name in segments] + [""])


def test_columns_that_a_total_sums_up_are_parts_though_nothing_names_them(profile: Profile) -> None:
    one = table("科目|東館|西館|合計", "会費|1|2|3", "寄付金|4|5|9", unit="（単位：千円）")
    assert parts(records(profile, one)) == ["内訳=東館", "内訳=西館", ""] * 2


def test_columns_of_measures_years_and_scenarios_are_no_parts(profile: Profile) -> None:
    one = table(
        "科目|令和５年度|令和６年度|計画|増減|合計", "会費|1|2|3|1|9", "寄付金|4|5|6|1|15", unit="（単位：千円）"
    )
    assert set(parts(records(profile, one))) == {""}


def test_each_band_of_rows_has_its_own_breakdown(profile: Profile) -> None:
    one = table(
        "区分|金額",
        "業種別|",
        "　製造業|5",
        "　建設業|4",
        "　計|9",
        "資金使途別|",
        "　運転|6",
        "　設備|3",
        "　計|9",
        unit="（単位：百万円）",
        caption="代位弁済の内訳",
    )
    assert parts(records(profile, one)) == [
        "業種=製造業", "業種=建設業", "", "資金使途=運転資金", "資金使途=設備資金", "",
    ]  # fmt: skip


def test_a_subtotal_is_a_part_of_the_total(profile: Profile) -> None:
    one = table("業種|金額", "製造業|5", "建設業|4", "小計|9", "その他|1", "合計|10", unit="（単位：百万円）")
    assert parts(records(profile, one)) == ["業種=製造業", "業種=建設業", "業種=小計", "業種=その他", ""]


def test_rows_of_months_are_parts_of_the_year(profile: Profile) -> None:
    one = table("月|保証承諾", "4月|10", "5月|20", "上期|30", "令和６年度|70", unit="（単位：百万円）")
    found = records(profile, one)
    assert parts(found) == ["月=4月", "月=5月", "半期=上期", ""]
    assert [str(r.period.start) for r in found] == ["2024-04-01", "2024-05-01", "2024-04-01", "2024-04-01"]
    assert [str(r.period.end) for r in found] == ["2024-04-30", "2024-05-31", "2024-09-30", "2025-03-31"]


@pytest.mark.parametrize("caption", ["月別保証承諾", "保証承諾の月別推移", "保証承諾（月別）"])
def test_months_are_of_what_the_caption_names(profile: Profile, caption: str) -> None:
    one = table("月|件数|金額", "4月|10|90", "5月|20|80", "合計|30|170", caption=caption, unit="（単位：件、百万円）")
    found = records(profile, one)
    assert {record.meaning.concept for record in found} == {"guarantee_acceptance"}
    assert parts(found) == ["月=4月"] * 2 + ["月=5月"] * 2 + [""] * 2


def test_two_breakdowns_are_sorted(profile: Profile) -> None:
    one = table("業種|無担保|有担保|合計", "製造業|1|2|3", "建設業|3|4|7", "合計|4|6|10", unit="（単位：百万円）")
    assert parts(records(profile, one)) == [
        "担保=無担保;業種=製造業", "担保=有担保;業種=製造業", "業種=製造業",
        "担保=無担保;業種=建設業", "担保=有担保;業種=建設業", "業種=建設業",
        "担保=無担保", "担保=有担保", "",
    ]  # fmt: skip


def test_items_of_an_account_are_no_parts_though_its_heading_speaks_of_industries(profile: Profile) -> None:
    one = table(
        "項目|金額", "保証承諾|10", "代位弁済|3", "求償権回収|1", caption="業種別の状況", unit="（単位：百万円）"
    )
    assert set(parts(records(profile, one))) == {""}
    assert [r.meaning.concept for r in records(profile, one)][:2] == ["guarantee_acceptance", "subrogation"]


@pytest.mark.parametrize(
    ("label", "apart"), [("うち元金", True), ("（再掲）県内", True), ("内数", True), ("元金", False)]
)
def test_what_is_printed_apart_from_the_sum_is_marked(profile: Profile, label: str, apart: bool) -> None:
    found = records(profile, table("項目|金額", "代位弁済|30", f"{label}|28", unit="（単位：百万円）"))
    assert [r.meaning.of_which for r in found] == [False, apart]


def test_a_column_of_which_is_marked(profile: Profile) -> None:
    found = records(profile, table("項目|契約額|うち１年超", "取引|30|28", unit="（単位：百万円）"))
    assert [r.meaning.of_which for r in found] == [False, True]


@pytest.mark.parametrize(
    ("caption", "head", "rows", "breakdown", "concept"),
    [
        ("金融機関群別の保証承諾状況", "区分", ("地方銀行|310", "信用金庫|205", "信用組合|12", "合計|527"), "金融機関群", "guarantee_acceptance"),
        ("保証承諾（金融機関別）", "金融機関", ("地銀|310", "第二地銀|205", "信金|12", "計|527"), "金融機関群", "guarantee_acceptance"),
        ("金額別保証承諾", "金額", ("500万円以下|310", "500万円超1,000万円以下|205", "1,000万円超|12", "合計|527"), "金額", "guarantee_acceptance"),
        ("保証金額別の代位弁済の状況", "", ("～500万円|310", "500万円超～1,000万円|205", "1,000万円超～|12", "合　計|527"), "金額", "subrogation"),
        ("保証期間別保証承諾の内訳", "期間", ("1年以下|310", "1年超3年以下|205", "3年超|12", "合計|527"), "期間", "guarantee_acceptance"),
        ("制度別の保証債務残高", "制度名", ("県制度|310", "市町村制度|205", "協会制度|12", "合計|527"), "制度", "guarantee_balance"),
        ("市町村別保証債務残高の状況", "市町村名", ("青葉市|310", "若葉町|205", "紅葉村|12", "総計|527"), "市町村", "guarantee_balance"),
        ("資金使途別の保証承諾", "", ("運転資金|310", "設備資金|205", "運転設備資金|12", "合計|527"), "資金使途", "guarantee_acceptance"),
        ("代位弁済の業種別内訳", "", ("製造業|310", "建設業|205", "その他|12", "合計|527"), "業種", "subrogation"),
        ("業種別代位弁済（元利合計）の推移", "業　種", ("製造業|310", "建設業|205", "その他|12", "計|527"), "業種", "subrogation"),
    ],
)  # fmt: skip
def test_only_the_total_answers_for_the_whole(
    profile: Profile, caption: str, head: str, rows: tuple[str, ...], breakdown: str, concept: str
) -> None:
    found = records(profile, table(f"{head}|令和６年度", *rows, caption=caption, unit="（単位：百万円）"))
    whole = [r for r in found if not r.meaning.dimensions and not r.meaning.of_which]
    assert [r.quantity.raw for r in whole] == ["527"]
    assert {r.meaning.concept for r in found} == {concept}
    assert all(r.meaning.dimensions.startswith(f"{breakdown}=") for r in found if r not in whole)


@pytest.mark.parametrize(
    "part", ["うち創業関連保証", "（うち創業関連保証）", "（再掲）創業関連保証", "創業関連保証（再掲）", "（内数）創業関連保証", "創業関連保証（内数）", "内、創業関連保証", "　うち創業"]
)  # fmt: skip
def test_what_is_contained_in_another_row_is_marked(profile: Profile, part: str) -> None:
    found = records(
        profile,
        table(
            "項目|令和６年度", "保証承諾|527", f"{part}|31", "代位弁済|12", caption="業務実績", unit="（単位：百万円）"
        ),
    )
    assert [r.meaning.of_which for r in found] == [False, True, False]
    assert [r.meaning.concept for r in found if not r.meaning.of_which] == ["guarantee_acceptance", "subrogation"]
    assert found[1].meaning.concept != "guarantee_acceptance" or found[1].meaning.dimensions
