"""The points of time series: what a document states of a concept, by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extractor.document_form import plain
from extractor.model import Document, Origin

#: a column of last year states last year's value
_IN_ITS_YEAR = {"prior_actual": "actual", "prior_plan": "plan"}


def publisher_of(document: Document) -> str:
    """Under which name its series stand."""
    return document.identity.organization or document.source.file


def points_of(document: Document, key: str) -> Iterator[tuple[str, Sequence[Any]]]:
    """(concept, point) for each number with a concept, a measure and a year; parts (うち) and charts are left out.

    A point is measure, scenario, dimensions, scope, basis, year, last day, value in the base unit, base unit, trust,
    document, record, page, the printed figure and its unit.
    """
    for record in document.records:
        quantity, meaning, period = record.quantity, record.meaning, record.period
        if meaning.concept is None or meaning.measure is None or meaning.of_which or record.origin is Origin.CHART:
            continue
        if quantity.value_base is None or period.fiscal_year is None:
            continue
        scenario = meaning.scenario or "actual"
        yield (
            meaning.concept,
            [
                meaning.measure,
                _IN_ITS_YEAR.get(scenario, scenario),
                meaning.dimensions,
                meaning.scope,
                meaning.basis,
                period.fiscal_year,
                period.end.isoformat() if period.end else None,
                plain(quantity.value_base),
                quantity.unit_base,
                record.trust.value,
                key,
                record.record_id,
                record.where.page,
                quantity.raw if record.corrected_by is None else f"{plain(quantity.value) or '－'}",
                quantity.unit,
            ],
        )
