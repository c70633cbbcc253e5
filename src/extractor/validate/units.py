"""Figures whose unit could not be told."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model import Document, Finding, Severity
from extractor.profile import Profile
from extractor.validate.check import check
from extractor.validate.folding import by_column


@check(
    "unit-missing",
    severity=Severity.WARNING,
    ja="単位が分からない数値",
    en="Figures whose unit cannot be told",
)
def unit_missing(document: Document, _: Profile) -> Iterator[Finding]:
    """A dash has no unit and needs none."""
    unitless = (r for r in document.records if r.quantity.value is not None and r.quantity.unit is None)
    for fold in by_column(document, unitless):
        count = len(fold.records)
        yield unit_missing.finding(
            f"{fold.place_ja}にある {count} 個の数値の単位が分かりません。表の単位書きと見出しを確かめてください。",
            f"The unit of {count} figure(s) in {fold.place_en} is not told: see its unit note and headings.",
            where=fold.where,
            record_ids=fold.record_ids,
            evidence=fold.figures,
        )
