"""Decisions applied to a document before anything is checked."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from extractor.corrections.match import meet
from extractor.model import Decision, DecisionKind, Document, Fit, Layer, MadeDecision, Quantity, Record
from extractor.normalise.numbers import parse_figure


def decided(document: Document, decisions: Iterable[Decision]) -> Document:
    """``document`` as people corrected it, with what became of each decision that concerns it.

    A corrected record keeps its ``raw`` text as it was read.
    """
    made = meet(document, decisions)
    if not made:
        return document
    by_record: dict[str, MadeDecision] = {}
    told = []
    for one in made:
        double = one.record_id is not None and one.record_id in by_record
        settled = replace(one, fit=Fit.AMBIGUOUS, record_id=None) if double else one
        if settled.record_id is not None:
            by_record[settled.record_id] = settled
        told.append(settled)
    records = []
    unfit: set[str] = set()
    for record in document.records:
        mine = by_record.get(record.record_id)
        changed = record if mine is None else _applied(record, mine.decision)
        if changed is None and mine is not None:
            unfit.add(mine.decision.decision_id)
        records.append(changed or record)
    kept = tuple(
        replace(one, fit=Fit.UNIT, record_id=None) if one.decision.decision_id in unfit else one for one in told
    )
    return replace(document, records=tuple(records), decisions=kept)


def _applied(record: Record, decision: Decision) -> Record | None:
    """``record`` as decided; None when the corrected value is no figure in its unit."""
    # a person has read it, so that the recogniser's doubt is over
    confidence = 1.0 if record.layer is Layer.OCR else record.confidence
    if decision.kind is not DecisionKind.CORRECT or decision.value is None:
        return replace(record, confidence=confidence)
    quantity = _corrected(record.quantity, decision.value)
    if quantity is None:
        return None
    return replace(record, quantity=quantity, confidence=confidence, corrected_by=decision.decision_id)


def _corrected(read: Quantity, value: str) -> Quantity | None:
    """``value`` in the unit of what was read; a finer or a coarser printed unit is another number's."""
    parsed = parse_figure(value, read.unit)
    if parsed is None or parsed.unit != read.unit:
        return None
    return replace(parsed, raw=read.raw, bracketed=read.bracketed, hedge=read.hedge)
