"""The folder ``.extractor`` in an output folder: results of documents, kept so that nothing is done twice.

A result is a file that is written whole (temporary name, fsync, rename) and named by its key; a run that is killed at any
moment leaves only whole ones.  The index tells which result belongs to which input.  One run at a time works in a folder.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from extractor.errors import OutputInUse, OutputNotWritable
from extractor.files import WORK_FOLDER, digest_of, write_whole
from extractor.model import Outcome
from extractor.store.encoding import Unreadable, decode, encode
from extractor.store.index import Index


class Store:
    """The kept results of the output folder ``out``."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.folder = out / WORK_FOLDER

    @contextmanager
    def locked(self) -> Iterator[None]:
        """While no other run works in this folder.  Raises OutputInUse and OutputNotWritable."""
        import filelock  # noqa: PLC0415 - the workers, which lock nothing, start without it

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with filelock.FileLock(self.folder / "lock", timeout=0):
                yield
        except filelock.Timeout:
            raise OutputInUse(str(self.out)) from None
        except PermissionError as error:
            raise OutputNotWritable(f"{self.out}: {error.strerror}") from error

    def index(self) -> Index:
        """What is here; nothing where there is no index, or one of another version."""
        try:
            return msgspec.json.decode((self.folder / "index.json").read_bytes(), type=Index)
        except (FileNotFoundError, NotADirectoryError, msgspec.DecodeError):
            return Index()

    def save_index(self, index: Index) -> None:
        text = msgspec.json.format(msgspec.json.encode(index), indent=1)
        write_whole(self.folder, [("index.json", text)])

    def has(self, key: str) -> bool:
        return self._place(key).is_file()

    def load(self, key: str, *, reasons: bool = True) -> Outcome | None:
        """The result ``key``, without its ``reasons`` where they are not asked for; None where there is none, or where what is there is damaged: it is made anew then."""
        try:
            return decode(self._place(key).read_bytes(), reasons=reasons)
        except (FileNotFoundError, Unreadable):
            return None

    def save(self, key: str, outcome: Outcome) -> None:
        self.save_bytes(key, encode(outcome))

    def save_bytes(self, key: str, content: bytes) -> None:
        """Keep what ``encode`` made, elsewhere perhaps."""
        write_whole(self.folder, [(self._place(key).relative_to(self.folder).as_posix(), content)])

    def digest(self, key: str) -> str | None:
        """The SHA-256 of a result as it is kept; None where there is none."""
        return digest_of(self._place(key))

    def keys(self) -> list[str]:
        """The names of all results, whether an input still refers to them or not."""
        return sorted(path.stem for path in (self.folder / "results").glob("*/*.outcome"))

    def forget(self, keys: Iterable[str]) -> None:
        """Remove results; those that are not there are no concern."""
        for key in keys:
            with suppress(FileNotFoundError):
                self._place(key).unlink()

    def clear(self) -> None:
        """Forget everything, as ``--fresh`` asks for; the lock stays."""
        shutil.rmtree(self.folder / "results", ignore_errors=True)
        for file in (self.folder / "index.json", *self.folder.glob("*.standing")):
            file.unlink(missing_ok=True)

    def _place(self, key: str) -> Path:
        return self.folder / "results" / key[:2] / f"{key}.outcome"
