"""What an archive holds, before anything is extracted: a manifest that a person corrects and a run obeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.startup import on_first_use

if TYPE_CHECKING:
    from extractor.inventory.coverage import Coverage, absent, coverage_of, unclaimed
    from extractor.inventory.entry import COLUMNS, Entry
    from extractor.inventory.glance import Glance, glance_at
    from extractor.inventory.manifest import manifest_text, read_manifest
    from extractor.inventory.relations import entries_of
    from extractor.inventory.surveying import survey

__all__ = [
    "COLUMNS",
    "Coverage",
    "Entry",
    "Glance",
    "absent",
    "coverage_of",
    "entries_of",
    "glance_at",
    "manifest_text",
    "read_manifest",
    "survey",
    "unclaimed",
]

# who plans a run or writes its files reads no page
__getattr__ = on_first_use(
    __name__,
    {
        "Coverage": "coverage",
        "absent": "coverage",
        "coverage_of": "coverage",
        "unclaimed": "coverage",
        "COLUMNS": "entry",
        "Entry": "entry",
        "Glance": "glance",
        "glance_at": "glance",
        "manifest_text": "manifest",
        "read_manifest": "manifest",
        "entries_of": "relations",
        "survey": "surveying",
    },
)
