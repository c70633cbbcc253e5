"""Tables as CSV that Excel opens as it is: UTF-8 with BOM, RFC 4180.

Numbers are plain (``-51``, never ``'-51``).  A text that a spreadsheet would run as a formula gets an apostrophe before
it.  To get the text back, take one apostrophe away where apostrophes stand before such a beginning: texts that looked
like that already got one more, so this is exact.  Lists are JSON arrays.  Null is an empty field without quotes; texts
are always quoted, the empty text too.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow.csv import write_csv

from extractor.document_form import plain
from extractor.spreadsheets import FORMULA
from extractor.write.arrow import TYPES, arrow_array
from extractor.write.columns import Column, table_specs
from extractor.write.dataset import Dataset
from extractor.write.rows import Columns


def csv_files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """``records.csv`` and ``findings.csv``."""
    for name, spec in table_specs().items():
        if spec.csv:
            yield f"{name}.csv", csv_bytes(spec.columns, dataset.tables[name])


def csv_bytes(columns: Sequence[Column], values: Columns) -> bytes:
    """``values`` as CSV, in the order of ``columns``."""
    fields = [_fields(values[column.name], column.type) for column in columns]
    sink = pa.BufferOutputStream()
    sink.write(codecs.BOM_UTF8)
    write_csv(pa.Table.from_arrays(fields, names=[column.name for column in columns]), sink)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _fields(values: Sequence[Any], kind: str) -> pa.Array:
    match kind:
        case "string":
            return _neutral(arrow_array(values, pa.string()))
        case "strings" | "ints":
            return arrow_array([_list_field(tuple(items)) for items in values], pa.string())
        case "decimal":
            return _numbers(values)
        case _:
            return arrow_array(values, TYPES[kind])


def _neutral(texts: pa.Array) -> pa.Array:
    runs = pc.match_substring_regex(texts, f"(?s)^'*{FORMULA}")
    return pc.if_else(runs, pc.binary_join_element_wise("'", texts, ""), texts)


@lru_cache(maxsize=4096)  # most lists are empty or those of the row above
def _list_field(items: tuple[str | int, ...]) -> str:
    return json.dumps(items, ensure_ascii=False)


def _numbers(values: Sequence[Any]) -> pa.Array:
    return pa.array([plain(value) for value in values], pa.string())
