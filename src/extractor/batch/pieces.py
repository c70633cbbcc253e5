"""What each document adds to the dataset, made by the workers that have read: the parent puts it together.

A worker reads the kept result for itself and leaves files, so that nothing large goes from process to process, and neither
the number of documents nor the length of one counts in the parent.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
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
#: pieces that are in the making or wait for those before them, for each worker: each takes room on the disk
_AHEAD = 4


class _Task(Struct, frozen=True, gc=False):
    """The kept result of ``entry`` in the output folder ``out``, to be made a piece."""

    out: Path
    entry: Entry
    place: Place
    profile: str
    folder: Path
    limits: Limits


def maker_for(index: Index, store: Store, profile: str, workers: Workers, look: Look) -> Make | None:
    """Makes the pieces of all entries by ``workers``; None where there is so little that they are best made here.

    ``look`` gives outcomes to this process: those that are no entry, and those that a worker did not get done.
    """
    if sum(entry.records for entry in index.entries) < _MANY:
        return None

    def make(places: Sequence[Place], folder: Path) -> Iterator[Piece]:
        from extractor.write import make_piece  # noqa: PLC0415 - workers read before they write

        of_entries, others = places[: len(index.entries)], places[len(index.entries) :]
        tasks = (
            _Task(store.out, entry, place, profile, folder / str(place.number), workers.limits)
            for entry, place in zip(index.entries, of_entries, strict=True)
        )
        for task, piece in _by(workers, tasks):
            # a worker that is killed, or needs too much, loses nothing but time; what fails here, too, is told by its error
            again = folder / f"{task.place.number} again"
            yield piece or make_piece(look(task.place.number), task.place, profile, again)
        for place in others:
            yield make_piece(look(place.number), place, profile, folder / str(place.number))

    return make


def _by(workers: Workers, tasks: Iterator[_Task]) -> Iterator[tuple[_Task, Piece | None]]:
    """The piece of each task, in their order; None where there is none."""
    pool, _ = workers.pool()
    limits = workers.limits
    waiting: deque[tuple[_Task, Future[Piece]]] = deque()
    while True:
        while len(waiting) < _AHEAD * limits.jobs and (task := next(tasks, None)) is not None:
            waiting.append((task, pool.schedule(piece_there, task, seconds=limits.seconds)))
        if not waiting:
            return
        task, future = waiting.popleft()
        yield task, future.result() if future.exception() is None else None


def piece_there(task: _Task) -> Piece:
    """In a worker: the piece of ``task``."""
    # Arrow's own allocator keeps a gigabyte of addresses, which are limited here
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    from extractor.write import make_piece  # noqa: PLC0415 - for those that make pieces

    begin_document(task.limits)
    outcome = outcome_of(task.entry, Store(task.out), reasons=False)
    return make_piece(outcome, task.place, task.profile, task.folder)
