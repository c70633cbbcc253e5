"""The sheet 収録状況: for each organisation and year how many values there are, and where they come from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from xlsxwriter.worksheet import Worksheet

from extractor.write.excel_book import Book, put

#: state of a year → (colour, what it says)
_STATES = {
    "document": ("#C6E0B4", "その年度の文書あり（数は値の数） / a document of that year (the number of values)"),
    "other-documents": ("#FFE699", "他の年度の文書に値だけあり / values from other years' documents only"),
    "missing": ("#F8CBAD", "なし / nothing"),
}


def write_coverage_sheet(book: Book, sheet: Worksheet, folder: Path) -> None:
    """Fill ``sheet`` from ``coverage.parquet``; it stays empty where there is none."""
    path = folder / "coverage.parquet"
    rows = _rows(path) if path.exists() else []
    years = sorted({row["fiscal_year"] for row in rows})
    by_owner: dict[str, dict[int, dict[str, Any]]] = {}
    for row in rows:
        by_owner.setdefault(row["organization_id"], {})[row["fiscal_year"]] = row
    for number, (colour, about) in enumerate(_STATES.values()):
        put(book, sheet, number, 0, about, {"bg_color": colour})
    top = len(_STATES)
    for col, text in enumerate(("organization_id", "発行者 / organization", *years)):
        put(book, sheet, top, col, text, {"bold": True, "bg_color": "#D9E1F2", "num_format": "0"})
    for below, (owner, of_year) in enumerate(sorted(by_owner.items()), top + 1):
        put(book, sheet, below, 0, owner)
        put(book, sheet, below, 1, next((r["organization"] for r in of_year.values() if r["organization"]), None))
        for col, year in enumerate(years, 2):
            found = of_year.get(year)
            if found is not None:
                put(book, sheet, below, col, found["values"], {"bg_color": _STATES[found["state"]][0]})
    sheet.set_column(0, 1, 26)
    sheet.freeze_panes(top + 1, 2)


def _rows(path: Path) -> list[dict[str, Any]]:
    with pq.ParquetFile(path) as file:
        rows: list[dict[str, Any]] = file.read().to_pylist()
    return rows
