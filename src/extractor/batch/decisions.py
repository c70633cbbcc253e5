"""Decisions of people over all documents of an output folder: what became of them, and those that nobody took."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.batch.results import outcome_of
from extractor.corrections import concerns, decided, unmet
from extractor.errors import NothingThere
from extractor.model import Decision, Fit, Identity, MadeDecision, Outcome, Period, Status
from extractor.store import Entry, Index, Store
from extractor.validate import untaken


def decisions_left(index: Index, decisions: Sequence[Decision]) -> tuple[Outcome, ...]:
    """For each file of corrections with decisions that are about no document here, an outcome that tells so."""
    left = unmet(
        decisions, [(e.document_id, identity) for e in index.entries if (identity := _identity(e)) and e.document_id]
    )
    files = dict.fromkeys(decision.file for decision in left)
    return tuple(
        Outcome(file, None, Status.INCONSISTENT, findings=untaken(d for d in left if d.file == file)) for file in files
    )


def checked(
    out: Path, decisions: Sequence[Decision]
) -> Iterator[tuple[Decision, tuple[tuple[str, MadeDecision], ...]]]:
    """Each decision with the files that it is about and what would become of it there, by the results kept in ``out``.

    Raises NothingThere where ``out`` holds no results.
    """
    store = Store(out)
    entries = store.index().entries
    if not entries:
        raise NothingThere(str(out))
    made: dict[str, list[tuple[str, MadeDecision]]] = {}
    for entry in entries:
        identity, name = _identity(entry), entry.document_id or ""
        if identity is None or not any(concerns(decision, name, identity) for decision in decisions):
            continue
        document = outcome_of(entry, store, settled=False).document
        for one in decided(document, decisions).decisions if document is not None else ():
            made.setdefault(one.decision.decision_id, []).append((entry.file, one))
    for decision in decisions:
        met = made.get(decision.decision_id) or [("", MadeDecision(decision, Fit.NO_DOCUMENT))]
        yield decision, tuple(met)


def _identity(entry: Entry) -> Identity | None:
    """What decisions ask of a document; None for an input that was not read."""
    if entry.profile is None:
        return None
    return Identity(entry.organization, doc_type=entry.doc_type, period=Period(entry.fiscal_year))
