"""Tables as CSV that Excel opens as it is: UTF-8 with BOM, RFC 4180.

Numbers are plain (``-51``, never ``'-51``).  A text that a spreadsheet would run as a formula gets an apostrophe before
it.  To get the text back, take one apostrophe away where apostrophes stand before such a beginning: texts that looked
like that already got one more, so this is exact.  Lists are JSON arrays.  Null is an empty field without quotes; texts
are always quoted, the empty text too.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import IO, Any

import pyarrow as pa
from pyarrow.csv import CSVWriter, WriteOptions

from extractor.document_form import plain
from extractor.spreadsheets import neutral
from extractor.write.arrow import TYPES, arrow_array
from extractor.write.columns import Column
from extractor.write.rows import Columns


class CsvWriter:
    """Rows of ``columns``, in their order, into ``file``; ``further``: behind its heading and what rows it has."""

    def __init__(self, file: IO[bytes] | pa.NativeFile, columns: Sequence[Column], *, further: bool = False) -> None:
        self._columns = columns
        if not further:
            file.write(codecs.BOM_UTF8)
        self._schema = pa.schema([(column.name, _field_type(column.type)) for column in columns])
        self._writer = CSVWriter(file, self._schema, write_options=WriteOptions(include_header=not further))

    def write(self, values: Columns, batch: pa.RecordBatch) -> None:
        """``values``, which ``batch`` holds as well."""
        fields = [_field(values[column.name], column.type, batch[column.name]) for column in self._columns]
        self._writer.write_batch(pa.RecordBatch.from_arrays(fields, schema=self._schema))

    def close(self) -> None:
        self._writer.close()


def csv_bytes(columns: Sequence[Column], values: Columns) -> bytes:
    """``values`` as CSV, in the order of ``columns``."""
    file = BytesIO()
    writer = CsvWriter(file, columns)
    arrays = [arrow_array(values[column.name], TYPES[column.type]) for column in columns]
    writer.write(values, pa.RecordBatch.from_arrays(arrays, [column.name for column in columns]))
    writer.close()
    return file.getvalue()


def _field_type(kind: str) -> pa.DataType:
    return pa.string() if kind in {"string", "strings", "ints", "decimal"} else TYPES[kind]


def _field(values: Sequence[Any], kind: str, array: pa.Array) -> pa.Array:
    """``values`` as they stand in a CSV; ``array`` holds them, and serves where nothing is to be changed."""
    match kind:
        case "string":
            changed = _neutral(values)
            return array if changed is values else arrow_array(changed, pa.string())
        case "strings" | "ints":
            return arrow_array([_list_field(tuple(items)) for items in values], pa.string())
        case "decimal":
            return pa.array([plain(value) for value in values], pa.string())
        case _:
            return array


def _neutral(texts: Sequence[str | None]) -> Sequence[str | None]:
    """The texts made harmless; each is looked at once, since most columns repeat a few."""
    changed: dict[str | None, str] = {
        text: safe for text in set(texts) if text is not None and (safe := neutral(text)) != text
    }
    return [changed.get(text, text) for text in texts] if changed else texts


@lru_cache(maxsize=4096)  # most lists are empty or those of the row above
def _list_field(items: tuple[str | int, ...]) -> str:
    return json.dumps(items, ensure_ascii=False)
