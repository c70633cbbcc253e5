"""Outcomes to the files of the dataset.  A new format is one module and one line in ``FORMATS``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.errors import OutputNotWritable
from extractor.model import Outcome
from extractor.write.atomic import write_whole
from extractor.write.csv import csv_files
from extractor.write.datapackage import datapackage_files
from extractor.write.dataset import Dataset, Format, gather
from extractor.write.decimals import NumberNotWritable
from extractor.write.document_json import document_files, outdated_files
from extractor.write.parquet import parquet_files
from extractor.write.run_info import RunInfo, run_files

__all__ = ["FORMATS", "NumberNotWritable", "RunInfo", "write_dataset"]

FORMATS: tuple[Format, ...] = (parquet_files, csv_files, document_files, datapackage_files, run_files)


def write_dataset(outcomes: Sequence[Outcome], out: Path, run: RunInfo) -> None:
    """Write every file of the dataset to the folder ``out``: all of them, or none when something goes wrong.

    The same outcomes give the same bytes, but for the seconds in ``documents.parquet`` and ``run.json``.  Documents
    that an earlier run left in ``out`` and that are no part of this one are removed, so that the files agree.
    Raises OutputNotWritable, and NumberNotWritable for a number that would vanish unannounced.
    """
    dataset = gather(outcomes, run)
    try:
        outdated = outdated_files(out, dataset)
        write_whole(out, _files(dataset))
        for path in outdated:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputNotWritable(f"{error.filename or out}: {error.strerror or error}") from error


def _files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    for files_of in FORMATS:
        yield from files_of(dataset)
