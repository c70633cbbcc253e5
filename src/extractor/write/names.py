"""Names of the files in ``documents/``: the input's own, made safe and unique."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NamedTuple, Self

from extractor.model import Outcome

#: file systems allow 255 bytes; this leaves room for what makes a name unique, and for an extension
_BYTES = 200

#: not allowed in names on Windows, or not printable
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]')

#: names of devices on Windows, whatever extension follows (Naming Files, Microsoft Learn)
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)


class Input(NamedTuple):
    """What is known of an input before anybody looks at what was made of it.

    Its file as given and the id of the document, where its bytes could be had; whether it was ``read``; its findings.
    """

    file: str
    document_id: str | None
    read: bool = False
    findings: int = 0

    @classmethod
    def of(cls, outcome: Outcome) -> Self:
        document_id = outcome.source.document_id if outcome.source else None
        return cls(outcome.file, document_id, outcome.document is not None, len(outcome.findings))


def document_names(inputs: Sequence[Input]) -> tuple[str, ...]:
    """A name for each input, without extension.

    It is the stem of the input's file name.  Where inputs share a stem (file systems that ignore case or compose
    characters count it as shared), each gets the first 8 digits of its document id, and copies of one file a number.
    """
    stems = [safe_stem(one.file) for one in inputs]
    shared = Counter(map(_folded, stems))
    taken = {folded for folded, times in shared.items() if times == 1}
    names = []
    for one, stem in zip(inputs, stems, strict=True):
        name = stem if shared[_folded(stem)] == 1 else _unused(f"{stem}-{_digits(one)}", taken)
        taken.add(_folded(name))
        names.append(name)
    return tuple(names)


def safe_stem(file: str) -> str:
    """The stem of a path or URL, as a name that every file system takes and that stays in its folder."""
    stem = PurePosixPath(file.replace("\\", "/")).stem
    stem = _UNSAFE.sub("_", stem).strip(" .")
    stem = stem.encode("utf-8")[:_BYTES].decode("utf-8", errors="ignore").rstrip(" .")
    if not stem:
        return "document"
    return f"{stem}_" if _DEVICE.fullmatch(stem) else stem


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _digits(one: Input) -> str:
    return one.document_id[:8] if one.document_id else "unread"


def _unused(name: str, taken: set[str]) -> str:
    candidate, number = name, 1
    while _folded(candidate) in taken:
        number += 1
        candidate = f"{name}-{number}"
    return candidate
