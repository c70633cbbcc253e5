"""Shares that were made to add up to 100."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model import Finding, Severity
from extractor.proof.wording import equation
from extractor.validate.case import Case
from extractor.validate.check import check
from extractor.validate.folding import by_table


@check(
    "share-adjusted",
    severity=Severity.INFO,
    ja="合計が 100 になるように端数を調整したと思われる構成比",
    en="Shares that seem adjusted by a step so that they add up to 100",
)
def share_adjusted(case: Case) -> Iterator[Finding]:
    """構成比 that miss their quotient by a step where all of them add up to 100, one finding for each table."""
    own = {record.record_id: record for record in case.document.records}
    told = {relation.result: relation for relation in case.proof.adjusted if relation.result in own}
    for fold in by_table(case.document, [own[name] for name in told]):
        yield share_adjusted.finding(
            f"{fold.place_ja}の {len(fold.records)} 個の構成比は計算と 1 刻み違いますが、全体の合計は 100 になります（端数調整と思われます）。",
            f"{len(fold.records)} share(s) of {fold.place_en} miss their quotient by a step, but all of them add up to 100:"
            " they seem to be adjusted.",
            where=fold.where,
            record_ids=fold.record_ids,
            evidence=[equation(told[name], case.proof.figures, case.proof.box) for name in fold.record_ids],
        )
