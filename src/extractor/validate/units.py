"""Figures whose unit could not be told."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model import Finding, Severity
from extractor.validate.case import Case
from extractor.validate.check import check
from extractor.validate.folding import by_extent


@check(
    "unit-missing",
    severity=Severity.WARNING,
    ja="単位が分からない数値",
    en="Figures whose unit cannot be told",
)
def unit_missing(case: Case) -> Iterator[Finding]:
    """A dash has no unit and needs none."""
    figures = [record for record in case.document.records if record.quantity.value is not None]
    for fold in by_extent(case.document, figures, lambda record: record.quantity.unit is None):
        count = len(fold.records)
        yield unit_missing.finding(
            f"{fold.place_ja}にある {count} 個の数値の単位が分かりません。表の単位書きと見出しを確かめてください。",
            f"The unit of {count} figure(s) in {fold.place_en} is not told: see its unit note and headings.",
            where=fold.where,
            record_ids=fold.record_ids,
            evidence=fold.figures,
        )
