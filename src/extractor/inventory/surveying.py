"""Many files at a glance, each in a worker process: one that hangs or crashes costs its own row only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from msgspec.structs import replace
from pebble import ProcessExpired

from extractor.errors import DocumentError, TimeExceeded, WorkerDied
from extractor.inventory.glance import Glance, glance_at, whole_digest
from extractor.read import printable
from extractor.workers import WorkerPool

#: seconds that a glance may take: 8 pages of any honest file take less than one
SECONDS = 30.0

#: told whenever a file was looked at: how many so far
OnLooked = Callable[[int], None]


def survey(files: Sequence[str], jobs: int, told: OnLooked) -> tuple[Glance, ...]:
    """A Glance for each file, in the order given; those that look the same are compared page by page."""
    with WorkerPool(min(jobs, len(files))) as pool:
        looks = [pool.schedule(glance_at, file, seconds=SECONDS) for file in files]
        found = []
        for file, look in zip(files, looks, strict=True):
            found.append(_settled(file, look))
            told(len(found))
        return _compared(found, files, pool)


def _settled(file: str, look: Future[Glance]) -> Glance:
    error: DocumentError
    try:
        return look.result()
    except TimeoutError:
        error = TimeExceeded(f"{SECONDS:g}")
    except ProcessExpired as death:
        error = WorkerDied(f"exit code {death.exitcode}")
    return Glance(printable(file), error=(error.code, error.message_ja, error.message_en))


def _compared(found: Sequence[Glance], files: Sequence[str], pool: WorkerPool) -> tuple[Glance, ...]:
    """Files with different bytes whose sampled pages agree get the digest of all their pages instead."""
    alike: defaultdict[str | None, set[str | None]] = defaultdict(set)
    for glance in found:
        alike[glance.digest].add(glance.document_id)
    doubtful = [n for n, glance in enumerate(found) if glance.digest and len(alike[glance.digest]) > 1]
    looks = [(n, pool.schedule(whole_digest, files[n], seconds=10 * SECONDS)) for n in doubtful]
    compared = list(found)
    for n, look in looks:
        try:
            digest = look.result()
        except (TimeoutError, ProcessExpired):
            digest = None  # not shown to be a copy: it is read like any other
        compared[n] = replace(compared[n], digest=digest)
    return tuple(compared)
