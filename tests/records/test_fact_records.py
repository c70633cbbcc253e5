"""Amounts of running text: their time, their scope, what they are a part of and of what a ratio is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from grids import line, section

from extractor.model import Box, Fact, Identity, Layer, Period, Quantity, Record, Where
from extractor.normalise.fiscal import fiscal_year
from extractor.profile import Profile, load_profile
from extractor.records.from_facts import fact_records
from extractor.records.setting import setting_of

R6, R5 = fiscal_year(2024), fiscal_year(2023)


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load_profile("credit_guarantee")


def fact(
    subject: str, measure: str, unit: str, period: Period, scope: str | None = None, sentence: str = "文。"
) -> Fact:
    quantity = Quantity("717百万円", Decimal(717), unit, Decimal(717), unit)
    where = Where(1, Box(60, 200, 120, 210))
    return Fact(quantity, subject, measure, where, ("１．概況",), sentence, scope=scope, period=period)


def records(profile: Profile, *facts: Fact, printed: str | None = None, heading: str = "１．概況") -> list[Record]:
    lines = {1: [line(printed, 150)]} if printed else {}
    identity = Identity(doc_type="評価", period=R6)
    setting = setting_of(identity, profile, {1: Layer.TEXT}, [section(heading)], (), lines)
    return list(fact_records(facts, "0123456789ab", setting))


@pytest.mark.parametrize(
    ("subject", "period", "printed", "expected"),
    [
        ("保証承諾", Period(2024), None, R6),
        ("保証承諾", R5, None, R5),
        ("保証承諾", Period(2023), None, R5),
        ("保証承諾", Period(2024), "前事業年度", R5),
        ("保証承諾", Period(2024), "前事業年度 当事業年度", Period()),
        ("保証承諾", R5, "当事業年度", R5),
        ("保証債務残高", Period(2024), None, Period(2024, date(2025, 3, 31), date(2025, 3, 31))),
        ("保証債務残高", Period(2023), None, Period(2023, date(2024, 3, 31), date(2024, 3, 31))),
    ],
)
def test_a_fact_has_the_time_that_is_told_nearest(
    profile: Profile, subject: str, period: Period, printed: str | None, expected: Period
) -> None:
    [found] = records(profile, fact(subject, "amount", "百万円", period), printed=printed)
    assert found.period == expected


def test_a_month_is_a_part_of_its_year(profile: Profile) -> None:
    month = Period(2024, date(2024, 9, 1), date(2024, 9, 30))
    [found] = records(profile, fact("保証承諾", "amount", "百万円", month))
    assert (found.meaning.concept, found.meaning.dimensions) == ("guarantee_acceptance", "月=9月")


@pytest.mark.parametrize(
    ("subject", "scope", "concept", "dimensions", "limit"),
    [
        ("製造業の保証承諾", "製造業", "guarantee_acceptance", "業種=製造業", None),
        ("各種創業保証制度の保証承諾", "各種創業保証制度", None, "", "各種創業保証制度"),
        ("その他の保証承諾", "その他", None, "", "その他"),
        ("製造業", None, None, "業種=製造業", None),
        ("保証承諾", None, "guarantee_acceptance", "", None),
        ("連結の保証承諾", "consolidated", None, "", "consolidated"),
    ],
)
def test_a_part_in_prose_never_stands_for_the_total(
    profile: Profile, subject: str, scope: str | None, concept: str | None, dimensions: str, limit: str | None
) -> None:
    [found] = records(profile, fact(subject, "amount", "百万円", Period(2024), scope))
    meaning = found.meaning
    assert (meaning.concept, meaning.dimensions, meaning.scope) == (concept, dimensions, limit)


@pytest.mark.parametrize(
    ("subject", "concept"),
    [
        ("収支差額変動準備金への繰入額", "fluctuation_reserve_transfer"),
        ("制度改革促進基金からの取崩額", "reform_fund_withdrawal"),
        ("収支差額変動準備金の年度末残高", "fluctuation_reserve"),
    ],
)
def test_a_line_of_the_accounts_in_the_words_of_prose_is_that_line(
    profile: Profile, subject: str, concept: str
) -> None:
    limit = subject.partition("へ")[0].partition("から")[0].partition("の年度末")[0]
    [found] = records(profile, fact(subject, "amount", "百万円", Period(2024), limit))
    assert (found.meaning.concept, found.meaning.scope, found.meaning.dimensions) == (concept, None, "")


def test_a_ratio_is_of_the_amount_before_it_in_its_sentence(profile: Profile) -> None:
    one, other = "承諾は三件、七百万円。", "承諾の比。"
    found = records(
        profile,
        fact("保証承諾", "count", "件", Period(2024), sentence=one),
        fact("保証承諾", "ratio_prior_year", "％", Period(2024), sentence=one),
        fact("保証承諾", "amount", "百万円", Period(2024), sentence=one),
        fact("保証承諾", "ratio_prior_year", "％", Period(2024), sentence=one),
        fact("保証承諾", "ratio_prior_year", "％", Period(2024), sentence=other),
        fact("保証承諾", "change", "百万円", Period(2024), sentence=other),
    )
    assert [record.meaning.basis for record in found] == [None, "件数", None, "金額", None, "金額"]


def test_a_ratio_of_a_line_of_the_accounts_is_of_its_amount(profile: Profile) -> None:
    found = records(profile, *(fact(s, "ratio_plan", "％", Period(2024)) for s in ("経常収支差額", "保証承諾")))
    assert [record.meaning.basis for record in found] == ["金額", None]
