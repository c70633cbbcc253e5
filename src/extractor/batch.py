"""Many documents: each in a worker process, so that one that hangs or crashes takes nothing with it."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from extractor.errors import ExtractorError, InternalError, NoInput, OutputNotWritable, TimeExceeded, WorkerDied
from extractor.model import Failure, Options, Outcome, Status
from extractor.pipeline import extract
from extractor.profile import load_profile
from extractor.workers import CleanContext
from extractor.write import RunInfo, write_dataset


@dataclass(frozen=True, slots=True)
class Limits:
    """How many documents at once, and how long each may take."""

    jobs: int = 1
    seconds: float = 600.0


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
    folder = Path(out)
    _prepare(folder)
    load_profile(options.profile)
    outcomes = tuple(_outcomes(files, options, limits, on_progress or _untold))
    write_dataset(outcomes, folder, RunInfo.now(options))
    return outcomes


def expand(inputs: Sequence[str]) -> tuple[str, ...]:
    """Files, folders (every PDF below them) and globs to file names, each once, sorted within a folder or glob."""
    files: dict[str, None] = {}
    for item in inputs:
        path = Path(item)
        if path.is_dir():
            found = sorted(str(p) for p in path.rglob("*") if p.suffix.lower() == ".pdf" and p.is_file())
        elif path.exists() or not glob.has_magic(item):
            found = [item]
        else:
            found = sorted(glob.glob(item, recursive=True))  # noqa: PTH207 - pathlib has no globs from the root
        if not found:
            raise NoInput(item)
        files.update(dict.fromkeys(found))
    if not files:
        raise NoInput("nothing")
    return tuple(files)


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
    pages = context.Value("q", 0)
    with ProcessPool(min(limits.jobs, len(files)), initializer=_start, initargs=(pages,), context=context) as pool:
        futures = [pool.schedule(_work, args=(file, options), timeout=limits.seconds) for file in files]
        for done, (file, future) in enumerate(zip(files, futures, strict=True)):
            while not wait([future], timeout=0.1).done:
                told(done, pages.value)
            yield _settled(file, future, limits)
            told(done + 1, pages.value)


def _settled(file: str, future: Future[Outcome], limits: Limits) -> Outcome:
    """What became of one document; whatever its worker died of becomes a failed Outcome."""
    error: ExtractorError
    try:
        return future.result()
    except TimeoutError:
        error = TimeExceeded(f"{limits.seconds:g}")
    except ProcessExpired as death:
        error = WorkerDied(f"exit code {death.exitcode}")
    except Exception as bug:  # a document may find a bug of ours: it is told, and the others go on
        error = InternalError(f"{type(bug).__name__}: {bug}")
    return Outcome(file, None, Status.FAILED, failure=Failure(error.code, error.message_ja, error.message_en))


# --- inside a worker --------------------------------------------------------------------------------------------------


class _Pages:
    """The counter shared with the parent, set once when a worker starts."""

    done: Synchronized[int]


def _start(pages: Synchronized[int]) -> None:
    _Pages.done = pages


def _work(file: str, options: Options) -> Outcome:
    return extract(file, options, _count_page)


def _count_page(done: int, total: int) -> None:  # noqa: ARG001 - the counter only needs to know that a page is done
    with _Pages.done.get_lock():
        _Pages.done.value += 1
