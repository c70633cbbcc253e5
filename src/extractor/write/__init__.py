"""Outcomes to the files of the dataset.  A new format is one module and one line in ``FORMATS``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from extractor.errors import OutputNotWritable
from extractor.files import staged
from extractor.model import Outcome
from extractor.stopwatch import Stopwatch
from extractor.write.csv import CsvFiles
from extractor.write.datapackage import write_datapackage
from extractor.write.dataset import Format, Shard, shards_of
from extractor.write.decimals import NumberNotWritable
from extractor.write.derived import Told
from extractor.write.document_json import DocumentFiles, documents_written
from extractor.write.excel import FILE as WORKBOOK
from extractor.write.excel import further_books
from extractor.write.names import Input
from extractor.write.parquet import ParquetFiles
from extractor.write.run_info import RunInfo
from extractor.write.run_json import add_seconds, write_run
from extractor.write.tally import Tally

__all__ = [
    "FORMATS",
    "Input",
    "NumberNotWritable",
    "RunInfo",
    "Tally",
    "Told",
    "add_seconds",
    "write_dataset",
    "write_outcomes",
]

#: what takes the rows as they come
FORMATS: tuple[Format, ...] = (ParquetFiles, CsvFiles, DocumentFiles)

#: makes more files from the finished ones of a folder, and returns what it found
Derive = Callable[[Path], Sequence[Told]]


def write_dataset(outcomes: Sequence[Outcome], out: Path, run: RunInfo) -> Tally:
    """Write every file of the dataset to the folder ``out``, as ``write_outcomes`` does."""
    return write_outcomes(outcomes, [Input.of(outcome) for outcome in outcomes], out, run)


def write_outcomes(
    outcomes: Iterable[Outcome],
    inputs: Sequence[Input],
    out: Path,
    run: RunInfo,
    derive: Derive | None = None,
    watch: Stopwatch | None = None,
) -> Tally:
    """Write every file of the dataset to the folder ``out``: all of them, or none when something goes wrong.

    ``outcomes`` are taken one by one, so that memory does not grow with their number; ``inputs`` names all of them
    beforehand; ``derive`` makes what is made from the finished tables;
    ``watch`` has the seconds of the run's stages, which ``run.json`` tells.  The same outcomes give the same bytes, but for the
    seconds in ``documents.parquet`` and ``run.json``.  Documents that an earlier run left in ``out`` and that are no
    part of this one are removed, so that the files agree.
    Raises OutputNotWritable, and NumberNotWritable for a number that would vanish unannounced.
    """
    tally, clock = Tally(), watch or Stopwatch()
    try:
        before = documents_written(out)
        with staged(out) as folder:
            with clock.stage("dataset"):
                kept = {
                    out / file for file in _write_shards(shards_of(iter(outcomes), inputs, run), folder, run, tally)
                }
            for told in derive(folder) if derive else ():
                tally.tell(told.finding)
            write_datapackage(folder, run.extractor)
            write_run(folder, replace(run, seconds=(*run.seconds, *(watch.seconds.items() if watch else ()))), tally)
            tally.files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        for path in before - kept:
            path.unlink(missing_ok=True)
        of_documents = {path.with_suffix(".xlsx") for path in before | kept}
        for book in (*of_documents, *further_books(out / WORKBOOK)):
            if book.relative_to(out).as_posix() not in tally.files:
                book.unlink(missing_ok=True)
    except OSError as error:
        raise OutputNotWritable(f"{error.filename or out}: {error.strerror or error}") from error
    return tally


def _write_shards(shards: Iterable[Shard], folder: Path, run: RunInfo, tally: Tally) -> list[str]:
    """Every format of the rows, told to ``tally``; the documents' files.  The last shard is gone with it: it may be large."""
    sinks = [made(folder, run) for made in FORMATS]
    files = []
    for shard in shards:
        for sink in sinks:
            sink.add(shard)
        tally.add(shard)
        if shard.json_file:
            files.append(shard.json_file)
    for sink in sinks:
        sink.finish()
    return files
