"""Are the streams of a file whole?  PDFium reads a compressed stream as far as it goes, without a word.

The file is looked through for its streams, as they stand, whatever its tables say.  What is compressed by Flate must
reach the end mark that it carries itself, and its checksum where there is one; a JPEG must have its end mark.  Streams of
an encrypted file are looked at in a copy without encryption.
"""

from __future__ import annotations

import base64
import io
import mmap
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

import pypdfium2 as pdfium
from msgspec import Struct
from pypdfium2 import raw

from extractor.errors import StreamTooLarge
from extractor.model import Source

#: bytes before the word ``stream`` in which the object's beginning is looked for
_DICTIONARY = 4096
_NUMBER = re.compile(rb"(\d+)\s+\d+\s+$")
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/[A-Za-z0-9]+)")
_NAME = re.compile(rb"/([A-Za-z0-9]+)")
#: what the filters are called, in full and in short
_FLATE, _BASE85, _JPEG = {b"FlateDecode", b"Fl"}, {b"ASCII85Decode", b"A85"}, {b"DCTDecode", b"DCT"}
#: what a stream that is no image may unpack to, in bytes; pages of honest reports have less than a hundredth of it
_MOST = 256 << 20
_CHUNK = 1 << 20
#: a JPEG's end mark stands within so many bytes of its end
_JPEG_TAIL = 4096

Bytes = bytes | mmap.mmap


class Harm(StrEnum):
    """What is wrong with a stream."""

    CUT = "cut"  # it breaks off
    CORRUPT = "corrupt"  # it is no sound Flate data, or its checksum is another


class BrokenStream(Struct, frozen=True, gc=False):
    """``number`` is that of its object; ``structural``: it holds other objects, so that anything may be lost."""

    number: int
    harm: Harm
    structural: bool


def broken_streams(source: Source, password: str | None = None) -> tuple[BrokenStream, ...]:
    """The streams that are not whole; raises StreamTooLarge for one that unpacks to more than a page can hold."""
    with _content(source, password) as content:
        return tuple(_broken(content))


@contextmanager
def _content(source: Source, password: str | None) -> Iterator[Bytes]:
    with source.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        decrypted = _decrypted(source, password) if content.find(b"/Encrypt") >= 0 else None
        yield content if decrypted is None else decrypted


def _decrypted(source: Source, password: str | None) -> bytes | None:
    """A copy without encryption, its streams as they are; None when it cannot be opened, or needs no password at all."""
    try:
        document = pdfium.PdfDocument(source.path, password=password)
    except pdfium.PdfiumError:
        return None  # who opens it next tells why
    try:
        if raw.FPDF_GetSecurityHandlerRevision(document) < 0:
            return None
        copy = io.BytesIO()
        document.save(copy, flags=raw.FPDF_REMOVE_SECURITY)
        return copy.getvalue()
    finally:
        document.close()


def _broken(content: Bytes) -> Iterator[BrokenStream]:
    at = content.find(b"stream")
    while at >= 0:
        begin = _data_begins(content, at)
        end = len(content)
        if begin is not None:
            found = content.find(b"endstream", begin)
            end = found if found >= 0 else len(content)
            number, head = _object_before(content, at)
            harm = None if number is None else _harm(content, begin, end, head)
            if number is not None and harm is not None:
                yield BrokenStream(number, harm, _is_structural(head))
        at = content.find(b"stream", at + 6 if begin is None else end + 9)


def _object_before(content: Bytes, at: int) -> tuple[int | None, bytes]:
    """Number and dictionary of the object whose data begin at ``at``."""
    above, _, head = content[max(0, at - _DICTIONARY) : at].rpartition(b"obj")
    number = _NUMBER.search(above[-32:])
    return (int(number[1]) if number else None), head


def _data_begins(content: Bytes, at: int) -> int | None:
    """Where the data behind the word ``stream`` begins; None when that is no beginning of a stream."""
    if content[max(0, at - 3) : at] == b"end":
        return None
    after = content[at + 6 : at + 8]
    return at + 8 if after == b"\r\n" else at + 7 if after[:1] in (b"\n", b"\r") else None


def _is_structural(head: bytes) -> bool:
    return b"/ObjStm" in head or b"/XRef" in head


def _harm(content: Bytes, begin: int, end: int, head: bytes) -> Harm | None:
    filters = _FILTER.search(head)
    names = _NAME.findall(filters[1]) if filters else []
    image = b"/Image" in head
    if names and names[0] in _JPEG:
        return None if b"\xff\xd9" in content[max(begin, end - _JPEG_TAIL) : end] else Harm.CUT
    with memoryview(content) as view, view[begin:end] as data:
        return _harm_of_chain(data, names, image)


def _harm_of_chain(data: memoryview, names: list[bytes], image: bool) -> Harm | None:
    packed: bytes | memoryview = data
    for place, name in enumerate(names):
        if name in _BASE85:
            text = bytes(packed).strip()
            if not text.endswith(b"~>"):
                return Harm.CUT
            try:
                packed = base64.a85decode(text if text.startswith(b"<~") else b"<~" + text, adobe=True)
            except ValueError:
                return Harm.CORRUPT
        elif name in _FLATE:
            keep = any(later in _FLATE | _BASE85 for later in names[place + 1 :])
            harm, packed = _inflate(packed, keep=keep, most=None if image else _MOST)
            if harm is not None or not keep:
                return harm
        else:
            return None
    return None


def _inflate(packed: bytes | memoryview, *, keep: bool, most: int | None) -> tuple[Harm | None, bytes]:
    """What is wrong with Flate data, and what it holds when it is to be kept."""
    inflater, size, adler = zlib.decompressobj(-zlib.MAX_WBITS), 0, 1
    parts: list[bytes] = []
    at = 2  # the two bytes of zlib's header
    while not inflater.eof:
        piece: bytes | memoryview = inflater.unconsumed_tail
        if not piece:
            piece = packed[at : at + _CHUNK]
            at += len(piece)
            if not piece:
                return Harm.CUT, b""
        try:
            plain = inflater.decompress(piece, _CHUNK)
        except zlib.error:
            return Harm.CORRUPT, b""
        size, adler = size + len(plain), zlib.adler32(plain, adler)
        if most is not None and size > most:
            raise StreamTooLarge(f"{most >> 20}")
        if keep:
            parts.append(plain)
    checksum = (inflater.unused_data + bytes(packed[at : at + 4]))[:4]
    sound = len(checksum.strip(b"\r\n")) < 4 or int.from_bytes(checksum, "big") == adler  # some writers leave it out
    return (None if sound else Harm.CORRUPT), b"".join(parts)
