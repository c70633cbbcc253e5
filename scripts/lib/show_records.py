"""Usage: show_records.py RECORDS_CSV: print some records that have a concept, spread over the file, as a table."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

FIGURES = ("page", "raw", "value")
COLUMNS = ("file", "page", "item", "column", "raw", "value", "unit", "trust")
SHOWN = 10


def main(records_csv: Path) -> None:
    with records_csv.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["concept"]]
    table = Table(title=f"{min(SHOWN, len(rows))} of the records that have a concept ({len(rows)})")
    for name in COLUMNS:
        uncut = name in {"file", *FIGURES}
        table.add_column(name, justify="right" if name in FIGURES else "left", no_wrap=uncut, overflow="fold")
    for row in rows[:: max(1, len(rows) // SHOWN)][:SHOWN]:
        table.add_row(Path(row["file"]).stem, *(row[name] for name in COLUMNS[1:]))
    Console(width=None if sys.stdout.isatty() else 120).print(table)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
