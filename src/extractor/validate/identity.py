"""Who published the document and for which year: what everything else hangs on."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model import Finding, Severity
from extractor.validate.case import Case
from extractor.validate.check import check
from extractor.validate.folding import by_table


@check(
    "organization-unknown",
    severity=Severity.WARNING,
    ja="発行者が分からない書類",
    en="Documents whose publisher cannot be told",
)
def organization_unknown(case: Case) -> Iterator[Finding]:
    """No name of the opening pages fits the profile's patterns."""
    if case.document.identity.organization is None:
        yield organization_unknown.finding(
            f"発行者の名称が書類の冒頭に見つかりません（プロファイル {case.profile.name}）。",
            f"The opening pages name no publisher that the profile {case.profile.name} knows how to tell.",
        )


@check(
    "fiscal-year-unknown",
    severity=Severity.WARNING,
    ja="年度が分からない書類・数値",
    en="Documents and figures whose fiscal year cannot be told",
)
def fiscal_year_unknown(case: Case) -> Iterator[Finding]:
    """A warning for the document; where the document's year is known, an info for the figures that have none."""
    if case.document.identity.period.fiscal_year is None:
        yield fiscal_year_unknown.finding(
            "書類の年度が冒頭から分かりません。年度の書かれていない表の数値には年度が付きません。",
            "The opening pages do not tell the fiscal year: figures of tables that name none have no year.",
        )
        return
    yearless = (r for r in case.document.records if r.period.fiscal_year is None and r.quantity.value is not None)
    for fold in by_table(case.document, yearless):
        yield fiscal_year_unknown.finding(
            f"{fold.place_ja}にある {len(fold.records)} 個の数値の年度が分かりません。",
            f"The fiscal year of {len(fold.records)} figure(s) in {fold.place_en} is not told.",
            where=fold.where,
            record_ids=fold.record_ids,
            severity=Severity.INFO,
        )


@check(
    "identity-declared",
    severity=Severity.INFO,
    ja="マニフェストの記載に従った発行者・年度など",
    en="Publisher, year and the like that the manifest gave",
)
def identity_declared(case: Case) -> Iterator[Finding]:
    """A warning where the document itself says otherwise."""
    for name, printed, declared in case.document.identity.declared:
        if printed is None:
            yield identity_declared.finding(
                f"{name} はマニフェストの「{declared}」としました（文書からは分かりません）。",
                f"{name} is {declared}, as the manifest has it: the document does not tell.",
            )
        else:
            yield identity_declared.finding(
                f"{name} はマニフェストの「{declared}」としましたが、文書には「{printed}」とあります。",
                f"{name} is {declared}, as the manifest has it, while the document says {printed}.",
                severity=Severity.WARNING,
            )
