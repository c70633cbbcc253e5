"""``documents/NAME.json``: each document in its nested form, laid out so that people can read and compare it."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from extractor.document_form import document_as_json
from extractor.write.arrow import whole_characters
from extractor.write.dataset import Shard
from extractor.write.run_info import RunInfo

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_compact, _format = msgspec.json.Encoder().encode, msgspec.json.format


class DocumentFiles:
    """One file for each document that was read."""

    def __init__(self, folder: Path, run: RunInfo) -> None:  # noqa: ARG002 - every format is made with both
        self._folder = folder
        (folder / "documents").mkdir()

    def add(self, shard: Shard) -> None:
        if shard.outcome.document is not None and shard.json_file is not None:
            text = _laid_out(document_as_json(shard.outcome.document)) + "\n"
            try:
                content = text.encode()
            except UnicodeEncodeError:
                content = whole_characters(text).encode()
            (self._folder / shard.json_file).write_bytes(content)

    def finish(self) -> None:
        """Every file is complete as soon as it is added."""


def documents_written(folder: Path) -> frozenset[Path]:
    """The documents that an earlier run wrote to ``folder``."""
    names = {PurePosixPath(name).name for name in _written_before(folder / "documents.parquet")}
    return frozenset(folder / "documents" / name for name in names if name.endswith(".json"))


def _written_before(documents: Path) -> list[str]:
    if not documents.exists():
        return []
    try:
        with pq.ParquetFile(documents) as file:
            names = file.read(["json_file"])["json_file"].to_pylist() if "json_file" in file.schema_arrow.names else []
    except pa.ArrowInvalid:  # not written by us: there is nothing of ours to tidy up
        return []
    return [name for name in names if isinstance(name, str)]


def _laid_out(value: Any, margin: str = "\n") -> str:
    """JSON with one page, section, record or cell to a line, so that a line compares with a line."""
    inner = f"{margin} "
    if isinstance(value, dict) and value:
        members = [f"{_encode(key)}: {_member(item, inner)}" for key, item in value.items()]
        return "{" + inner + f",{inner}".join(members) + margin + "}"
    if isinstance(value, list) and value:
        # the elements of a list are alike: tables are laid out, everything else takes one line
        one = (lambda item: _laid_out(item, inner)) if _has_rows(value[0]) else _row
        return "[" + inner + f",{inner}".join(map(one, value)) + margin + "]"
    return _encode(value)


def _row(value: Any) -> str:
    """One line.  msgspec is five times as fast as ``json`` and writes the same, but for numbers with an exponent."""
    numbers = (*value.get("box", ()), *value.values()) if isinstance(value, dict) else ()
    for number in numbers:
        if number.__class__ is float and not (1e-4 <= number < 1e16 or -1e16 < number <= -1e-4 or number == 0):
            return _encode(value)
    try:
        return _format(_compact(value), indent=0).decode()
    except UnicodeEncodeError:  # half a character
        return _encode(value)


def _member(value: Any, margin: str) -> str:
    """The value of a key: objects and lists of objects are laid out, everything else takes one line."""
    return _laid_out(value, margin) if isinstance(value, dict) or _is_rows(value) else _encode(value)


def _has_rows(value: Any) -> bool:
    return isinstance(value, dict) and any(map(_is_rows, value.values()))


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)
