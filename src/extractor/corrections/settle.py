"""Findings that a person has looked at: told on, but no longer as errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from extractor.model import Decision, DecisionKind, Document, Finding, Severity


def settled(findings: Iterable[Finding], document: Document) -> tuple[Finding, ...]:
    """``findings``, those that people have accepted or called intended as ``info``, with who, when and why."""
    decisions = {
        made.record_id: made.decision
        for made in document.decisions
        if made.record_id is not None and made.decision.kind is not DecisionKind.CORRECT
    }
    if not decisions:
        return tuple(findings)
    return tuple(_settled(finding, decisions) for finding in findings)


def _settled(finding: Finding, decisions: Mapping[str, Decision]) -> Finding:
    decision = _settling(finding, decisions)
    if decision is None or finding.severity is Severity.INFO:
        return finding
    return replace(
        finding,
        severity=Severity.INFO,
        message_ja=f"{finding.message_ja}［{decision.who} が {decision.when} に確認済み: {decision.reason}］",
        message_en=f"{finding.message_en} [settled by {decision.who}, {decision.when}: {decision.reason}]",
    )


def _settling(finding: Finding, decisions: Mapping[str, Decision]) -> Decision | None:
    """The decision that answers ``finding``: on its suspect, on one that means the break, or on all that it doubts."""
    if finding.suspect_record_id is not None:
        return decisions.get(finding.suspect_record_id)
    own = [decisions[name] for name in finding.record_ids if name in decisions]
    if not own:
        return None
    if finding.equation is not None:
        intended = [decision for decision in own if decision.kind is DecisionKind.INTENDED]
        if intended:
            return intended[0]
    return own[0] if len(own) == len(finding.record_ids) else None
