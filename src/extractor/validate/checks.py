"""All checks of the package, run over one document.  A new check is a module and its name in the import below."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.model import Document, Finding
from extractor.profile import Profile
from extractor.proof import Proof
from extractor.validate import (
    adjusted,
    charts,
    condition,
    contradictions,
    decisions,
    form,
    identity,
    labels,
    pictures,
    reading,
    recognition,
    revised,
    tables,
    unclaimed,
    units,
)
from extractor.validate.case import Case
from extractor.validate.check import findings_of, in_reading_order, registered_checks

#: importing a module registers its checks
CHECK_MODULES = (
    adjusted,
    charts,
    condition,
    contradictions,
    decisions,
    form,
    identity,
    labels,
    pictures,
    reading,
    recognition,
    revised,
    tables,
    unclaimed,
    units,
)
#: those whose checks say only what follows from a proof
_OF_PROOF = {module.__name__ for module in (adjusted, contradictions, recognition, revised)}


def run_checks(document: Document, profile: Profile, proof: Proof | None = None) -> tuple[Finding, ...]:
    """Everything that the checks have to say of ``document``, in the order of its pages.

    Without ``proof`` nothing is said of relations between figures.
    """
    return findings_of(registered_checks(), Case(document, profile, proof or Proof()))


def run_checks_of_proof(
    document: Document, profile: Profile, proof: Proof, findings: Iterable[Finding]
) -> tuple[Finding, ...]:
    """``findings`` on ``document`` with those that follow from a proof made anew from another one."""
    checks = [one for one in registered_checks() if one.function.__module__ in _OF_PROOF]
    codes = {one.code for one in checks}
    others = [f for f in findings if f.code not in codes]
    found = [f for f in findings_of(checks, Case(document, profile, proof)) if f not in others]
    return in_reading_order([*others, *found])
