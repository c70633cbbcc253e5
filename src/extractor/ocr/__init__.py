"""Pictures of pages to words and rules, as a text layer would give them, with a confidence."""

from __future__ import annotations

from extractor.ocr.compare import compared
from extractor.ocr.engines import engine_named
from extractor.ocr.kept import recognise_once

__all__ = ["compared", "engine_named", "recognise_once"]
