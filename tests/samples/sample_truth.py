"""The samples' truth, and ways to look figures up in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PAST = (
    "minato_h30_report",
    "minato_r1_statistics",
    "minato_r2_report",
    "minato_r3_evaluation",
    "minato_r4_disclosure",
)
NAMES = ("nagasaki_r6_hyouka", *PAST, "minato_r5_disclosure", "minato_r6_disclosure")


@dataclass(frozen=True, slots=True)
class Truth:
    """One sample's truth; ``cells``, ``facts`` and ``labels`` as in the file, numbers as Decimal."""

    name: str
    cells: list[dict[str, Any]]
    facts: list[dict[str, Any]]
    labels: list[dict[str, Any]]

    def rows(self, table: str) -> dict[tuple[str, str], dict[str, Decimal | None]]:
        """The values of a table: by side or parents and label, then by column."""
        rows: dict[tuple[str, str], dict[str, Decimal | None]] = {}
        for cell in self.cells:
            if cell["table"] == table:
                side = cell["column"] if cell["column"] in ("借方", "貸方") else ""
                column = cell["column"]
                row = rows.setdefault((side or cell["item_path"] or "", cell["item"]), {})
                row[column if column not in row else f"{column}2"] = cell["value"]
        return rows

    def column(self, table: str, column: str) -> dict[str, Decimal]:
        """One column of a table by label; for tables whose labels differ from each other."""
        return {item: row[column] for (_, item), row in self.rows(table).items() if row.get(column) is not None}  # type: ignore[misc]

    def children(self, table: str, column: str) -> Iterator[tuple[str, Decimal, list[Decimal]]]:
        """Each row that others stand under, with its own figure and theirs."""
        cells = [c for c in self.cells if c["table"] == table and c["column"] == column and c["value"] is not None]
        for cell in cells:
            parents = [part for part in (cell["item_path"] or "").split(" > ") if part]
            path = " > ".join([*parents, cell["item"]])
            under = [c["value"] for c in cells if c["item_path"] == path]
            if under:
                yield path, cell["value"], under


def truth_of(name: str) -> Truth:
    """The truth of a sample, numbers as they are written in it."""
    text = (SAMPLES / f"{name}.truth.json").read_text(encoding="utf-8")
    data = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    for entry in data["cells"] + data["facts"]:
        entry["page"] = int(entry["page"])
    return Truth(name, data["cells"], data["facts"], data.get("labels", []))
