"""The local engine: one task at a time in each of some worker processes of this machine."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack
from ctypes import c_long
from typing import TypeVar

from msgspec.structs import replace
from pebble import ProcessExpired

from extractor.batch import settling, work
from extractor.batch.settling import Group
from extractor.batch.spool import local_file
from extractor.batch.work import Job, Made
from extractor.errors import DocumentError, ExtractorError, InternalError, MemoryExceeded, TimeExceeded
from extractor.limits import death_of
from extractor.model import Limits
from extractor.workers import CleanContext, WorkerPool

#: told whenever something moved: documents done, pages done
OnProgress = Callable[[int, int], None]
#: a worker is replaced after so many documents: what libraries leak goes with it
DOCUMENTS_PER_WORKER = 200
#: documents that wait for a worker, for each worker: more would only fill memory, and the disk when they are fetched
_AHEAD = 8
#: seconds between two looks at how many pages were read
_LOOK = 0.1

Result = TypeVar("Result")


def done_locally(jobs: Sequence[Job], limits: Limits, told: OnProgress) -> Iterator[Made]:
    """What became of each job, as soon as it is known; whatever a worker died of becomes a failed outcome."""
    # one slot for each document, and no lock: a worker that is killed while it holds one would stop all others
    pages = CleanContext().RawArray(c_long, len(jobs))
    size = min(limits.jobs, len(jobs))
    with WorkerPool(size, work.start, (pages, limits), DOCUMENTS_PER_WORKER) as pool:
        waiting: dict[Future[Made], tuple[Job, ExitStack]] = {}
        unscheduled = deque(enumerate(jobs))
        while waiting or unscheduled:
            while unscheduled and len(waiting) < _AHEAD * size:
                number, job = unscheduled.popleft()
                copies = ExitStack()  # removed with it, whatever happens
                try:
                    here = replace(job, file=copies.enter_context(local_file(job.file)))
                except DocumentError as error:
                    yield work.failed(job, error)
                    continue
                waiting[pool.schedule(work.work, number, here, seconds=limits.seconds)] = (job, copies)
            for future in wait(waiting, timeout=_LOOK, return_when=FIRST_COMPLETED).done:
                job, copies = waiting.pop(future)
                copies.close()
                fault = error_of(future, limits, limits.seconds)
                yield future.result() if fault is None else work.failed(job, fault)
            told(len(jobs) - len(waiting) - len(unscheduled), sum(pages))


def settled_locally(groups: Sequence[Group], limits: Limits) -> Iterator[Made]:
    """The results of all groups, settled; a group whose worker died stays as it was read, and says so."""
    with WorkerPool(min(limits.jobs, len(groups)), work.prepare, (limits,), DOCUMENTS_PER_WORKER) as pool:
        waiting: dict[Future[tuple[Made, ...]], Group] = {}
        for group in groups:
            waiting[pool.schedule(settling.settle, group, seconds=limits.seconds * len(group.entries))] = group
        while waiting:
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                group = waiting.pop(future)
                error = error_of(future, limits, limits.seconds * len(group.entries))
                yield from future.result() if error is None else settling.unsettled(group, error.message_en)


def error_of(future: Future[Result], limits: Limits, seconds: float) -> ExtractorError | None:
    """Why there is no result."""
    error = future.exception()
    match error:
        case None:
            return None
        case TimeoutError():
            return TimeExceeded(f"{seconds:g}")
        case ProcessExpired():
            return death_of(error.exitcode, limits)
        case MemoryError():
            return MemoryExceeded(f"{limits.memory}")
        case _:  # a document may find a bug of ours: it is told, and the others go on
            return InternalError(f"{type(error).__name__}: {error}")
