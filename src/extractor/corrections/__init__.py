"""What people decided of numbers: read from ``corrections.toml``, found again in a document, applied before it is checked."""

from __future__ import annotations

from extractor.corrections.apply import decided
from extractor.corrections.file import read_decisions
from extractor.corrections.match import concerns, key_of, unmet
from extractor.corrections.settle import settled

__all__ = ["concerns", "decided", "key_of", "read_decisions", "settled", "unmet"]
