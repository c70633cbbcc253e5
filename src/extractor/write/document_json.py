"""``documents/NAME.json``: each document in its nested form, laid out so that people can read and compare it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, BinaryIO

import msgspec

from extractor.document_form import ELEMENTS, frame_as_json
from extractor.model import Document
from extractor.write.arrow import whole_characters

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_compact, _format = msgspec.json.Encoder().encode, msgspec.json.format

#: rows that are made and written at once
_AT_ONCE = 1_000
#: where a row has numbers that need not be whole, besides its ``box``
_MEASURES = ("width", "height", "confidence")


def write_form(document: Document, file: BinaryIO) -> None:
    """Write the form of ``document`` into ``file``, so that only some of its rows are held in it at a time."""
    before = b"{"
    for key, value in frame_as_json(document).items():
        file.write(before + b"\n " + _text(key) + b": ")
        elements = ELEMENTS.get(key)
        file.writelines(_list(elements(document), b"\n ") if elements else (_member(value, b"\n "),))
        before = b","
    file.write(b"\n}\n")


def _list(elements: Iterator[Any], margin: bytes) -> Iterator[bytes]:
    """A list in pieces.  Its elements are alike: tables are laid out, everything else takes one line."""
    first = next(elements, None)
    if first is None:
        yield b"[]"
        return
    inner, elements = margin + b" ", chain((first,), elements)
    some = iter(lambda: list(islice(elements, _AT_ONCE)), [])
    parts = (_laid_out(one, inner) for one in elements) if _has_rows(first) else (_rows(rows, inner) for rows in some)
    before = b"["
    for part in parts:
        yield before + inner + part
        before = b","
    yield margin + b"]"


def _laid_out(value: Any, margin: bytes) -> bytes:
    """JSON with one page, section, record or cell to a line, so that a line compares with a line."""
    if isinstance(value, list) and value:
        return b"".join(_list(iter(value), margin))
    if isinstance(value, dict) and value:
        inner = margin + b" "
        members = [_text(key) + b": " + _member(item, inner) for key, item in value.items()]
        return b"{" + inner + (b"," + inner).join(members) + margin + b"}"
    return _text(value)


def _member(value: Any, margin: bytes) -> bytes:
    """The value of a key: objects and lists of objects are laid out, everything else takes one line."""
    return _laid_out(value, margin) if isinstance(value, dict) or _is_rows(value) else _text(value)


def _rows(rows: list[dict[str, Any]], margin: bytes) -> bytes:
    """Rows of one form, each on a line.  msgspec writes what ``json`` does, but for numbers with an exponent, in a tenth of the time.

    Their lines are told by the key that each begins with: a quotation mark inside a text has a backslash before it.
    """
    if _without_exponent(rows):
        try:
            text = _format(_compact(rows), indent=0)
        except UnicodeEncodeError:  # half a character
            pass
        else:
            begin = b'{"%s": ' % next(iter(rows[0])).encode()
            return text[1:-1].replace(b", " + begin, b"," + margin + begin)
    return (b"," + margin).join(map(_text, rows) if len(rows) == 1 else (_rows([row], margin) for row in rows))


def _without_exponent(rows: list[dict[str, Any]]) -> bool:
    """Whether each number of the rows is printed without one; a number that is none has none."""
    measures = [name for name in _MEASURES if name in rows[0]]
    numbers = [number for row in rows for number in (*row.get("box", ()), *[row[name] for name in measures])]
    return all(1e-4 <= n < 1e16 or n == 0 or -1e16 < n <= -1e-4 for n in numbers if n is not None)


def _text(value: Any) -> bytes:
    """On one line; U+FFFD for half a character."""
    text = _encode(value)
    try:
        return text.encode()
    except UnicodeEncodeError:
        return whole_characters(text).encode()


def _has_rows(value: Any) -> bool:
    return isinstance(value, dict) and any(map(_is_rows, value.values()))


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)
