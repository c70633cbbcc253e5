"""What an earlier run wrote to an output folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pyarrow as pa
import pyarrow.parquet as pq


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
