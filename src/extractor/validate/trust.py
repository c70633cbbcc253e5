"""How far each number may be trusted, given what the checks found.

A finding that names a suspect makes that record ``suspect``; the others that take part in it are witnesses.  An error
or warning that names no suspect makes all its records ``suspect``, since any of them may be the wrong one, or since
what it says (no unit, say) holds of each.  Findings of severity ``info`` make nobody suspect.  All other records are
``proved`` where any other digit, sign or scale would break a relation that holds, ``supported`` where another sign, scale
or first digit would, and else ``unchecked``.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from extractor.model import Document, Finding, Severity, Trust
from extractor.proof import Guard, Proof


def with_trust(document: Document, findings: Iterable[Finding], proof: Proof | None = None) -> Document:
    """``document`` with the trust of its records computed anew from ``findings`` and ``proof``, whatever it was before."""
    suspects = suspect_ids(findings)
    guards = proof.guards if proof is not None else {}
    records = tuple(
        replace(record, trust=_trust(guards.get(record.record_id), record.record_id in suspects))
        for record in document.records
    )
    return replace(document, records=records)


def _trust(guard: Guard | None, suspect: bool) -> Trust:
    if suspect:
        return Trust.SUSPECT
    if guard is None or not guard.supports:
        return Trust.UNCHECKED
    return Trust.PROVED if guard.proves else Trust.SUPPORTED


def suspect_ids(findings: Iterable[Finding]) -> frozenset[str]:
    """Ids of the records at which ``findings`` point."""
    ids: set[str] = set()
    for finding in findings:
        if finding.severity is not Severity.INFO:
            ids.update(finding.record_ids if finding.suspect_record_id is None else (finding.suspect_record_id,))
    return frozenset(ids)
