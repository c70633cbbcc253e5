"""The smallest TrueType font: every character is a black square.  With it, no font of the machine plays a part.

Tables after the OpenType specification: head, hhea, hmtx, maxp, loca, glyf, and a cmap that maps nothing.
"""

from __future__ import annotations

import struct

EM, ASCENT, DESCENT = 1000, 880, -120
#: the ink: full-width characters fill about nine tenths of their em
INK = (50, -70, 950, 830)


def square_font() -> bytes:
    """A font of two glyphs: nothing (0) and the square (1), both one em wide."""
    glyph = _square()
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 1, 12)
        + struct.pack(">12H", 4, 24, 0, 2, 2, 0, 0, 0xFFFF, 0, 0xFFFF, 1, 0),
        b"glyf": glyph,
        b"head": struct.pack(">IIIIHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, EM, 0, 0, *INK, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, ASCENT, DESCENT, 0, EM, 50, 50, 950, 1, *(0,) * 7, 2),
        b"hmtx": struct.pack(">HhHh", EM, 0, EM, INK[0]),
        b"loca": struct.pack(">III", 0, 0, len(glyph)),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, 2, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    return _file(tables)


def _square() -> bytes:
    left, bottom, right, top = INK
    outline = struct.pack(">hhhhhHH", 1, left, bottom, right, top, 3, 0) + bytes([1, 1, 1, 1])
    xs = struct.pack(">hhhh", left, 0, right - left, 0)
    ys = struct.pack(">hhhh", bottom, top - bottom, 0, bottom - top)
    return outline + xs + ys


def _file(tables: dict[bytes, bytes]) -> bytes:
    place = 12 + 16 * len(tables)
    head, body = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 48), b""
    for tag, data in sorted(tables.items()):
        padded = data + bytes(-len(data) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        head += struct.pack(">4sIII", tag, checksum, place + len(body), len(data))
        body += padded
    return head + body
