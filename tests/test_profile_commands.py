"""``extractor profiles``: what each command prints and writes, and its exit code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from extractor import cli, extract
from extractor.model import Options
from extractor.profile import load_profile
from extractor.resources import schema_folder

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "nagasaki_r6_hyouka.pdf"


def called(*words: object) -> Result:
    return CliRunner().invoke(cli.app, ["profiles", *map(str, words)])


# --- check ------------------------------------------------------------------------------------------------------------


OWN = """\
name = "own"
version = "1.0.0"
extends = "generic"
label_ja = "自作"
label_en = "Own"

[[concepts]]
id = "income"
label_ja = "収入"
label_en = "Income"
kind = "flow"

[[concepts]]
id = "cost"
label_ja = "支出"
label_en = "Cost"
kind = "flow"
"""


def own(folder: Path, text: str = OWN) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sound_file_passes_and_may_extend_a_profile_of_the_package(tmp_path: Path) -> None:
    done = called("check", own(tmp_path))
    assert done.exit_code == 0
    assert "2 concepts" in done.output


@pytest.mark.parametrize("name", ["credit_guarantee", "generic", "public_interest", "securities_report"])
def test_the_profiles_of_the_package_pass(name: str) -> None:
    assert called("check", schema_folder() / "profiles" / f"{name}.toml").exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ('label_en = "Own"', "label_en = Own", 5, "this is no TOML"),
        ('version = "1.0.0"', 'version = "one"', 2, "version: one does not have the form"),
        ('label_ja = "支出"', "", 13, "concepts[cost]: label_ja is missing"),
        ('label_ja = "支出"', "", 13, "label_ja がありません"),
        ('label_en = "Cost"', 'label_en = "Cost"\nunit = "円"', 13, "concepts[cost]: there is no key unit"),
        (
            'kind = "flow"\n\n',
            'kind = "river"\n\n',
            11,
            "concepts[income].kind: river will not do; it must be one of stock, flow",
        ),
        ('label_en = "Cost"', 'label_en = ""', 16, "concepts[cost].label_en: it is empty"),
        (
            'label_en = "Cost"',
            'label_en = "Cost"\nparent = "nobody"',
            14,
            "concepts[cost].parent: there is no 'nobody'",
        ),
        ('label_ja = "支出"', 'label_ja = "収 入"', 14, "names income as well"),
        ('extends = "generic"', 'extends = "nothing"', 3, "extends: there is no profile 'nothing'"),
    ],
)
def test_a_fault_is_told_with_its_line_and_key(tmp_path: Path, old: str, new: str, line: int, told: str) -> None:
    assert OWN.count(old) >= 1
    path = own(tmp_path, OWN.replace(old, new, 1))
    done = called("check", path)
    assert done.exit_code == 1
    assert f"{path}:{line}: " in done.output.replace("\n", "")
    assert told in done.output


def test_all_faults_are_told_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    done = called("check", own(tmp_path, OWN.replace('"flow"', '"river"')))
    assert [line.split(":")[1] for line in done.output.splitlines()] == ["11", "17"]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    done = called("check", tmp_path / "gone.toml")
    assert done.exit_code == 1
    assert "ファイルを読めません" in done.output


# --- explain ----------------------------------------------------------------------------------------------------------


def test_a_concept_is_explained_with_names_lines_and_identities() -> None:
    output = called("explain", "basic_property").output
    assert "基本財産 / Basic property" in output
    assert "期末基本財産" in output
    assert "fund_reserve (基金準備金)" in output
    assert "basic_property = fund + fund_reserve + special_fund?" in output


def test_elements_of_edinet_are_named() -> None:
    assert "EDINET: Assets, TotalAssets" in called("explain", "assets", "--profile", "securities_report").output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["実 際 回 収"], "indemnity_recovery: the name in one spelling"),
        (["（１）うち元金", "--under", "代位弁済"], "subrogation_principal: the name without numbering"),
        (["当期の代位弁済"], "subrogation: the name but for neutral words"),
        (["損害金", "--caption", "求償権回収状況"], "indemnity_recovery_damages: the name as printed"),
        (["元金"], "count elsewhere"),
        (["保証承諾の率"], "no concept of credit_guarantee"),
    ],
)
def test_a_label_is_led_to_its_concept_or_not_and_why(words: list[str], told: str) -> None:
    done = called("explain", *words)
    assert done.exit_code == 0
    assert told in done.output


# --- draft ------------------------------------------------------------------------------------------------------------


def test_a_draft_from_a_pdf_passes_the_check_and_gives_its_labels_concepts(tmp_path: Path) -> None:
    draft = tmp_path / "draft.toml"
    done = called("draft", SAMPLE, "--out", draft, "--profile", "generic")
    assert done.exit_code == 0
    assert called("check", draft).exit_code == 0
    labels = {concept.label_ja for concept in load_profile(str(draft)).concepts.values()}
    assert {"保証承諾", "経常収入", "当期収支差額"} <= labels
    document = extract(SAMPLE, Options(str(draft))).document
    assert document is not None
    assert document.profile == "draft"
    assert all(r.meaning.concept for r in document.records if r.meaning.item == "経常収入" and r.place)


def test_a_draft_from_an_output_folder_holds_what_the_profile_of_the_run_does_not_know(tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path / "a.pdf")
    out = tmp_path / "out"
    CliRunner().invoke(cli.app, ["run", str(tmp_path / "a.pdf"), "--out", str(out), "--profile", "generic"])
    done = called("draft", out, "--out", tmp_path / "draft.toml")
    text = (tmp_path / "draft.toml").read_text("utf-8")
    assert done.exit_code == 0
    assert 'extends = "generic"' in text
    assert 'label_ja = "保証承諾"' in text
    assert called("check", tmp_path / "draft.toml").exit_code == 0


def test_nothing_is_drafted_of_labels_that_the_profile_knows(tmp_path: Path) -> None:
    called("draft", SAMPLE, "--out", tmp_path / "draft.toml")
    text = (tmp_path / "draft.toml").read_text("utf-8")
    assert 'extends = "credit_guarantee"' in text
    assert 'label_ja = "保証承諾"' not in text


@pytest.mark.parametrize(
    ("source", "name"), [("gone.pdf", "draft.toml"), (".", "draft.toml"), (str(SAMPLE), "My Draft.toml")]
)
def test_what_cannot_be_drafted_is_told_and_leaves_no_file(tmp_path: Path, source: str, name: str) -> None:
    done = called("draft", tmp_path / source, "--out", tmp_path / name)
    assert done.exit_code != 0
    assert not (tmp_path / name).exists()
