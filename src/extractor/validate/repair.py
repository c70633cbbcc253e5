"""Figures that were misread, put right where arithmetic leaves one possibility: of the document, or of its publisher's years.

Only readings of a recogniser are repaired, never what a text layer says: what is wrong there is the publisher's.  A
repair must be the only figure, among all that may have been misread at the places concerned, with which every relation
of the contradiction holds that takes part in it.  It is kept in ``repaired_from`` and told by ``figure-repaired``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from extractor.model import Document, Layer, Quantity, Record
from extractor.profile import Profile
from extractor.proof import Mode, Proof, Relation, confusions, figure_of, modes_of, prove
from extractor.validate.recognition import is_doubtful

#: a contradiction may hide behind another; more rounds than this were never needed
_ROUNDS = 3


def proved(document: Document, profile: Profile) -> tuple[Document, Proof]:
    """``document`` with what could be repaired, and the proof of it as it is then."""
    (done,), proof = proved_together([document], {profile.name: profile})
    return done, proof


def proved_together(
    documents: Sequence[Document], profiles: Mapping[str, Profile], known: Mapping[str, bytes] | None = None
) -> tuple[tuple[Document, ...], Proof]:
    """The same of several documents of one publisher, whose figures bear each other out.

    ``profiles`` has the profile of each document by its name, ``known`` what was found in the tables of some (``prove``).
    """
    documents = tuple(documents)
    proof = prove(documents, profiles, known)
    if any(record.layer is Layer.OCR for document in documents for record in document.records):
        for _ in range(_ROUNDS):
            repairs = repairs_of(documents, proof)
            if not repairs:
                break
            documents = tuple(_repaired(document, repairs) for document in documents)
            proof = prove(documents, profiles, known)
    return documents, proof


def repairs_of(documents: Sequence[Document], proof: Proof) -> dict[str, Quantity]:
    """The figures of ``documents`` that ``proof`` leaves no other possibility for, by record id."""
    records = {record.record_id: record for document in documents for record in document.records}
    modes = modes_of(proof)
    found: dict[str, Quantity] = {}
    for cause, certain in _causes(proof):
        fits = [
            (name, quantity)
            for name in _shared(cause)
            for quantity in _possible(records.get(name), certain)
            if _all_hold(replace(records[name], quantity=quantity), cause, proof, modes)
        ]
        if len(fits) == 1:
            found.setdefault(*fits[0])
    return found


def _causes(proof: Proof) -> Iterator[tuple[Sequence[Relation], bool]]:
    """The relations of each contradiction, and each relation that fails without being told as one, with whether it is."""
    for blame in proof.blames:
        yield blame.relations, True
    for relation in proof.uncounted:
        yield (relation,), False


def _shared(relations: Sequence[Relation]) -> Iterable[str]:
    """The figures that take part in all of ``relations``."""
    return (n for n in relations[0].record_ids if all(n in other.record_ids for other in relations[1:]))


def _possible(record: Record | None, certain: bool) -> tuple[Quantity, ...]:
    """What may stand there; a relation that may itself be a misunderstanding overrules only a doubtful reading."""
    if record is None or record.repaired_from is not None or not (certain or is_doubtful(record)):
        return ()
    return confusions(record)


def _all_hold(record: Record, cause: Sequence[Relation], proof: Proof, modes: Mapping[str, Mode]) -> bool:
    """Whether every relation that takes part, and all that held before, hold with ``record``."""
    name, figure = record.record_id, figure_of(record)
    old = proof.figures.get(name)
    if figure is None or old is None or figure.unit != old.unit:
        return False
    relations = (*cause, *proof.broken.get(name, ()), *proof.held.get(name, ()))
    box = {n: proof.box[n] for relation in relations for n in relation.record_ids}
    box[name] = figure.interval(modes[name])
    return all(relation.holds(box) for relation in relations)


def _repaired(document: Document, repairs: Mapping[str, Quantity]) -> Document:
    if not any(record.record_id in repairs for record in document.records):
        return document
    return replace(
        document,
        records=tuple(
            replace(record, quantity=repairs[record.record_id], repaired_from=record.quantity.raw)
            if record.record_id in repairs
            else record
            for record in document.records
        ),
    )
