"""Labels as they are printed, and the concepts that a reader of these accounts takes them for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.profile import How, Profile, load_profile, match_concept
from extractor.profile.keys import label_key

#: label, labels above it, concept
LABELS = [
    # 業務数値
    ("保証申込", (), "guarantee_application"),
    ("保 証 承 諾", (), "guarantee_acceptance"),
    ("保証承諾額", (), "guarantee_acceptance"),
    ("①保証承諾", (), "guarantee_acceptance"),
    ("（1）保証承諾", (), "guarantee_acceptance"),
    ("償　還", (), "guarantee_repayment"),
    ("保 証 債 務 残 高", (), "guarantee_balance"),
    ("期末保証債務残高", (), "guarantee_balance"),
    ("保証債務平均残高", (), "guarantee_balance_average"),
    ("事故残高", (), "accident_balance"),
    ("代 位 弁 済", (), "subrogation"),
    ("代位弁済（元利）", (), "subrogation"),
    ("代位弁済(元利合計)", (), "subrogation"),
    ("代位弁済（元金）", (), "subrogation_principal"),
    ("元　金", ("代位弁済",), "subrogation_principal"),
    ("利息", ("代 位 弁 済",), "subrogation_interest"),
    ("実 際 回 収", (), "indemnity_recovery"),
    ("求償権回収", (), "indemnity_recovery"),
    ("うち元金", ("求償権回収",), "indemnity_recovery_principal"),
    ("（うち損害金）", ("実際回収",), "indemnity_recovery_damages"),
    ("求償権残高", (), "indemnity_balance"),
    ("保証利用企業者数", (), "client_companies"),
    # 収支計算書
    ("経 常 収 入", (), "ordinary_income"),
    ("Ⅰ 経常収入", (), "ordinary_income"),
    ("１．経常収入", (), "ordinary_income"),
    ("経常収入（百万円）", (), "ordinary_income"),
    ("保証料", ("経常収入",), "guarantee_fee"),
    ("運用資産収入", (), "investment_income"),
    ("預け金利息", (), "deposit_interest"),
    ("有価証券利息・配当金", (), "securities_income"),
    ("有価証券利息配当金", (), "securities_income"),
    ("調査料", (), "survey_fee"),
    ("延滞保証料", (), "late_guarantee_fee"),
    ("損 害 金", ("経常収入",), "damages_income"),
    ("事務補助金", (), "administrative_subsidy"),
    ("責任共有負担金", (), "responsibility_sharing_contribution"),
    ("雑収入", (), "miscellaneous_income"),
    ("経 常 支 出", (), "ordinary_expenditure"),
    ("業務費", (), "operating_expenses"),
    ("役職員給与", (), "salaries"),
    ("退職給与引当金繰入", (), "retirement_allowance_provision"),
    ("その他人件費", (), "other_personnel_expenses"),
    ("旅費", (), "travel_expenses"),
    ("事務費", (), "office_expenses"),
    ("賃借料", (), "rent"),
    ("通 信 費", (), "communication_expenses"),
    ("次期繰越収支差額", (), "balance_carried_forward"),
    ("支払準備資産", (), "payment_reserve"),
    ("保証料収入率", (), "fee_income_rate"),
    ("収支率", (), "expenditure_to_income_rate"),
    ("期中償却", (), "indemnity_write_off"),
    ("期中償還", (), "guarantee_repayment"),
    ("建設仮勘定", (), "construction_in_progress"),
    ("動産・不動産償却", (), "depreciation"),
    ("信用調査費", (), "credit_investigation_expenses"),
    ("債権管理費", (), "claims_management_expenses"),
    ("指導普及費", (), "guidance_expenses"),
    ("負担金", ("経常支出", "業務費"), "contributions_paid"),
    ("借 入 金 利 息", (), "borrowing_interest"),
    ("信用保険料", (), "insurance_premium"),
    ("責任共有負担金納付金", (), "responsibility_sharing_payment"),
    ("雑支出", (), "miscellaneous_expenditure"),
    ("経常収支差額（Ａ－Ｂ）", (), "ordinary_balance"),
    ("経常外収入", (), "extraordinary_income"),
    ("償却求償権回収金", (), "written_off_recovery"),
    ("責任準備金戻入", (), "liability_reserve_reversal"),
    ("求償権償却準備金戻入", (), "write_off_reserve_reversal"),
    ("求償権補てん金戻入", (), "compensation_reversal"),
    ("求償権補填金戻入", (), "compensation_reversal"),
    ("求償権補塡金戻入れ", (), "compensation_reversal"),
    ("保険金", ("経常外収入", "求償権補てん金戻入"), "compensation_reversal_insurance"),
    ("損失補償補填金", ("求償権補填金戻入",), "compensation_reversal_loss"),
    ("補助金", ("経常外収入",), "subsidy"),
    ("その他収入", ("経常外収入",), "other_extraordinary_income"),
    ("経常外支出", (), "extraordinary_expenditure"),
    ("求償権償却", (), "indemnity_write_off"),
    ("譲受債権償却", (), "acquired_claims_write_off"),
    ("有価証券償却", (), "securities_write_off"),
    ("雑勘定償却", (), "miscellaneous_write_off"),
    ("退職金", (), "retirement_payments"),
    ("責任準備金繰入", (), "liability_reserve_provision"),
    ("求償権償却準備金繰入", (), "write_off_reserve_provision"),
    ("その他支出", ("経常外支出",), "other_extraordinary_expenditure"),
    ("経 常 外 収 支 差 額", (), "extraordinary_balance"),
    ("制 度 改 革 促 進 基 金 取 崩 額", (), "reform_fund_withdrawal"),
    ("制度改革促進基金取崩し", (), "reform_fund_withdrawal"),
    ("収 支 差 額 変 動 準 備 金 取 崩", (), "fluctuation_reserve_withdrawal"),
    ("当 期 収 支 差 額", (), "period_balance"),
    ("収支差額変動準備金繰入額", (), "fluctuation_reserve_transfer"),
    ("基金準備金繰入額", (), "fund_reserve_transfer"),
    ("基 本 財 産 繰 入", (), "basic_property_transfer"),
    # 財務
    ("基 金", ("期　　末\n基本財産",), "fund"),
    ("基 金 準 備 金", ("期末基本財産",), "fund_reserve"),
    ("合 計", ("期末基本財産",), "basic_property"),
    ("制 度 改 革 促 進 基 金 造 成", (), "reform_fund_creation"),
    ("制 度 改 革 促 進 基 金 残 高", (), "reform_fund"),
    ("収支差額変動準備金期末残高", (), "fluctuation_reserve"),
    # 貸借対照表
    ("現　金", ("資産の部",), "cash"),
    ("預け金", (), "deposits"),
    ("金銭信託", (), "money_in_trust"),
    ("有価証券", (), "securities"),
    ("動産・不動産", (), "movable_immovable"),
    ("損失補償金見返", (), "loss_compensation_contra"),
    ("保証債務見返", (), "guarantee_liability_contra"),
    ("求 償 権", (), "indemnity_claims"),
    ("譲受債権", (), "acquired_claims"),
    ("雑勘定", ("借方",), "miscellaneous_assets"),
    ("雑勘定", ("（資産の部）",), "miscellaneous_assets"),
    ("雑勘定", ("貸方",), "miscellaneous_liabilities"),
    ("雑 勘 定", ("【負債の部】",), "miscellaneous_liabilities"),
    ("合計", ("資産の部",), "assets_total"),
    ("合計", ("負債及び正味財産の部",), "liabilities_total"),
    ("責任準備金", (), "liability_reserve"),
    ("求償権償却準備金", (), "write_off_reserve"),
    ("退職給与引当金", (), "retirement_allowance_reserve"),
    ("損失補償金", (), "loss_compensation"),
    ("保証債務", (), "guarantee_liability"),
    ("求償権補てん金", (), "indemnity_compensation"),
    ("保険金", ("貸方", "求償権補てん金"), "indemnity_compensation_insurance"),
    ("借入金", (), "borrowings"),
    ("代位弁済率", (), "subrogation_rate"),
    # bands of an account in which the two columns stand below each other
    ("損害金", ("経常収支の部",), "damages_income"),
    ("負担金", ("経常収支の部",), "contributions_paid"),
    ("保険金", ("経常外収支の部",), "compensation_reversal_insurance"),
    ("損失補償補填金", ("経常外収支の部",), "compensation_reversal_loss"),
    ("その他収入", ("経常外収支の部",), "other_extraordinary_income"),
    ("その他支出", ("経常外収支の部",), "other_extraordinary_expenditure"),
]


@pytest.mark.parametrize(("label", "parents", "concept"), LABELS)
def test_a_printed_label_meets_its_concept(
    guarantee: Profile, label: str, parents: tuple[str, ...], concept: str
) -> None:
    match = match_concept(guarantee, label, parents)
    assert match is not None
    assert match.concept.id == concept


@pytest.mark.parametrize(
    ("label", "parents"),
    [
        ("合計", ()),  # of what?
        ("雑勘定", ()),  # which side?
        ("雑勘定", ("貸借対照表",)),
        ("合計", ("負債の部",)),  # 負債合計 in a 財産目録, the whole credit side in a 貸借対照表
        ("元金", ()),
        ("損害金", ()),  # recovered, or a line of the income?
        ("基金", ()),
        ("その他", ()),
        ("その他", ("資産の部",)),
        ("保険金", ()),
        ("負担金", ()),
        ("各種創業保証制度の保証承諾", ()),  # a part, not the total
        ("製造業", ()),
        ("保証承諾率", ()),  # likeness is no match
        ("経常", ()),
        ("", ()),
        ("（１）", ()),
    ],
)
def test_a_label_that_does_not_tell_meets_nothing(guarantee: Profile, label: str, parents: tuple[str, ...]) -> None:
    assert match_concept(guarantee, label, parents) is None


@pytest.mark.parametrize(
    ("label", "context", "concept"),
    [
        ("損害金", "令和6年度 収支計算書", "damages_income"),
        ("損害金", "求償権回収状況", "indemnity_recovery_damages"),
        ("元金", "代位弁済の状況", "subrogation_principal"),
        ("基金", "貸借対照表（令和7年3月31日現在）", "fund"),
        ("基金", "令和6年度 財務実績", "fund"),
        ("保険金", "収支計算書", "compensation_reversal_insurance"),
        ("保険金", "貸 借 対 照 表", "indemnity_compensation_insurance"),
        ("雑勘定", "借　方", "miscellaneous_assets"),
        ("雑勘定", "貸　方", "miscellaneous_liabilities"),
        ("元金", "（３）代位弁済", "subrogation_principal"),
    ],
)
def test_the_caption_decides_where_no_parent_does(guarantee: Profile, label: str, context: str, concept: str) -> None:
    match = match_concept(guarantee, label, (), (context,))
    assert match is not None
    assert match.concept.id == concept


def test_the_nearest_parent_wins(guarantee: Profile) -> None:
    side_last = match_concept(guarantee, "保険金", ("求償権補てん金", "経常外収入"))
    group_last = match_concept(guarantee, "保険金", ("経常外収入", "求償権補てん金"))
    assert side_last is not None
    assert group_last is not None
    assert side_last.concept.id == "compensation_reversal_insurance"
    assert group_last.concept.id == "indemnity_compensation_insurance"


def test_a_parent_goes_before_the_caption(guarantee: Profile) -> None:
    match = match_concept(guarantee, "損害金", ("求償権回収",), ("収支計算書",))
    assert match is not None
    assert match.concept.id == "indemnity_recovery_damages"


def test_two_captions_that_disagree_leave_it_open(guarantee: Profile) -> None:
    assert match_concept(guarantee, "保険金", (), ("収支計算書", "貸借対照表")) is None


def test_the_match_tells_how_sure_it_is(guarantee: Profile) -> None:
    def how(label: str) -> How | None:
        match = match_concept(guarantee, label, ())
        return None if match is None else match.how

    assert how("保証承諾") is How.EXACT
    assert how("保 証 承 諾") is How.NORMALISED
    assert how("１．保証承諾（百万円）") is How.REDUCED


def test_the_generic_profile_has_no_concepts(generic: Profile) -> None:
    assert match_concept(generic, "保証承諾", ()) is None


def test_every_alias_leads_to_its_own_concept(guarantee: Profile) -> None:
    """Under each of its scopes, as printed and with spaces set for justification."""
    astray = []
    for concept in guarantee.concepts.values():
        for alias in concept.aliases:
            titles = {s.id: s.titles[0] for s in guarantee.statements}
            scopes = [((parent,), ()) for parent in alias.under] + [((), (titles[s],)) for s in alias.within]
            for parents, context in scopes or [((), ())]:
                for label in (alias.text, " ".join(alias.text)):
                    match = match_concept(guarantee, label, parents, context)
                    if match is None or match.concept.id != concept.id:
                        astray.append((concept.id, label, parents, context))
    assert astray == []


def test_no_word_leads_to_two_concepts(guarantee: Profile) -> None:
    """Counted anew from the concepts, not by the code that refuses such a profile."""
    spelling = guarantee.lookup.spelling
    owners: dict[tuple[str, str], set[str]] = {}
    for concept in guarantee.concepts.values():
        for alias in concept.aliases:
            for scope in [label_key(text, spelling) for text in alias.under] + list(alias.within) or [""]:
                owners.setdefault((label_key(alias.text, spelling), scope), set()).add(concept.id)
    assert len(owners) > 300
    assert {word: ids for word, ids in owners.items() if len(ids) > 1} == {}


@given(
    st.sampled_from([label for label, parents, _ in LABELS if not parents]),
    st.text("ぁ亜Aあ。", min_size=1, max_size=3),
)
def test_a_longer_word_is_another_word(label: str, tail: str) -> None:
    match = match_concept(load_profile("credit_guarantee"), label + tail, ())
    assert match is None
