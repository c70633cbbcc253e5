"""Small PDFs written by hand: content streams in, bytes out (ISO 32000-1; no library that could share our mistakes).

Text is set in ``F1``, an embedded font of squares whose codes are UTF-16 code units, each one em wide; a ToUnicode map
says so to readers.  Coordinates are PDF user space: points, origin bottom left.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from square_font import ASCENT, DESCENT, EM, square_font

A4 = (0.0, 0.0, 595.0, 842.0)


@dataclass(frozen=True, slots=True)
class Form:
    """A form XObject: its content, and the matrix from its space to that of the page."""

    content: str
    matrix: tuple[float, ...] = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page; ``forms`` are called by name (``/X1 Do``), ``/Im Do`` draws a black pixel over the unit square."""

    content: str
    media: tuple[float, ...] = A4
    crop: tuple[float, ...] | None = None
    rotate: int = 0
    forms: Mapping[str, Form] = field(default_factory=dict)


def text(x: float, y: float, string: str, size: float = 10.0, mode: int = 0) -> str:
    """``string`` with its base line at (x, y); ``mode`` is the text rendering mode (3: invisible)."""
    return f"BT /F1 {size} Tf {mode} Tr {x} {y} Td <{string.encode('utf-16-be').hex()}> Tj ET\n"


def line(x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> str:
    return f"{width} w {x0} {y0} m {x1} {y1} l S\n"


def rect(x: float, y: float, width: float, height: float, paint: str = "f") -> str:
    """A rectangle, painted by ``f`` (filled), ``S`` (stroked) or ``B`` (both)."""
    return f"0.5 w {x} {y} {width} {height} re {paint}\n"


def polygon(points: Sequence[tuple[float, float]], paint: str = "f") -> str:
    first, *rest = points
    return f"{first[0]} {first[1]} m " + " ".join(f"{x} {y} l" for x, y in rest) + f" h {paint}\n"


def pdf(*sheets: Sheet | str, info: str = "") -> bytes:
    """A whole file; ``info`` is what the document information dictionary holds (``/Title (…)``)."""
    pages = [Sheet(sheet) if isinstance(sheet, str) else sheet for sheet in sheets]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *_font(pages), f"<< {info} >>".encode()]
    info_number = len(objects)
    kids = []
    for page in pages:
        kids.append(f"{_add_page(objects, page)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _file(objects, info_number)


def _font(pages: Sequence[Sheet]) -> list[bytes]:
    """Objects 3 to 8: the font, its descendant, the descriptor, the maps to Unicode and to glyphs, the font's file."""
    streams = [content for page in pages for content in (page.content, *(f.content for f in page.forms.values()))]
    codes = sorted({code for content in streams for code in _codes(content)})
    pairs = "\n".join(f"<{code:04x}> <{code:04x}>" for code in codes)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Plain def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar\nendcmap end end\n"
    )
    return [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /DW {EM} /FontDescriptor 5 0 R /CIDToGIDMap 7 0 R"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>".encode(),
        f"<< /Type /FontDescriptor /FontName /Plain /Flags 4 /FontBBox [0 {DESCENT} {EM} {ASCENT}] /ItalicAngle 0"
        f" /Ascent {ASCENT} /Descent {DESCENT} /CapHeight {ASCENT} /StemV 80 /FontFile2 8 0 R >>".encode(),
        _stream(cmap.encode()),
        _stream(zlib.compress(b"\x00\x01" * 0x10000), "/Filter /FlateDecode"),
        _stream(square_font()),
    ]


def _codes(content: str) -> list[int]:
    strings = [part.split(">")[0] for part in content.split("<")[1:]]
    return [int(string[i : i + 4], 16) for string in strings for i in range(0, len(string), 4)]


def _add_page(objects: list[bytes], page: Sheet) -> int:
    names = []
    for name, form in page.forms.items():
        matrix = " ".join(map(str, form.matrix))
        head = f"/Type /XObject /Subtype /Form /BBox [-2000 -2000 2000 2000] /Matrix [{matrix}] {_resources(())}"
        names.append(f"/{name} {_add(objects, _stream(form.content.encode(), head))} 0 R")
    pixel = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    names.append(f"/Im {_add(objects, _stream(bytes(1), pixel))} 0 R")
    content = _add(objects, _stream(page.content.encode()))
    crop = f"/CropBox [{' '.join(map(str, page.crop))}]" if page.crop else ""
    return _add(
        objects,
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{' '.join(map(str, page.media))}] {crop} /Rotate {page.rotate}"
        f" {_resources(names)} /Contents {content} 0 R >>".encode(),
    )


def _resources(names: Sequence[str]) -> str:
    return f"/Resources << /Font << /F1 3 0 R >> /XObject << {' '.join(names)} >> >>"


def _add(objects: list[bytes], item: bytes) -> int:
    objects.append(item)
    return len(objects)


def _stream(content: bytes, head: str = "") -> bytes:
    return f"<< {head} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def _file(objects: Sequence[bytes], info: int) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + item + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {info} 0 R >>\n".encode()
    return bytes(out + f"startxref\n{table}\n%%EOF\n".encode())
