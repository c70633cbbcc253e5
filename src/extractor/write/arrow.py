"""Columns of Python values to Arrow arrays and batches of rows: what both Parquet and CSV are written from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pyarrow as pa

from extractor.write.columns import Column, TableSpec
from extractor.write.decimals import DECIMAL
from extractor.write.rows import Columns

#: the types that ``schemas/columns.toml`` may name
TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "decimal": DECIMAL,
    "strings": pa.list_(pa.string()),
    "ints": pa.list_(pa.int64()),
}


_SURROGATE = re.compile("[\ud800-\udfff]")


def arrow_batch(spec: TableSpec, columns: Columns) -> pa.RecordBatch:
    """``columns`` in the declared order and types, each described in the file itself.

    Raises KeyError when a declared column is missing or an undeclared one is there.
    """
    if columns.keys() != {column.name for column in spec.columns}:
        wrong = columns.keys() ^ {column.name for column in spec.columns}
        raise KeyError(f"{spec.name}: declared or written, but not both: {sorted(wrong)}")
    arrays = [arrow_array(columns[column.name], TYPES[column.type]) for column in spec.columns]
    return pa.RecordBatch.from_arrays(arrays, schema=arrow_schema(spec))


@lru_cache(maxsize=32)
def arrow_schema(spec: TableSpec) -> pa.Schema:
    """The declared columns, each with its description."""
    return pa.schema([_field(column) for column in spec.columns])


def arrow_array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Python values as an array; half a character (a lone surrogate, which UTF-8 has no form for) becomes U+FFFD.

    Such halves come from file names that are not UTF-8 and from broken text layers.
    """
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array([_whole(value) for value in values], kind)


def whole_characters(text: str) -> str:
    """``text`` with U+FFFD for every lone surrogate."""
    return _SURROGATE.sub("\ufffd", text)


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return whole_characters(value)
    return [_whole(item) for item in value] if isinstance(value, list | tuple) else value


def _field(column: Column) -> pa.Field:
    return pa.field(column.name, TYPES[column.type], metadata={"description": column.en, "description_ja": column.ja})
