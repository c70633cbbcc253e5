"""有価証券報告書 and the accounts of non-profit organisations: printed labels, and what a reader takes them for."""

from __future__ import annotations

import pytest

from extractor.profile import load_profile, match_concept

#: caption, label, labels above it, heading of the column, concept
SECURITIES = [
    ("(1) 連結経営指標等", "純資産額（百万円）", (), "第9期", "net_assets"),
    ("(1) 連結経営指標等", "１株当たり純資産額", (), "第9期", "net_assets_per_share"),
    ("①【連結貸借対照表】", "その他", ("資産の部", "流動資産"), "当連結会計年度", "other_current_assets"),
    ("①【連結貸借対照表】", "その他", ("負債の部", "固定負債"), "当連結会計年度", "other_non_current_liabilities"),
    ("①【連結貸借対照表】", "資本剰余金", ("純資産の部", "株主資本"), "当連結会計年度", "capital_surplus"),
    ("①【貸借対照表】", "資本剰余金合計", ("株主資本", "資本剰余金"), "当事業年度", "capital_surplus"),
    ("①【貸借対照表】", "ソフトウエア", ("固定資産", "無形固定資産"), "当事業年度", "software"),
    ("【連結損益計算書】", "経常利益", (), "当連結会計年度", "ordinary_profit"),
    ("【連結損益計算書】", "経常損失（△）", (), "当連結会計年度", "ordinary_profit"),
    ("【連結損益計算書】", "減損損失", ("特別損失",), "当連結会計年度", "impairment"),
    ("【連結包括利益計算書】", "為替換算調整勘定", ("その他の包括利益",), "当連結会計年度", "oci_translation"),
    ("④【連結キャッシュ・フロー計算書】", "減損損失", ("営業活動によるキャッシュ・フロー",), "当期", "cf_impairment"),
    ("④【連結キャッシュ・フロー計算書】", "たな卸資産の増減額（△は増加）", (), "当期", "cf_inventories"),
    ("当連結会計年度", "当期末残高", (), "純資産合計", "net_assets_closing"),
    ("当連結会計年度", "剰余金の配当", ("当期変動額",), "純資産合計", "equity_dividends"),
    ("セグメント情報", "セグメント利益", (), "連結財務諸表計上額", "segment_profit"),
]

#: printed alike, and not what the statement states: parts, notes, a loss whose sign the label tells
NOT_SECURITIES = [
    ("【連結損益計算書】", "経常損失", (), "当連結会計年度"),
    ("【連結損益計算書】", "その他", (), "当連結会計年度"),
    ("当連結会計年度（平成29年3月31日）", "現金及び預金", (), "１年以内"),
    ("当連結会計年度（平成29年3月31日）", "負債計", (), "連結貸借対照表計上額"),
    ("（連結貸借対照表関係）", "土地", (), "当連結会計年度"),
    ("現金及び現金同等物の期末残高と連結貸借対照表に掲記されている科目の金額との関係", "有価証券", (), "当期"),
    ("当連結会計年度", "当期末残高", (), "繰越利益剰余金"),
    ("当連結会計年度", "当期変動額合計", (), "資本金"),
    ("当連結会計年度", "剰余金の配当", ("当期変動額",), "利益剰余金"),
    ("セグメント情報", "外部顧客への売上高", ("売上高",), "産業ITサービス"),
    ("セグメント情報", "セグメント利益", (), "合計"),
    ("", "売上高", (), "当連結会計年度"),
]

ACTIVITIES = "正味財産増減計算書（令和6年4月1日から令和7年3月31日まで）"
NON_PROFIT = [
    (ACTIVITIES, "給料手当", ("(2) 経常費用", "① 事業費"), "program_salaries"),
    (ACTIVITIES, "給料手当", ("(2) 経常費用", "② 管理費"), "administration_salaries"),
    (ACTIVITIES, "受取補助金等", ("Ⅱ 指定正味財産増減の部",), "designated_grants"),
    (ACTIVITIES, "受取補助金等", ("(1) 経常収益",), "grants"),
    (ACTIVITIES, "Ⅲ 正味財産期末残高", (), "net_assets_closing"),
    ("活動計算書", "次期繰越正味財産額", (), "net_assets_closing"),
    ("活動計算書", "受取寄附金", ("経常収益",), "donations"),
    ("貸借対照表", "正味財産合計", (), "net_assets"),
    ("キャッシュ・フロー計算書", "Ⅶ 現金及び現金同等物の期末残高", (), "cash_closing"),
]


@pytest.mark.parametrize(("caption", "label", "parents", "column", "concept"), SECURITIES)
def test_a_line_of_a_filing_meets_its_concept(
    caption: str, label: str, parents: tuple[str, ...], column: str, concept: str
) -> None:
    match = match_concept(load_profile("securities_report"), label, parents, ("経理の状況", caption, column))
    assert match is not None
    assert match.concept.id == concept


@pytest.mark.parametrize(("caption", "label", "parents", "column"), NOT_SECURITIES)
def test_the_same_words_outside_the_statement_meet_nothing(
    caption: str, label: str, parents: tuple[str, ...], column: str
) -> None:
    assert match_concept(load_profile("securities_report"), label, parents, ("注記事項", caption, column)) is None


@pytest.mark.parametrize(("caption", "label", "parents", "concept"), NON_PROFIT)
def test_a_line_of_a_non_profit_meets_its_concept(
    caption: str, label: str, parents: tuple[str, ...], concept: str
) -> None:
    match = match_concept(load_profile("public_interest"), label, parents, (caption, "当年度"))
    assert match is not None
    assert match.concept.id == concept


def test_an_expense_that_is_under_neither_heading_is_not_told() -> None:
    assert match_concept(load_profile("public_interest"), "給料手当", (), (ACTIVITIES,)) is None


def test_elements_of_the_taxonomy_are_local_names() -> None:
    concepts = load_profile("securities_report").concepts.values()
    elements = [element for concept in concepts for element in concept.elements]
    assert len(elements) > 250
    assert all(element.isalnum() and element[0].isupper() for element in elements)
