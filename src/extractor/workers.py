"""Processes that start clean: a fresh interpreter that imports this package and nothing of the caller's.

``spawn`` is the only start method that leaves PDFium and Arrow's threads whole.  By itself it runs the caller's script
again in each worker, which is why scripts without an ``if __name__ == "__main__"`` guard never end; the workers here
need none of that script.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any

_hiding = threading.Lock()


@contextmanager
def _main_hidden() -> Iterator[None]:
    """While a worker is launched, the main module looks like an interactive one: nothing to run again."""
    main = sys.modules["__main__"]
    with _hiding:
        spec, file = main.__spec__, main.__dict__.pop("__file__", None)
        main.__spec__ = None
        try:
            yield
        finally:
            main.__spec__ = spec
            if file is not None:
                main.__file__ = file


class _CleanProcess(SpawnProcess):
    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802 - multiprocessing's own hook
        with _main_hidden():
            return SpawnProcess._Popen(process_obj)


class CleanContext(SpawnContext):
    """multiprocessing's spawn context, without the second run of the caller's script."""

    Process = _CleanProcess
