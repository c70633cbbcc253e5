"""A document in its JSON form: what ``documents/NAME.json`` holds and what ``schemas/document.schema.json`` describes.

Exact numbers are strings (``"94.5"``), as in xBRL-JSON: most readers turn a JSON number into a binary float, which
changes it.  Positions are plain JSON numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from extractor.model import (
    Box,
    Cell,
    Document,
    GridPlace,
    Identity,
    Meaning,
    PageSummary,
    Period,
    Quantity,
    Record,
    Section,
    Table,
)

#: goes up whenever the keys of the form change
FORM_VERSION = "1.1.0"

#: code of the finding that a document departs from its schema; a number too large or too fine to be written is one
SCHEMA_VIOLATION = "schema-violation"


def document_as_json(document: Document) -> dict[str, Any]:
    """``document`` as nested dicts, lists, strings, numbers and None, keys in the order in which one reads them."""
    return frame_as_json(document) | {name: [*elements(document)] for name, elements in ELEMENTS.items()}


def frame_as_json(document: Document) -> dict[str, Any]:
    """The form of ``document`` with its long lists empty."""
    return {
        "$schema": schema_id(document.profile, document.profile_version),
        "document_id": document.source.document_id,
        "file": document.source.file,
        "profile": document.profile,
        "identity": _identity(document.identity),
        **{name: [] for name in ELEMENTS},
        "concepts": _concepts(document.records),
    }


#: the long lists of the form, one element after the other
ELEMENTS: Mapping[str, Callable[[Document], Iterator[dict[str, Any]]]] = {
    "pages": lambda document: map(_page, document.pages),
    "sections": lambda document: map(_section, document.sections),
    "tables": lambda document: map(_table, document.tables),
    "records": lambda document: map(_record, document.records),
}


def schema_id(profile: str, version: str) -> str:
    """The ``$id`` of a profile's schema: the version of the form, then the profile with its own."""
    return f"urn:disclosure-extractor:document:{FORM_VERSION}:{profile}:{version}"


def section_text(section: Section) -> str:
    """The paragraphs of a section, one to a line."""
    return "\n".join(paragraph.text for paragraph in section.paragraphs)


def plain(value: Decimal | None) -> str | None:
    """An exact number without exponent and without idle zeros: ``1E+3`` is ``"1000"``, ``0.50`` is ``"0.5"``."""
    if value is None:
        return None
    text = str(value)  # half the time of ``format``, and the same but for an exponent
    if "E" in text:
        text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _identity(identity: Identity) -> dict[str, Any]:
    return {
        "organization": identity.organization,
        "organization_id": identity.organization_id,
        "doc_type": identity.doc_type,
        "title": identity.title,
        "edition_label": identity.edition_label,
        "period": _period(identity.period),
        "supersedes": identity.supersedes,
    }


def _page(page: PageSummary) -> dict[str, Any]:
    return {
        "page": page.number,
        "label": page.label,
        "layer": str(page.layer),
        "width": page.width,
        "height": page.height,
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "number": section.number,
        "level": section.level,
        "path": list(section.path),
        "page": section.where.page,
        "last_page": section.last_page,
        "box": _box(section.where.box),
        "text": section_text(section),
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "table_id": table.table_id,
        "caption": table.caption,
        "unit_note": table.unit_note,
        "notes": list(table.notes),
        "places": [{"page": where.page, "box": _box(where.box)} for where in table.where],
        "n_rows": table.n_rows,
        "n_cols": table.n_cols,
        "header_rows": table.header_rows,
        "stub_cols": list(table.stub_cols),
        "found_by": table.found_by,
        "cells": [_cell(cell) for cell in table.cells],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "row": cell.row,
        "col": cell.col,
        "row_span": cell.row_span,
        "col_span": cell.col_span,
        "text": cell.text,
        "kind": str(cell.kind),
        "page": cell.where.page,
        "box": _box(cell.where.box),
        "confidence": cell.confidence,
    }


def _record(record: Record) -> dict[str, Any]:
    return {
        "record_id": record.record_id,
        "quantity": _quantity(record.quantity),
        "meaning": _meaning(record.meaning),
        "period": _period(record.period),
        "origin": str(record.origin),
        "layer": str(record.layer),
        "page": record.where.page,
        "box": _box(record.where.box),
        "section": list(record.section),
        "place": _place(record.place),
        "notes": list(record.notes),
        "trust": str(record.trust),
        "confidence": record.confidence,
        "repaired_from": record.repaired_from,
        "corrected_by": record.corrected_by,
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "raw": quantity.raw,
        "value": plain(quantity.value),
        "unit": quantity.unit,
        "value_base": plain(quantity.value_base),
        "unit_base": quantity.unit_base,
        "step": plain(quantity.step),
        "bracketed": quantity.bracketed,
        "hedge": quantity.hedge,
    }


def _meaning(meaning: Meaning) -> dict[str, Any]:
    return {
        "item": meaning.item,
        "item_path": meaning.item_path,
        "column": meaning.column,
        "concept": meaning.concept,
        "concept_match": meaning.concept_match,
        "measure": meaning.measure,
        "scenario": meaning.scenario,
        "scope": meaning.scope,
        "basis": meaning.basis,
        "dimensions": meaning.dimensions,
        "of_which": meaning.of_which,
        "direction": None if meaning.direction is None else str(meaning.direction),
    }


def _place(place: GridPlace | None) -> dict[str, Any] | None:
    return None if place is None else {"table_id": place.table_id, "row": place.row, "col": place.col}


def _period(period: Period) -> dict[str, Any]:
    return {"fiscal_year": period.fiscal_year, "start": _day(period.start), "end": _day(period.end)}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _box(box: Box) -> list[float]:
    return list(box)


def _concepts(records: Iterable[Record]) -> dict[str, list[str]]:
    """Concept to the records that state it, in the order of the document."""
    concepts: dict[str, list[str]] = {}
    for record in records:
        if record.meaning.concept is not None:
            concepts.setdefault(record.meaning.concept, []).append(record.record_id)
    return dict(sorted(concepts.items()))
