"""Decisions of people: those that were applied, and those that no longer fit what the document says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.document_form import plain
from extractor.model import Decision, DecisionKind, Finding, Fit, MadeDecision, Record, Severity, Where
from extractor.validate.case import Case
from extractor.validate.check import check

_WHY = {
    Fit.CHANGED: ("その場所の文字が変わりました（今は「{found}」）", "another text stands there now ({found})"),
    Fit.MISSING: ("この文書に該当する数値がありません", "nothing in the document has its labels"),
    Fit.AMBIGUOUS: ("該当する数値が複数あり、場所でも決まりません", "several numbers fit it, and its place tells none"),
    Fit.NO_DOCUMENT: (
        "発行者・種類・年度が一致する文書がありません",
        "no document has its publisher, kind and year",
    ),
    Fit.OTHER_IDENTITY: (
        "同じファイルですが、発行者・種類・年度の読み取りが変わりました",
        "the file is the same, but its publisher, kind or year are read otherwise now",
    ),
    Fit.UNIT: ("訂正値がこの数値の単位と合いません", "the corrected value is no figure in the unit of this number"),
}


@check(
    "decision-stale",
    severity=Severity.ERROR,
    ja="当てはまらなくなった訂正・確認",
    en="Decisions of people that no longer fit",
)
def decision_stale(case: Case) -> Iterator[Finding]:
    """A correction that is not applied leaves a number as it was, which somebody knew to be wrong."""
    for made in case.document.decisions:
        if made.fit is not Fit.APPLIED:
            yield stale(made)


@check(
    "decision-applied",
    severity=Severity.INFO,
    ja="人が訂正・確認した数値",
    en="Numbers that a person corrected or confirmed",
)
def decision_applied(case: Case) -> Iterator[Finding]:
    """Who decided what, when and why, at the number itself."""
    records = {record.record_id: record for record in case.document.records}
    for made in case.document.decisions:
        if made.record_id is not None:
            yield _applied(made.decision, records[made.record_id])


def stale(made: MadeDecision, where: Where | None = None) -> Finding:
    """The finding for a decision that was not applied."""
    decision, (ja, en) = made.decision, _WHY[made.fit]
    about = " / ".join(
        filter(None, (decision.key.table, decision.key.item_path, decision.key.item, decision.key.column))
    )
    line = decision.place
    return decision_stale.finding(
        f"「{about}」の「{decision.key.raw}」についての決定 {decision.decision_id}（{line}、{decision.who}、{decision.when}）は"
        f"適用されていません: {ja.format(found=made.found)}。確かめて、決定を書き直すか削除してください。",
        f"The decision {decision.decision_id} ({line}, {decision.who}, {decision.when}) on {decision.key.raw!r} of {about} "
        f"was not applied: {en.format(found=made.found)}. Look at it, and write it anew or take it out.",
        where=where,
        evidence=[f"expected {decision.key.raw}, found {made.found}"] if made.found else (),
    )


def untaken(decisions: Iterable[Decision]) -> tuple[Finding, ...]:
    """The findings for decisions that are about no document at all."""
    return tuple(stale(MadeDecision(decision, Fit.NO_DOCUMENT)) for decision in decisions)


def _applied(decision: Decision, record: Record) -> Finding:
    who = f"{decision.who}, {decision.when}: {decision.reason}"
    name, raw = record.meaning.item, record.quantity.raw
    if decision.kind is DecisionKind.CORRECT:
        value = plain(record.quantity.value) or "－"
        ja, en = f"「{raw}」を {value} に訂正しました", f"{raw!r} was corrected to {value}"
    elif decision.kind is DecisionKind.ACCEPT:
        ja, en = f"「{raw}」は原本どおりと確認されています", f"{raw!r} was confirmed as what the page says"
    else:
        ja, en = f"「{raw}」は発行者の意図どおりとされています", f"{raw!r} is what the publisher means"
    return decision_applied.finding(
        f"{name}: {ja}（{decision.decision_id}、{who}）",
        f"{name}: {en} ({decision.decision_id}, {who})",
        where=record.where,
        record_ids=[record.record_id],
    )
