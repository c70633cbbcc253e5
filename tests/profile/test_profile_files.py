"""The profiles that come with the package, and malformed ones: each refused with a sentence that names file and key."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from extractor.errors import ProfileError
from extractor.profile import Profile, available_profiles, load_profile, match_concept, match_measure
from extractor.profile.load import profile_from
from extractor.resources import schema_folder

SCHEMA = json.loads((schema_folder() / "profile.schema.json").read_text("utf-8"))


def test_the_profiles_that_there_are() -> None:
    assert {"credit_guarantee", "generic"} <= set(available_profiles())
    assert list(available_profiles()) == sorted(available_profiles())


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_is_strict_everywhere() -> None:
    """Every object either lists its keys and allows no other, or says what any value must be."""
    loose = []

    def visit(node: object, path: str) -> None:
        if isinstance(node, dict):
            if node.get("type") == "object" and "additionalProperties" not in node:
                loose.append(path)
            for key, child in node.items():
                visit(child, f"{path}/{key}")
        elif isinstance(node, list):
            for index, child in enumerate(node):
                visit(child, f"{path}/{index}")

    visit(SCHEMA, "")
    assert loose == []


@pytest.mark.parametrize("name", available_profiles())
def test_each_profile_follows_the_schema(name: str) -> None:
    table = tomllib.loads((schema_folder() / "profiles" / f"{name}.toml").read_text("utf-8"))
    assert list(Draft202012Validator(SCHEMA).iter_errors(table)) == []
    assert load_profile(name).name == name


def test_concepts_speak_both_languages(guarantee: Profile) -> None:
    assert len(guarantee.concepts) > 150
    for concept in guarantee.concepts.values():
        assert not concept.label_ja.isascii()
        assert concept.label_en.isascii()


def test_a_profile_takes_over_what_it_extends(guarantee: Profile, generic: Profile) -> None:
    assert match_measure(guarantee, ("前年度比",)) is not None
    assert {s.id for s in generic.statements} < {s.id for s in guarantee.statements}
    own = next(s for s in guarantee.statements if s.id == "income_statement")
    assert own.label_ja == "収支計算書"
    assert guarantee.digest != generic.digest


def test_words_of_narrative_add_up(tmp_path: Path, small: str) -> None:
    parent = small + '[narrative]\nskips = ["約"]\n[narrative.measures]\nratio_plan = ["計画比"]\n'
    child = (
        'name = "child"\nversion = "1.0.0"\nextends = "small"\nlabel_ja = "子"\nlabel_en = "Child"\n'
        '[narrative]\nskips = ["凡そ"]\n[narrative.measures]\nratio_plan = ["達成率"]\nshare = ["構成比"]\n'
    )
    (tmp_path / "small.toml").write_text(parent, "utf-8")
    (tmp_path / "child.toml").write_text(child, "utf-8")
    assert profile_from(tmp_path, "child").narrative == {
        "skips": ("凡そ", "約"),
        "measures": {"ratio_plan": ("達成率", "計画比"), "share": ("構成比",)},
    }


def test_the_small_profile_itself_is_right(written: Callable[[str], Profile], small: str) -> None:
    profile = written(small)
    assert set(profile.concepts) == {"income", "cost"}
    assert match_concept(profile, "計", ("支出の部",)) is not None


_INCOME = 'label_ja = "収入"\nlabel_en = "Income"\nkind = "flow"\n'
_MORE = '\n[[concepts]]\nid = "more"\nlabel_ja = "追加"\nlabel_en = "More"\nkind = "flow"\n'


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('name = "small"', 'name = "large"', "name: 'large' is not the name of the file"),
        ('label_en = "Small"', "", "top level: 'label_en' is a required property"),
        ('label_en = "Small"', 'label_en = "Small"\ncolour = "red"', "colour"),
        ('label_en = "Small"', "label_en = Small", "small.toml: Invalid value"),
        ('label_en = "Small"', 'label_en = "Small"\nextends = "nothing"', "extends: there is no profile 'nothing'"),
        ('label_en = "Small"', 'label_en = "Small"\nextends = "small"', "extends: small extends itself"),
        (_INCOME, _INCOME.replace("flow", "river"), "concepts[income].kind"),
        (_INCOME, _INCOME + 'unit = "円"\n', "concepts[income]"),
        (_INCOME, _INCOME + 'parent = "nobody"\n', "concepts[income].parent: there is no 'nobody'"),
        (_INCOME, _INCOME + 'parent = "income"\n', "concepts[income].parent: income would be its own parent"),
        (_INCOME, _INCOME + 'statement = "nowhere"\n', "concepts[income].statement: there is no 'nowhere'"),
        (_INCOME, _INCOME + 'basis = "平均"\n', "concepts[income].basis: there is no '平均'"),
        (_INCOME, _INCOME + 'aliases = ["支 出"]\n', "aliases: 支出 names income as well"),
        (
            _INCOME,
            _INCOME + 'aliases = [{ text = "計", under = ["支出の部"] }]\n',
            "計 names income as well under 支出の部",
        ),
        (_INCOME, _INCOME + 'aliases = [{ text = "計", within = ["x"] }]\n', "concepts[income].aliases[計].within"),
        (_INCOME, _INCOME + _MORE.replace("more", "cost"), "concepts[cost]: the id is given twice"),
        ('aliases = ["金額"]', 'aliases = ["金額"]\nendings = ["額"]', "measures[amount].endings: 額"),
        ('dimension = "money"', 'dimension = "length"', "measures[amount].dimension"),
        ("income = cost", "income = cost +", "identities[balance].equation"),
        ("income = cost", "income = costs", "identities[balance].equation: there is no 'costs'"),
        ('strength = "practice"', 'strength = "practice"\nscenarios = ["dream"]', "identities[balance].scenarios"),
        ('strength = "practice"', 'strength = "practice"\nmeasures = ["length"]', "identities[balance].measures"),
        ('strength = "practice"', 'strength = "practice"\n[organizations]\npatterns = ["("]', "organizations.patterns"),
    ],
)
def test_a_malformed_profile_is_refused_with_file_and_key(
    written: Callable[[str], Profile], small: str, old: str, new: str, told: str
) -> None:
    assert old in small
    with pytest.raises(ProfileError) as caught:
        written(small.replace(old, new))
    assert "small.toml" in caught.value.detail
    assert told in caught.value.detail


def test_a_word_for_two_scenarios_is_refused(written: Callable[[str], Profile], small: str) -> None:
    again = '\n[[scenarios]]\nid = "budget"\nlabel_ja = "予算"\nlabel_en = "Budget"\naliases = ["計 画"]\n'
    with pytest.raises(ProfileError, match="scenarios: 計 画 is given twice"):
        written(small + again)


def test_a_profile_in_another_encoding_is_refused(tmp_path: Path, small: str) -> None:
    (tmp_path / "small.toml").write_bytes(small.encode("cp932"))
    with pytest.raises(ProfileError, match=r"small\.toml"):
        profile_from(tmp_path, "small")


def test_an_unknown_profile_is_told_with_those_that_there_are() -> None:
    with pytest.raises(ProfileError, match=r"no profile 'nothing' \(there are: .*credit_guarantee.*generic"):
        load_profile("nothing")


@pytest.mark.parametrize("name", ["../profile", "", "a/b", "/etc/passwd"])
def test_a_path_is_no_name(name: str) -> None:
    with pytest.raises(ProfileError):
        load_profile(name)
