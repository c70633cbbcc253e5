"""The Dask engine: the same jobs on the workers of a cluster, each document in a process of its own there, too.

A task whose Dask worker is lost is given to another one; one that loses several in a row is told as failed.  Files must be
reachable from the workers by the names given: a shared file system, or URLs.
"""

from __future__ import annotations

import atexit
import multiprocessing
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from ctypes import c_long
from functools import lru_cache
from threading import Lock
from typing import Any

from msgspec.structs import replace

from extractor.batch import work
from extractor.batch.local import DOCUMENTS_PER_WORKER, OnProgress, error_of
from extractor.batch.spool import local_file
from extractor.batch.work import Job, Made
from extractor.errors import DocumentError, EngineMissing, WorkerDied
from extractor.model import Limits
from extractor.workers import CleanContext, WorkerPool

#: documents that wait on the cluster, for each of its threads
_AHEAD = 4
#: seconds in which a scheduler must answer
_CONNECT = 30.0


def done_on_dask(jobs: Sequence[Job], limits: Limits, told: OnProgress, scheduler: str | None) -> Iterator[Made]:
    """What became of each job, as soon as it is known; ``scheduler`` is an address, None for a cluster of this machine.

    Raises EngineMissing where Dask is not installed or nobody answers at the address.
    """
    with _client(scheduler, limits) as client:
        from distributed import as_completed  # noqa: PLC0415 - an extra; _client tells when it is missing

        threads = sum(client.nthreads().values()) or 1
        unscheduled = iter(jobs)
        submitted: dict[str, Job] = {}
        ended = as_completed(raise_errors=False)

        def submit_next() -> None:
            job = next(unscheduled, None)
            if job is not None:
                future = client.submit(work_there, job, limits, pure=False)
                submitted[future.key] = job
                ended.add(future)

        for _ in range(_AHEAD * threads):
            submit_next()
        for done, future in enumerate(ended, 1):
            job = submitted.pop(future.key)
            yield _made(job, future)
            future.release()
            submit_next()
            told(done, 0)


@contextmanager
def _client(scheduler: str | None, limits: Limits) -> Iterator[Any]:
    try:
        import dask  # noqa: PLC0415
        from distributed import Client, LocalCluster  # noqa: PLC0415
    except ImportError as error:
        raise EngineMissing("pip install 'disclosure-extractor[dask]'") from error
    with ExitStack() as stack:
        try:
            if scheduler is None:
                stack.enter_context(dask.config.set({"distributed.worker.daemon": False}))
                scheduler = stack.enter_context(
                    LocalCluster(n_workers=limits.jobs, threads_per_worker=1, dashboard_address=None)
                )
            client = stack.enter_context(Client(scheduler, timeout=_CONNECT))
        except (OSError, TimeoutError, ValueError) as error:
            raise EngineMissing(f"{scheduler}: {error}") from error
        yield client


def _made(job: Job, future: Any) -> Made:
    if future.status == "finished":
        made: Made = future.result()
        return Made(*made)
    return work.failed(job, WorkerDied(f"{type(future.exception()).__name__}"))


# --- on a worker of the cluster ---------------------------------------------------------------------------------------

_starting = Lock()


def work_there(job: Job, limits: Limits) -> Made:
    """Read one document on a Dask worker, in a process of its own: with the limits of the local engine, and its codes."""
    with _starting:
        pool = _isolated(limits)
    try:
        with local_file(job.file) as file:
            future = pool.schedule(work.work, 0, replace(job, file=file), seconds=limits.seconds)
            error = error_of(future, limits, limits.seconds)
            return future.result() if error is None else work.failed(job, error)
    except DocumentError as error:
        return work.failed(job, error)


@lru_cache(maxsize=1)
def _isolated(limits: Limits) -> WorkerPool:
    """The processes that read documents for this Dask worker, one for each of its threads; they end with it."""
    from distributed import get_worker  # noqa: PLC0415

    # a nanny starts workers as daemons, which may have no children unless they say otherwise
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    pages = CleanContext().RawArray(c_long, 1)
    pool = WorkerPool(get_worker().state.nthreads, work.start, (pages, limits), DOCUMENTS_PER_WORKER)
    atexit.register(pool.stop)
    return pool
