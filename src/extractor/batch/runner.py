"""Many documents: each in a worker process, its result kept, and of all results the files of the dataset."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.asked import Asked, Inputs, asked_for
from extractor.batch.decisions import decisions_left
from extractor.batch.local import OnProgress, Workers, done_locally, settled_locally
from extractor.batch.pieces import maker_for
from extractor.batch.plan import Plan, Redo, digests_from, plan, unused
from extractor.batch.results import Results, outcome_of
from extractor.batch.settling import grouped, with_settled
from extractor.batch.work import Job, Made
from extractor.errors import NothingThere, OutputNotWritable
from extractor.files import digest_of
from extractor.model import Limits, Options, Outcome
from extractor.profile import check_profile
from extractor.read import printable
from extractor.stopwatch import Stopwatch
from extractor.store import Entry, Index, Store

if TYPE_CHECKING:
    from extractor.report import ReportSize
    from extractor.write import Tally

#: reads jobs, and gives what became of each as soon as it is known
Engine = Callable[[Sequence[Job], Limits, OnProgress], Iterator[Made]]


def run(
    inputs: Inputs,
    out: str | Path,
    options: Options | None = None,
    limits: Limits | None = None,
    on_progress: OnProgress | None = None,
    redo: Redo = Redo.NOTHING,
    reference: Path | None = None,
    engine: Engine | None = None,
) -> Results:
    """Extract every input and write the dataset to ``out``; one Outcome per input, in the order of the inputs.

    ``engine`` does the reading: this machine's worker processes unless another is given.

    What ``out`` holds already stays in the dataset; a document whose bytes, options, profiles and program have not
    changed is not read again, unless ``redo`` asks for it.  ``reference`` is a CSV of outside figures.
    Raises a UsageError when there is nothing to read, the profile is unusable, ``out`` cannot be written or another run
    works in it; what goes wrong with one document is told in its Outcome.
    """
    options, limits = options or Options(), limits or Limits(jobs=os.cpu_count() or 1)
    asked = asked_for(inputs, options)
    check_profile(options.profile)
    if options.ocr_engine != Options().ocr_engine:
        from extractor.pipeline import check_engine  # noqa: PLC0415 - it loads all that reads pages

        check_engine(options.ocr_engine)
    store = Store(_prepared(Path(out)))
    with store.locked():
        if redo is Redo.EVERYTHING:
            store.clear()
        planned = plan(asked, store, redo)
        told = _counted(on_progress, len(asked) - len(planned.jobs))
        watch = Stopwatch()
        with Workers(limits) as workers:
            with watch.stage("reading"):
                index = _read(planned, limits, store, told, engine or _done_by(workers))
            with watch.stage("settling"):
                index = settled(store, index, options, limits, workers)
            tally = dataset_of(store, index, options, workers, reference, watch)
    return Results(store, _entries_of(asked, index), tally, planned.gone)


def validate(
    out: str | Path, options: Options | None = None, limits: Limits | None = None, reference: Path | None = None
) -> Results:
    """Do every check of all documents in ``out`` again, alone and across years, without reading any, and rewrite the dataset.

    Raises NothingThere where ``out`` holds no results.
    """
    options, limits = options or Options(), limits or Limits(jobs=os.cpu_count() or 1)
    store = Store(Path(out))
    if not store.index().entries:
        raise NothingThere(str(out))
    with store.locked():
        watch = Stopwatch()
        with Workers(limits) as workers:
            with watch.stage("settling"):
                index = settled(store, store.index(), options, limits, workers, anew=True)
            tally = dataset_of(store, index, options, workers, reference, watch)
    return Results(store, index.entries, tally)


def dataset_of(
    store: Store,
    index: Index,
    options: Options,
    workers: Workers,
    reference: Path | None = None,
    watch: Stopwatch | None = None,
) -> Tally:
    """Write the files of the dataset from the kept results, held against the outside figures of ``reference``.

    Where they would come out as they are there, they stay.  ``watch`` holds the seconds of the stages before, and takes
    those of writing.  Where there is much, ``workers`` make what each document adds, and end with it.
    """
    # Arrow and DuckDB are for who writes, not for workers
    from extractor.batch.standing import Counted, Standing, parts_of  # noqa: PLC0415
    from extractor.write import Input, RunInfo, Told, write_outcomes  # noqa: PLC0415

    this = RunInfo.now(options)
    outside = "" if reference is None else f"{reference} {digest_of(reference)}"
    standing = Standing(store, "dataset", (*parts_of(store, index, options, this), outside), Counted)
    if (counted := standing.found()) is not None:
        return counted.tally()
    from extractor.deriving import derive  # noqa: PLC0415

    left = decisions_left(index, options.decisions)
    kept = [Input(e.file, e.document_id, e.profile is not None, e.findings) for e in index.entries]
    inputs = [*kept, *map(Input.of, left)]
    watch = watch or Stopwatch()

    def look(number: int) -> Outcome:
        is_left = number >= len(kept)
        return left[number - len(kept)] if is_left else outcome_of(index.entries[number], store, reasons=False)

    def derived(folder: Path) -> Sequence[Told]:
        workers.end()
        return derive(folder, reference, watch, workers.limits.jobs)

    make = maker_for(index, store, options.profile, workers, look)
    tally = write_outcomes(look, inputs, store.out, this, derived, watch, make)
    standing.keep(tally.files, Counted.of(tally))
    return tally


def report(out: str | Path, options: Options | None = None, limits: Limits | None = None) -> ReportSize:
    """Write the report over all documents in ``out``; what is saved from it holds the decisions of ``options``, too.

    Where it would come out as it is there, with a picture of every page, it stays.
    Raises NothingThere where ``out`` holds no results, and OutputNotWritable.
    """
    # workers write no reports
    from extractor.batch.standing import Standing, parts_of, renew  # noqa: PLC0415
    from extractor.report import FOLDER, ReportOptions, ReportSize, write_report  # noqa: PLC0415
    from extractor.write import RunInfo, add_seconds  # noqa: PLC0415

    options, store = options or Options(), Store(Path(out))
    index = store.index()
    if not index.entries:
        raise NothingThere(str(out))
    standing = Standing(store, "report", parts_of(store, index, options, RunInfo.now(options)), ReportSize)
    watch = Stopwatch()
    with store.locked():
        if (size := standing.found()) is not None:
            return size
        outcomes = chain((outcome_of(e, store) for e in index.entries), decisions_left(index, options.decisions))
        asked = ReportOptions(limits or Limits(), password=options.password, decisions=options.decisions)
        with watch.stage("report"):
            size = write_report(outcomes, store.out, asked)
        add_seconds(store.out, "report", watch.seconds["report"])
        renew(store, "dataset", "run.json")
        if size.pictures == size.pages:  # what is missing may be had next time
            files = (
                path.relative_to(store.out).as_posix() for path in (store.out / FOLDER).rglob("*") if path.is_file()
            )
            standing.keep(sorted(files), size)
    return size


def _counted(told: OnProgress | None, kept: int) -> OnProgress:
    """Progress over all inputs: those whose results are kept are done already."""
    return lambda documents, pages: told(kept + documents, pages) if told else None


def _done_by(workers: Workers) -> Engine:
    return lambda jobs, limits, told: done_locally(jobs, limits, told, workers)


def _prepared(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".extractor-probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise OutputNotWritable(f"{folder}: {error.strerror}") from error
    return folder


def _read(planned: Plan, limits: Limits, store: Store, told: OnProgress, engine: Engine) -> Index:
    """Make every result that is missing, each kept as soon as it is there."""
    told(0, 0)
    store.save_index(planned.index)
    made: list[Entry] = []
    for entry, content in engine(planned.jobs, limits, told) if planned.jobs else ():
        store.save_bytes(entry.key or "", content)
        made.append(entry)
    index = digests_from(planned.index, made)
    store.save_index(index)
    return index


def settled(
    store: Store, index: Index, options: Options, limits: Limits, workers: Workers, anew: bool = False
) -> Index:
    """``index`` after publishers' documents were held against each other; what nothing refers to any more is removed.

    ``anew``: every check of every document is done again.
    """
    groups = list(grouped(index, store.out, options.profile, options.decisions, anew))
    due = [group for group in groups if anew or not all(store.has(entry.settled or "") for entry in group.entries)]
    made: list[Entry] = []
    for entry, content in settled_locally(due, limits, workers) if due else ():
        store.save_bytes(entry.settled or "", content)
        made.append(entry)
    index = with_settled(index, groups, made)
    store.save_index(index)
    store.forget(unused(index, store.keys()))
    return index


def _entries_of(asked: Sequence[Asked], index: Index) -> list[Entry]:
    by_file = {entry.file: entry for entry in index.entries}
    return [by_file[printable(one.file)] for one in asked]
