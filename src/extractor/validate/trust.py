"""How far each number may be trusted, given what the checks found.

A finding that names a suspect makes that record ``suspect``; the others that take part in it are witnesses.  An error
or warning that names no suspect makes all its records ``suspect``, since any of them may be the wrong one, or since
what it says (no unit, say) holds of each.  Findings of severity ``info`` make nobody suspect.  All other records are
``unchecked``: ``proved`` and ``supported`` need relations that hold, which no check asserts yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractor.model import Document, Finding, Severity, Trust


def with_trust(document: Document, findings: Iterable[Finding]) -> Document:
    """``document`` with the trust of its records computed anew from ``findings``, whatever it was before."""
    suspects = suspect_ids(findings)
    records = tuple(
        replace(record, trust=Trust.SUSPECT if record.record_id in suspects else Trust.UNCHECKED)
        for record in document.records
    )
    return replace(document, records=records)


def suspect_ids(findings: Iterable[Finding]) -> frozenset[str]:
    """Ids of the records at which ``findings`` point."""
    ids: set[str] = set()
    for finding in findings:
        if finding.severity is not Severity.INFO:
            ids.update(finding.record_ids if finding.suspect_record_id is None else (finding.suspect_record_id,))
    return frozenset(ids)
