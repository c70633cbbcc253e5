"""Column headings to measures and scenarios, labels to bases and breakdowns."""

from __future__ import annotations

import pytest

from extractor.profile import (
    Profile,
    match_basis,
    match_breakdown,
    match_measure,
    match_member,
    match_scenario,
    measure_named,
)


@pytest.mark.parametrize(
    ("levels", "measure", "dimension", "base"),
    [
        (("件数",), "count", "count", None),
        (("件　数",), "count", "count", None),
        (("承諾件数",), "count", "count", None),
        (("企業数",), "companies", "count", None),
        (("金額",), "amount", "money", None),
        (("金額（百万円）",), "amount", "money", None),
        (("実績", "金額"), "amount", "money", None),
        (("前年度比",), "ratio_prior_year", "ratio", None),
        (("前年比",), "ratio_prior_year", "ratio", None),
        (("対前年度\n実績比",), "ratio_prior_year", "ratio", None),
        (("対前年度実績比（金額）",), "ratio_prior_year", "ratio", "amount"),
        (("金額", "前年度比"), "ratio_prior_year", "ratio", "amount"),
        (("前年度比", "件数"), "ratio_prior_year", "ratio", "count"),
        (("計画比",), "ratio_plan", "ratio", None),
        (("対計画比（％）",), "ratio_plan", "ratio", None),
        (("達成率",), "ratio_plan", "ratio", None),
        (("構成比",), "share", "ratio", None),
        (("保証債務残高", "構成比"), "share", "ratio", None),
        (("増減",), "change", None, None),
        (("件数", "増減"), "change", "count", "count"),
        (("金額", "増減"), "change", "money", "amount"),
        (("増減額",), "change", "money", None),
        (("対前年増減",), "change", None, None),
        (("増減数",), "change", "count", None),
        (("増減率",), "growth_rate", "ratio", None),
        (("伸び率",), "growth_rate", "ratio", None),
        (("増加率",), "growth_rate", "ratio", None),
        (("差引",), "difference", None, None),
        (("繰入・増加",), "increase", None, None),
        (("取崩・減少",), "decrease", None, None),
        (("執行率",), "execution_rate", "ratio", None),
        (("収入支出割合",), "execution_rate", "ratio", None),
    ],
)
def test_headings_tell_the_measure(
    generic: Profile, levels: tuple[str, ...], measure: str, dimension: str | None, base: str | None
) -> None:
    match = match_measure(generic, levels)
    assert match is not None
    assert (match.measure.id, match.measure.dimension) == (measure, dimension)
    assert (match.base.id if match.base else None) == base


@pytest.mark.parametrize(
    "levels", [(), ("令和6年度",), ("計画",), ("実績",), ("摘要",), ("対前年度",), ("比率",), ("増加・減少",)]
)
def test_headings_without_a_measure(generic: Profile, levels: tuple[str, ...]) -> None:
    assert match_measure(generic, levels) is None


def test_only_a_name_that_counts_tells_a_unit(generic: Profile) -> None:
    def unit(heading: str) -> str | None:
        match = match_measure(generic, (heading,))
        assert match is not None
        return match.measure.unit

    assert unit("件数") == "件"
    assert unit("回数") == "回"
    assert unit("事業者数") is None
    assert unit("金額") is None
    assert unit("前年度比") is None


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("件数", "count"),
        ("（うち件数）", "count"),
        ("前年度比（％）", "ratio_prior_year"),
        ("当期経常増減額", None),
        ("承諾件数", None),
    ],
)
def test_a_row_label_names_a_measure_as_a_whole_or_not_at_all(
    generic: Profile, label: str, measure: str | None
) -> None:
    found = measure_named(generic, label)
    assert (found.id if found else None) == measure


