"""Processes that start clean: a fresh interpreter that imports this package and nothing of the caller's.

``spawn`` is the only start method that leaves PDFium and Arrow's threads whole.  By itself it runs the caller's script
again in each worker, which is why scripts without an ``if __name__ == "__main__"`` guard never end; the workers here
need none of that script.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import spawn
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, NamedTuple, TypeVar

from msgspec import Struct
from pebble import ProcessExpired, ProcessPool

T = TypeVar("T")

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


#: times that a task is begun whose worker is killed from outside: by a system that ran out of memory, perhaps for
#: another's sake, or by a person
_TRIES = 2
#: seconds between two looks for workers that vanished without a word
_LOOK = 1.0


class _Task(NamedTuple):
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    seconds: float | None
    future: Future[Any]
    tries: int


class _Attempt(Struct, frozen=True, eq=False, gc=False):
    """A task at the one worker of ``lane``."""

    lane: ProcessPool
    task: _Task
    done: Future[Any]


class WorkerPool:
    """Some clean processes, each with one task at a time and in a Pebble pool of its own.

    In a pool of several, one that is killed while it starts, waits or holds their common lock would take the tasks of all
    others with it.  A task whose worker is killed from outside is done once more.  The future of a task has what the task
    returned or raised, TimeoutError after its ``seconds``, ProcessExpired when its worker died of it.

    ``start`` is called with ``arguments`` in each new process; one is replaced after ``tasks_each`` (0: never).  As a
    context it waits for what it was given, and stops at once when the block is left by an exception (Ctrl-C, too).
    """

    def __init__(
        self,
        size: int,
        start: Callable[..., None] | None = None,
        arguments: tuple[object, ...] = (),
        tasks_each: int = 0,
    ) -> None:
        context = CleanContext()
        self._open = partial(
            ProcessPool, 1, max_tasks=tasks_each, initializer=start, initargs=arguments, context=context
        )
        self._idle: list[ProcessPool | None] = [None] * size  # None: not opened yet
        self._busy: set[_Attempt] = set()
        self._tasks: deque[_Task] = deque()
        self._retired: list[threading.Thread] = []
        self._lock = threading.RLock()
        self._over = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._end(ProcessPool.close if kind is None else ProcessPool.stop)

    def schedule(self, function: Callable[..., T], *arguments: object, seconds: float | None = None) -> Future[T]:
        """Have ``function`` called in a worker, as soon as one is free, for at most so many seconds."""
        future: Future[T] = Future()
        with self._lock:
            self._tasks.append(_Task(function, arguments, seconds, future, 1))
            self._begin()
        return future

    def stop(self) -> None:
        """End all workers, whatever they do."""
        self._end(ProcessPool.stop)

    def _begin(self) -> None:
        """Give tasks to workers that are free (the lock is held)."""
        while self._idle and self._tasks:
            lane, task = self._idle.pop() or self._open(), self._tasks.popleft()
            try:
                done = _given(task, lane)
            except RuntimeError:  # its worker was lost while it had nothing to do
                self._retire(lane)
                lane = self._open()
                done = _given(task, lane)
            attempt = _Attempt(lane, task, done)
            self._busy.add(attempt)
            attempt.done.add_done_callback(partial(self._ended, attempt))

    def _ended(self, attempt: _Attempt, done: Future[Any]) -> None:
        task, lane = attempt.task, attempt.lane
        error = done.exception() if done.done() else BrokenProcessPool()
        died = isinstance(error, ProcessExpired | BrokenProcessPool)
        again = died and _from_outside(error) and task.tries < _TRIES
        with self._lock:
            if attempt not in self._busy:
                return
            self._busy.remove(attempt)
            if again:
                self._tasks.appendleft(task._replace(tries=task.tries + 1))
            if died:
                self._retire(lane)
            self._idle.append(None if died else lane)
            if not self._over.is_set():
                self._begin()
        if error is None:
            task.future.set_result(done.result())
        elif not again:
            broken = isinstance(error, BrokenProcessPool)
            lost = ProcessExpired("a worker was lost", code=None)  # type: ignore[no-untyped-call]
            task.future.set_exception(lost if broken else error)

    def _retire(self, lane: ProcessPool) -> None:
        """Stop a pool from a thread of its own: those of the pool can't wait for themselves."""
        self._retired.append(threading.Thread(target=_ended_by, args=(lane, ProcessPool.stop)))
        self._retired[-1].start()

    def _watch(self) -> None:
        """Pebble forgets a task that it is given just when it loses its last worker."""
        while not self._over.wait(_LOOK):
            for attempt in tuple(self._busy):
                if not attempt.lane.active and not attempt.done.done():
                    self._ended(attempt, attempt.done)

    def _end(self, way: Callable[[ProcessPool], None]) -> None:
        with self._lock:
            self._over.set()
            lanes = [lane for lane in self._idle if lane is not None] + [attempt.lane for attempt in self._busy]
        ending = [threading.Thread(target=_ended_by, args=(lane, way)) for lane in lanes]
        for thread in ending:
            thread.start()
        for thread in (*ending, *self._retired):
            thread.join()


def _given(task: _Task, lane: ProcessPool) -> Future[Any]:
    return lane.schedule(task.function, args=task.arguments, timeout=task.seconds)


def _ended_by(lane: ProcessPool, way: Callable[[ProcessPool], None]) -> None:
    way(lane)
    lane.join()


def _from_outside(error: BaseException | None) -> bool:
    """Whether it was no deed of the task: it may crash, or breach a limit, but nothing in it kills its own process."""
    if isinstance(error, ProcessExpired) and error.exitcode is not None:
        return -error.exitcode in {signal.SIGTERM, getattr(signal, "SIGKILL", None), getattr(signal, "SIGHUP", None)}
    return True
