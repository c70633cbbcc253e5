"""Inputs that are URLs: hashed as they stream by, fetched when they are read, gone from this machine afterwards."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import DocumentError, FileMissing, FileNotReadable
from extractor.inputs import file_system, is_remote
from extractor.read import identify

_CHUNK = 1 << 20


def document_id_of(file: str) -> str | None:
    """The SHA-256 of a file or URL; None when it cannot be read."""
    if not is_remote(file):
        try:
            return identify(file).document_id
        except DocumentError:
            return None
    digest = hashlib.sha256()
    try:
        for chunk in _chunks(file):
            digest.update(chunk)
    except DocumentError:
        return None
    return digest.hexdigest()


@contextmanager
def local_file(file: str) -> Iterator[str]:
    """``file`` itself, or a copy of what a URL leads to, which is removed at the end.  Raises a DocumentError."""
    if not is_remote(file):
        yield file
        return
    with tempfile.NamedTemporaryFile(prefix="extractor-", suffix=".pdf") as copy:
        for chunk in _chunks(file):
            copy.write(chunk)
        copy.flush()
        yield str(Path(copy.name))


def _chunks(url: str) -> Iterator[bytes]:
    system, path = file_system(url)
    try:
        with system.open(path, "rb") as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except FileNotFoundError as error:
        raise FileMissing(url) from error
    except Exception as error:  # each driver has errors of its own
        raise FileNotReadable(f"{url}: {type(error).__name__}") from error
