"""One document in a worker: what goes into a worker process, and what comes back from it."""

from __future__ import annotations

import gc
from ctypes import Array, c_long
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from extractor.errors import ExtractorError
from extractor.limits import begin_document, restrain
from extractor.model import Failure, Limits, Options, Outcome, Source, Status
from extractor.read import printable
from extractor.startup import collect_seldom, keep_arrow_plain
from extractor.store import Entry, encode
from extractor.version import __version__


class Job(Struct, frozen=True, gc=False):
    """A document to be read: ``entry`` says where its result belongs, ``file`` is the path as the system knows it."""

    entry: Entry
    file: str
    options: Options


class Made(NamedTuple):
    """What became of a job: the entry with the digest of its outcome, and the outcome as bytes to be kept."""

    entry: Entry
    content: bytes


def made_of(entry: Entry, outcome: Outcome) -> Made:
    """The outcome under the printable name of its input, ready to be kept."""
    named = renamed(outcome, entry.file)
    return Made(entry.with_digest(named), encode(named))


def renamed(outcome: Outcome, file: str) -> Outcome:
    """What was read under another name (that of a copy, of what a URL was fetched to): the bytes are the same."""
    if outcome.source is None:
        return replace(outcome, file=file)
    source = Source(Path(file), file, outcome.source.document_id)
    document = replace(outcome.document, source=source) if outcome.document else None
    return replace(outcome, file=file, source=source, document=document)


def failed(job: Job, error: ExtractorError) -> Made:
    """What became of a document that its worker died of."""
    failure = Failure(error.code, error.message_ja, error.message_en)
    outcome = Outcome(
        printable(job.file),
        Source(Path(job.entry.file), job.entry.file, job.entry.document_id) if job.entry.document_id else None,
        Status.FAILED,
        failure=failure,
        extractor_version=__version__,
    )
    return made_of(job.entry, outcome)


class _Worker:
    """What a worker is told once, when it starts: its limits, and where the pages read of each document are counted, in
    memory shared with the parent."""

    done: Array[c_long]
    limits: Limits


def start(pages: Array[c_long], limits: Limits) -> None:
    """Make a new worker ready, which counts the pages of documents that it reads in ``pages``."""
    collect_seldom()
    keep_arrow_plain()
    import extractor.pipeline  # noqa: F401, PLC0415 - for workers only, and before their memory is frozen

    _Worker.done, _Worker.limits = pages, limits
    restrain(limits)
    gc.freeze()


def work(number: int, job: Job) -> Made:
    """Read the document of ``job``, the ``number``-th of those that this run reads."""

    from extractor.pipeline import extract  # noqa: PLC0415 - as above

    def count(done: int, total: int) -> None:  # noqa: ARG001 - a progress bar over documents needs no total of pages
        _Worker.done[number] = done

    begin_document(_Worker.limits)
    return made_of(job.entry, extract(job.file, job.options, count, _Worker.limits))
