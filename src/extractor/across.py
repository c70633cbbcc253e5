"""The documents of one publisher against one another: what only another year, or another edition, can tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from extractor.corrections import settled
from extractor.model import Document, Outcome
from extractor.profile import Profile
from extractor.proof import Proof, prove, reasons_of
from extractor.validate import run_checks_of_proof, status_of, with_trust


def across_years(outcomes: Iterable[Outcome], profiles: Mapping[str, Profile]) -> tuple[Outcome, ...]:
    """``outcomes`` in their order, each with what the other documents of its publisher say of its figures.

    All findings that follow from relations (the ``*-mismatch`` ones and what is told of revisions), trust and status
    are made anew from all documents together, so that doing it twice, or over outcomes to which it was done before,
    changes nothing.  A document whose publisher is unknown or has no other document stays as it is.  ``profiles`` has
    the profile of each document by its name.
    """
    outcomes = tuple(outcomes)
    proofs = {
        document.source.document_id: proof
        for documents in publishers(outcomes)
        if len(documents) > 1
        for proof in [prove(documents, profiles)]
        for document in documents
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


def _proved_with(outcome: Outcome, proofs: Mapping[str, Proof], profiles: Mapping[str, Profile]) -> Outcome:
    document = outcome.document
    proof = proofs.get(document.source.document_id) if document is not None else None
    if document is None or proof is None:
        return outcome
    findings = settled(run_checks_of_proof(document, profiles[document.profile], proof, outcome.findings), document)
    return replace(
        outcome,
        status=status_of(findings),
        document=with_trust(document, findings, proof),
        findings=findings,
        reasons=reasons_of(proof, document),
    )
