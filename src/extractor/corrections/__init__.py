"""What people decided of numbers: read from ``corrections.toml``, found again in a document, applied before it is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.startup import on_first_use

if TYPE_CHECKING:
    from extractor.corrections.apply import decided
    from extractor.corrections.file import read_decisions
    from extractor.corrections.match import concerns, key_of, unmet
    from extractor.corrections.settle import settled

__all__ = ["concerns", "decided", "key_of", "read_decisions", "settled", "unmet"]

# most runs have no decisions
__getattr__ = on_first_use(
    __name__,
    {
        "decided": "apply",
        "read_decisions": "file",
        "concerns": "match",
        "key_of": "match",
        "unmet": "match",
        "settled": "settle",
    },
)
