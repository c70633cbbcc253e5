"""Page to Table: every cell at its place with its spans, headings, unit note and caption."""

from __future__ import annotations

from extractor.tables.facing import with_facing_units
from extractor.tables.find import TablesOnPage, tables_on
from extractor.tables.join import PageTables, join_over_pages
from extractor.tables.parts import with_units_of_parts

__all__ = ["PageTables", "TablesOnPage", "join_over_pages", "tables_on", "with_facing_units", "with_units_of_parts"]
