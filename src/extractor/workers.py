"""Processes that start clean: a fresh interpreter that imports this package and nothing of the caller's.

``spawn`` is the only start method that leaves PDFium and Arrow's threads whole.  By itself it runs the caller's script
again in each worker, which is why scripts without an ``if __name__ == "__main__"`` guard never end; the workers here
need none of that script.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing import spawn
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any

from pebble import ProcessPool

_replacing = threading.Lock()
#: one thread for each worker: a pool of workers that each take all cores was measured 36 times slower (Tesseract)
ONE_THREAD = dict.fromkeys(
    (
        "OMP_THREAD_LIMIT",
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "NUMEXPR_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
        "RAYON_NUM_THREADS",
    ),
    "1",
)


@contextmanager
def _main_left_out() -> Iterator[None]:
    """While this thread launches a worker, the worker is told of no main module to run again.

    Processes that other threads launch meanwhile (the caller's own) get theirs.
    """
    launching = threading.get_ident()
    with _replacing:
        prepare = spawn.get_preparation_data

        def prepare_without_main(name: str) -> dict[str, Any]:
            data = prepare(name)
            if threading.get_ident() == launching:
                data.pop("init_main_from_path", None)
                data.pop("init_main_from_name", None)
            return data

        spawn.get_preparation_data = prepare_without_main
        try:
            yield
        finally:
            spawn.get_preparation_data = prepare


@contextmanager
def _environment(more: Mapping[str, str]) -> Iterator[None]:
    """While this thread launches a worker, the environment that it inherits has ``more``, where the user says nothing."""
    added = {name: value for name, value in more.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """A worker launched within never hears Ctrl-C, not even while it starts: who launched it ends it.

    It inherits the launching thread's mask of signals, which Windows does not have.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _CleanProcess(SpawnProcess):
    _group_ended = False

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802 - multiprocessing's own hook
        with _main_left_out(), _without_interrupts(), _environment(ONE_THREAD):
            return SpawnProcess._Popen(process_obj)

    def join(self, timeout: float | None = None) -> None:
        """Wait for the worker; when it is gone, what it started goes with it: it leads a group of its own."""
        super().join(timeout)
        if self.pid is not None and self.exitcode is not None and not self._group_ended and hasattr(os, "killpg"):
            self._group_ended = True  # later its number may be another's
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)


class CleanContext(SpawnContext):
    """multiprocessing's spawn context, without the second run of the caller's script."""

    Process = _CleanProcess


@contextmanager
def stopped_at_once(pool: ProcessPool) -> Iterator[ProcessPool]:
    """Whatever ends the block (Ctrl-C too) ends the workers of ``pool``, without waiting for what they do."""
    try:
        yield pool
        pool.close()  # type: ignore[no-untyped-call]
    except BaseException:
        pool.stop()  # type: ignore[no-untyped-call]
        raise
    finally:
        pool.join()