@pytest.mark.parametrize(
    ("levels", "scenario"),
    [
        (("計画",), "plan"),
        (("計画額",), "plan"),
        (("計画値",), "plan"),
        (("予算額",), "plan"),
        (("R6計画",), "plan"),
        (("令和6年度", "計画"), "plan"),
        (("計画", "金額"), "plan"),
        (("計画件数",), "plan"),
        (("実績",), "actual"),
        (("令和6年度実績",), "actual"),
        (("平成30年度 実績額",), "actual"),
        (("決算額（Ａ）",), "actual"),
        (("当年度",), "actual"),
        (("当期",), "actual"),
        (("前年度",), "prior_actual"),
        (("前期",), "prior_actual"),
        (("前年度実績",), "prior_actual"),
        (("前年度実績（Ｂ）",), "prior_actual"),
        (("前期末残高",), "prior_actual"),
        (("当期末残高",), "actual"),
        (("前年度計画",), "prior_plan"),
        (("実績見込",), "forecast"),
        (("見込み",), "forecast"),
        (("予算現額",), "revised_plan"),
        (("補正前の額",), "original_plan"),
        (("実績", "対前年度実績比"), "actual"),
    ],
)
def test_headings_tell_the_scenario(generic: Profile, levels: tuple[str, ...], scenario: str) -> None:
    assert match_scenario(generic, levels) == scenario


@pytest.mark.parametrize(
    "levels", [(), ("件数",), ("前年度比",), ("対前年度実績比（金額）",), ("計画比",), ("令和6年度",), ("構成比",)]
)
def test_a_ratio_to_the_plan_is_no_plan(generic: Profile, levels: tuple[str, ...]) -> None:
    assert match_scenario(generic, levels) is None


@pytest.mark.parametrize(
    ("texts", "basis"),
    [
        (("期末残高",), "期末"),
        (("保証債務平均残高",), "平均"),
        (("代位弁済（元利）",), "元利"),
        (("元利合計",), "元利"),
        (("元金",), "元金"),
        (("4月からの累計",), "累計"),
        (("速報値",), "速報"),
        (("金額", "期首"), "期首"),
        (("金額",), None),
    ],
)
def test_words_tell_the_basis(guarantee: Profile, texts: tuple[str, ...], basis: str | None) -> None:
    assert match_basis(guarantee, texts) == basis


@pytest.mark.parametrize(
    ("text", "breakdown"),
    [
        ("業種", "業種"),
        ("業種別保証承諾", "業種"),
        ("（３）業 種 別", "業種"),
        ("金融機関群別保証状況", "金融機関群"),
        ("金融機関別", "金融機関群"),
        ("保証金額別保証承諾", "金額"),
        ("保証期間別", "期間"),
        ("市町村別保証債務残高", "市町村"),
        ("保証制度別", "制度"),
        ("業種の動向", None),
        ("保証承諾", None),
    ],
)
def test_captions_announce_a_breakdown(guarantee: Profile, text: str, breakdown: str | None) -> None:
    found = match_breakdown(guarantee, text)
    assert (found.id if found else None) == breakdown


@pytest.mark.parametrize(
    ("breakdown", "label", "member"),
    [
        ("業種", "製 造 業", "製造業"),
        ("業種", "飲食店", "飲食業"),
        ("業種", "運輸・倉庫業", "運送倉庫業"),
        ("業種", "合計", None),
        ("金融機関群", "第二地銀", "第二地方銀行"),
        ("金融機関群", "信 金", "信用金庫"),
        ("金額", "1,000万円以下", "1,000万円以下"),
        ("金額", "500万円超1,000万円以下", "500万円超1,000万円以下"),
        ("金額", "合計", None),
        ("期間", "1年以下", "1年以下"),
        ("期間", "６ヶ月超～１年以下", "6か月超~1年以下"),
        ("市町村", "長崎市", "長崎市"),
        ("市町村", "その他", None),
        ("担保", "有", "有担保"),
    ],
)
def test_labels_are_members_of_their_breakdown(
    guarantee: Profile, breakdown: str, label: str, member: str | None
) -> None:
    split = next(b for b in guarantee.breakdowns if b.id == breakdown)
    assert match_member(guarantee, split, label) == member
