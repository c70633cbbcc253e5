"""All checks of the package, run over one document.  A new check is a module and its name in the import below."""

from __future__ import annotations

from extractor.model import Document, Finding
from extractor.profile import Profile
from extractor.proof import Proof
from extractor.validate import (
    charts,
    contradictions,
    decisions,
    form,
    identity,
    labels,
    reading,
    recognition,
    tables,
    unclaimed,
    units,
)
from extractor.validate.case import Case
from extractor.validate.check import findings_of, registered_checks

#: importing a module registers its checks
CHECK_MODULES = (
    charts,
    contradictions,
    decisions,
    form,
    identity,
    labels,
    reading,
    recognition,
    tables,
    unclaimed,
    units,
)


def run_checks(document: Document, profile: Profile, proof: Proof | None = None) -> tuple[Finding, ...]:
    """Everything that the checks have to say of ``document``, in the order of its pages.

    Without ``proof`` nothing is said of relations between figures.
    """
    return findings_of(registered_checks(), Case(document, profile, proof or Proof()))
