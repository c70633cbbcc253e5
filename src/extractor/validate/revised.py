"""Figures that a later document states anew, and says so."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model import Finding, Severity
from extractor.proof import Proof, Revision, Why
from extractor.proof.wording import equation, named
from extractor.validate.case import Case
from extractor.validate.check import check
from extractor.validate.folding import by_table


@check(
    "figure-restated",
    severity=Severity.INFO,
    ja="後の書類で組み替えられた数値",
    en="Figures that a later document has restated",
)
def figure_restated(case: Case) -> Iterator[Finding]:
    """The year before as restated (組替後, 遡及適用) against what its own document stated, one finding for each table."""
    own = {record.record_id: record for record in case.document.records}
    told = {r.new: r for r in _revisions(case.proof, Why.RESTATED) if r.new in own}
    for fold in by_table(case.document, [own[name] for name in told]):
        yield figure_restated.finding(
            f"{fold.place_ja}の {len(fold.records)} 個の数値は、前年度の書類から組み替えられています（書類にその旨の記載があります）。",
            f"{len(fold.records)} figure(s) of {fold.place_en} are restated from last year's document, and marked so.",
            where=fold.where,
            record_ids=fold.record_ids,
            evidence=[equation(told[name].relation, case.proof.figures, case.proof.box) for name in fold.record_ids],
        )


@check(
    "figure-corrected",
    severity=Severity.WARNING,
    ja="後の版で訂正された数値",
    en="Figures that a later edition has corrected",
)
def figure_corrected(case: Case) -> Iterator[Finding]:
    """A figure of an earlier edition that the corrected one prints differently."""
    own = {record.record_id: record for record in case.document.records}
    for revision in _revisions(case.proof, Why.CORRECTED):
        if revision.old in own:
            old, new = (case.proof.figures[name] for name in (revision.old, revision.new))
            yield figure_corrected.finding(
                f"{own[revision.old].where.page} ページの「{named(old)}」は、後の版で「{new.record.quantity.raw}」に訂正されています。",
                f"{named(old)} on page {own[revision.old].where.page} was corrected to {new.record.quantity.raw}"
                " in a later edition.",
                where=own[revision.old].where,
                record_ids=(revision.old,),
                evidence=(equation(revision.relation, case.proof.figures, case.proof.box),),
            )


def _revisions(proof: Proof, why: Why) -> Iterator[Revision]:
    return (revision for revision in proof.revisions if revision.why is why)
