"""Amounts in sentences of our own, with figures worded as the field does; truth by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.normalise.amounts import find_amounts, find_non_amounts


def read(text: str) -> list[tuple[str, str, str | None]]:
    return [(span.quantity.raw, str(span.quantity.value), span.quantity.unit) for span in find_amounts(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "base", "step"),
    [
        ("717 億 29 百万円", "71729", "百万円", "71729000000", "1000000"),
        ("1,993 億 1 百\n万円", "199301", "百万円", "199301000000", "1000000"),
        ("５億 77 百万円", "577", "百万円", "577000000", "1000000"),
        ("153億９千４百万円", "15394", "百万円", "15394000000", "1000000"),
        ("１７億８７０万９，０００円", "1708709000", "円", "1708709000", "1"),
        ("９０６億２，０００万９，０００円", "90620009000", "円", "90620009000", "1"),
        ("２，０９３億５０百万円", "209350", "百万円", "209350000000", "1000000"),
        ("12億２百万円", "1202", "百万円", "1202000000", "1000000"),
        ("1.5億円", "1.5", "億円", "150000000", "10000000"),
        ("1.9ポイント", "1.9", "ポイント", "1.9", "0.1"),
        ("マイナス3.5％", "-3.5", "％", "-3.5", "0.1"),
        ("3割5分", "3.5", "割", "35", "1"),
        ("1,563 先", "1563", "先", "1563", "1"),
        ("5万人", "5", "万人", "50000", "10000"),
        ("1万2千人", "12", "千人", "12000", "1000"),
        ("3カ所", "3", "か所", "3", "1"),
        ("12円50銭", "12.50", "円", "12.50", "0.01"),
        ("US$100", "100", "米ドル", "100", "1"),
        ("2.5‰", "2.5", "‰", "0.25", "0.01"),
        ("24時間", "24", "時間", "24", "1"),
    ],
)
def test_one_amount(text: str, value: str, unit: str, base: str, step: str) -> None:
    (span,) = find_amounts(f"これは{text}です")
    quantity = span.quantity
    assert quantity.raw == text
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)
    assert (quantity.value_base, quantity.step) == (Decimal(base), Decimal(step))


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("約10億円", "約"),
        ("10億円程度", "程度"),
        ("約 10 億円程度", "約 程度"),
        ("50％以上", "以上"),
        ("100余名", "余"),
        ("5％台", "台"),
        ("10億円弱", "弱"),
        ("3社を超える", "を超える"),
        ("5件強化", None),
        ("10件超過", None),
    ],
)
def test_hedges(text: str, hedge: str | None) -> None:
    (span,) = find_amounts(text)
    assert span.quantity.hedge == hedge


def test_the_lower_end_of_a_range_has_the_unit_of_the_upper() -> None:
    lower, upper = find_amounts("毎年10〜20件を扱う")
    assert (lower.quantity.value, lower.quantity.unit, lower.bound) == (10, "件", "lower")
    assert (upper.quantity.value, upper.quantity.unit, upper.bound) == (20, "件", "upper")
    assert [span.bound for span in find_amounts("3億円～5億円")] == ["lower", "upper"]
    assert [span.bound for span in find_amounts("5％から10％に上昇")] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "5・2％",
        "2、3件",
        "12 34百万円",
        "1,23件",
        "5-10件",
        "±5％",
        "R70.2％",
        "億 77 百万円",
        "1,\n234件",
        "――5％",
        "数百万円",
        "一人一人",
        "百万円の単位",
        "61 回収",
        "12人件費",
        "3社会",
        "1 本店",
        "0123件",
        "5億12,000万円",
        "第三者",
        "3分の1",
        "年５",
    ],
)
def test_what_is_a_part_of_something_else_is_not_claimed(text: str) -> None:
    assert find_amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("令和６年度は5件", [("令和６年度", "date")]),
        ("第115期の売上", [("第115期", "date")]),
        ("第５条第１項に基づく", [("第５条", "heading"), ("第１項", "heading")]),
        ("別表１のとおり", [("別表１", "heading")]),
        ("（１）保証部門", [("（１）", "heading")]),
        ("１．業務環境", [("１．", "heading")]),
        ("取り組み状況⑨", [("⑨", "heading")]),
        ("405 補助事業を活用", [("405 補助事業", "name")]),
        ("1on1 の実施", [("1on1", "name")]),
        ("電話 03-5337-7070", [("03-5337-7070", "name")]),
        ("１株当たり純資産額", [("１株当たり", "name")]),
        ("満 65歳まで", [("65歳", "name")]),
        ("2回目の開催", [("2回目", "name")]),
        ("COVID-19 の影響", [("COVID-19", "name")]),
        ("売上高（注１）", [("（注１）", "note-mark")]),
        ("建物※２", [("※２", "note-mark")]),
        ("12ページ参照", [("12ページ", "heading")]),
        ("保有状況は、５「役員の状況」に記載のとおりです", [("５", "heading")]),
        ("（※）１．これは写しです", [("（※）１", "note-mark")]),
        ("Expo Week 2016で公開しました", [("2016", "name")]),
        ("２．１株当たり純資産額の算定上の基礎", [("２．１株当たり", "heading")]),
        ("決算日後５年内における返済予定額", [("５年内", "date")]),
        ("議決権の３分の１以上を有する株主", [("３分の１", "name")]),
        ("総額の100分の10を超えたため", [("100分の10", "name")]),
        ("主要な顧客の１つである", [("１つ", "name")]),
        ("大口先（10位程度）に限る", [("10位", "name")]),
        ("平成30年～34年", [("平成30年～34年", "date")]),
        ("別 表 6 基 金", [("別 表 6", "heading")]),
        ("021101 情報システム管理・運営事業 37,200", [("021101", "name")]),
        ("主な原因別の内訳２．法定実効税率", [("２．", "heading")]),
        ("別 表 4 別 表 5", [("別 表 4", "heading"), ("別 表 5", "heading")]),
        ("平 監 発 第 5 4 号", [("第 5 4 号", "heading")]),
        ("特別会計補正予算（第1", [("第1", "heading")]),
        ("議事日程（第1号追加の1）", [("第1号", "heading"), ("1", "heading")]),
        ("1，変更前", [("1，", "heading")]),
        ("令和2年3月 3 1 日", [("令和2年3月 ", "date"), ("3", "date"), ("1 日", "date")]),
        ("小平市議会の説明を、令和2年4月1", [("令和2年4月", "date"), ("1", "date")]),
        ("標準報酬月額の30分の1に相当する額", [("30分の1", "name")]),
        ("50銭未満の端数があるときは、これを切り捨て", [("50銭", "name")]),
        ("就労日数で除した金額×2/3×日数", [("2/3", "name")]),
        ("直近の継続した3月間の給与収入", [("3月間", "date")]),
        ("16 山田花子議員、17 小林一郎議員", [("16 ", "name"), ("17 ", "name")]),
    ],
)
def test_the_fate_of_other_digits(text: str, stretches: list[tuple[str, str]]) -> None:
    assert [(text[found.start : found.end], found.kind) for found in find_non_amounts(text)] == stretches


@pytest.mark.parametrize(
    "text",
    [
        "売上高の3分の1以上を占める",
        "売上高の3分の1に相当する",
        "売上高の2/3を占める",
        "割合 0.021",
        "計 021,101",
        "財政調整基金ほか15基金",
        "従業員 60 (12)",
        "臨時 (404)",
        "前年度比 96.5",
        "94.5 令和",
        "388 その他",
        "作品５「海」が選ばれた",
    ],
)
def test_a_figure_without_a_unit_has_no_fate_and_is_left_to_be_announced(text: str) -> None:
    assert find_amounts(text) == ()
    assert find_non_amounts(text) == ()


def test_amounts_of_a_sentence_stand_in_printed_order() -> None:
    text = "当期収支差額は５億 77 百万円、前年度比 94.9％、計画比 130.9％となり、延べ 60 名が参加"
    assert read(text) == [
        ("５億 77 百万円", "577", "百万円"),
        ("94.9％", "94.9", "％"),
        ("130.9％", "130.9", "％"),
        ("60 名", "60", "名"),
    ]


@pytest.mark.parametrize(
    "text", ["※１ 千円未満は四捨五入しています。", "※１　千円未満切捨て", "※2 百万円未満は切り捨て"]
)
def test_a_note_mark_before_a_unit_makes_no_amount(text: str) -> None:
    assert find_amounts(text) == ()
    assert [mark.kind for mark in find_non_amounts(text)] == ["note-mark"]


def test_durations_side_by_side_are_both_amounts() -> None:
    assert read("一定の年数（10年及び14年）による定額法") == [("10年", "10", "年"), ("14年", "14", "年")]
    assert read("令和5年及び6年に") == []
