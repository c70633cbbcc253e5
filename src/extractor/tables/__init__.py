"""Page to Table: every cell at its place with its spans, headings, unit note and caption."""

from __future__ import annotations

from extractor.tables.find import TablesOnPage, tables_on

__all__ = ["TablesOnPage", "tables_on"]
