"""DuckDB as all that is made from finished tables asks it: one database in memory, opened once, since opening takes as long as the questions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection
    from duckdb import connect
else:
    try:  # the engine without the package around it, of which nothing here is asked and which takes 0.1 s to load
        from _duckdb import DuckDBPyConnection as Connection
        from _duckdb import connect
    except ImportError:
        from duckdb import DuckDBPyConnection as Connection
        from duckdb import connect

__all__ = ["Connection", "database", "fetched"]

#: files are here, and each is read but a few times; what is written is brought to the disk with all other files
#: (``files.staged``)
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "512MB",
    "async_threads": 0,
    "enable_external_file_cache": False,
    "fsync_mode": "NONE",
}
#: rows that are taken at once
_BATCH = 10_000


@contextmanager
def database(shared: Connection | None = None) -> Iterator[Connection]:
    """``shared``, or else a database of its own; it spills to disk, and gives rows in one order whatever the machine."""
    if shared is not None:
        yield shared
        return
    with (
        TemporaryDirectory(prefix="extractor-tables-") as spill,
        connect(config={**_CONFIG, "temp_directory": spill}) as db,
    ):
        db.execute("SET enable_progress_bar = false")  # on where no script was started: in a second process of a run
        yield db


def fetched(found: Connection) -> Iterator[tuple[Any, ...]]:
    """The rows of an answer, some at a time."""
    while rows := found.fetchmany(_BATCH):
        yield from rows
