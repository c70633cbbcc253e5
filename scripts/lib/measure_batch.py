"""Usage: python scripts/lib/measure_batch.py OUT JOBS FILE-OR-FOLDER...: a run and a second one with nothing to do.

Prints documents a minute, processor seconds a document, and the peak memory of the parent and of any worker.
"""

from __future__ import annotations

import os
import resource
import sys
import threading
import time
from dataclasses import dataclass

import psutil

from extractor import Limits, Options, run
from extractor.model import OcrUse


@dataclass(slots=True)
class Peaks:
    """Resident megabytes."""

    parent: float = 0.0
    worker: float = 0.0
    all: float = 0.0


def watch(peaks: Peaks, over: threading.Event) -> None:
    """Look at the memory of this process and of its workers, twice a second."""
    me = psutil.Process(os.getpid())
    while not over.wait(0.5):
        mine = me.memory_info().rss / 1e6
        workers = [_resident(child) for child in me.children(recursive=True)]
        peaks.parent, peaks.worker = max(peaks.parent, mine), max([peaks.worker, *workers])
        peaks.all = max(peaks.all, mine + sum(workers))


def _resident(process: psutil.Process) -> float:
    try:
        return float(process.memory_info().rss / 1e6)
    except psutil.NoSuchProcess:
        return 0.0


def measure(inputs: list[str], out: str, jobs: int) -> None:
    """One run, told in one line."""
    peaks, over = Peaks(), threading.Event()
    watcher = threading.Thread(target=watch, args=(peaks, over))
    watcher.start()
    before, begin = processor_seconds(), time.monotonic()
    documents = len(run(inputs, out, Options(ocr=OcrUse.NEVER), Limits(jobs, 600.0)))
    wall, used = time.monotonic() - begin, processor_seconds() - before
    over.set()
    watcher.join()
    print(
        f"{documents} documents, {jobs} jobs: {wall:.1f} s, {60 * documents / wall:.0f} a minute, "
        f"{1000 * used / documents:.0f} ms of processor each; "
        f"peak MB: parent {peaks.parent:.0f}, a worker {peaks.worker:.0f}, all {peaks.all:.0f}",
        flush=True,
    )


def processor_seconds() -> float:
    """Of this process and of its workers that have ended."""
    usages = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


if __name__ == "__main__":
    measure(sys.argv[3:], sys.argv[1], int(sys.argv[2]))
    measure(sys.argv[3:], sys.argv[1], int(sys.argv[2]))
