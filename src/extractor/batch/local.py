"""The local engine: one task at a time in each of some worker processes of this machine."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack
from ctypes import Array, c_long
from types import TracebackType
from typing import Self, TypeVar

from msgspec.structs import replace
from pebble import ProcessExpired

from extractor.batch import settling, work
from extractor.batch.settling import Group
from extractor.batch.spool import local_file
from extractor.batch.work import Job, Made
from extractor.errors import DocumentError, ExtractorError, InternalError, MemoryExceeded, TimeExceeded
from extractor.limits import begin_document, death_of
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


class Workers:
    """The processes of this machine that read documents, then settle groups, then make pieces of the dataset: started when
    there is something to do.

    As a context it ends them, at once where the block is left by an exception.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._pool: tuple[WorkerPool, Array[c_long]] | None = None
        self._ending = ExitStack()

    def __enter__(self) -> Self:
        self._ending.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.__exit__(kind, error, trace)

    def end(self) -> None:
        """End them, as soon as they have done what they were given: what they hold is free for what is made next."""
        self._pool = None
        self._ending.close()

    def pool(self, documents: int = 1) -> tuple[WorkerPool, Array[c_long]]:
        """The pool, and where it counts the pages of so many documents.

        One slot for each document, and no lock: a worker that is killed while it holds one would stop all others.
        """
        if self._pool is None:
            pages = CleanContext().RawArray(c_long, documents)
            pool = WorkerPool(self.limits.jobs, work.start, (pages, self.limits), DOCUMENTS_PER_WORKER)
            self._pool = (self._ending.enter_context(pool), pages)
        return self._pool


def done_locally(jobs: Sequence[Job], limits: Limits, told: OnProgress, workers: Workers) -> Iterator[Made]:
    """What became of each job, as soon as it is known; whatever a worker died of becomes a failed outcome."""
    pool, pages = workers.pool(len(jobs))
    ahead = _AHEAD * min(limits.jobs, len(jobs))
    waiting: dict[Future[Made], tuple[Job, ExitStack]] = {}
    unscheduled = deque(enumerate(jobs))
    while waiting or unscheduled:
        while unscheduled and len(waiting) < ahead:
            number, job = unscheduled.popleft()
            copies = ExitStack()  # removed with it, whatever happens
            try:
                here = replace(job, file=copies.enter_context(local_file(job.file)))
            except DocumentError as error:
                yield work.failed(job, error)
                continue
            waiting[pool.schedule(work.work, number, here, seconds=limits.seconds)] = (job, copies)
        _load_writers()
        for future in wait(waiting, timeout=_LOOK, return_when=FIRST_COMPLETED).done:
            job, copies = waiting.pop(future)
            copies.close()
            fault = error_of(future, limits, limits.seconds)
            yield future.result() if fault is None else work.failed(job, fault)
        told(len(jobs) - len(waiting) - len(unscheduled), sum(pages))


def _load_writers() -> None:
    """What this process will write with: there is time for it while its workers start."""
    import extractor.deriving  # noqa: F401, PLC0415


def settled_locally(groups: Sequence[Group], limits: Limits, workers: Workers) -> Iterator[Made]:
    """The results of all groups, settled; a group whose worker died stays as it was read, and says so."""
    pool, _ = workers.pool()
    waiting: dict[Future[tuple[Made, ...]], tuple[Group, Limits]] = {}
    for group in groups:
        each = replace(limits, seconds=limits.seconds * len(group.entries))
        waiting[pool.schedule(_settled, group, each, seconds=each.seconds)] = (group, each)
    while waiting:
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            group, each = waiting.pop(future)
            error = error_of(future, each, each.seconds)
            yield from future.result() if error is None else settling.unsettled(group, error.message_en)


def _settled(group: Group, limits: Limits) -> tuple[Made, ...]:
    """In a worker: ``group`` settled, which may take as long as ``limits`` say."""
    begin_document(limits)
    return settling.settle(group)


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
