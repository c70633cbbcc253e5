"""Records and documents made by hand, as the finished Parquet files that the panel is built from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.write.columns import table_specs
from extractor.write.derived import write_table

FACTORS = {"円": 1, "千円": 10**3, "百万円": 10**6, "億円": 10**8, "件": 1, "％": 1}
BASES = {"件": "件", "％": "％"}
PUBLISHER = "みなと県信用保証協会"


def document(digit: str, year: int | None, **changed: Any) -> dict[str, Any]:
    """The row of a document whose id is 64 times ``digit``."""
    row: dict[str, Any] = dict.fromkeys(column.name for column in table_specs()["documents"].columns)
    row |= {
        "document_id": digit * 64,
        "file": f"{digit}.pdf",
        "organization": PUBLISHER,
        "fiscal_year": year,
        "covers_from": date(year, 4, 1) if year else None,
        "covers_to": date(year + 1, 3, 31) if year else None,
        "doc_type": "ディスクロージャー",
        "status": "ok",
        "profile": "credit_guarantee",
        "tables": 1,
        "records": 1,
        "sections": 0,
        "extractor_version": "0",
    }
    return row | changed


def record(
    digit: str, number: int, year: int, printed: str | None, unit: str = "百万円", **changed: Any
) -> dict[str, Any]:
    """The row of a record of the document ``digit``: ``printed`` in ``unit``, for 保証承諾 of ``year``; None is a dash."""
    row: dict[str, Any] = dict.fromkeys(column.name for column in table_specs()["records"].columns)
    value = None if printed is None else Decimal(printed)
    decimals = len(printed.partition(".")[2]) if printed else 0
    row |= {
        "record_id": f"{digit * 12}-p1-r{number}",
        "document_id": digit * 64,
        "file": f"{digit}.pdf",
        "organization": PUBLISHER,
        "fiscal_year": year,
        "period_start": date(year, 4, 1),
        "period_end": date(year + 1, 3, 31),
        "dimensions": "",
        "of_which": False,
        "notes": [],
        "origin": "table",
        "layer": "text",
        "page": 1,
        "x0": 100.0,
        "top": 100.0 + number,
        "x1": 140.0,
        "bottom": 110.0 + number,
        "item": "保証承諾",
        "concept": "guarantee_acceptance",
        "measure": "count" if unit == "件" else "ratio_plan" if unit == "％" else "amount",
        "scenario": "actual",
        "raw": printed or "－",
        "value": value,
        "unit": unit,
        "value_base": None if value is None else value * FACTORS[unit],
        "unit_base": BASES.get(unit, "JPY"),
        "step": Decimal(FACTORS[unit]) / 10**decimals,
        "trust": "unchecked",
        "bracketed": False,
        "table_id": f"{digit * 12}-t1",
        "row": number,
        "col": 1,
    }
    return row | changed


def stock(digit: str, number: int, year: int, printed: str, **changed: Any) -> dict[str, Any]:
    """保証債務残高 at the end of ``year``."""
    day = date(year + 1, 3, 31)
    told: dict[str, Any] = {
        "item": "保証債務残高",
        "concept": "guarantee_balance",
        "period_start": day,
        "period_end": day,
    }
    return record(digit, number, year, printed, **(told | changed))


def dataset(folder: Path, documents: Sequence[dict[str, Any]], records: Sequence[dict[str, Any]]) -> Path:
    """``folder`` with these documents and records, and no findings."""
    specs = table_specs()
    write_table(folder, specs["documents"], documents)
    write_table(folder, specs["records"], records)
    write_table(folder, specs["findings"], [])
    return folder
