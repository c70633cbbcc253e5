"""Tables that are made from the finished files of the dataset: rows in batches to Parquet and CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct

from extractor.model import Box, Finding
from extractor.write.arrow import TYPES, arrow_batch, arrow_schema
from extractor.write.columns import Column, TableSpec, table_specs
from extractor.write.csv import CsvWriter
from extractor.write.rows import Columns

#: columns that differ from run to run: they stay in Parquet, so that database and workbooks are the same every time
OF_THE_RUN = frozenset({"seconds"})
#: rows that are kept in memory at once
BATCH = 10_000


def write_table(folder: Path, spec: TableSpec, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write ``rows`` as NAME.parquet, and NAME.csv where the codebook says so; returns how many there were."""
    count = 0
    with (
        pq.ParquetWriter(folder / f"{spec.name}.parquet", arrow_schema(spec), compression="zstd") as writer,
        _csv(folder, spec) if spec.csv else nullcontext() as csv,
    ):
        for batch in batches(rows):
            count += len(batch)
            columns = columns_of(spec, batch)
            made = arrow_batch(spec, columns)
            writer.write_batch(made)
            if csv is not None:
                csv.write(columns, made)
    return count


@contextmanager
def _csv(folder: Path, spec: TableSpec, *, further: bool = False) -> Iterator[CsvWriter]:
    """What writes NAME.csv; ``further``: behind the rows that it has."""
    with (folder / f"{spec.name}.csv").open("ab" if further else "wb") as file:
        writer = CsvWriter(file, spec.columns, further=further)
        yield writer
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


#: the one table whose columns depend on its rows: as the Parquet file itself describes them
WIDE = "panel_wide"
_WIDE_KEY = ("organization_id", "fiscal_year")
_WIDE_EN = "One row for each organisation and fiscal year; a column for each concept, measure, basis and scenario of the whole."
_WIDE_JA = "発行者・年度ごとに 1 行。内訳でない値を、概念・測り方・基準・シナリオごとに 1 列とする。"


def wide_spec_of(columns: Sequence[Column]) -> TableSpec:
    """The codebook of the wide panel with these columns."""
    return TableSpec(WIDE, _WIDE_KEY, _WIDE_EN, _WIDE_JA, tuple(columns), csv=True, derived=True)


def wide_spec(path: Path) -> TableSpec:
    """The codebook of a wide panel that is there already."""
    return wide_spec_of([_described(field) for field in pq.read_schema(path)])


def _described(field: pa.Field) -> Column:
    told = {key.decode(): text.decode() for key, text in (field.metadata or {}).items()}
    kind = next(name for name, arrow in TYPES.items() if arrow == field.type)
    filled = field.name in _WIDE_KEY
    return Column(field.name, kind, told.get("description", ""), told.get("description_ja", ""), filled)


# --- what is found when all documents are looked at together ----------------------------------------------------------


class Told(Struct, frozen=True, gc=False):
    """A finding about records of several documents, listed under one of them; under none where it is about no record."""

    document_id: str | None
    file: str
    finding: Finding


def append_findings(folder: Path, told: Sequence[Told]) -> None:
    """Add ``told`` to ``findings.parquet`` and ``findings.csv`` of ``folder``, numbered after those of its document."""
    spec = table_specs()["findings"]
    path, new = folder / f"{spec.name}.parquet", folder / f"{spec.name}.new"
    given: Counter[str] = Counter()
    with pq.ParquetFile(path) as file, pq.ParquetWriter(new, file.schema_arrow, compression="zstd") as writer:
        for batch in file.iter_batches(BATCH):
            given.update(name[:12] for name in batch["finding_id"].to_pylist())
            writer.write_batch(batch)
        if told:
            columns = columns_of(spec, [_finding_row(one, given) for one in told])
            added = arrow_batch(spec, columns)
            writer.write_batch(added)
            if spec.csv:
                with _csv(folder, spec, further=True) as csv:
                    csv.write(columns, added)
    new.replace(path)


def _finding_row(told: Told, given: Counter[str]) -> dict[str, Any]:
    prefix, finding = (told.document_id or "reference")[:12], told.finding
    given[prefix] += 1
    box = finding.where.box if finding.where else (None, None, None, None)
    return {
        "finding_id": f"{prefix}-f{given[prefix]:04d}",
        "document_id": told.document_id,
        "file": told.file,
        "page": finding.where.page if finding.where else None,
        **dict(zip(Box._fields, box, strict=True)),
        **{name: getattr(finding, name) for name in _AS_THEY_ARE},
    }


_AS_THEY_ARE = (
    *("code", "severity", "record_ids", "suspect_record_id", "message_ja", "message_en"),
    *("equation", "expected", "actual", "evidence"),
)
