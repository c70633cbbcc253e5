"""What was found in the tables of a document, in a form that outlives its proof: other proofs need not look for it again.

Which lines add up and what columns compare follows from the document's own records alone, with whatever other documents it
is held against.  A digest of these records goes with it, so that nothing is taken for what another reading of them gave.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from extractor.exact import Fraction
from extractor.model import Document
from extractor.proof.relation import Kind, Relation, Term


class _Kept(Struct, frozen=True, gc=False, array_like=True):
    """A relation; ``terms`` and ``result`` name figures by the number of their record."""

    kind: Kind
    terms: tuple[tuple[int | str, int | None, int | None], ...]
    result: int
    kin: str
    sure: bool
    by_label: bool
    rivals: tuple[_Kept, ...]


class _Found(Struct, frozen=True, gc=False, array_like=True):
    digest: bytes
    relations: tuple[_Kept, ...]


def packed(relations: Sequence[Relation], document: Document) -> bytes:
    """``relations`` among the records of ``document``."""
    numbers: dict[str | None, int] = {record.record_id: n for n, record in enumerate(document.records)}
    return _encoder.encode(_Found(_digest(document), tuple(_kept(relation, numbers) for relation in relations)))


def unpacked(content: bytes, document: Document) -> tuple[Relation, ...] | None:
    """The relations that ``packed`` made ``content`` of; None where it is of other records than those of ``document``."""
    found = _decoder.decode(content) if content else None
    if found is None or found.digest != _digest(document):
        return None
    names = [record.record_id for record in document.records]
    return tuple(_made(one, names) for one in found.relations)


def _kept(relation: Relation, numbers: Mapping[str | None, int]) -> _Kept:
    return _Kept(
        relation.kind,
        tuple(
            (t.factor if isinstance(t.factor, int) else str(t.factor), numbers.get(t.top), numbers.get(t.under))
            for t in relation.terms
        ),
        numbers[relation.result],
        relation.kin,
        relation.sure,
        relation.by_label,
        tuple(_kept(rival, numbers) for rival in relation.rivals),
    )


def _made(kept: _Kept, names: Sequence[str]) -> Relation:
    return Relation(
        kept.kind,
        tuple(
            Term(
                factor if isinstance(factor, int) else Fraction(factor),
                None if top is None else names[top],
                None if under is None else names[under],
            )
            for factor, top, under in kept.terms
        ),
        names[kept.result],
        kept.kin,
        kept.sure,
        kept.by_label,
        tuple(_made(rival, names) for rival in kept.rivals),
    )


def _digest(document: Document) -> bytes:
    """Of all that tables tell of figures: another value, place, label or year gives another one."""
    told = [(r.record_id, r.place, r.quantity, r.meaning, r.period) for r in document.records]
    return hashlib.blake2b(_encoder.encode(told), digest_size=16).digest()


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Found)
