"""Usage: show_records.py RECORDS_CSV: print some records that have a concept, spread over the file, as a table."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

COLUMNS = ("file", "page", "item", "column", "raw", "value", "unit", "trust")
SHOWN = 10


def main(records_csv: Path) -> None:
    with records_csv.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["concept"]]
    table = Table(title=f"{min(SHOWN, len(rows))} of the records that have a concept ({len(rows)})")
    for name in COLUMNS:
        table.add_column(name, justify="right" if name in {"page", "raw", "value"} else "left")
    for row in rows[:: max(1, len(rows) // SHOWN)][:SHOWN]:
        table.add_row(*(row[name] for name in COLUMNS))
    Console().print(table)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
