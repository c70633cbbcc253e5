"""Tables that are made from the finished files of the dataset: rows in batches to Parquet and CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from extractor.write.arrow import TYPES, arrow_schema, arrow_table
from extractor.write.columns import Column, TableSpec
from extractor.write.csv import CsvWriter
from extractor.write.rows import Columns

#: rows that are kept in memory at once
BATCH = 10_000


def write_table(folder: Path, spec: TableSpec, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write ``rows`` as NAME.parquet, and NAME.csv where the codebook says so; returns how many there were."""
    count = 0
    with pq.ParquetWriter(folder / f"{spec.name}.parquet", arrow_schema(spec), compression="zstd") as writer:
        for batch in batches(rows):
            count += len(batch)
            writer.write_table(arrow_table(spec, columns_of(spec, batch)))
    if spec.csv:
        write_csv_of(folder, spec)
    return count


def write_csv_of(folder: Path, spec: TableSpec) -> None:
    """NAME.csv from the finished NAME.parquet."""
    with (folder / f"{spec.name}.csv").open("wb") as file:
        writer = CsvWriter(file, spec.columns)
        for batch in pq.ParquetFile(folder / f"{spec.name}.parquet").iter_batches(BATCH):
            writer.write(pa.Table.from_batches([batch]).to_pydict())
        writer.close()


def batches(rows: Iterable[Mapping[str, Any]]) -> Iterable[Sequence[Mapping[str, Any]]]:
    """``rows`` in lists of at most ``BATCH``."""
    batch: list[Mapping[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def columns_of(spec: TableSpec, rows: Sequence[Mapping[str, Any]]) -> Columns:
    """Rows turned into columns."""
    return {column.name: [row[column.name] for row in rows] for column in spec.columns}


def wide_columns(path: Path) -> tuple[Column, ...]:
    """The columns of a table whose columns depend on its rows, as the Parquet file itself describes them."""
    return tuple(_described(field) for field in pq.read_schema(path))


def _described(field: pa.Field) -> Column:
    told = {key.decode(): text.decode() for key, text in (field.metadata or {}).items()}
    kind = next(name for name, arrow in TYPES.items() if arrow == field.type)
    return Column(field.name, kind, told.get("description", ""), told.get("description_ja", ""))
