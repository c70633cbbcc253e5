"""Asking PDFium many questions at once, one by one: what serves where ``bulk.c`` was not compiled."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from extractor.read.bulk_types import GLYPH, OBJECT, SEGMENT, TAG, Rows
from extractor.read.tags_plain import tags_of

_NO_MATRIX, _NO_COLOUR = (0.0,) * 6, (0,) * 4
_KNOWN = (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)


class Plain:
    """Characters, objects and segments as arrays, by one call to PDFium for each question."""

    def glyphs(self, text_page: Any, *, with_objects: bool) -> Rows:
        """Every character of a text page, by its index; white space and characters without a box have the code alone."""
        rect = raw.FS_RECTF()
        into, unicode_of, box_of = ctypes.byref(rect), raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
        mcids: dict[int, int] = {}
        rows = []
        for index in range(raw.FPDFText_CountChars(text_page)):
            code = unicode_of(text_page, index)
            if code <= 0x20 or not box_of(text_page, index, into):
                rows.append((0, code, 0.0, 0.0, 0.0, 0.0, -1, 0))
                continue
            item, mcid = _text_object(text_page, index, mcids) if with_objects else (0, -1)
            rows.append((item, code, rect.left, rect.bottom, rect.right, rect.top, mcid, 1))
        return np.array(rows, GLYPH)

    def angles(self, text_page: Any, most: int) -> NDArray[np.float32]:
        """How far, in radians, each of the first characters is turned; of ``most`` of them."""
        count = min(max(raw.FPDFText_CountChars(text_page), 0), most)
        return np.array([raw.FPDFText_GetCharAngle(text_page, index) for index in range(count)], np.float32)

    def objects(self, container: Any, *, is_form: bool) -> Rows:
        """The objects of a page, or of a form XObject when ``is_form``; those within its forms are not among them."""
        if is_form:
            count, item_of = raw.FPDFFormObj_CountObjects(container), raw.FPDFFormObj_GetObject
        else:
            count, item_of = raw.FPDFPage_CountObjects(container), raw.FPDFPage_GetObject
        return np.array([_object(item_of(container, index)) for index in range(count)], OBJECT)

    def segments(self, paths: Rows) -> Rows:
        """The segments of several paths, one path after the other."""
        x, y = ctypes.c_float(), ctypes.c_float()
        rows = []
        for address, count in zip(paths["address"].tolist(), paths["segments"].tolist(), strict=True):
            path = page_object(address)
            x.value = y.value = 0.0
            for index in range(count):
                segment = raw.FPDFPath_GetPathSegment(path, index)
                raw.FPDFPathSegment_GetPoint(segment, x, y)
                kind, close = raw.FPDFPathSegment_GetType(segment), raw.FPDFPathSegment_GetClose(segment)
                rows.append((x.value, y.value, kind, close))
        return np.array(rows, SEGMENT)

    def tags(self, tree: Any) -> Rows:
        """What there is of tables in a structure tree, in its order."""
        return np.array(list(tags_of(tree)), TAG)


def page_object(address: int) -> Any:
    """The handle of the object at an address that ``objects`` gave."""
    return ctypes.cast(address, raw.FPDF_PAGEOBJECT)


def _text_object(text_page: Any, index: int, mcids: dict[int, int]) -> tuple[int, int]:
    """Address and marked-content id of the text object that a character belongs to."""
    item = raw.FPDFText_GetTextObject(text_page, index)
    if not item:
        return 0, -1
    address = ctypes.addressof(item.contents)
    if address not in mcids:
        mcids[address] = raw.FPDFPageObj_GetMarkedContentID(item)
    return address, mcids[address]


def _object(item: Any) -> tuple[Any, ...]:
    """One row of OBJECT."""
    if not item:
        return (0, 0, 0.0, 0.0, 0.0, 0.0, _NO_MATRIX, 0, 0, 0, _NO_COLOUR, _NO_COLOUR, 0, 0, 0)
    kind = raw.FPDFPageObj_GetType(item)
    bounds = _bounds(item) if kind in _KNOWN else (0.0, 0.0, 0.0, 0.0)
    matrix: tuple[float, ...] = _NO_MATRIX
    path: tuple[Any, ...] = (0, 0, 0, _NO_COLOUR, _NO_COLOUR)
    text: tuple[int, ...] = (0, 0, 0)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        text = (raw.FPDFTextObj_GetTextRenderMode(item), _is_clipped(item, bounds), _is_unplaced(item, bounds))
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        path = _painting(item)
        matrix = _matrix(item) if path[0] or path[1] else _NO_MATRIX
    elif kind == raw.FPDF_PAGEOBJ_FORM:
        matrix = _matrix(item)
    return (ctypes.addressof(item.contents), kind, *bounds, matrix, *path, *text)


def _bounds(item: object) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of an object in the space that it is drawn in."""
    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


def _matrix(item: object) -> tuple[float, ...]:
    m = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _painting(item: object) -> tuple[Any, ...]:
    """Fill mode, whether stroked, segments, fill and stroke colour of a path; zeros when it is not painted."""
    fill_mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill_mode, stroked)
    if not (fill_mode.value or stroked.value):
        return 0, 0, 0, _NO_COLOUR, _NO_COLOUR
    fill = _colour(item, raw.FPDFPageObj_GetFillColor) if fill_mode.value else _NO_COLOUR
    stroke = _colour(item, raw.FPDFPageObj_GetStrokeColor) if stroked.value else _NO_COLOUR
    return fill_mode.value, stroked.value, raw.FPDFPath_CountSegments(item), fill, stroke


def _colour(item: object, get: Callable[..., int]) -> tuple[int, ...]:
    parts = [ctypes.c_uint() for _ in range(4)]
    return tuple(part.value for part in parts) if get(item, *parts) else _NO_COLOUR


def _is_unplaced(item: object, bounds: tuple[float, float, float, float]) -> int:
    left, bottom, right, top = bounds
    return int(left == right and bottom == top and raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(item)) == 0)


def _is_clipped(item: object, bounds: tuple[float, float, float, float]) -> int:
    """Whether an object lies wholly outside one of the paths that clip it."""
    clip = raw.FPDFPageObj_GetClipPath(item)
    left, bottom, right, top = bounds
    for index in range(max(raw.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        points = _clip_points(clip, index)
        if points:
            xs, ys = zip(*points, strict=True)
            if min(xs) >= right or max(xs) <= left or min(ys) >= top or max(ys) <= bottom:
                return 1
    return 0


def _clip_points(clip: object, index: int) -> list[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for number in range(max(raw.FPDFClipPath_CountPathSegments(clip, index), 0)):
        raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, index, number), x, y)
        points.append((x.value, y.value))
    return points
