"""What findings do to records and to the document."""

from __future__ import annotations

import pytest
from hand_made import Maker
from msgspec.structs import replace

from extractor.model import Finding, Severity, Status, Trust
from extractor.profile import Profile
from extractor.validate import run_checks, status_of, with_trust


def _finding(severity: Severity, record_ids: tuple[str, ...], suspect: str | None = None, code: str = "x") -> Finding:
    return Finding(code, severity, "和", "en", record_ids=record_ids, suspect_record_id=suspect)


A, B, C = "t1-p1-r1c1", "t1-p1-r2c1", "t1-p1-r3c1"


@pytest.mark.parametrize(
    ("findings", "suspects"),
    [
        ([], set()),
        ([_finding(Severity.ERROR, (A, B), suspect=A)], {A}),
        ([_finding(Severity.ERROR, (A, B))], {A, B}),
        ([_finding(Severity.WARNING, (C,))], {C}),
        ([_finding(Severity.INFO, (A, B))], set()),
        ([_finding(Severity.INFO, (A,), suspect=A)], set()),
        ([_finding(Severity.ERROR, (), suspect=B), _finding(Severity.WARNING, (C,))], {B, C}),
        ([_finding(Severity.ERROR, ("elsewhere",))], set()),
    ],
)
def test_findings_make_records_suspect(make: Maker, findings: list[Finding], suspects: set[str]) -> None:
    document = make.document([make.record(row) for row in (1, 2, 3)])
    trusted = with_trust(document, findings)
    assert {r.record_id for r in trusted.records if r.trust is Trust.SUSPECT} == suspects
    assert {r.trust for r in trusted.records} <= {Trust.SUSPECT, Trust.UNCHECKED}
    assert [replace(r, trust=Trust.UNCHECKED) for r in trusted.records] == list(document.records)


def test_trust_is_computed_anew(make: Maker) -> None:
    old = replace(make.record(), trust=Trust.SUSPECT)
    proved = replace(make.record(2), trust=Trust.PROVED)
    trusted = with_trust(make.document([old, proved]), ())
    assert [r.trust for r in trusted.records] == [Trust.UNCHECKED, Trust.UNCHECKED]


def test_a_figure_without_unit_is_suspect(make: Maker, profile: Profile) -> None:
    document = make.document([make.record(1, quantity=make.quantity(unit=None)), make.record(2, 2)], [make.table()])
    trusted = with_trust(document, run_checks(document, profile))
    assert [r.trust for r in trusted.records] == [Trust.SUSPECT, Trust.UNCHECKED]


@pytest.mark.parametrize(
    ("findings", "status"),
    [
        ([], Status.OK),
        ([_finding(Severity.INFO, ()), _finding(Severity.WARNING, ())], Status.OK),
        ([_finding(Severity.ERROR, ())], Status.INCONSISTENT),
        ([_finding(Severity.WARNING, (), code="page-unread")], Status.PARTIAL),
        ([_finding(Severity.WARNING, (), code="number-unparsed")], Status.PARTIAL),
        ([_finding(Severity.WARNING, (), code="number-unclaimed")], Status.PARTIAL),
        ([_finding(Severity.ERROR, ()), _finding(Severity.WARNING, (), code="page-unread")], Status.PARTIAL),
    ],
)
def test_findings_tell_the_status(findings: list[Finding], status: Status) -> None:
    assert status_of(iter(findings)) is status
