"""``--corrections``, ``extractor corrections`` and ``extractor report`` on a folder of results."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import polars
import pytest
from decisions import SLIP, blamed, decision, document_of, written
from typer.testing import CliRunner, Result

from extractor import cli
from extractor.batch import run
from extractor.model import Decision, DecisionKind, Limits

#: of the same publisher, kind and year as the slip, with other tables
EDITION = "samples/slips/unequal_sides.pdf"

Call = Callable[..., Result]


@pytest.fixture(scope="module")
def results(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Decision]:
    """An output folder with the slip and another edition of that year, and the decision that corrects the slip."""
    out = tmp_path_factory.mktemp("out")
    outcome, other = run([root / SLIP, root / EDITION], out, limits=Limits(jobs=1))
    one, two = document_of(outcome).identity, document_of(other).identity
    assert (one.organization, one.doc_type, one.period) == (two.organization, two.doc_type, two.period)
    finding, record = blamed(outcome)
    return out, decision(document_of(outcome), record, DecisionKind.CORRECT, finding.suggestion)


def call(*arguments: object) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments], env={"COLUMNS": "200"})


def test_decisions_are_listed_and_checked(results: tuple[Path, Decision], tmp_path: Path) -> None:
    out, made = results
    listed = call("corrections", written(tmp_path / "c.toml", made))
    assert listed.exit_code == 0
    assert "c.toml:3: correct: 20,393 -> 20,993" in listed.output and "checker A" in listed.output
    checked = call("corrections", tmp_path / "c.toml", "--out", out)
    assert checked.exit_code == 0 and "applies / 適用" in checked.output and ", 0 stale" in checked.output


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"raw": "20,394"}, "another text stands there / 文字が変わりました (20,393)"),
        ({"item": "ない項目"}, "nothing has its labels"),
        ({"fiscal_year": 1999}, "the file is read as another document now"),
        ({"fiscal_year": 1999, "sha256": "0" * 64}, "no document has its publisher, kind and year"),
        ({"value": "5 件"}, "the value is no figure in its unit"),
    ],
)
def test_a_stale_decision_is_told(
    results: tuple[Path, Decision], tmp_path: Path, changed: dict[str, object], told: str
) -> None:
    out, made = results
    checked = call("corrections", written(tmp_path / "c.toml", made, **changed), "--out", out)
    assert checked.exit_code == 1
    assert f"STALE: {told}" in checked.output and ", 1 stale" in checked.output


def test_a_file_with_faults_is_refused(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text("format = 3\n")
    refused = call("corrections", tmp_path / "c.toml")
    assert refused.exit_code != 0 and "c.toml:1: " in str(refused.exception)


def test_the_next_run_applies_what_fits_and_tells_what_concerns_no_document(
    root: Path, results: tuple[Path, Decision], tmp_path: Path
) -> None:
    before, made = results
    out = shutil.copytree(before, tmp_path / "out")
    corrections = written(tmp_path / "c.toml", made)
    other = written(tmp_path / "other.toml", made, id="d2", fiscal_year=1999, sha256="0" * 64).read_text("utf-8")
    corrections.write_text(corrections.read_text("utf-8") + other.removeprefix("format = 1\n"), encoding="utf-8")
    done = call("run", root / SLIP, root / EDITION, "--out", out, "--corrections", corrections, "--no-report")
    assert done.exit_code == 1
    findings = polars.read_parquet(out / "findings.parquet")
    assert sorted(c for c in findings["code"] if c.startswith("decision")) == ["decision-applied", "decision-stale"]
    stale = findings.filter(polars.col("code") == "decision-stale").row(0, named=True)
    assert stale["file"] == str(corrections) and "d2" in stale["message_en"]
    records = polars.read_parquet(out / "records.parquet").filter(polars.col("corrected_by") == "d1")
    assert records.select("raw", "value_float").row(0) == ("20,393", 20993.0)
    assert records["trust"][0] in ("proved", "supported")
    assert not (out / "report").exists()
    told = call("report", out, "--corrections", corrections, "--jobs", "1")
    assert told.exit_code == 0
    assert f"{out / 'report' / 'index.html'}" in told.output and "4 of 4 pages" in told.output
    index = (out / "report/data/index.js").read_text("utf-8")
    assert '"corrected":1' in index and '"decision-stale":{"error":1' in index


def test_a_folder_without_results_has_no_report(tmp_path: Path) -> None:
    assert "no results" in str(call("report", tmp_path).exception)
