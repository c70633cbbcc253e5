"""A document as the report's page takes it: short keys and lists, since 500 of them lie in one folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extractor.document_form import plain
from extractor.model import (
    Decision,
    Document,
    Equation,
    Finding,
    Outcome,
    Record,
    Section,
    Table,
    Trust,
    Where,
)
from extractor.report.pictures import picture_name

#: what a page of findings takes of one that names thousands of records
_MOST_IDS = 60

Json = dict[str, Any]


def document_payload(outcome: Outcome, document: Document, pictures: Mapping[int, int], key: str) -> Json:
    """Everything that the view of one document shows; ``key`` names it in the report."""
    tables = {table.table_id: number for number, table in enumerate(document.tables)}
    spans = dict(outcome.reasons.stands_for)
    identity = document.identity
    return {
        "id": key,
        "sha256": document.source.document_id,
        "file": document.source.file,
        "organization": identity.organization,
        "doc_type": identity.doc_type,
        "fiscal_year": identity.period.fiscal_year,
        "title": identity.title,
        "edition": identity.edition_label,
        "profile": document.profile,
        "pages": [
            {
                "n": page.number,
                "w": round(page.width, 1),
                "h": round(page.height, 1),
                "layer": page.layer.value,
                "label": page.label,
                "img": _picture(key, page.number, pictures),
            }
            for page in document.pages
        ],
        "tables": [_table(table) for table in document.tables],
        "sections": [_section(section) for section in document.sections],
        "records": [_record(record, tables, spans) for record in document.records],
        "equations": [_equation(equation) for equation in outcome.reasons.equations],
        "findings": findings_payload(outcome, key, pictures),
        "decisions": [
            {
                **decision_payload(made.decision),
                "fit": made.fit.value,
                "record": made.record_id,
            }
            for made in document.decisions
        ],
    }


def findings_payload(outcome: Outcome, key: str, pictures: Mapping[int, int]) -> list[Json]:
    """The findings of one document, numbered as in ``findings.csv``."""
    pages = {page.number: page for page in outcome.document.pages} if outcome.document is not None else {}
    prefix = outcome.source.document_id[:12] if outcome.source is not None else "unread"
    found = []
    for number, finding in enumerate(outcome.findings, 1):
        page = pages.get(finding.where.page) if finding.where is not None else None
        found.append(
            {
                **_finding(finding),
                "id": f"{prefix}-f{number:04d}",
                "doc": key,
                "img": None if page is None else _picture(key, page.number, pictures),
                "size": None if page is None else [round(page.width, 1), round(page.height, 1)],
            }
        )
    return found


def document_row(outcome: Outcome, key: str | None, pictures: Mapping[int, int], copy_of: str | None) -> Json:
    """One line of the overview."""
    document = outcome.document
    identity = document.identity if document is not None else None
    records = document.records if document is not None and copy_of is None else ()
    trust = [sum(record.trust is level for record in records) for level in Trust]
    severities = [finding.severity.value for finding in outcome.findings]
    return {
        "id": key,
        "file": outcome.file,
        "organization": identity.organization if identity else None,
        "doc_type": identity.doc_type if identity else None,
        "fiscal_year": identity.period.fiscal_year if identity else None,
        "title": identity.title if identity else None,
        "status": outcome.status.value,
        "pages": len(document.pages) if document else 0,
        "records": len(records),
        "trust": trust,
        "findings": [severities.count(name) for name in ("error", "warning", "info")],
        "failure": None if outcome.failure is None else [outcome.failure.message_ja, outcome.failure.message_en],
        "copy_of": copy_of,
        "corrected": sum(record.corrected_by is not None for record in records),
        "pictures": len(pictures),
        "picture_bytes": sum(pictures.values()),
    }


def decision_payload(decision: Decision) -> Json:
    """A decision with the keys that it has in ``corrections.toml``."""
    key = decision.key
    made = {
        "id": decision.decision_id,
        "kind": decision.kind.value,
        "value": decision.value,
        "reason": decision.reason,
        "who": decision.who,
        "when": decision.when.isoformat(),
        "organization": key.organization,
        "doc_type": key.doc_type,
        "fiscal_year": key.fiscal_year,
        "table": key.table,
        "item_path": key.item_path,
        "item": key.item,
        "column": key.column,
        "raw": key.raw,
        "sha256": decision.sha256,
        "page": decision.where.page if decision.where else None,
        "box": _box(decision.where) if decision.where else None,
    }
    return {name: value for name, value in made.items() if value is not None}


def _picture(key: str, page: int, pictures: Mapping[int, int]) -> str | None:
    return f"pages/{key}/{picture_name(page)}" if page in pictures else None


def _finding(finding: Finding) -> Json:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "ja": finding.message_ja,
        "en": finding.message_en,
        "page": finding.where.page if finding.where else None,
        "box": _box(finding.where) if finding.where else None,
        "records": list(finding.record_ids[:_MOST_IDS]),
        "n_records": len(finding.record_ids),
        "suspect": finding.suspect_record_id,
        "equation": finding.equation,
        "expected": finding.expected,
        "actual": finding.actual,
        "suggestion": finding.suggestion,
        "evidence": list(finding.evidence[:_MOST_IDS]),
    }


def _table(table: Table) -> Json:
    return {
        "caption": table.caption,
        "unit": table.unit_note,
        "notes": list(table.notes),
        "rows": table.n_rows,
        "cols": table.n_cols,
        "pages": sorted({where.page for where in table.where}),
        "cells": [
            [
                cell.row,
                cell.col,
                cell.row_span,
                cell.col_span,
                cell.text,
                cell.kind.value,
                cell.where.page,
                [round(edge) for edge in cell.where.box],
            ]
            for cell in table.cells
        ],
    }


def _section(section: Section) -> Json:
    return {
        "heading": section.heading,
        "level": section.level,
        "page": section.where.page,
        "last": section.last_page,
        "text": [paragraph.text for paragraph in section.paragraphs],
    }


def _record(record: Record, tables: Mapping[str, int], spans: Mapping[str, str]) -> Json:
    quantity, meaning, period, place = record.quantity, record.meaning, record.period, record.place
    made = {
        "id": record.record_id,
        "page": record.where.page,
        "box": _box(record.where),
        "raw": quantity.raw,
        "value": plain(quantity.value),
        "unit": quantity.unit,
        "value_base": plain(quantity.value_base),
        "unit_base": quantity.unit_base,
        "hedge": quantity.hedge,
        "item": meaning.item,
        "item_path": meaning.item_path,
        "column": meaning.column,
        "concept": meaning.concept,
        "measure": meaning.measure,
        "scenario": meaning.scenario,
        "scope": meaning.scope,
        "basis": meaning.basis,
        "dimensions": meaning.dimensions or None,
        "of_which": meaning.of_which or None,
        "fiscal_year": period.fiscal_year,
        "from": period.start.isoformat() if period.start else None,
        "to": period.end.isoformat() if period.end else None,
        "origin": record.origin.value,
        "layer": record.layer.value,
        "section": " > ".join(record.section) or None,
        "table": [tables[place.table_id], place.row, place.col] if place and place.table_id in tables else None,
        "caption": place.caption if place else None,
        "notes": list(record.notes) or None,
        "trust": record.trust.value,
        "confidence": record.confidence,
        "repaired_from": record.repaired_from,
        "corrected_by": record.corrected_by,
        "interval": spans.get(record.record_id),
    }
    return {name: value for name, value in made.items() if value is not None}


def _equation(equation: Equation) -> list[Any]:
    terms: Sequence[list[str | None]] = [[term.factor, term.top, term.under] for term in equation.terms]
    return [equation.kind, terms, equation.result, equation.holds, equation.expected]


def _box(where: Where) -> list[float]:
    return [round(edge, 1) for edge in where.box]
