"""Which profile a document gets when nobody says."""

from __future__ import annotations

import pytest

from extractor.errors import ProfileError
from extractor.profile import AUTO, available_profiles, check_profile, choose_profile, load_profile
from extractor.profile.load import recognition_of


@pytest.mark.parametrize(
    ("opening", "profile"),
    [
        (["令和６年度　経営計画の評価", "みなと県信用保証協会"], "credit_guarantee"),
        (["みなと県信用保証協会の現況", "保 証 承 諾  71,729"], "credit_guarantee"),
        (["令和６年度 みなと県信用保証協会"], "credit_guarantee"),
        (["【表紙】", "【提出書類】　有価証券報告書", "【会社名】　みなと株式会社"], "securities_report"),
        (["2024年３月期　決算短信〔日本基準〕（連結）", "コード番号　1234"], "securities_report"),
        (["正味財産増減計算書", "Ⅰ 一般正味財産増減の部"], "public_interest"),
        (["特定非営利活動法人みなと", "活動計算書"], "public_interest"),
        (["令和２年度 みなと市一般会計補正予算"], "generic"),
        (["損失補償（信用保証協会）"], "generic"),
        ([], "generic"),
    ],
)
def test_the_opening_pages_tell_the_family(opening: list[str], profile: str) -> None:
    assert choose_profile(AUTO, opening, opening).name == profile


def test_a_silent_opening_leaves_it_to_all_pages() -> None:
    body = ["保証承諾は増加", "代位弁済は減少", "求償権の回収", "信用保証協会"]
    assert choose_profile(AUTO, ["レポート2024"], body).name == "credit_guarantee"


def test_a_mention_or_two_on_further_pages_is_not_enough() -> None:
    body = ["信用保証協会への損失補償", "代位弁済に伴う負担", "商工費"]
    assert choose_profile(AUTO, ["みなと市決算書"], body).name == "generic"


def test_what_two_families_claim_alike_is_generic() -> None:
    opening = ["代位弁済と保証承諾", "有価証券報告書", "【会社名】"]
    assert choose_profile(AUTO, opening, opening).name == "generic"


def test_a_name_is_taken_as_it_is() -> None:
    assert choose_profile("public_interest", ["信用保証協会", "保証承諾"], []).name == "public_interest"


def test_a_name_that_does_not_exist_is_refused() -> None:
    check_profile(AUTO)
    with pytest.raises(ProfileError):
        check_profile("no-such")


@pytest.mark.parametrize("name", available_profiles())
def test_what_a_profile_is_told_by_stands_before_its_first_table(name: str) -> None:
    assert recognition_of(name) == load_profile(name).recognition
