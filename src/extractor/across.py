"""The documents of one publisher against one another: what only another year, or another edition, can tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from extractor.corrections import settled
from extractor.model import Document, Outcome
from extractor.profile import Profile
from extractor.proof import Proof, reasons_of
from extractor.validate import proved_together, run_checks_of_proof, status_of, with_trust


def across_years(outcomes: Iterable[Outcome], profiles: Mapping[str, Profile]) -> tuple[Outcome, ...]:
    """``outcomes`` in their order, each with what the other documents of its publisher say of its figures.

    What was misread is repaired where another year leaves one possibility.  All findings that follow from relations (the
    ``*-mismatch`` ones, what is told of revisions, and of readings in doubt), trust and status are made anew from all documents together, so that doing it twice, or over outcomes to which it was done before,
    changes nothing.  A document whose publisher is unknown or has no other document stays as it is.  ``profiles`` has
    the profile of each document by its name.
    """
    outcomes = tuple(outcomes)
    known = {o.document.source.document_id: o.found for o in outcomes if o.document is not None}
    proofs = {
        document.source.document_id: (document, proof)
        for documents in publishers(outcomes)
        if len(documents) > 1
        for done, proof in [proved_together(documents, profiles, known)]
        for document in done
    }
    return tuple(_proved_with(outcome, proofs, profiles) for outcome in outcomes)


def publishers(outcomes: Iterable[Outcome]) -> list[tuple[Document, ...]]:
    """The documents of each publisher by year, each once however many files hold it; those of nobody stand alone."""
    of: dict[str, dict[str, Document]] = {}
    for outcome in outcomes:
        if outcome.document is not None:
            identity, name = outcome.document.identity, outcome.document.source.document_id
            of.setdefault(identity.organization_id or identity.organization or name, {}).setdefault(
                name, outcome.document
            )
    return [tuple(sorted(documents.values(), key=_age)) for documents in of.values()]


def _age(document: Document) -> tuple[int, str]:
    return document.identity.period.fiscal_year or 0, document.source.document_id


def _proved_with(
    outcome: Outcome, proofs: Mapping[str, tuple[Document, Proof]], profiles: Mapping[str, Profile]
) -> Outcome:
    if outcome.document is None or (found := proofs.get(outcome.document.source.document_id)) is None:
        return outcome
    document, proof = replace(outcome.document, records=found[0].records), found[1]
    findings = settled(run_checks_of_proof(document, profiles[document.profile], proof, outcome.findings), document)
    return replace(
        outcome,
        status=status_of(findings),
        document=with_trust(document, findings, proof),
        findings=findings,
        reasons=reasons_of(proof, document),
        found=b"",  # whoever holds it against others anew begins with what it was alone
    )
