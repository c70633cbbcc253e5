"""Inputs that hold the same bytes: their rows are written once, and the copy says whose they are.

A record's id follows from the file's content, so rows written twice would share their ids and be counted twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.model import Finding, Outcome, Severity


def split_copies(outcomes: Sequence[Outcome]) -> tuple[tuple[Outcome, ...], tuple[Outcome, ...]]:
    """(all outcomes, those whose rows are to be written): a copy keeps its document, its findings give way to one."""
    first: dict[str, Outcome] = {}
    every, originals = [], []
    for outcome in outcomes:
        if outcome.document is None:
            every.append(outcome)
            continue
        original = first.setdefault(outcome.document.source.document_id, outcome)
        if original is outcome:
            every.append(outcome)
            originals.append(outcome)
        else:
            every.append(replace(outcome, findings=(_copy_finding(original.file),)))
    return tuple(every), tuple(originals)


def _copy_finding(original: str) -> Finding:
    return Finding(
        code="duplicate-file",
        severity=Severity.INFO,
        message_ja=f"{original} と内容が同じファイルです。レコードと検出事項はそちらに 1 回だけ書き出します。",
        message_en=f"The file has the same content as {original}: its records and findings are written there, once.",
    )
