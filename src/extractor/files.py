"""Files that are there whole or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: the folder below an output folder where results are kept and new files are made
WORK_FOLDER = ".extractor"


def write_whole(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write ``files`` (path below ``folder``, content), all of them or none.

    Each is first written under a temporary name beside its place and brought to the disk (fsync); only when all are
    there do they take their names.  An error before that leaves every old file as it was; should the power fail while
    they take their names, some files are old and some new, but each is whole.  Raises OSError.
    """
    parts: list[tuple[Path, Path]] = []
    try:
        for name, content in files:
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            part = place.with_name(f".part-{secrets.token_hex(8)}")
            parts.append((part, place))
            _write(part, content)
        for part, place in parts:
            part.replace(place)
    finally:
        for part, _ in parts:
            part.unlink(missing_ok=True)
    for parent in sorted({place.parent for _, place in parts}):
        _sync_folder(parent)


def digest_of(file: Path) -> str | None:
    """The SHA-256 of ``file``; None where it cannot be read."""
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return None


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A new folder to make files in; when the block ends well they all move to ``folder``, under the same names.

    Each is brought to the disk (fsync) before the first takes its place.  An error leaves every old file as it was.  What
    a run that was killed left in the making is thrown away.  Raises OSError.
    """
    making = folder / WORK_FOLDER / "new"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    try:
        yield making
        made = sorted(path for path in making.rglob("*") if path.is_file())
        for path in made:
            _sync(path)
        places = [folder / path.relative_to(making) for path in made]
        for parent in dict.fromkeys(place.parent for place in places):
            parent.mkdir(parents=True, exist_ok=True)
        for path, place in zip(made, places, strict=True):
            path.replace(place)
    finally:
        shutil.rmtree(making, ignore_errors=True)
        with suppress(OSError):  # results are kept in it
            making.parent.rmdir()
    for parent in sorted({place.parent for place in places}):
        _sync_folder(parent)


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """``folder``, new and empty, thrown away when the block ends; so is what a run that was killed left there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Bring the new names to the disk; Windows cannot open a folder, and keeps its names by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
