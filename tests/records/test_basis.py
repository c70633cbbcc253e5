"""How a value is taken, and of what a ratio is."""

from __future__ import annotations

import pytest
from grids import around, table

from extractor.model import Identity, Record, Table
from extractor.normalise.fiscal import fiscal_year
from extractor.profile import Profile, load_profile
from extractor.records.basis import basis_of
from extractor.records.from_tables import table_records


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load_profile("credit_guarantee")


def records(profile: Profile, one: Table) -> list[Record]:
    return list(table_records(one, around(profile, one, Identity(doc_type="評価", period=fiscal_year(2024)))))


@pytest.mark.parametrize(
    ("label", "headings", "caption", "basis"),
    [
        ("期末残高", [], None, "期末"),
        ("保証債務平均残高", [], None, "平均"),
        ("代位弁済", ["元利合計"], None, "元利"),
        ("代位弁済", [], "代位弁済（元金）", "元金"),
        ("繰越額", [], "基金の期首残高と期末残高", None),
        ("減価償却累計額", [], None, None),
        ("会費", ["金額"], None, None),
    ],
)
def test_the_nearest_word_for_the_basis_counts(
    profile: Profile, label: str, headings: list[str], caption: str | None, basis: str | None
) -> None:
    assert basis_of(profile, label, headings, caption, None) == basis


def test_two_ratios_of_one_item_have_each_its_own(profile: Profile) -> None:
    one = table("項目|件数|前年度比|金額|前年度比", "保証承諾|530|98.1|7,110|101.2", unit="（単位：件、百万円、％）")
    found = records(profile, one)
    assert [r.meaning.measure for r in found] == ["count", "ratio_prior_year", "amount", "ratio_prior_year"]
    assert [r.meaning.basis for r in found] == [None, "件数", None, "金額"]
    assert len({(r.meaning.measure, r.meaning.basis) for r in found}) == 4


def test_the_heading_goes_before_the_figure_beside(profile: Profile) -> None:
    one = table("項目|件数|対前年度実績比（金額）", "保証承諾|530|98.1", unit="（単位：件、％）")
    assert [r.meaning.basis for r in records(profile, one)] == [None, "金額"]


def test_a_ratio_under_its_figure(profile: Profile) -> None:
    one = table("項目|<|実績", "保証承諾|件数|530", "^|前年度比|98.1", "^|金額|7,110", "^|前年度比|101.2", stubs=(0, 1))
    assert [r.meaning.basis for r in records(profile, one)] == [None, "件数", None, "金額"]


def test_a_change_is_of_what_its_unit_is(profile: Profile) -> None:
    one = table("項目|実績|増減（百万円）", "保証承諾|7,110|84", unit="（単位：百万円）")
    assert [r.meaning.basis for r in records(profile, one)] == [None, "金額"]


def test_a_ratio_of_nothing_that_is_told_has_no_basis(profile: Profile) -> None:
    assert [r.meaning.basis for r in records(profile, table("項目|前年度比（％）", "保証承諾|98.1"))] == [None]
