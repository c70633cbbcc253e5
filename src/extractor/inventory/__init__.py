"""What an archive holds, before anything is extracted: a manifest that a person corrects and a run obeys."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

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

_HOME = {
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
}


def __getattr__(name: str) -> object:
    """Import on first use (PEP 562): who plans a run or writes its files reads no page."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
