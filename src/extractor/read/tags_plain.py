"""What there is of tables in a structure tree, asked of PDFium one by one: what ``bulk.c`` does in one call."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

from pypdfium2 import raw

from extractor.read.bulk_types import DEEPEST_TAG, TAG_CONTENT, TAG_DATA, TAG_HEADING, TAG_ROW, TAG_TABLE

#: kind, marked-content id, row span and column span
Tag = tuple[int, int, float, float]

_ROW_GROUPS = {"THead", "TBody", "TFoot"}
_CELLS = {"TD": TAG_DATA, "TH": TAG_HEADING}


def tags_of(tree: object) -> Iterator[Tag]:
    """The tables of a tree with their rows, cells and marked-content ids; a table within a table is not looked for."""
    for index in range(raw.FPDF_StructTree_CountChildren(tree)):
        root = raw.FPDF_StructTree_GetChildAtIndex(tree, index)
        if root:
            yield from _tables(root, 0)


def _tables(element: object, depth: int) -> Iterator[Tag]:
    if depth > DEEPEST_TAG:
        return
    if _type(element) == "Table":
        yield TAG_TABLE, -1, 0.0, 0.0
        yield from _rows(element, 0)
        return
    for child in _children(element):
        yield from _tables(child, depth + 1)


def _rows(element: object, depth: int) -> Iterator[Tag]:
    for child in _children(element):
        kind = _type(child)
        if kind == "TR":
            yield TAG_ROW, -1, 0.0, 0.0
            yield from _cells(child)
        elif kind in _ROW_GROUPS and depth < DEEPEST_TAG:
            yield from _rows(child, depth + 1)


def _cells(row: object) -> Iterator[Tag]:
    for cell in _children(row):
        kind = _CELLS.get(_type(cell))
        if kind is not None:
            yield kind, -1, _span(cell, b"RowSpan"), _span(cell, b"ColSpan")
            yield from _content(cell, 0)


def _content(element: object, depth: int) -> Iterator[Tag]:
    for index in range(max(raw.FPDF_StructElement_GetMarkedContentIdCount(element), 0)):
        mcid = raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)
        if mcid >= 0:
            yield TAG_CONTENT, mcid, 0.0, 0.0
    if depth < DEEPEST_TAG:
        for child in _children(element):
            yield from _content(child, depth + 1)


def _children(element: object) -> Iterator[object]:
    for index in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield child


#: room for the name of a structure type, in bytes of UTF-16: those that matter have five characters at most
_NAME = 64


def _type(element: object) -> str:
    buffer = ctypes.create_string_buffer(_NAME)
    size = raw.FPDF_StructElement_GetType(element, buffer, _NAME)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace") if 2 <= size <= _NAME else ""


def _span(cell: object, name: bytes) -> float:
    """RowSpan or ColSpan of a cell, 0 where it is not given."""
    value = ctypes.c_float()
    for index in range(max(raw.FPDF_StructElement_GetAttributeCount(cell), 0)):
        attributes = raw.FPDF_StructElement_GetAttributeAtIndex(cell, index)
        found = raw.FPDF_StructElement_Attr_GetValue(attributes, name) if attributes else None
        if found and raw.FPDF_StructElement_Attr_GetNumberValue(found, value):
            return value.value
    return 0.0
