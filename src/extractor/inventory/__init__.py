"""What an archive holds, before anything is extracted: a manifest that a person corrects and a run obeys."""

from __future__ import annotations

from extractor.inventory.coverage import Coverage, absent, coverage_of, unclaimed
from extractor.inventory.entry import COLUMNS, Entry
from extractor.inventory.glance import Glance, glance_at
from extractor.inventory.manifest import manifest_text, read_manifest
from extractor.inventory.relations import entries_of
from extractor.inventory.survey import survey

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
