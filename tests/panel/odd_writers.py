"""Writers that go wrong in the process beside, and only there."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
from pathlib import Path

from extractor.deriving import _document_books, _duckdb
from extractor.write.database import Connection


def killed_beside(folder: Path, shared: Connection | None) -> None:
    """The database; half of it is there when the process beside is killed."""
    if multiprocessing.parent_process() is not None:
        (folder / "dataset.duckdb").write_bytes(b"half")
        os.kill(os.getpid(), signal.SIGKILL)
    _duckdb(folder, shared)


def full_disk_beside(folder: Path, shared: Connection | None) -> None:
    """The books of documents, for which the process beside finds no room."""
    if multiprocessing.parent_process() is not None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder / "documents" / "a.xlsx"))
    _document_books(folder, shared)
