"""Finds the number that a decision is about: by what the document says of it, by its place only among equals.

So a decision survives a file that was saved anew, laid out anew or got another page: its pages, boxes and ids do not count
as long as publisher, kind, year, labels and the text itself are what they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.model import Decision, DecisionKey, Document, Fit, Identity, MadeDecision, Record
from extractor.normalise.characters import compatible, squeeze

#: two boxes are one place when their corners are no further apart than this (points): a file saved anew moves nothing
_SAME_PLACE = 3.0


def key_of(identity: Identity, record: Record) -> DecisionKey:
    """What a decision on ``record`` names it by."""
    meaning = record.meaning
    return DecisionKey(
        raw=record.quantity.raw,
        item=meaning.item,
        organization=identity.organization,
        doc_type=identity.doc_type,
        fiscal_year=identity.period.fiscal_year,
        table=record.place.caption if record.place is not None else None,
        item_path=meaning.item_path,
        column=meaning.column,
    )


def concerns(decision: Decision, document_id: str, identity: Identity) -> bool:
    """Whether ``decision`` is about this document: by its publisher, kind and year, or because it is the very file.

    One that names no publisher is about its very file only: many documents tell as little of themselves.
    """
    if decision.sha256 == document_id:
        return True
    return decision.key.organization is not None and _same_identity(decision.key, identity)


def unmet(decisions: Iterable[Decision], documents: Iterable[tuple[str, Identity]]) -> tuple[Decision, ...]:
    """Those of ``decisions`` that concern none of ``documents`` (document id, identity): no document can tell of them."""
    known = list(documents)
    return tuple(d for d in decisions if not any(concerns(d, document_id, identity) for document_id, identity in known))


def meet(document: Document, decisions: Iterable[Decision]) -> tuple[MadeDecision, ...]:
    """What ``decisions`` find in ``document``, those that concern it only."""
    document_id = document.source.document_id
    own = [d for d in decisions if concerns(d, document_id, document.identity)]
    if not own:
        return ()
    by_place: dict[tuple[str, ...], list[Record]] = {}
    for record in document.records:
        by_place.setdefault(_place(key_of(document.identity, record)), []).append(record)
    return tuple(_met(d, document, by_place.get(_place(d.key), ())) for d in own)


def _met(decision: Decision, document: Document, there: Sequence[Record]) -> MadeDecision:
    if not _same_identity(decision.key, document.identity):
        return MadeDecision(decision, Fit.OTHER_IDENTITY)
    if not there:
        return MadeDecision(decision, Fit.MISSING)
    expected = _folded(decision.key.raw)
    fitting = [record for record in there if _folded(record.quantity.raw) == expected]
    if not fitting:
        found = ", ".join(dict.fromkeys(record.quantity.raw for record in there))
        return MadeDecision(decision, Fit.CHANGED, found=found)
    record = fitting[0] if len(fitting) == 1 else _at_its_place(decision, document, fitting)
    if record is None:
        return MadeDecision(decision, Fit.AMBIGUOUS)
    return MadeDecision(decision, Fit.APPLIED, record.record_id)


def _at_its_place(decision: Decision, document: Document, equals: Sequence[Record]) -> Record | None:
    """The one of several numbers with one key that stands where the decision was made.

    In the very file that is page and box; in another one the box, wherever its page went.
    """
    where = decision.where
    if where is None:
        return None
    near = [r for r in equals if max(abs(a - b) for a, b in zip(r.where.box, where.box, strict=True)) <= _SAME_PLACE]
    if decision.sha256 == document.source.document_id or len(near) > 1:
        near = [r for r in near if r.where.page == where.page]
    return near[0] if len(near) == 1 else None


def _same_identity(key: DecisionKey, identity: Identity) -> bool:
    return (
        _folded(key.organization) == _folded(identity.organization)
        and key.doc_type == identity.doc_type
        and key.fiscal_year == identity.period.fiscal_year
    )


def _place(key: DecisionKey) -> tuple[str, ...]:
    return tuple(map(_folded, (key.table, key.item_path, key.item, key.column)))


def _folded(text: str | None) -> str:
    """Spaces and widths of characters are the producer's, not the publisher's."""
    return squeeze(compatible(text or ""))
