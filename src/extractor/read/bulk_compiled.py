"""The compiled way of asking PDFium many questions at once (``bulk.c``); the same answers as ``bulk_plain``.

The library is there when this package was built or set up beside a C compiler; it is bound to the source that it was made
of, so that one left over from another version is never called.
"""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from extractor.read.bulk_types import GLYPH, OBJECT, SEGMENT, TAG, Rows
from extractor.read.compiling import library_path

#: PDFium's functions in the order of ``struct pdfium``
_FUNCTIONS = (
    "FPDFText_GetUnicode",
    "FPDFText_GetLooseCharBox",
    "FPDFText_GetCharAngle",
    "FPDFText_GetTextObject",
    "FPDFPageObj_GetMarkedContentID",
    "FPDFPage_GetObject",
    "FPDFFormObj_GetObject",
    "FPDFPageObj_GetType",
    "FPDFPageObj_GetBounds",
    "FPDFPageObj_GetMatrix",
    "FPDFPageObj_GetFillColor",
    "FPDFPageObj_GetStrokeColor",
    "FPDFPageObj_GetClipPath",
    "FPDFClipPath_CountPaths",
    "FPDFClipPath_CountPathSegments",
    "FPDFClipPath_GetPathSegment",
    "FPDFPath_GetDrawMode",
    "FPDFPath_CountSegments",
    "FPDFPath_GetPathSegment",
    "FPDFPathSegment_GetType",
    "FPDFPathSegment_GetPoint",
    "FPDFPathSegment_GetClose",
    "FPDFTextObj_GetTextRenderMode",
    "FPDFTextObj_GetFont",
    "FPDFFont_GetIsEmbedded",
    "FPDF_StructTree_CountChildren",
    "FPDF_StructTree_GetChildAtIndex",
    "FPDF_StructElement_CountChildren",
    "FPDF_StructElement_GetChildAtIndex",
    "FPDF_StructElement_GetType",
    "FPDF_StructElement_GetMarkedContentIdCount",
    "FPDF_StructElement_GetMarkedContentIdAtIndex",
    "FPDF_StructElement_GetAttributeCount",
    "FPDF_StructElement_GetAttributeAtIndex",
    "FPDF_StructElement_Attr_GetValue",
    "FPDF_StructElement_Attr_GetNumberValue",
)

#: tags that there is room for at first: those of a page full of small cells
_TAGS = 4096


class Compiled:
    """The questions of ``Plain``, each a single call."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._library = library
        addresses = [ctypes.cast(getattr(raw, name), ctypes.c_void_p).value for name in _FUNCTIONS]
        self._pdfium = (ctypes.c_void_p * len(addresses))(*addresses)

    def glyphs(self, text_page: Any, *, with_objects: bool) -> Rows:
        out = np.empty(max(raw.FPDFText_CountChars(text_page), 0), GLYPH)
        self._library.bulk_glyphs(self._pdfium, text_page, len(out), int(with_objects), _into(out))
        return out

    def angles(self, text_page: Any, most: int) -> NDArray[np.float32]:
        out = np.empty(min(max(raw.FPDFText_CountChars(text_page), 0), most), np.float32)
        self._library.bulk_angles(self._pdfium, text_page, len(out), _into(out))
        return out

    def objects(self, container: Any, *, is_form: bool) -> Rows:
        count = raw.FPDFFormObj_CountObjects(container) if is_form else raw.FPDFPage_CountObjects(container)
        out = np.empty(max(count, 0), OBJECT)
        self._library.bulk_objects(self._pdfium, container, int(is_form), len(out), _into(out))
        return out

    def segments(self, paths: Rows) -> Rows:
        addresses = np.ascontiguousarray(paths["address"])
        counts = np.ascontiguousarray(paths["segments"])
        out = np.empty(int(counts.sum()), SEGMENT)
        self._library.bulk_segments(self._pdfium, _into(addresses), _into(counts), len(paths), _into(out))
        return out

    def tags(self, tree: Any) -> Rows:
        out = np.empty(_TAGS, TAG)
        count = self._library.bulk_tags(self._pdfium, tree, len(out), _into(out))
        if count > len(out):
            out = np.empty(count, TAG)
            self._library.bulk_tags(self._pdfium, tree, len(out), _into(out))
        return out[:count]


def _into(rows: np.ndarray[Any, Any]) -> ctypes.c_void_p:
    return ctypes.c_void_p(rows.ctypes.data)


def compiled() -> Compiled | None:
    """None where no library was made of this very source, or where it cannot be loaded (made for another machine)."""
    path = library_path()
    if not path.exists():
        return None
    try:
        return Compiled(ctypes.CDLL(str(path)))
    except OSError:
        return None
