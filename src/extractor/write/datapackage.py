"""``datapackage.json``: the codebook, as a Frictionless Data Package (v2) with a Table Schema for each file.

``description`` is English, ``description_ja`` beside it Japanese.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from extractor.write.columns import Column, TableSpec, derived_specs, table_specs
from extractor.write.derived import WIDE, wide_spec

_FIELD_TYPES = {
    "string": "string",
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "date": "date",
    "decimal": "number",
    "strings": "array",
    "ints": "array",
}

#: what Parquet has for types that Table Schema readers lose
_ARROW_TYPES = {"int": "int64", "strings": "list<string>", "ints": "list<int64>"}


def write_datapackage(folder: Path, version: str) -> None:
    """Write ``datapackage.json`` for the files of rows that are in ``folder``."""
    form = datapackage(folder, version)
    (folder / "datapackage.json").write_bytes(msgspec.json.format(msgspec.json.encode(form), indent=2) + b"\n")


def datapackage(folder: Path, version: str) -> dict[str, Any]:
    """The package: every file of rows in ``folder`` with its columns."""
    specs = {**table_specs(), **derived_specs()}
    wide = folder / f"{WIDE}.parquet"
    if wide.exists():
        specs[WIDE] = wide_spec(wide)
    resources = [
        _resource(spec, kind)
        for spec in specs.values()
        for kind in ("parquet", "csv")
        if (folder / f"{spec.name}.{kind}").exists()
    ]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "disclosures",
        "title": "Numbers of Japanese annual disclosures",
        "title_ja": "開示資料の数値データ",
        "description": "Every number of the documents with its meaning, its place and how far it may be trusted. "
        "documents/*.json hold each document as a nested structure; run.json tells with what the dataset was made.",
        "description_ja": "各文書のすべての数値を、意味・位置・信頼度とともに収めたデータ。documents/*.json は"
        "文書ごとの入れ子構造、run.json は作成環境の記録。",
        "version": version,
        "resources": resources,
    }


def _resource(spec: TableSpec, kind: str) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": spec.name if kind == "parquet" else f"{spec.name}-{kind}",
        "type": "table",
        "path": f"{spec.name}.{kind}",
        "format": kind,
        "mediatype": {"parquet": "application/vnd.apache.parquet", "csv": "text/csv"}[kind],
        "description": spec.en,
        "description_ja": spec.ja,
    }
    if kind == "csv":
        resource["encoding"] = "utf-8"
        resource["dialect"] = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True}
    return {**resource, "schema": _table_schema(spec, kind)}


def _table_schema(spec: TableSpec, kind: str) -> dict[str, Any]:
    return {
        "fields": [_field(column, kind) for column in spec.columns],
        "primaryKey": list(spec.key),
        "missingValues": [""],
    }


def _field(column: Column, kind: str) -> dict[str, Any]:
    """A field of a Table Schema.  In Parquet the file itself has the types; the frictionless tool reads it through pandas, which
    has neither lists nor integers that may be null, so that these are ``any`` beside their true ``arrowType``.
    """
    native = kind == "parquet" and (column.type in {"strings", "ints"} or (column.type == "int" and not column.filled))
    field: dict[str, Any] = {
        "name": column.name,
        "type": "any" if native else _FIELD_TYPES[column.type],
        **({"arrowType": _ARROW_TYPES[column.type]} if native else {}),
        "description": column.en,
        "description_ja": column.ja,
    }
    constraints: dict[str, Any] = {}
    if column.filled:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    if constraints:
        field["constraints"] = constraints
    return field
