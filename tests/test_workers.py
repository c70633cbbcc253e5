"""The pool of workers: whatever happens to one of them, at any moment, concerns no task but its own."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import psutil
import pytest
from pebble import ProcessExpired

from children import quick_children  # noqa: F401 - a fixture
from extractor.workers import WorkerPool

pytestmark = [pytest.mark.usefixtures("quick_children"), pytest.mark.slow]


def killed_once(folder: Path) -> None:
    """Kill this process, unless one was killed for this folder before."""
    if not (folder / "killed").exists():
        (folder / "killed").touch()
        os.kill(os.getpid(), signal.SIGKILL)


def killed_always(_: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def ends_itself() -> None:
    os._exit(7)


def number_of_process() -> int:
    return os.getpid()


def test_a_worker_killed_while_it_starts_costs_nothing(tmp_path: Path) -> None:
    with WorkerPool(1, killed_once, (tmp_path,)) as pool:
        results = [pool.schedule(str, n, seconds=60) for n in range(3)]
        assert [result.result(60) for result in results] == ["0", "1", "2"]
    assert (tmp_path / "killed").exists()


def test_a_worker_killed_while_it_waits_costs_nothing() -> None:
    with WorkerPool(1) as pool:
        worker = pool.schedule(number_of_process).result(60)
        os.kill(worker, signal.SIGKILL)
        assert pool.schedule(number_of_process).result(60) != worker


def test_a_task_is_begun_twice_when_its_worker_is_killed_and_no_more(tmp_path: Path) -> None:
    with WorkerPool(2) as pool:
        twice = pool.schedule(killed_once, tmp_path)
        never = pool.schedule(killed_always, tmp_path)
        others = [pool.schedule(str, n) for n in range(4)]
        assert twice.result(60) is None
        with pytest.raises(ProcessExpired):
            never.result(60)
        assert [other.result(60) for other in others] == ["0", "1", "2", "3"]


def test_what_a_task_does_to_itself_is_not_tried_again() -> None:
    with WorkerPool(1) as pool:
        begin = time.monotonic()
        with pytest.raises(TimeoutError):
            pool.schedule(time.sleep, 60, seconds=0.5).result(60)
        with pytest.raises(ZeroDivisionError):
            pool.schedule(divmod, 1, 0).result(60)
        with pytest.raises(ProcessExpired) as death:
            pool.schedule(ends_itself).result(60)
        assert death.value.exitcode == 7
        assert time.monotonic() - begin < 30


def test_leaving_by_an_exception_ends_workers_at_once() -> None:
    before = set(psutil.Process().children())
    begin = time.monotonic()
    with pytest.raises(KeyboardInterrupt), WorkerPool(2) as pool:
        for _ in range(4):
            pool.schedule(time.sleep, 60)
        threading.Event().wait(0.5)
        raise KeyboardInterrupt
    assert time.monotonic() - begin < 20
    assert set(psutil.Process().children()) <= before
