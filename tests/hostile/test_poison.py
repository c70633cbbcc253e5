"""The poison set: every file ends with its code, none hangs or crashes the run, and the good ones among them are whole."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from make_poison import CASES, Case, make

from children import quick_children  # noqa: F401 - a fixture
from extractor import Limits, Options, run
from extractor.errors import ImageTooLarge
from extractor.model import OcrUse, Outcome, Status
from extractor.read import identify, open_pdf
from extractor.spreadsheets import FORMULA, neutral

pytestmark = [pytest.mark.usefixtures("quick_children"), pytest.mark.slow]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("poison")
    make(made / "in")
    return made


@pytest.fixture(scope="module")
def outcomes(folder: Path) -> dict[str, Outcome]:
    files = [folder / "in" / case.name for case in CASES]
    limits = Limits(jobs=2, seconds=8, pages=5000)
    found = run(files, folder / "out", Options(ocr=OcrUse.NEVER), limits)
    return {Path(outcome.file).name: outcome for outcome in found}


def outcome_of(case: Case, outcomes: dict[str, Outcome]) -> Outcome:
    return outcomes["inner.pdf" if case.name == "folder.pdf" else case.name]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.strip())
def test_each_ends_with_its_code(case: Case, outcomes: dict[str, Outcome]) -> None:
    outcome = outcome_of(case, outcomes)
    code = outcome.failure.code if outcome.failure else None
    assert code in case.codes
    assert (outcome.status is Status.FAILED) == (code is not None)
    assert set(case.told) <= {finding.code for finding in outcome.findings}
    if case.whole:
        assert outcome.document is not None
        assert [record.quantity.raw for record in outcome.document.records] == ["5,355件"]


def test_there_are_enough_of_all_kinds() -> None:
    assert len(CASES) >= 40
    assert len({code for case in CASES for code in case.codes}) >= 10


def test_what_breaks_off_makes_its_figures_suspect(outcomes: dict[str, Outcome]) -> None:
    for name in ("flate_cut.pdf", "flate_corrupt.pdf"):
        outcome = outcomes[name]
        [finding] = [f for f in outcome.findings if f.code == "stream-damaged"]
        assert outcome.status is Status.PARTIAL
        assert finding.where is not None and finding.where.page == 1
        assert outcome.document is not None
        assert {record.trust.value for record in outcome.document.records} <= {"suspect"}


def fields(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as rows:
        yield from (field for row in csv.reader(rows) for field in row)


def test_no_csv_field_is_a_formula(folder: Path, outcomes: dict[str, Outcome]) -> None:
    assert outcomes["formula.pdf"].document is not None
    items = {record.meaning.item for record in outcomes["formula.pdf"].document.records}
    assert any(neutral(item) != item for item in items)
    for name in ("records.csv", "findings.csv"):
        for field in fields(folder / "out" / name):
            is_number = field.lstrip("-").replace(".", "").isdigit()
            assert is_number or not re.match(FORMULA, field), field


def test_nothing_was_written_outside_the_output_folder(folder: Path, outcomes: dict[str, Outcome]) -> None:
    assert outcomes
    assert {path.name for path in folder.iterdir()} == {"in", "out"}
    inside = {path.name for path in (folder / "out" / "documents").iterdir()}
    assert all("/" not in name and "\n" not in name for name in inside)


def test_an_image_that_is_too_large_is_not_drawn(folder: Path) -> None:
    with open_pdf(identify(str(folder / "in" / "giant_image.pdf"))) as document, pytest.raises(ImageTooLarge):
        document.picture(1, 200, most=500_000_000)
