"""What tests of corrections share: the slip's decision, and its file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from extractor.corrections import key_of
from extractor.model import Decision, DecisionKind, Document, Finding, Outcome, Record

SLIP = "samples/slips/wrong_digit.pdf"


def document_of(outcome: Outcome) -> Document:
    assert outcome.document is not None
    return outcome.document


def blamed(outcome: Outcome) -> tuple[Finding, Record]:
    """The finding that names a suspect, and the suspect."""
    finding = next(f for f in outcome.findings if f.suspect_record_id is not None)
    return finding, next(r for r in document_of(outcome).records if r.record_id == finding.suspect_record_id)


def decision(document: Document, record: Record, kind: DecisionKind, value: str | None = None) -> Decision:
    return Decision(
        "d1",
        kind,
        key_of(document.identity, record),
        reason="原本と照合",
        who="checker A",
        when=date(2026, 11, 25),
        value=value,
        sha256=document.source.document_id,
        where=record.where,
        line=3,
    )


def written(path: Path, made: Decision, **changed: object) -> Path:
    """A file with one decision; ``changed`` are keys that it has otherwise."""
    key, where = made.key, made.where
    assert where is not None
    values = {
        "id": made.decision_id,
        "kind": made.kind.value,
        "value": made.value,
        "reason": made.reason,
        "who": made.who,
        "organization": key.organization,
        "doc_type": key.doc_type,
        "fiscal_year": key.fiscal_year,
        "table": key.table,
        "item_path": key.item_path,
        "item": key.item,
        "column": key.column,
        "raw": key.raw,
        "sha256": made.sha256,
        "page": where.page,
    } | changed
    lines = [
        f"{k} = {v if isinstance(v, int) else chr(34) + str(v) + chr(34)}" for k, v in values.items() if v is not None
    ]
    box = ", ".join(map(str, where.box))
    text = "format = 1\n\n[[decision]]\n" + "\n".join([*lines, f"when = {made.when}", f"box = [{box}]"]) + "\n"
    path.write_text(text, encoding="utf-8")
    return path
