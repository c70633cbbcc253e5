"""Pictures of pages to words and rules, as a text layer would give them, with a confidence."""

from __future__ import annotations

from extractor.ocr.page import recognise

__all__ = ["recognise"]
