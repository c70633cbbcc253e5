"""Every table as Parquet; each column carries its description."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq

from extractor.write.arrow import arrow_schema
from extractor.write.columns import TableSpec, table_specs
from extractor.write.piece import TABLES, Piece
from extractor.write.run_info import RunInfo

#: rows that are kept in memory before they are written as one row group
_ROW_GROUP = 65_536
#: batches of rows that are kept before they become one: a small one takes more memory than its rows
_PIECES = 64


class ParquetFiles:
    """``documents.parquet``, ``records.parquet``, …"""

    def __init__(self, folder: Path, run: RunInfo) -> None:  # noqa: ARG002 - every format is made with both
        self._files = {name: _ParquetFile(folder / f"{name}.parquet", spec) for name, spec in table_specs().items()}

    def add(self, piece: Piece) -> None:
        with pa.OSFile(str(piece.part(TABLES))) as tables:
            for name, file in self._files.items():
                file.add([pa.ipc.read_message(tables) for _ in range(piece.messages[name])])
        piece.part(TABLES).unlink()

    def finish(self) -> None:
        for file in self._files.values():
            file.finish()


class _ParquetFile:
    def __init__(self, path: Path, spec: TableSpec) -> None:
        self._schema = arrow_schema(spec)
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[pa.RecordBatch] = []
        self._rows = 0

    def add(self, messages: Sequence[pa.Message]) -> None:
        """The rows of one document, which never go apart."""
        batches = [pa.ipc.read_record_batch(message, self._schema) for message in messages]
        self._waiting += batches
        self._rows += sum(batch.num_rows for batch in batches)
        if self._rows >= _ROW_GROUP:
            self._flush()
        elif len(self._waiting) >= _PIECES:
            self._waiting = self._joined().to_batches()

    def finish(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(self._joined())
        self._waiting, self._rows = [], 0

    def _joined(self) -> pa.Table:
        return pa.Table.from_batches(self._waiting, self._schema).combine_chunks()
