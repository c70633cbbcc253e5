"""The planted slips of samples/slips, and the clean samples that they were made from."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from samples_read import SAMPLES, SLIPS, YEARS, profiles, read

from extractor.across import across_years
from extractor.model import Outcome, Severity, Trust


def _with_needed(slip: dict[str, Any]) -> Outcome:
    """The document of ``slip`` beside those that it takes."""
    outcomes = [read(SAMPLES / "slips" / slip["file"]), *(read(SAMPLES / name) for name in slip["needs"])]
    return across_years(outcomes, profiles())[0]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip["kind"])
def test_a_planted_slip_is_found_and_blamed_on_its_figure(slip: dict[str, Any]) -> None:
    outcome = _with_needed(slip)
    told = [finding for finding in outcome.findings if finding.equation]
    assert outcome.document is not None
    records = {record.record_id: record for record in outcome.document.records}
    blamed = [records[finding.suspect_record_id] for finding in told if finding.suspect_record_id]
    assert [record.quantity.value for record in blamed] == [Decimal(str(slip["printed_value"]))]
    assert blamed[0].trust is Trust.SUSPECT
    assert all(finding.equation and finding.expected for finding in told)
    others = [f.code for f in outcome.findings if not f.equation and f.severity is not Severity.INFO]
    assert others == []


@pytest.mark.parametrize("path", YEARS, ids=lambda path: path.stem)
def test_clean_samples_raise_nothing(path: Path) -> None:
    assert [finding.code for finding in read(path).findings if finding.severity is not Severity.INFO] == []


def test_the_slip_of_the_committee_is_found_with_what_it_should_be() -> None:
    """「前年度比 11 百万円増加」 beside 5 億 29 百万円 and 110.6 %: the facsimile keeps the slip of the original."""
    outcome = read(SAMPLES / "nagasaki_r6_hyouka.pdf")
    errors = [finding for finding in outcome.findings if finding.severity is Severity.ERROR]
    assert [(finding.code, finding.expected, finding.actual) for finding in errors] == [
        ("narrative-mismatch", "50.44 … 50.96 百万円", "11 百万円")
    ]


def test_most_figures_of_the_samples_are_guarded_by_relations() -> None:
    trusts = [r.trust for p in sorted(SAMPLES.glob("*.pdf")) if (d := read(p).document) for r in d.records]
    guarded = sum(trust in (Trust.PROVED, Trust.SUPPORTED) for trust in trusts)
    assert guarded >= 0.7 * len(trusts)
