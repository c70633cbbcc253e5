"""Many documents: each in a worker process, so that one that hangs or crashes takes nothing with it."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager
from ctypes import Array, c_long
from dataclasses import replace
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from extractor.errors import (
    DocumentError,
    ExtractorError,
    InternalError,
    OutputNotWritable,
    TimeExceeded,
    WorkerDied,
)
from extractor.inputs import expand
from extractor.model import Failure, Limits, Options, Outcome, Source, Status
from extractor.pipeline import extract
from extractor.profile import check_profile
from extractor.read import identify, printable
from extractor.workers import CleanContext

#: told whenever something moved: documents done, pages done
OnProgress = Callable[[int, int], None]


def run(
    inputs: Sequence[str | Path],
    out: str | Path,
    options: Options | None = None,
    limits: Limits | None = None,
    on_progress: OnProgress | None = None,
) -> tuple[Outcome, ...]:
    """Extract every input and write the dataset to ``out``; one Outcome per file, in input order.

    Raises a UsageError when there is nothing to read, the profile is unusable or ``out`` cannot be written; what goes
    wrong with one document is told in its Outcome.
    """
    options, limits = options or Options(), limits or Limits(jobs=os.cpu_count() or 1)
    files = expand([str(i) for i in inputs])
    check_profile(options.profile)
    folder = Path(out)
    _prepare(folder)
    outcomes = tuple(_outcomes(files, options, limits, on_progress or _untold))
    from extractor.write import RunInfo, write_dataset  # noqa: PLC0415 - workers import this module, and never write

    write_dataset(outcomes, folder, RunInfo.now(options))
    return outcomes


def _untold(documents: int, pages: int) -> None:
    """Progress that nobody asked to be told of."""


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".extractor-probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise OutputNotWritable(f"{folder}: {error.strerror}") from error


def _outcomes(files: Sequence[str], options: Options, limits: Limits, told: OnProgress) -> Iterator[Outcome]:
    context = CleanContext()
    # one slot for each document, and no lock: a worker that is killed while it holds one would stop all others
    pages = context.RawArray(c_long, len(files))
    pool = ProcessPool(min(limits.jobs, len(files)), initializer=_start, initargs=(pages,), context=context)
    with _stopped_at_once(pool):
        futures = [pool.schedule(_work, args=(n, f, options), timeout=limits.seconds) for n, f in enumerate(files)]
        for file, future in zip(files, futures, strict=True):
            while not wait([future], timeout=0.1).done:
                told(sum(f.done() for f in futures), sum(pages))
            yield _settled(file, future, limits)
            told(sum(f.done() for f in futures), sum(pages))


@contextmanager
def _stopped_at_once(pool: ProcessPool) -> Iterator[None]:
    """Whatever ends the run (Ctrl-C too) ends the workers, without waiting for the documents that they read."""
    try:
        yield
        pool.close()  # type: ignore[no-untyped-call]
    except BaseException:
        pool.stop()  # type: ignore[no-untyped-call]
        raise
    finally:
        pool.join()


def _settled(file: str, future: Future[Outcome], limits: Limits) -> Outcome:
    """What became of one document; whatever its worker died of becomes a failed Outcome."""
    error: ExtractorError
    try:
        outcome = future.result()
        return replace(outcome, file=printable(outcome.file))
    except TimeoutError:
        error = TimeExceeded(f"{limits.seconds:g}")
    except ProcessExpired as death:
        error = WorkerDied(f"exit code {death.exitcode}")
    except Exception as bug:  # a document may find a bug of ours: it is told, and the others go on
        error = InternalError(f"{type(bug).__name__}: {bug}")
    failure = Failure(error.code, error.message_ja, error.message_en)
    return Outcome(printable(file), _source(file), Status.FAILED, failure=failure)


def _source(file: str) -> Source | None:
    """What the document is, although it was not read to its end."""
    try:
        return identify(file)
    except DocumentError:
        return None


# --- inside a worker --------------------------------------------------------------------------------------------------


class _Pages:
    """The pages read of each document, in memory shared with the parent, set once when a worker starts."""

    done: Array[c_long]


#: objects that are made before Python looks for garbage: a document makes many, and hardly any in circles
_SELDOM = 50_000


def _start(pages: Array[c_long]) -> None:
    _Pages.done = pages
    gc.freeze()
    gc.set_threshold(_SELDOM)


def _work(number: int, file: str, options: Options) -> Outcome:
    def count(done: int, total: int) -> None:  # noqa: ARG001 - a progress bar over documents needs no total of pages
        _Pages.done[number] = done

    return extract(file, options, count)
