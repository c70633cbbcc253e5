"""Every table as Parquet; each column carries its description."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from extractor.write.arrow import arrow_table
from extractor.write.columns import table_specs
from extractor.write.dataset import Dataset


def parquet_files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """``documents.parquet``, ``records.parquet``, …"""
    for name, spec in table_specs().items():
        sink = pa.BufferOutputStream()
        pq.write_table(arrow_table(spec, dataset.tables[name]), sink, compression="zstd")
        yield f"{name}.parquet", sink.getvalue().to_pybytes()
