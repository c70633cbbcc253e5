"""Usage: python scripts/lib/excel_test.py DATASET [RECORDS]: so many made records into Excel, and back through LibreOffice.

The records of a dataset are repeated, each time of another document, until there are as many as asked for (1,200,000).
LibreOffice turns every workbook into CSV: each record must come back with its number and what was printed.
"""

from __future__ import annotations

import csv
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from extractor.write.excel import further_books, write_workbook

#: CSV with commas in UTF-8, values as they are and not as they are shown, all sheets ("CSV Filter Options" of its help)
_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
#: seconds that LibreOffice may take for a workbook
_PATIENCE = 1800
_TITLE = "レコード"


def repeat(source: Path, to: Path, records: int) -> None:
    """The tables of ``source``, with its records over and over."""
    for file in source.glob("*.parquet"):
        shutil.copy(file, to)
    table = pq.read_table(source / "records.parquet")
    with pq.ParquetWriter(to / "records.parquet", table.schema, compression="zstd") as writer:
        for turn in range(-(-records // table.num_rows)):
            rows = table.slice(0, min(table.num_rows, records - turn * table.num_rows))
            ids = pa.array([f"{turn}-{one}" for one in rows["record_id"].to_pylist()])
            writer.write_table(rows.set_column(rows.schema.get_field_index("record_id"), "record_id", ids))


def opened(book: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """Number and print of each record of a workbook, as LibreOffice sees it."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", _CSV, "--outdir", str(folder), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)
    for sheet in sorted(folder.glob(f"{book.stem}-{_TITLE}*.csv")):
        with sheet.open(newline="", encoding="utf-8") as file:
            rows = csv.reader(file)
            names = [heading.partition("\n")[2] for heading in next(rows)]
            number, raw = names.index("record_id"), names.index("raw")
            for row in rows:
                yield row[number], row[raw]


def main(source: Path, records: int) -> int:
    """Print times and sizes; 1 when a record did not come back."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        repeat(source, folder, records)
        begin = time.monotonic()
        write_workbook(folder, folder / "dataset.xlsx")
        books = [folder / "dataset.xlsx", *further_books(folder / "dataset.xlsx")]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = sum(book.stat().st_size for book in books) / 1e6
        print(
            f"written: {len(books)} workbooks, {size:.0f} MB, {time.monotonic() - begin:.0f} s, peak {peak:.0f} MiB",
            flush=True,
        )
        stated = zip(
            *(pq.read_table(folder / "records.parquet")[c].to_pylist() for c in ("record_id", "raw")), strict=True
        )
        back: set[tuple[str, str]] = set()
        for book in books:
            begin = time.monotonic()
            back.update(opened(book, folder))
            print(f"{book.name}: opened in {time.monotonic() - begin:.0f} s, {len(back)} records so far", flush=True)
        lost = sum((number, raw or "") not in back for number, raw in stated)
    print(f"{records} records, {lost} lost or changed")
    return int(lost > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_200_000))
