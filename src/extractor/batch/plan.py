"""Before a run: which inputs have a result that still stands, and which are to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from enum import StrEnum

import msgspec
from msgspec import Struct

from extractor.batch.asked import Asked
from extractor.batch.spool import document_id_of
from extractor.batch.work import Job
from extractor.errors import PasswordNeeded
from extractor.model import Options, Status
from extractor.read import printable
from extractor.store import Entry, Index, Store, result_key, run_key


class Redo(StrEnum):
    """Which results are made anew although nothing has changed."""

    NOTHING = "nothing"
    FAILED = "failed"
    EVERYTHING = "everything"


class Plan(Struct, frozen=True, gc=False):
    """``index`` has every input of the folder, ``jobs`` one for each result that is to be made.

    ``gone`` names the inputs that are no longer there while their results still are.
    """

    index: Index
    jobs: tuple[Job, ...]
    gone: tuple[str, ...] = ()


def plan(asked: Sequence[Asked], store: Store, redo: Redo) -> Plan:
    """Hash the files and compare them with what ``store`` keeps; those that are slow to read come last among the jobs."""
    index = store.index()
    known = {entry.file: entry for entry in index.entries}
    runs: dict[Options, str] = {}
    with ThreadPoolExecutor() as pool:
        ids = list(pool.map(document_id_of, (one.file for one in asked)))
    entries, jobs, gone = [], {}, []
    for one, document_id in zip(asked, ids, strict=True):
        options = replace(one.options, decisions=())  # they are applied to results, and cost no second reading
        if options not in runs:
            runs[options] = run_key(options)
        entry = _entry(printable(one.file), document_id, runs[options])
        old = known.get(entry.file)
        if document_id is None and old is not None and old.document_id is not None and _kept(old, store):
            entries.append(old)
            gone.append(entry.file)
            continue
        entry = _with_old_digest(entry, old, store)
        entries.append(entry)
        if _is_due(entry, options, store, redo) and entry.key not in jobs:
            jobs[entry.key] = (one.slow, Job(entry, one.file, options))
    ordered = [job for _, job in sorted(jobs.values(), key=lambda due: due[0])]
    return Plan(index.merged(entries), tuple(ordered), tuple(gone))


def _entry(file: str, document_id: str | None, run: str) -> Entry:
    """An input that cannot even be hashed keeps its failure under its name."""
    return Entry(file, document_id, result_key(document_id or f"unread {file}", run))


def _kept(entry: Entry, store: Store) -> bool:
    return entry.key is not None and store.has(entry.key)


def _with_old_digest(entry: Entry, old: Entry | None, store: Store) -> Entry:
    """With what is known of the result: from the index, or (when a run was killed before it wrote one) from itself."""
    if entry.document_id is None or not _kept(entry, store):
        return entry
    if old is not None and old.key == entry.key and old.status is not None:
        return msgspec.structs.replace(old, document_id=entry.document_id)
    outcome = store.load(entry.key or "")
    return entry if outcome is None else entry.with_digest(outcome)


def _is_due(entry: Entry, options: Options, store: Store, redo: Redo) -> bool:
    if entry.status is None or redo is Redo.EVERYTHING or not _kept(entry, store):
        return True
    if entry.status is not Status.FAILED:
        return False
    return redo is Redo.FAILED or (entry.error_code == PasswordNeeded.code and options.password is not None)


def digests_from(index: Index, made: Iterable[Entry]) -> Index:
    """``index`` with the digests of results that were made; inputs of one content share one result."""
    by_key = {entry.key: entry for entry in made}
    return Index(tuple(_digested(entry, by_key.get(entry.key)) for entry in index.entries))


def _digested(entry: Entry, made: Entry | None) -> Entry:
    if made is None:
        return entry
    return msgspec.structs.replace(made, file=entry.file, document_id=entry.document_id)


def unused(index: Index, keys: Iterable[str]) -> Iterator[str]:
    """Those of ``keys`` that no input of ``index`` refers to any more."""
    used = {key for entry in index.entries for key in (entry.key, entry.settled)}
    return (key for key in keys if key not in used)
