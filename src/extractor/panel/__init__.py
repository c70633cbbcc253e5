"""The panel: from all records of an output folder to one value per organisation, year and concept, with its evidence.

    records.parquet, documents.parquet -> admission (what may enter, under which key)
        -> choose (one value per key; conflicts, restatements, breaks) -> panel -> wide, coverage and gaps

Everything reads the finished Parquet files of a folder; DuckDB sorts them, so that no run is too large for memory.
"""

from __future__ import annotations

from extractor.panel.build import PANEL_FILES, panel_rows, write_panel
from extractor.panel.choose import PanelRow
from extractor.panel.reference import compare

__all__ = ["PANEL_FILES", "PanelRow", "compare", "panel_rows", "write_panel"]
