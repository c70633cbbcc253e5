"""Inputs that hold the same bytes: their rows are written once, and the copy says whose they are.

A record's id follows from the file's content, so rows written twice would share their ids and be counted twice.
"""

from __future__ import annotations

from msgspec.structs import replace

from extractor.model import Finding, Outcome, Severity


class Copies:
    """Tells copies from originals, outcome by outcome."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def told(self, outcome: Outcome) -> tuple[Outcome, bool]:
        """The outcome to write and whether its rows are: a copy keeps its document, its findings give way to one."""
        if outcome.document is None:
            return outcome, False
        document_id = outcome.document.source.document_id
        if document_id not in self._first:
            self._first[document_id] = outcome.file
            return outcome, True
        return replace(outcome, findings=(_copy_finding(self._first[document_id]),)), False


def _copy_finding(original: str) -> Finding:
    return Finding(
        code="duplicate-file",
        severity=Severity.INFO,
        message_ja=f"{original} と内容が同じファイルです。レコードと検出事項はそちらに 1 回だけ書き出します。",
        message_en=f"The file has the same content as {original}: its records and findings are written there, once.",
    )
