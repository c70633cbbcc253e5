"""What a worker process may use, so that a hostile document harms its own worker only.

``restrain`` is called once when a worker starts, ``begin_document`` before each document.  What a system lacks (Windows
has no resource limits, macOS does not hold the one on memory) is left out; ``lacking`` names it.
"""

from __future__ import annotations

import ctypes
import importlib
import multiprocessing
import os
import signal
import sys
import threading
from types import ModuleType
from typing import Any

from extractor.errors import DocumentError, MemoryExceeded, TimeExceeded, WorkerDied
from extractor.model import Limits
from extractor.no_network import forbid_network
from extractor.startup import collect_seldom, keep_arrow_plain

#: processor time over the seconds that a document may take: the parent ends a worker first, if there still is one
_GRACE = 10


def restrain(limits: Limits) -> None:
    """Bind this process, and all that it starts, for good: memory, core dumps, its own group, no network, no orphans."""
    _follow_parent()
    resource = _resource()
    if resource is not None:
        _lower(resource, resource.RLIMIT_AS, limits.memory << 20)
        _lower(resource, resource.RLIMIT_CORE, 0)
    forbid_network()


def start_writer() -> None:
    """Make a process ready that writes files of the dataset: it reads no document, so only its parent binds it."""
    collect_seldom()
    keep_arrow_plain()
    _follow_parent()


def begin_document(limits: Limits) -> None:
    """Give the next document its processor time; the limit of the system counts from the start of the process.

    What the one before has left free goes back to the system.
    """
    give_back()
    resource = _resource()
    if resource is None:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(usage.ru_utime + usage.ru_stime + limits.seconds + _GRACE)
    if hard == resource.RLIM_INFINITY or soft < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def give_back() -> None:
    """Have the C library, where it can be asked to (glibc), and Arrow, where it is loaded, give the system what is free.

    They would go on holding it, and what other libraries take comes on top.
    """
    if (trim := getattr(ctypes.pythonapi, "malloc_trim", None)) is not None:
        trim(0)
    if (pool := getattr(sys.modules.get("pyarrow"), "default_memory_pool", None)) is not None:
        pool().release_unused()


def death_of(exit_code: int | None, limits: Limits) -> DocumentError:
    """What a worker died of, by its exit code: PDFium aborts when it is given no more memory."""
    if exit_code is not None and exit_code < 0 and hasattr(signal, "SIGXCPU"):
        if exit_code == -signal.SIGXCPU:
            return TimeExceeded(f"{limits.seconds:g}")
        if exit_code == -signal.SIGABRT:
            return MemoryExceeded(f"{limits.memory}")
        return WorkerDied(_signal_name(-exit_code))
    return WorkerDied(f"exit code {exit_code}")


def lacking() -> tuple[str, ...]:
    """The limits that this system does not hold."""
    if _resource() is None:
        return ("memory", "processor time", "process group")
    return ("memory",) if sys.platform == "darwin" else ()


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _resource() -> ModuleType | None:
    """The module ``resource``, which Windows does not have."""
    try:
        return importlib.import_module("resource")
    except ImportError:
        return None


def _lower(resource: Any, which: int, value: int) -> None:
    hard = resource.getrlimit(which)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(which, (value, value))


def _follow_parent() -> None:
    """Lead a group of its own, and end with the parent."""
    _own_group()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _own_group() -> None:
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)


def _end_with_parent() -> None:
    """A parent that is killed cannot end its workers: they end themselves, and what they started."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    parent.join()
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
