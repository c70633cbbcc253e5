"""The planted slips of samples/slips, and the clean samples that they were made from."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractor import extract
from extractor.model import Outcome, Severity, Trust

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SLIPS: list[dict[str, Any]] = json.loads((SAMPLES / "slips" / "truth.json").read_text("utf-8"))["slips"]
#: not found yet: the direction word, sides of a balance sheet, years apart, 計画比 of a slide; see CHANGELOG.md
OPEN = {slip["kind"] for slip in SLIPS} - {
    "last_years_value",
    "lost_minus",
    "prose_against_table",
    "transposed_digits",
    "wrong_digit",
    "wrong_prior_year_ratio",
    "wrong_scale",
}
FOUND = [slip for slip in SLIPS if slip["kind"] not in OPEN]


@cache
def _read(path: Path) -> Outcome:
    return extract(path)


@pytest.mark.parametrize("slip", FOUND, ids=lambda slip: slip["kind"])
def test_a_planted_slip_is_found_and_blamed_on_its_figure(slip: dict[str, Any]) -> None:
    outcome = _read(SAMPLES / "slips" / slip["file"])
    errors = [finding for finding in outcome.findings if finding.severity is Severity.ERROR]
    assert outcome.document is not None
    records = {record.record_id: record for record in outcome.document.records}
    blamed = [records[finding.suspect_record_id] for finding in errors if finding.suspect_record_id]
    assert [record.quantity.raw for record in blamed] == [slip["printed"]]
    assert blamed[0].trust is Trust.SUSPECT
    assert all(finding.equation and finding.expected for finding in errors)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("minato*.pdf")), ids=lambda path: path.stem)
def test_clean_samples_contradict_nothing(path: Path) -> None:
    assert [finding.code for finding in _read(path).findings if finding.severity is Severity.ERROR] == []


def test_the_slip_of_the_committee_is_found_with_what_it_should_be() -> None:
    """「前年度比 11 百万円増加」 beside 5 億 29 百万円 and 110.6 %: the facsimile keeps the slip of the original."""
    outcome = _read(SAMPLES / "nagasaki_r6_hyouka.pdf")
    errors = [finding for finding in outcome.findings if finding.severity is Severity.ERROR]
    assert [(finding.code, finding.expected, finding.actual) for finding in errors] == [
        ("narrative-mismatch", "50.44 … 50.96 百万円", "11 百万円")
    ]


def test_most_figures_of_the_samples_are_guarded_by_relations() -> None:
    trusts = [r.trust for p in sorted(SAMPLES.glob("*.pdf")) if (d := _read(p).document) for r in d.records]
    guarded = sum(trust in (Trust.PROVED, Trust.SUPPORTED) for trust in trusts)
    assert guarded >= 0.7 * len(trusts)
