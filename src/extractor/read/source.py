"""A path to a Source, and the first look at its bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extractor.errors import FileEmpty, FileMissing, FileNotReadable, NotPdf
from extractor.model import Source

#: PDF readers accept the header anywhere in the first kilobyte (ISO 32000-1, annex H, implementation note 13)
_HEADER_WITHIN = 1024


def identify(file: str) -> Source:
    """Hash the file; raises FileMissing or FileNotReadable."""
    path = Path(file)
    try:
        if not path.exists():
            raise FileMissing(file)
        if not path.is_file():
            raise FileNotReadable(file)
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256")
    except OSError as error:
        raise FileNotReadable(f"{file}: {error.strerror}") from error
    return Source(path, file, digest.hexdigest())


def check_header(source: Source) -> None:
    """Raises FileEmpty or NotPdf before any PDF code looks at the file."""
    with source.path.open("rb") as stream:
        head = stream.read(_HEADER_WITHIN)
    if not head:
        raise FileEmpty(source.file)
    if b"%PDF" not in head:
        raise NotPdf(source.file)
