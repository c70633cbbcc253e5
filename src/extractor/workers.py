"""Processes that start clean: a fresh interpreter that imports this package and nothing of the caller's.

``spawn`` is the only start method that leaves PDFium and Arrow's threads whole.  By itself it runs the caller's script
again in each worker, which is why scripts without an ``if __name__ == "__main__"`` guard never end; the workers here
need none of that script.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import spawn
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any

_replacing = threading.Lock()


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
    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802 - multiprocessing's own hook
        with _main_left_out(), _without_interrupts():
            return SpawnProcess._Popen(process_obj)


class CleanContext(SpawnContext):
    """multiprocessing's spawn context, without the second run of the caller's script."""

    Process = _CleanProcess
