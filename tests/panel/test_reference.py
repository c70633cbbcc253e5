"""Outside figures against the panel: what agrees within rounding, what does not, what is not there, faulty files."""

from __future__ import annotations

from pathlib import Path

import pytest
from panel_made import PUBLISHER, dataset, document, record

from extractor.errors import ReferenceFaulty
from extractor.panel import compare, write_panel

HEAD = "organization,fiscal_year,concept,value,unit"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    stated = [
        record("a", 1, 2023, "71729"),
        record("a", 2, 2023, "6518", "件"),
        record("a", 3, 2023, "90000", scenario="plan"),
    ]
    made = dataset(tmp_path, [document("a", 2023)], stated)
    write_panel(made)
    return made


def told(folder: Path, *lines: str, head: str = HEAD) -> list[tuple[str, str | None]]:
    path = folder / "totals.csv"
    path.write_text("\n".join([head, *lines]), encoding="utf-8-sig")
    return [(one.finding.code, one.finding.expected) for one in compare(folder, path)]


def test_what_agrees_within_the_rounding_of_both_is_no_finding(folder: Path) -> None:
    lines = ("717,億円", "717.3,億円", '"71,729",百万円', "71729100,千円")
    assert told(folder, *(f"{PUBLISHER},2023,保証承諾,{line}" for line in lines)) == []


def test_what_differs_is_an_error_and_what_is_not_there_a_warning(folder: Path) -> None:
    assert told(folder, f"{PUBLISHER},2023,guarantee_acceptance,71792,百万円") == [
        ("reference-mismatch", "71792000000 JPY")
    ]
    assert told(folder, f"{PUBLISHER},2022,保証承諾額,1,億円") == [("reference-missing", "100000000 JPY")]
    head = f"{HEAD},measure,scenario"
    assert told(folder, f"{PUBLISHER},2023,保証承諾,6519,件,count,", head=head) == [("reference-mismatch", "6519 件")]
    assert told(folder, f"{PUBLISHER},2023,保証承諾,900,億円,,plan", head=head) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("organization,concept\n", "fiscal_year"),
        (f"{HEAD}\nx,2023,謎の項目,1,億円\nx,R5,保証承諾,1,億円\n", "謎の項目(.|\n)*:3:"),
        (f"{HEAD}\nx,2023,保証承諾,twelve,億円\n", "twelve"),
        (f"{HEAD}\nx,2023,保証承諾,1,タラント\n", "タラント"),
    ],
)
def test_a_faulty_file_is_told_with_its_lines(folder: Path, text: str, fault: str) -> None:
    path = folder / "totals.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReferenceFaulty, match=fault):
        compare(folder, path)
    with pytest.raises(ReferenceFaulty, match="gone"):
        compare(folder, folder / "gone.csv")
