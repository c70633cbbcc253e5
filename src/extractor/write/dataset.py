"""Outcomes to the files of the dataset: a piece is made of each, by whom there is, and the pieces are put together in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from msgspec.structs import replace

from extractor.errors import OutputNotWritable
from extractor.files import scratch, staged
from extractor.limits import give_back
from extractor.model import Outcome
from extractor.stopwatch import Stopwatch
from extractor.write.csv_files import CsvFiles
from extractor.write.datapackage import write_datapackage
from extractor.write.derived import Told
from extractor.write.earlier import documents_written
from extractor.write.excel import FILE as WORKBOOK
from extractor.write.excel import further_books
from extractor.write.names import Input
from extractor.write.parquet import ParquetFiles
from extractor.write.piece import PIECES, Piece, make_anew, make_piece
from extractor.write.places import Place, Places
from extractor.write.run_info import RunInfo
from extractor.write.run_json import write_run
from extractor.write.tally import Tally


class Sink(Protocol):
    """One output format at work: it takes the pieces in their order, then brings its files to an end."""

    def add(self, piece: Piece) -> None: ...

    def finish(self) -> None: ...


#: an output format: the folder that its files go to, and what made the dataset
Format = Callable[[Path, RunInfo], Sink]
#: what puts the pieces together as they come
FORMATS: tuple[Format, ...] = (ParquetFiles, CsvFiles)

#: gives the outcome of a number, in the order of the inputs
Look = Callable[[int], Outcome]
#: makes the piece of each place of the dataset in a folder, and yields them in their order
Make = Callable[[Sequence[Place], Path], Iterator[Piece]]
#: makes more files from the finished ones of a folder, and returns what it found
Derive = Callable[[Path], Sequence[Told]]


def write_dataset(outcomes: Sequence[Outcome], out: Path, run: RunInfo) -> Tally:
    """Write every file of the dataset to the folder ``out``, as ``write_outcomes`` does."""
    return write_outcomes(outcomes.__getitem__, [Input.of(outcome) for outcome in outcomes], out, run)


def write_outcomes(
    look: Look,
    inputs: Sequence[Input],
    out: Path,
    run: RunInfo,
    derive: Derive | None = None,
    watch: Stopwatch | None = None,
    make: Make | None = None,
) -> Tally:
    """Write every file of the dataset to the folder ``out``: all of them, or none when something goes wrong.

    ``inputs`` tells of all outcomes beforehand; they are looked at one by one, so that memory does not grow with their
    number, here or by ``make``.  Where an outcome turns out to be another than was told, its piece is made here once more.
    ``derive`` makes what is made from the finished tables; ``watch`` has the seconds of the run's stages, which ``run.json``
    tells.  The same outcomes give the same bytes, but for the seconds in ``documents.parquet`` and ``run.json``.  Documents
    that an earlier run left in ``out`` and that are no part of this one are removed, so that the files agree.
    Raises OutputNotWritable, and NumberNotWritable for a number that would vanish unannounced.
    """
    clock = watch or Stopwatch()
    try:
        before = documents_written(out)
        with staged(out) as folder:
            with clock.stage("dataset"):
                tally, files = _put_together(look, inputs, folder, run, make)
            for told in derive(folder) if derive else ():
                tally.tell(told.finding)
            write_datapackage(folder, run.extractor)
            write_run(folder, replace(run, seconds=(*run.seconds, *(watch.seconds.items() if watch else ()))), tally)
            tally.files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        kept = {out / file for file in files}
        for path in before - kept:
            path.unlink(missing_ok=True)
        of_documents = {path.with_suffix(".xlsx") for path in before | kept}
        for book in (*of_documents, *further_books(out / WORKBOOK)):
            if book.relative_to(out).as_posix() not in tally.files:
                book.unlink(missing_ok=True)
    except OSError as error:
        raise OutputNotWritable(f"{error.filename or out}: {error.strerror or error}") from error
    return tally


def _put_together(
    look: Look, inputs: Sequence[Input], folder: Path, run: RunInfo, make: Make | None
) -> tuple[Tally, list[str]]:
    """Every format of all pieces; what they count, and the documents' files."""
    tally, files = Tally(), []
    sinks = [made(folder, run) for made in FORMATS]
    (folder / "documents").mkdir()
    with scratch(folder / PIECES):
        for piece in _pieces(look, inputs, run.options.profile, folder, make):
            for sink in sinks:
                sink.add(piece)
            tally.add(piece.tally)
            if piece.json_file is not None:
                files.append(piece.json_file)
        for sink in sinks:
            sink.finish()
    give_back()
    return tally, files


def _pieces(look: Look, inputs: Sequence[Input], profile: str, folder: Path, make: Make | None) -> Iterator[Piece]:
    """The pieces in their order, each in the place that those before it leave to it: a kept result may be damaged."""
    expected, places = Places(inputs), Places(inputs)
    for piece in (make or partial(_made_here, look, profile))([expected.next(one) for one in inputs], folder):
        place = places.next(piece.told)
        yield piece if place == piece.place else make_anew(look(place.number), place, profile, folder)


def _made_here(look: Look, profile: str, places: Sequence[Place], folder: Path) -> Iterator[Piece]:
    for place in places:
        yield make_piece(look(place.number), place, profile, folder)
