"""A path to a Source, and the first look at its bytes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from extractor.errors import FileEmpty, FileMissing, FileNotReadable, NotPdf
from extractor.model import Source

#: PDF readers accept the header anywhere in the first kilobyte (ISO 32000-1, annex H, implementation note 13)
_HEADER_WITHIN = 1024


def identify(file: str) -> Source:
    """Hash the file; raises FileMissing or FileNotReadable."""
    path, name = Path(file), printable(file)
    try:
        if not path.exists():
            raise FileMissing(name)
        if not path.is_file():
            raise FileNotReadable(name)
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256")
    except OSError as error:
        raise FileNotReadable(f"{name}: {error.strerror}") from error
    return Source(path, name, digest.hexdigest())


def printable(file: str) -> str:
    """A file name as text that can be written: bytes that are no UTF-8 (old archives, in Shift_JIS) are marked."""
    return os.fsencode(file).decode("utf-8", errors="backslashreplace")


def check_header(source: Source) -> None:
    """Raises FileEmpty or NotPdf before any PDF code looks at the file."""
    with source.path.open("rb") as stream:
        head = stream.read(_HEADER_WITHIN)
    if not head:
        raise FileEmpty(source.file)
    if b"%PDF" not in head:
        raise NotPdf(source.file)
