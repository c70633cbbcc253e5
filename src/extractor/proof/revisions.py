"""Figures that a later document states anew, and says so: restated years (組替後, 遡及適用) and corrected editions (訂正版).

Such a difference between documents is no contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from extractor.model import Document, Record
from extractor.normalise.labels import normalise_label
from extractor.proof.figure import Figure
from extractor.proof.relation import Kind, Relation
from extractor.proof.statements import RELATIVE, Statements

_RESTATED = re.compile(r"組み?替え?|遡及|再表示|修正再|過年度修正|表示方法の変更|会計方針の変更")
_CORRECTED = re.compile(r"訂正|改訂|修正|正誤|差し?替え?")
_ORDINAL = re.compile(r"第(\d+)版")


class Why(StrEnum):
    """What the later document says of the difference."""

    RESTATED = "restated"  # 組替後: another definition
    CORRECTED = "corrected"  # 訂正版: the earlier edition was wrong


class Revision(Struct, frozen=True, gc=False):
    """``relation`` fails since ``new`` was stated after ``old``; both are record ids, ``new`` in the later document."""

    relation: Relation
    old: str
    new: str
    why: Why


def revisions(
    broken: Sequence[Relation], figures: Mapping[str, Figure], statements: Statements, documents: Sequence[Document]
) -> tuple[list[Revision], list[Relation]]:
    """Those of ``broken`` that a restatement or a correction explains, and those that nothing does."""
    if len(documents) < 2:
        return [], list(broken)
    told = _Told(figures, statements, documents)
    explained: list[Revision] = []
    left: list[Relation] = []
    for relation in broken:
        revision = told.revision(relation) if relation.kind is Kind.YEARS else None
        if revision is None:
            left.append(relation)
        else:
            explained.append(revision)
    return explained, left


def corrects(document: Document, other: Document) -> bool:
    """Whether ``document`` is a later edition of ``other`` that puts it right."""
    one, two = document.identity, other.identity
    if two.supersedes == document.source.document_id:
        return False
    if one.supersedes == other.source.document_id:
        return True
    same = (one.doc_type, one.period.fiscal_year) == (two.doc_type, two.period.fiscal_year)
    return same and one.period.fiscal_year is not None and _rank(document) > _rank(other)


def _rank(document: Document) -> int:
    label = document.identity.edition_label or ""
    number = _ORDINAL.search(label)
    return int(number[1]) if number else 2 if _CORRECTED.search(label) else 1


class _Told:
    """What the documents say of their differences."""

    def __init__(self, figures: Mapping[str, Figure], statements: Statements, documents: Sequence[Document]) -> None:
        self._figures, self._statements = figures, statements
        self._documents = {d.source.document_id[:12]: d for d in documents}
        self._restated = {r.record_id for d in documents for r in _restated(d)}
        self._anew = {
            key: tuple(f for f in found if f.record_id in self._restated)
            for key, found in (statements.by_key.items() if self._restated else ())
        }
        self._correcting: dict[tuple[str, str], bool] = {}

    def revision(self, relation: Relation) -> Revision | None:
        """Why ``relation`` fails, if a later document says so."""
        names = sorted(relation.record_ids, key=self._year)
        old, new = names[0], names[-1]
        if len(names) == 2 and self._corrects(new, old):
            return Revision(relation, old, new, Why.CORRECTED)
        if len(names) == 2 and self._corrects(old, new):
            return Revision(relation, new, old, Why.CORRECTED)
        for name in names:
            if name in self._restated:
                return Revision(relation, next((n for n in names if n != name), name), name, Why.RESTATED)
        for name in names:
            stated_anew = self._stated_anew(name)
            if stated_anew is not None:
                return Revision(relation, name, stated_anew, Why.RESTATED)
        return None

    def _year(self, record_id: str) -> int:
        return self._documents[record_id[:12]].identity.period.fiscal_year or 0

    def _corrects(self, new: str, old: str) -> bool:
        pair = new[:12], old[:12]
        if pair not in self._correcting:
            one, other = (self._documents[name] for name in pair)
            self._correcting[pair] = one is not other and corrects(one, other)
        return self._correcting[pair]

    def _stated_anew(self, name: str) -> str | None:
        """The restated figure of a later document for what ``name`` states."""
        key, own = self._statements.key_of.get(name), self._figures[name].value
        return None if key is None else next((f.record_id for f in self._anew.get(key, ()) if f.value != own), None)


def _restated(document: Document) -> Iterator[Record]:
    """The figures of earlier years that are marked as restated, and comparisons with such years."""
    tables = {t.table_id for t in document.tables if _says([t.caption, *t.notes])}
    year = document.identity.period.fiscal_year
    for record in document.records:
        meaning = record.meaning
        earlier = year is not None and record.period.fiscal_year is not None and record.period.fiscal_year < year
        if earlier or meaning.measure in RELATIVE:
            in_table = record.place is not None and record.place.table_id in tables
            if in_table or _says([meaning.item, meaning.item_path, meaning.column, *record.notes]):
                yield record


def _says(texts: Iterable[str | None]) -> bool:
    return any(text and _RESTATED.search(normalise_label(text)) for text in texts)
