"""An Outcome to bytes and back, exactly: MessagePack of the model's own types, compressed.

Decoding builds the types of ``extractor.model`` and nothing else: what an output folder holds can be wrong, never run.
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from extractor.model import Outcome

_SURROGATE = re.compile("[\ud800-\udfff]")
#: zlib's level: 3 takes 30 ms for a document of 100 pages, and saves nearly what 9 does
_LEVEL = 3


class Unreadable(ValueError):
    """Bytes that no outcome of this version gives: damaged, or written by another one."""


def encode(outcome: Outcome) -> bytes:
    """``outcome`` as bytes; half a character (a lone surrogate of a broken text layer) becomes U+FFFD."""
    try:
        packed = _encoder.encode(outcome)
    except UnicodeEncodeError:
        builtin = msgspec.to_builtins(outcome, enc_hook=_plain, builtin_types=(bytes,))
        packed = _encoder.encode(_whole(builtin))
    return zlib.compress(packed, _LEVEL)


def decode(content: bytes, *, reasons: bool = True) -> Outcome:
    """The outcome that ``encode`` made ``content`` of, without its ``reasons`` where they are not asked for.  Raises Unreadable."""
    try:
        packed = zlib.decompress(content)
        return _decoder.decode(packed) if reasons else _bare(_bare_decoder.decode(packed))
    except (zlib.error, msgspec.DecodeError) as error:
        raise Unreadable(str(error)) from error


def _plain(value: Any) -> str:
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no part of an outcome")


def _built(kind: type, value: Any) -> Any:
    if issubclass(kind, Path):
        return kind(value)
    raise TypeError(f"{kind.__name__} is no part of an outcome")


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list | tuple) else value


class _Passed(Struct, array_like=True):
    """Whatever is there, left."""


#: an outcome whose reasons are passed over
_Bare = msgspec.defstruct(
    "_Bare",
    [(f.name, _Passed if f.name == "reasons" else f.type) for f in fields(Outcome)],
    array_like=True,
    gc=False,
)


def _bare(read: Struct) -> Outcome:
    return Outcome(**{f.name: getattr(read, f.name) for f in fields(Outcome) if f.name != "reasons"})


_encoder = msgspec.msgpack.Encoder(enc_hook=_plain)
_decoder = msgspec.msgpack.Decoder(Outcome, dec_hook=_built)
_bare_decoder = msgspec.msgpack.Decoder(_Bare, dec_hook=_built)
