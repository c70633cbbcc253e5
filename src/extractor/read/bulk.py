"""Many questions to PDFium at once: compiled where that was possible, else plain; the same answers either way."""

from __future__ import annotations

from functools import cache

from extractor.read.bulk_compiled import Compiled, compiled
from extractor.read.bulk_plain import Plain


@cache
def bulk() -> Compiled | Plain:
    """The fastest way there is, chosen once."""
    return compiled() or Plain()
