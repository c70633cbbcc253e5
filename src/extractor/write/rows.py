"""Model types to the columns of the tables: one function for each table, each giving column name to values.

Which columns there are, in which order and of which type is declared in ``schemas/columns.toml``; ``dataset`` holds the
two against each other.  Columns are built as lists: 100,000 records take about half a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from extractor.document_form import section_text
from extractor.model import Box, Document, Layer, Meaning, Origin, Outcome, Record, Where
from extractor.write.decimals import announced, writable
from extractor.write.places import finding_prefix

#: column name to the values of all rows
Columns = dict[str, list[Any]]

#: between the levels of headings (``section``, ``item_path``, ``column``)
LEVELS = " > "

#: the columns that are called in ``Meaning`` as in the table
_MEANING = Meaning.__struct_fields__


def document_columns(outcomes: Sequence[Outcome], json_files: Sequence[str | None], profile: str) -> Columns:
    """One row per outcome; what only a document can tell is null where nothing was read."""
    identities = [o.document.identity if o.document else None for o in outcomes]
    failures = [o.failure for o in outcomes]
    return {
        "document_id": [o.source.document_id if o.source else None for o in outcomes],
        "file": [o.file for o in outcomes],
        **{
            name: [getattr(identity, name) if identity else None for identity in identities]
            for name in ("organization", "organization_id", "doc_type", "edition_label", "supersedes", "title")
        },
        "fiscal_year": [identity.period.fiscal_year if identity else None for identity in identities],
        "covers_from": [identity.period.start if identity else None for identity in identities],
        "covers_to": [identity.period.end if identity else None for identity in identities],
        "claimed_share": [o.document.claimed_share if o.document else None for o in outcomes],
        "pages": [len(o.document.pages) if o.document else None for o in outcomes],
        "pages_ocr": [_ocr_pages(o.document) if o.document else None for o in outcomes],
        "tables": [len(o.document.tables) if o.document else 0 for o in outcomes],
        "records": [len(o.document.records) if o.document else 0 for o in outcomes],
        "sections": [len(o.document.sections) if o.document else 0 for o in outcomes],
        "status": [o.status for o in outcomes],
        "error_code": [failure.code if failure else None for failure in failures],
        "error_message": [failure.message_en if failure else None for failure in failures],
        "error_message_ja": [failure.message_ja if failure else None for failure in failures],
        "seconds": [sum(s for _, s in o.seconds) if o.seconds else None for o in outcomes],
        "extractor_version": [o.extractor_version for o in outcomes],
        "profile": [o.document.profile if o.document else profile for o in outcomes],
        "json_file": list(json_files),
    }


def record_columns(outcomes: Sequence[Outcome]) -> Columns:
    """One row per record.  Raises NumberNotWritable for a number that does not fit and that no finding announces."""
    pairs = [(d, r) for d in _documents(outcomes) for r in d.records]
    records = [r for _, r in pairs]
    return {
        "record_id": [r.record_id for r in records],
        **_owners(d for d, _ in pairs),
        "organization": [d.identity.organization for d, _ in pairs],
        "fiscal_year": [r.period.fiscal_year for r in records],
        "period_start": [r.period.start for r in records],
        "period_end": [r.period.end for r in records],
        "notes": [r.notes for r in records],
        "origin": [r.origin for r in records],
        "layer": [r.layer for r in records],
        **_places([r.where for r in records]),
        "page_label": _page_labels(_documents(outcomes)),
        "section": [_levels(r.section) for r in records],
        "table_id": [r.place.table_id if r.place else None for r in records],
        "caption": [r.place.caption if r.place else None for r in records],
        "row": [r.place.row if r.place else None for r in records],
        "col": [r.place.col if r.place else None for r in records],
        **_meanings([r.meaning for r in records]),
        # a figure of a chart may be of no series that is sure
        "item": [r.meaning.item or (None if r.origin is Origin.CHART else "") for r in records],
        **_quantities(records, announced(outcomes)),
        "trust": [r.trust for r in records],
        "confidence": [r.confidence for r in records],
        "repaired_from": [r.repaired_from for r in records],
        "corrected_by": [r.corrected_by for r in records],
    }


def table_columns(outcomes: Sequence[Outcome]) -> Columns:
    """One row per table; its box is that of its part on its first page."""
    pairs = [(d, t) for d in _documents(outcomes) for t in d.tables]
    tables = [t for _, t in pairs]
    first = [min(t.where, key=lambda where: where.page, default=None) for t in tables]
    return {
        **_owners(d for d, _ in pairs),
        "table_id": [t.table_id for t in tables],
        "caption": [t.caption for t in tables],
        **_places(first),
        "last_page": [max((where.page for where in t.where), default=None) for t in tables],
        "unit_note": [t.unit_note for t in tables],
        "header_rows": [t.header_rows for t in tables],
        "n_rows": [t.n_rows for t in tables],
        "n_cols": [t.n_cols for t in tables],
        "found_by": [t.found_by for t in tables],
        "stub_cols": [t.stub_cols for t in tables],
        "notes": [t.notes for t in tables],
    }


def cell_columns(outcomes: Sequence[Outcome]) -> Columns:
    """One row per cell, empty ones too."""
    triples = [(d, t, c) for d in _documents(outcomes) for t in d.tables for c in t.cells]
    cells = [c for _, _, c in triples]
    return {
        **_owners(d for d, _, _ in triples),
        "table_id": [t.table_id for _, t, _ in triples],
        "row": [c.row for c in cells],
        "col": [c.col for c in cells],
        "row_span": [c.row_span for c in cells],
        "col_span": [c.col_span for c in cells],
        "text": [c.text for c in cells],
        "kind": [c.kind for c in cells],
        **_places([c.where for c in cells]),
        "confidence": [c.confidence for c in cells],
    }


def token_columns(outcomes: Sequence[Outcome]) -> Columns:
    """One row per token with digits, page by page in reading order."""
    pairs = [(d, s) for d in _documents(outcomes) for s in d.tokens]
    tokens = [s.token for _, s in pairs]
    return {
        **_owners(d for d, _ in pairs),
        "token": [t.ordinal for t in tokens],
        "text": [t.text for t in tokens],
        "fate": [s.fate for _, s in pairs],
        "record_id": [s.record_id for _, s in pairs],
        "line": [t.line for t in tokens],
        **_places([Where(t.page, t.box) for t in tokens]),
    }


def section_columns(outcomes: Sequence[Outcome]) -> Columns:
    """One row per section."""
    triples = [(d, i, s) for d in _documents(outcomes) for i, s in enumerate(d.sections)]
    sections = [s for _, _, s in triples]
    return {
        **_owners(d for d, _, _ in triples),
        "heading": [s.heading for s in sections],
        "level": [s.level for s in sections],
        "number": [s.number for s in sections],
        "last_page": [s.last_page for s in sections],
        "text": [section_text(s) for s in sections],
        "section": [_levels(s.path) for s in sections],
        "position": [i for _, i, _ in triples],
        **_places([s.where for s in sections]),
    }


def finding_columns(outcome: Outcome, numbered: int) -> Columns:
    """One row per finding of ``outcome``, in the order in which they were found; ``numbered`` have its prefix already."""
    findings, source = outcome.findings, outcome.source
    document_id = source.document_id if source else None
    prefix = finding_prefix(document_id)
    return {
        "finding_id": [f"{prefix}-f{number:04d}" for number in range(numbered + 1, numbered + len(findings) + 1)],
        "code": [f.code for f in findings],
        "severity": [f.severity for f in findings],
        "document_id": [document_id] * len(findings),
        "file": [outcome.file] * len(findings),
        **_places([f.where for f in findings]),
        "record_ids": [f.record_ids for f in findings],
        "suspect_record_id": [f.suspect_record_id for f in findings],
        "message_ja": [f.message_ja for f in findings],
        "message_en": [f.message_en for f in findings],
        "equation": [f.equation for f in findings],
        "expected": [f.expected for f in findings],
        "actual": [f.actual for f in findings],
        "evidence": [f.evidence for f in findings],
    }


def _documents(outcomes: Iterable[Outcome]) -> list[Document]:
    return [o.document for o in outcomes if o.document is not None]


def _owners(documents: Iterable[Document]) -> Columns:
    sources = [d.source for d in documents]
    return {"document_id": [s.document_id for s in sources], "file": [s.file for s in sources]}


def _places(places: Sequence[Where | None]) -> Columns:
    nowhere = (None, None, None, None)
    boxes = [where.box if where else nowhere for where in places]
    return {
        "page": [where.page if where else None for where in places],
        **{name: [box[edge] for box in boxes] for edge, name in enumerate(Box._fields)},
    }


def _meanings(meanings: Sequence[Meaning]) -> Columns:
    return {name: [getattr(meaning, name) for meaning in meanings] for name in _MEANING}


def _quantities(records: Sequence[Record], told: frozenset[str]) -> Columns:
    quantities = [r.quantity for r in records]
    ids = [r.record_id for r in records]
    value = writable([q.value for q in quantities], ids, told)
    value_base = writable([q.value_base for q in quantities], ids, told)
    return {
        "raw": [q.raw for q in quantities],
        "value": value,
        "unit": [q.unit for q in quantities],
        "value_base": value_base,
        "unit_base": [q.unit_base for q in quantities],
        "step": writable([q.step for q in quantities], ids, told),
        "value_float": [None if v is None else float(v) for v in value],
        "value_base_float": [None if v is None else float(v) for v in value_base],
        "bracketed": [q.bracketed for q in quantities],
        "hedge": [q.hedge for q in quantities],
    }


def _page_labels(documents: Iterable[Document]) -> list[str | None]:
    """The printed page number of each record."""
    labels: list[str | None] = []
    for document in documents:
        pages = {page.number: page for page in document.pages}
        for where in (record.where for record in document.records):
            labels.append(pages[where.page].label_at(where.box) if where.page in pages else None)
    return labels


def _levels(path: Sequence[str]) -> str | None:
    return LEVELS.join(path) or None


def _ocr_pages(document: Document) -> int:
    return sum(page.layer is Layer.OCR for page in document.pages)
