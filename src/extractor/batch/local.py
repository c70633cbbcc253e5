"""The local engine: a document at a time in each of some worker processes of this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from ctypes import c_long

from pebble import ProcessExpired, ProcessPool

from extractor.batch import work
from extractor.batch.work import Job, Made
from extractor.errors import ExtractorError, InternalError, TimeExceeded, WorkerDied
from extractor.model import Limits
from extractor.workers import CleanContext

#: told whenever something moved: documents done, pages done
OnProgress = Callable[[int, int], None]
#: a worker is replaced after so many documents: what libraries leak goes with it
_DOCUMENTS_PER_WORKER = 200
#: seconds between two looks at how many pages were read
_LOOK = 0.1


def done_locally(jobs: Sequence[Job], limits: Limits, told: OnProgress) -> Iterator[Made]:
    """What became of each job, as soon as it is known; whatever a worker died of becomes a failed outcome."""
    context = CleanContext()
    # one slot for each document, and no lock: a worker that is killed while it holds one would stop all others
    pages = context.RawArray(c_long, len(jobs))
    pool = ProcessPool(
        min(limits.jobs, len(jobs)),
        max_tasks=_DOCUMENTS_PER_WORKER,
        initializer=work.start,
        initargs=(pages,),
        context=context,
    )
    with _stopped_at_once(pool):
        waiting: dict[Future[Made], Job] = {
            pool.schedule(work.work, args=(n, j), timeout=limits.seconds): j for n, j in enumerate(jobs)
        }
        while waiting:
            for future in wait(waiting, timeout=_LOOK, return_when=FIRST_COMPLETED).done:
                yield _settled(waiting.pop(future), future, limits)
            told(len(jobs) - len(waiting), sum(pages))


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


def _settled(job: Job, future: Future[Made], limits: Limits) -> Made:
    error: ExtractorError
    try:
        return future.result()
    except TimeoutError:
        error = TimeExceeded(f"{limits.seconds:g}")
    except ProcessExpired as death:
        error = WorkerDied(f"exit code {death.exitcode}")
    except Exception as bug:  # a document may find a bug of ours: it is told, and the others go on
        error = InternalError(f"{type(bug).__name__}: {bug}")
    return work.failed(job, error)
