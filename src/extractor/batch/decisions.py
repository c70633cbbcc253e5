"""Decisions of people over all documents of an output folder: what became of them, and those that nobody took."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor import corrections, validate
from extractor.batch.results import outcome_of
from extractor.errors import NothingThere
from extractor.model import Decision, Fit, Identity, MadeDecision, Outcome, Period, Status
from extractor.store import Entry, Index, Store


def decisions_left(index: Index, decisions: Sequence[Decision]) -> tuple[Outcome, ...]:
    """For each file of corrections with decisions that are about no document here, an outcome that tells so."""
    if not decisions:
        return ()
    left = corrections.unmet(
        decisions, [(e.document_id, identity) for e in index.entries if (identity := _identity(e)) and e.document_id]
    )
    files = dict.fromkeys(decision.file for decision in left)
    return tuple(
        Outcome(file, None, Status.INCONSISTENT, findings=validate.untaken(d for d in left if d.file == file))
        for file in files
    )


#: how well a decision fits a document, best first
_RANK = (Fit.APPLIED, Fit.UNIT, Fit.CHANGED, Fit.AMBIGUOUS, Fit.OTHER_IDENTITY, Fit.MISSING, Fit.NO_DOCUMENT)


def own_decisions(outcomes: Sequence[Outcome], decisions: Sequence[Decision]) -> list[tuple[Decision, ...]]:
    """For each of ``outcomes``, documents of one publisher, the decisions that it is held to.

    Each decision is held to where it fits best: it is no concern of another edition in which it fits less.
    """
    met = [corrections.decided(o.document, decisions).decisions if o.document is not None else () for o in outcomes]
    best: dict[str, int] = {}
    for made in (made for here in met for made in here):
        name, rank = made.decision.decision_id, _RANK.index(made.fit)
        best[name] = min(rank, best.get(name, rank))
    return [tuple(m.decision for m in here if _RANK.index(m.fit) == best[m.decision.decision_id]) for here in met]


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
        if identity is None or not any(corrections.concerns(decision, name, identity) for decision in decisions):
            continue
        document = outcome_of(entry, store, settled=False).document
        for one in corrections.decided(document, decisions).decisions if document is not None else ():
            made.setdefault(one.decision.decision_id, []).append((entry.file, one))
    for decision in decisions:
        met = made.get(decision.decision_id) or [("", MadeDecision(decision, Fit.NO_DOCUMENT))]
        best = min(_RANK.index(one.fit) for _, one in met)
        yield decision, tuple((file, one) for file, one in met if _RANK.index(one.fit) == best)


def _identity(entry: Entry) -> Identity | None:
    """What decisions ask of a document; None for an input that was not read."""
    if entry.profile is None:
        return None
    return Identity(entry.organization, doc_type=entry.doc_type, period=Period(entry.fiscal_year))
