"""What the files of an output folder were made of, so that a run that would make the same ones leaves them as they are.

Beside the results a note is kept for what is made of them all (the dataset, the report): the fingerprint of all that had a
part in it, and the SHA-256 of each file.  Files stand while both are as noted; one that is missing or was changed is made
anew, with all others.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from extractor.files import digest_of, write_whole
from extractor.model import Failure, Options, Severity, Status, Trust
from extractor.store import Index, Store, run_key
from extractor.write import RunInfo, Tally

T = TypeVar("T")


class _Note(msgspec.Struct, Generic[T], frozen=True):
    """``told`` is what a run tells of the files when they are made."""

    made_of: str
    files: dict[str, str]
    told: T


class Standing(Generic[T]):
    """The files ``name`` in the output folder of ``store``, as they would be when made of ``parts``."""

    def __init__(self, store: Store, name: str, parts: Iterable[str], told: type[T]) -> None:
        self._store, self._name, self._told = store, f"{name}.standing", told
        self._made_of = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()

    def found(self) -> T | None:
        """What was told of the files when they were made; None where they are to be made."""
        note = _note(self._store, self._name, self._told)
        if note is None or note.made_of != self._made_of:
            return None
        return note.told if _digests(self._store.out, list(note.files)) == note.files else None

    def keep(self, files: Sequence[str], told: T) -> None:
        """Note that the ``files`` (paths below the folder) are made."""
        note = _Note(self._made_of, _digests(self._store.out, files), told)
        write_whole(self._store.folder, [(self._name, msgspec.msgpack.encode(note))])


def parts_of(store: Store, index: Index, options: Options, run: RunInfo) -> Iterator[str]:
    """What has a part in all that is made of results: program, libraries, options, decisions, the results themselves.

    Results are taken by their bytes, since one may be made again under its name, or damaged.
    """
    yield run_key(options)
    yield repr(run)
    yield repr(options.decisions)
    yield msgspec.json.encode(index).decode()
    with ThreadPoolExecutor() as pool:
        yield from map(str, pool.map(store.digest, (entry.settled or entry.key or "" for entry in index.entries)))


class Counted(msgspec.Struct, frozen=True):
    """A ``Tally`` as it is kept."""

    documents: int
    status: dict[Status, int]
    found: dict[tuple[Severity, str], int]
    trust: dict[Trust, int]
    parts: dict[str, int]
    seconds: dict[str, float]
    failures: list[tuple[str, Failure]]

    @classmethod
    def of(cls, tally: Tally) -> Counted:
        return cls(
            documents=tally.documents,
            status=dict(tally.status),
            found=dict(tally.found),
            trust=dict(tally.trust),
            parts=dict(tally.parts),
            seconds=dict(tally.seconds),
            failures=tally.failures,
        )

    def tally(self) -> Tally:
        return Tally(
            documents=self.documents,
            status=Counter(self.status),
            found=Counter(self.found),
            trust=Counter(self.trust),
            parts=Counter(self.parts),
            seconds=Counter(self.seconds),
            failures=self.failures,
        )


def renew(store: Store, name: str, file: str) -> None:
    """``file`` of the files ``name`` was changed on purpose: it stands as it is now, where the others do."""
    note = _note(store, f"{name}.standing", msgspec.Raw)
    if note is not None and file in note.files:
        files = {**note.files, **_digests(store.out, [file])}
        write_whole(store.folder, [(f"{name}.standing", msgspec.msgpack.encode(_Note(note.made_of, files, note.told)))])


def _note(store: Store, name: str, told: type[T]) -> _Note[T] | None:
    """The note; None where there is none, or none of this version."""
    try:
        note: _Note[T] = msgspec.msgpack.decode((store.folder / name).read_bytes(), type=_Note[told])  # type: ignore[valid-type]
    except (OSError, msgspec.DecodeError):
        return None
    return note


def _digests(folder: Path, files: Sequence[str]) -> dict[str, str]:
    """The SHA-256 of each file; nothing for one that cannot be read."""
    with ThreadPoolExecutor() as pool:
        found = pool.map(digest_of, (folder / file for file in files))
        return {file: digest for file, digest in zip(files, found, strict=True) if digest is not None}
