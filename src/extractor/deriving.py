"""What is made from the finished tables of a dataset, all documents together: panel, database, workbooks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

import pyarrow.parquet as pq
from pebble import ProcessExpired

from extractor.limits import give_back, start_writer
from extractor.panel import compare, write_panel
from extractor.stopwatch import Stopwatch
from extractor.workers import WorkerPool
from extractor.write.database import Connection, database
from extractor.write.derived import Told, append_findings
from extractor.write.duckdb import FILE as DATABASE
from extractor.write.duckdb import write_duckdb
from extractor.write.excel import FILE as WORKBOOK
from extractor.write.excel import write_workbook
from extractor.write.excel_document import write_document_books

#: records from which on a second process pays: it takes 0.5 s to start, and writes for 0.1 s a thousand
_MANY = 10_000

#: writes files into the folder whose tables are finished
_Writes = Callable[[Path, Connection | None], None]


def derive(
    folder: Path, reference: Path | None = None, watch: Stopwatch | None = None, jobs: int = 1
) -> tuple[Told, ...]:
    """Make everything in ``folder``, where the tables are finished; what was found is added to its findings too.

    ``reference`` is a CSV of outside figures that the panel is held against; raises ReferenceFaulty.  ``watch`` takes the
    stages.  With more than one of ``jobs`` a second process writes part of the files, where there are many records.
    """
    watch = watch or Stopwatch()
    if jobs > 1 and pq.read_metadata(folder / "records.parquet").num_rows >= _MANY:
        return _by_two(folder, reference, watch)
    with database() as db:
        told = _panel(folder, reference, watch, db)
        with _stage(watch, "duckdb"):
            _duckdb(folder, db)
        with _stage(watch, "workbook"):
            write_workbook(folder, folder / WORKBOOK, db)
        with _stage(watch, "document books"):
            _document_books(folder, db)
    return told


def _by_two(folder: Path, reference: Path | None, watch: Stopwatch) -> tuple[Told, ...]:
    """Each document's book while the panel is made here, the database while the workbook is."""
    with WorkerPool(1, start_writer) as pool, database() as db:
        books = pool.schedule(_timed, _document_books, folder)
        told = _panel(folder, reference, watch, db)
        base = pool.schedule(_timed, _duckdb, folder)
        with _stage(watch, "workbook"):
            write_workbook(folder, folder / WORKBOOK, db)
        watch.seconds["duckdb"] = _taken(base, _duckdb, folder)
        watch.seconds["document books"] = _taken(books, _document_books, folder)
    return told


@contextmanager
def _stage(watch: Stopwatch, name: str) -> Iterator[None]:
    """A stage, and at its end room for the next: what one library keeps, another can't have."""
    with watch.stage(name):
        yield
        give_back()


def _taken(done: Future[float], write: _Writes, folder: Path) -> float:
    """The seconds that the other process took; where it was killed twice, it is done here."""
    try:
        return done.result()
    except ProcessExpired:
        return _timed(write, folder)


def _timed(write: _Writes, folder: Path) -> float:
    begin = time.perf_counter()
    write(folder, None)
    return time.perf_counter() - begin


def _panel(folder: Path, reference: Path | None, watch: Stopwatch, db: Connection) -> tuple[Told, ...]:
    with _stage(watch, "panel"):
        told = write_panel(folder, db)
        if reference is not None:
            told += compare(folder, reference, db)
        append_findings(folder, told)
    return told


def _duckdb(folder: Path, shared: Connection | None) -> None:
    (folder / DATABASE).unlink(missing_ok=True)  # of a process that was killed while it wrote
    write_duckdb(folder, folder / DATABASE, shared)


def _document_books(folder: Path, shared: Connection | None) -> None:
    write_document_books(folder, folder, shared)
