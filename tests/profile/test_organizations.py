"""The list of publishers: complete, unambiguous, and honest about what nobody has checked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractor.errors import ProfileError
from extractor.profile import load_profile
from extractor.profile.organizations import organization_id, organizations, parse_organizations


def test_there_are_51_associations_one_for_each_prefecture_and_four_cities() -> None:
    living = [one for one in organizations().values() if one.successor is None]
    assert len(living) == 51
    assert {one.area for one in living} == {f"JP-{number:02}" for number in range(1, 48)}
    assert sum(one.id.endswith("_city") for one in living) == 4


def test_what_nobody_checked_says_so() -> None:
    assert not any(one.checked for one in organizations().values())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("長崎県信用保証協会", "cgc_nagasaki"),
        ("長崎県 信用保証協会", "cgc_nagasaki"),
        ("東京都信用保証協会", "cgc_tokyo"),
        ("横浜市信用保証協会", "cgc_yokohama_city"),
        ("大阪市信用保証協会", "cgc_osaka_city_former"),
        ("みなと県信用保証協会", None),
        ("全国信用保証協会連合会", None),
        (None, None),
    ],
)
def test_a_name_leads_to_its_id(name: str | None, expected: str | None) -> None:
    assert organization_id(name) == expected


def test_the_profile_recognises_every_name_of_the_list() -> None:
    profile = load_profile("credit_guarantee")
    for one in organizations().values():
        assert profile.organization_in(one.name) == one.name


def test_the_merger_of_osaka_is_dated() -> None:
    former = [one for one in organizations().values() if one.successor == "cgc_osaka"]
    assert {one.ended for one in former} == {date(2014, 5, 18)}


_ONE: dict[str, Any] = {"id": "a", "name": "甲", "area": "JP-01", "checked": False}


@pytest.mark.parametrize(
    "entries",
    [
        [{**_ONE, "colour": "red"}],
        [{"id": "a", "name": "甲"}],
        [_ONE, {**_ONE, "name": "乙"}],
        [_ONE, {**_ONE, "id": "b"}],
        [{**_ONE, "successor": "nobody"}],
    ],
)
def test_a_faulty_list_is_refused(entries: list[dict[str, Any]]) -> None:
    with pytest.raises(ProfileError, match=r"organizations\.toml"):
        parse_organizations({"organizations": entries})
