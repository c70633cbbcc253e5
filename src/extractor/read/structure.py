"""The structure tree of a tagged PDF: which marked content makes up which table cell (ISO 32000-2, 14.8.4.8).

Word, Typst, Chromium and LibreOffice (when asked to) write it.  Below a cell the marked content may lie deeper (in paragraphs
and spans): it belongs to the cell all the same.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractor.model import TaggedCell, TaggedTable

_ROW_GROUPS = {"THead", "TBody", "TFoot"}
_CELLS = {"TD", "TH"}
#: trees nested deeper than this are damaged, or hostile
_DEEPEST = 60


def tagged_tables(page: pdfium.PdfPage) -> tuple[TaggedTable, ...]:
    """The tables of one page as the structure tree tells them; none when the page has no tree."""
    with _tree(page) as tree:
        if not tree:
            return ()
        roots = (raw.FPDF_StructTree_GetChildAtIndex(tree, i) for i in range(raw.FPDF_StructTree_CountChildren(tree)))
        found = (table for root in roots if root for table in _tables(root, 0))
        return tuple(TaggedTable(tuple(cells)) for table in found if (cells := list(_cells(table))))


@contextmanager
def _tree(page: pdfium.PdfPage) -> Iterator[object]:
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        yield tree
    finally:
        if tree:
            raw.FPDF_StructTree_Close(tree)


def _tables(element: object, depth: int) -> Iterator[object]:
    """Table elements at or below ``element``; a table within a table is not looked for."""
    if depth > _DEEPEST:
        return
    if _type(element) == "Table":
        yield element
        return
    for child in _children(element):
        yield from _tables(child, depth + 1)


def _cells(table: object) -> Iterator[TaggedCell]:
    """The cells of a table; each takes the next free position of its row, as spans from above leave it."""
    taken: set[tuple[int, int]] = set()
    for row, element in enumerate(_rows(table, 0)):
        col = 0
        for cell in _children(element):
            kind = _type(cell)
            if kind not in _CELLS:
                continue
            while (row, col) in taken:
                col += 1
            row_span, col_span = _span(cell, b"RowSpan"), _span(cell, b"ColSpan")
            taken.update((r, c) for r in range(row, row + row_span) for c in range(col, col + col_span))
            yield TaggedCell(row, col, row_span, col_span, kind == "TH", tuple(_mcids(cell, 0)))


def _rows(element: object, depth: int) -> Iterator[object]:
    for child in _children(element):
        kind = _type(child)
        if kind == "TR":
            yield child
        elif kind in _ROW_GROUPS and depth < _DEEPEST:
            yield from _rows(child, depth + 1)


def _mcids(element: object, depth: int) -> Iterator[int]:
    for index in range(max(raw.FPDF_StructElement_GetMarkedContentIdCount(element), 0)):
        mcid = raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)
        if mcid >= 0:
            yield mcid
    if depth < _DEEPEST:
        for child in _children(element):
            yield from _mcids(child, depth + 1)


def _children(element: object) -> Iterator[object]:
    for index in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield child


#: room for the name of a structure type, in bytes of UTF-16: the standard ones have up to ten characters
_NAME = 64


def _type(element: object) -> str:
    buffer = ctypes.create_string_buffer(_NAME)
    size = raw.FPDF_StructElement_GetType(element, buffer, _NAME)
    if size > _NAME:
        buffer = ctypes.create_string_buffer(size)
        raw.FPDF_StructElement_GetType(element, buffer, size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")


#: a span beyond this is damage: no table on paper is as wide or as long
_WIDEST = 200


def _span(cell: object, name: bytes) -> int:
    """RowSpan or ColSpan of a cell, 1 where it is not given."""
    value = ctypes.c_float()
    for index in range(max(raw.FPDF_StructElement_GetAttributeCount(cell), 0)):
        attributes = raw.FPDF_StructElement_GetAttributeAtIndex(cell, index)
        found = raw.FPDF_StructElement_Attr_GetValue(attributes, name) if attributes else None
        if found and raw.FPDF_StructElement_Attr_GetNumberValue(found, value):
            return min(max(int(value.value), 1), _WIDEST)
    return 1
