"""Group or company alone, and what else limits the figures of a table."""

from __future__ import annotations

import pytest

from extractor.records.scope import limit_of, reports_group, scope_of


@pytest.mark.parametrize(
    ("nearest_first", "group", "scope"),
    [
        (["現金", "当連結会計年度"], True, "consolidated"),
        (["現金", "当事業年度"], True, "non_consolidated"),
        (["現金", "当事業年度"], False, None),
        (["①【貸借対照表】", "２【財務諸表等】", "３ 連結財務諸表の適正性"], True, "non_consolidated"),
        (["①【連結貸借対照表】", "１【連結財務諸表等】"], True, "consolidated"),
        (["貸借対照表計上額", "第４【提出会社の状況】"], True, "non_consolidated"),
        (["貸借対照表"], False, None),
        (["非連結子会社の株式"], False, None),
        (["連結子会社", "令和６年度"], False, None),
        (["連結会社間の取引"], False, None),
        (["従業員数", "（１）連結会社の状況"], True, "consolidated"),
        (["単体"], False, "non_consolidated"),
        (["個別業績の概要"], False, "non_consolidated"),
        (["個別引当", "会費"], False, None),
        ([], True, None),
    ],
)
def test_the_nearest_word_tells(nearest_first: list[str], group: bool, scope: str | None) -> None:
    assert scope_of(nearest_first, group) == scope


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("創業支援保証制度の実績", "創業支援保証制度"),
        ("令和６年度みなと市国民健康保険特別会計補正予算", "国民健康保険特別会計"),
        ("一般会計", "一般会計"),
        ("信用保証制度の概要", None),
        ("制度改革促進基金", None),
        ("会計方針", None),
    ],
)
def test_a_scheme_or_an_account_limits_its_table(text: str, limit: str | None) -> None:
    assert limit_of([text]) == limit


def test_a_document_reports_a_group_if_any_heading_does() -> None:
    assert reports_group(["事業の概況", "連結財務諸表"])
    assert not reports_group(["事業の概況", "連結子会社の異動", "貸借対照表"])
