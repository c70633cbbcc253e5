"""Who publishes a document and what kind of document it is, from a line of its cover."""

from __future__ import annotations

import pytest

from extractor.profile import Profile


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("長崎県信用保証協会", "長崎県信用保証協会"),
        ("令和6年度長崎県信用保証協会の現況", "長崎県信用保証協会"),
        ("東京信用保証協会", "東京信用保証協会"),
        ("北海道信用保証協会", "北海道信用保証協会"),
        ("横浜市信用保証協会", "横浜市信用保証協会"),
        ("みなと県信用保証協会", "みなと県信用保証協会"),
        ("令和6年度 みなと県信用保証協会", "みなと県信用保証協会"),
        ("全国信用保証協会連合会", None),
        ("各信用保証協会", None),
        ("信用保証協会法", None),
        ("全国信用保証協会連合会 長崎県信用保証協会", "長崎県信用保証協会"),
        ("【会社名】TIS株式会社", "TIS株式会社"),
        ("TIS株式会社_有価証券報告書_2017", "TIS株式会社"),
        ("株式会社みなと銀行", "株式会社みなと銀行"),
        ("【会社名】株式会社みなと銀行", "株式会社みなと銀行"),
        ("一般社団法人みなと協会", "一般社団法人みなと協会"),
        ("経営計画の評価", None),
    ],
)
def test_a_line_names_the_publisher(guarantee: Profile, line: str, name: str | None) -> None:
    assert guarantee.organization_in(line) == name


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("令和6年度 経営計画の評価", "評価"),
        ("令和６年度経営計画", "計画"),
        ("中期事業計画（令和6年度～令和8年度）", "中期計画"),
        ("ディスクロージャー誌 2024", "ディスクロージャー"),
        ("事 業 報 告 書", "事業報告書"),
        ("第9期 決算報告書", "決算書"),
        ("有価証券報告書", "有価証券報告書"),
        ("2024年3月期 決算短信〔日本基準〕（連結）", "決算短信"),
        ("正味財産増減計算書", "決算書"),
        ("正誤表", "正誤表"),
        ("みなとの風景", None),
    ],
)
def test_a_title_tells_the_kind_of_document(guarantee: Profile, title: str, kind: str | None) -> None:
    assert guarantee.doc_type_of(title) == kind
