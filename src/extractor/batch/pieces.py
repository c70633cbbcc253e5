"""What each document adds to the dataset, made by the workers that have read: the parent puts it together.

A worker reads the kept result for itself and leaves files, so that nothing large goes from process to process, and neither
the number of documents nor the length of one counts in the parent.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from extractor.batch.local import Workers
from extractor.batch.results import outcome_of
from extractor.limits import begin_document
from extractor.model import Limits
from extractor.store import Entry, Index, Store

if TYPE_CHECKING:
    from extractor.write import Look, Make, Piece, Place

#: records from which on workers pay: each loads Arrow first (0.1 s), and a thousand records take 0.1 s
_MANY = 10_000
#: records of one document from on which it leaves a worker's memory in so many bits that a fresh one takes a third less
_LONG = 30_000
#: records and documents whose pieces are made by one task: to give one, and to replace a worker now and then, costs, too
_RECORDS, _DOCUMENTS = 2_000, 16
#: tasks that are in the making or wait for those before them, for each worker: what they make takes room on the disk
_AHEAD = 4


class _Task(Struct, frozen=True, gc=False):
    """The kept results of some entries in the output folder ``out``, to be made pieces of the dataset in ``folder``."""

    out: Path
    entries: tuple[tuple[Entry, Place], ...]
    profile: str
    folder: Path
    limits: Limits


def maker_for(index: Index, store: Store, profile: str, workers: Workers, look: Look) -> Make | None:
    """Makes the pieces of all entries by ``workers``; None where there is so little that they are best made here.

    ``look`` gives outcomes to this process: those that are no entry, and those that a worker did not get done.
    """
    if sum(entry.records for entry in index.entries) < _MANY:
        return None
    if any(entry.records >= _LONG for entry in index.entries):
        workers.end()

    def make(places: Sequence[Place], folder: Path) -> Iterator[Piece]:
        from extractor.write import make_anew  # noqa: PLC0415 - workers read before they write

        some = _some(zip(index.entries, places, strict=False))
        tasks = (_Task(store.out, entries, profile, folder, workers.limits) for entries in some)
        for task, pieces in _by(workers, tasks):
            # a worker that is killed, or needs too much, loses nothing but time; what fails here, too, is told by its error
            yield from pieces or (make_anew(look(place.number), place, profile, folder) for _, place in task.entries)
        for place in places[len(index.entries) :]:
            yield make_anew(look(place.number), place, profile, folder)

    return make


def _some(entries: Iterable[tuple[Entry, Place]]) -> Iterator[tuple[tuple[Entry, Place], ...]]:
    """The entries, in their order, as many at a time as make up a task."""
    some: list[tuple[Entry, Place]] = []
    for entry, place in entries:
        records = entry.records + sum(one.records for one, _ in some)
        if some and (records > _RECORDS or len(some) == _DOCUMENTS):
            yield tuple(some)
            some = []
        some.append((entry, place))
    if some:
        yield tuple(some)


def _by(workers: Workers, tasks: Iterator[_Task]) -> Iterator[tuple[_Task, tuple[Piece, ...]]]:
    """The pieces of each task, in their order; none where a worker did not get them done."""
    pool, _ = workers.pool()
    limits = workers.limits
    waiting: deque[tuple[_Task, Future[tuple[Piece, ...]]]] = deque()
    while True:
        while len(waiting) < _AHEAD * limits.jobs and (task := next(tasks, None)) is not None:
            seconds = limits.seconds * len(task.entries)
            waiting.append((task, pool.schedule(pieces_there, task, seconds=seconds)))
        if not waiting:
            return
        task, future = waiting.popleft()
        yield task, future.result() if future.exception() is None else ()


def pieces_there(task: _Task) -> tuple[Piece, ...]:
    """In a worker: the pieces of ``task``."""
    # Arrow's own allocator keeps a gigabyte of addresses, which are limited here
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    from extractor.write import make_piece  # noqa: PLC0415 - for those that make pieces

    store, made = Store(task.out), []
    for entry, place in task.entries:
        begin_document(task.limits)
        made.append(make_piece(outcome_of(entry, store, reasons=False), place, task.profile, task.folder))
    return tuple(made)
