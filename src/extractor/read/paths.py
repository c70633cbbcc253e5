"""The drawing of a page to rules, fills, shapes and images.

A rule may be a stroked line, the side of a stroked rectangle, a thin filled rectangle, or a row of dots.
Diagonals and curves are no rules: a diagonal in a corner cell (項目＼年度) divides a heading, not a column.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractor.model import Box, Fill, Ruling, Shape
from extractor.read.frame import Frame

#: a filled shape no thicker than this is a rule, in points (rules in print are 0.1 to 2 pt)
_THIN = 2.6
#: segments of a path that is one rectangle: it needs no closer look
_RECTANGLE = 5
#: a line may be this far from straight
_STRAIGHT = 0.2
#: dots of one dotted rule are no further apart than this
_DOT_GAP = 6.0
#: the key of a line in a legend is no longer than this, in points, and in a colour: its channels differ by more than that
_KEY, _GREY = 40.0, 40

#: text that is set, but not painted: the way OCR is laid under a scan (ISO 32000-1, table 106)
_UNPAINTED = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Point = tuple[float, float]
#: kind (FPDF_SEGMENT_…), point, whether it closes its sub-path
_Segment = tuple[int, Point, bool]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a page besides text.

    ``visible_text`` tells whether most of the text is painted (OCR layers are not; a stamp may be); ``clipped`` are the addresses of the text
    objects that their clip path leaves nothing of.  ``unplaced`` counts text objects without any extent whose font is not
    embedded: spaces, or characters for which no font was found.
    """

    rulings: tuple[Ruling, ...]
    fills: tuple[Fill, ...]
    shapes: tuple[Shape, ...]
    images: tuple[Box, ...]
    visible_text: bool
    clipped: frozenset[int]
    unplaced: int


@dataclass(slots=True)
class _Sheet:
    """Where one page's shapes are gathered."""

    frame: Frame
    rulings: list[Ruling] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    clipped: set[int] = field(default_factory=set)
    unplaced: int = 0
    painted: int = 0
    hidden: int = 0


def drawing_on(page: pdfium.PdfPage, frame: Frame) -> Drawing:
    """All rules, fills, shapes and images of a page, form XObjects included."""
    sheet = _Sheet(frame)
    for index in range(raw.FPDFPage_CountObjects(page)):
        _take(sheet, raw.FPDFPage_GetObject(page, index), _IDENTITY)
    rulings = (*sheet.rulings, *_dotted(sheet.dots))
    return Drawing(
        rulings,
        tuple(sheet.fills),
        tuple(sheet.shapes),
        tuple(sheet.images),
        sheet.painted >= sheet.hidden,
        frozenset(sheet.clipped),
        sheet.unplaced,
    )


def _take(sheet: _Sheet, item: Any, matrix: Matrix) -> None:
    match raw.FPDFPageObj_GetType(item):
        case raw.FPDF_PAGEOBJ_PATH:
            _take_path(sheet, item, matrix)
        case raw.FPDF_PAGEOBJ_IMAGE:
            sheet.images.append(_bounds(sheet.frame, item, matrix))
        case raw.FPDF_PAGEOBJ_TEXT:
            if raw.FPDFTextObj_GetTextRenderMode(item) in _UNPAINTED:
                sheet.hidden += 1
            else:
                sheet.painted += 1
            if _is_clipped(item):
                sheet.clipped.add(ctypes.addressof(item.contents))
            sheet.unplaced += _is_unplaced(item)
        case raw.FPDF_PAGEOBJ_FORM:
            inner = _times(_matrix(item), matrix)
            for index in range(raw.FPDFFormObj_CountObjects(item)):
                _take(sheet, raw.FPDFFormObj_GetObject(item, index), inner)


def _is_unplaced(item: Any) -> bool:
    left, bottom, right, top = _extent(item)
    return left == right and bottom == top and raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(item)) == 0


def _is_clipped(item: object) -> bool:
    """Whether an object lies wholly outside one of the paths that clip it."""
    clip = raw.FPDFPageObj_GetClipPath(item)
    if not clip:
        return False
    left, bottom, right, top = _extent(item)
    for index in range(max(raw.FPDFClipPath_CountPaths(clip), 0)):
        points = _clip_points(clip, index)
        if points:
            xs, ys = zip(*points, strict=True)
            if min(xs) >= right or max(xs) <= left or min(ys) >= top or max(ys) <= bottom:
                return True
    return False


def _clip_points(clip: object, index: int) -> list[Point]:
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for number in range(max(raw.FPDFClipPath_CountPathSegments(clip, index), 0)):
        raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, index, number), x, y)
        points.append((x.value, y.value))
    return points


def _take_path(sheet: _Sheet, item: object, matrix: Matrix) -> None:
    fill_mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill_mode, stroked)
    if not (fill_mode.value or stroked.value):
        return
    box = _bounds(sheet.frame, item, matrix)
    if max(box.width, box.height) <= _THIN:
        sheet.dots.append(box)
        return
    if not stroked.value and raw.FPDFPath_CountSegments(item) <= _RECTANGLE:
        _take_fill(sheet, item, box)
        return
    segments = list(_segments(item, _times(_matrix(item), matrix), sheet.frame))
    if _is_shape(segments):
        colour = _colour(item, raw.FPDFPageObj_GetStrokeColor if stroked.value else raw.FPDFPageObj_GetFillColor)
        if colour is not None and (len(segments) > 2 or max(colour) - min(colour) > _GREY):
            points = tuple(point for _, point, _ in segments)
            sheet.shapes.append(Shape(box, points, colour, bool(fill_mode.value)))
    for outline in _outlines(segments):
        thin = _is_thin(outline)
        if fill_mode.value and not thin:
            _take_fill(sheet, item, _around(outline))
        if stroked.value or thin:
            sheet.rulings.extend(rule for a, b in pairwise(outline) if (rule := _rule(a, b)))


def _take_fill(sheet: _Sheet, item: object, box: Box) -> None:
    """A filled rectangle is a rule when it is thin."""
    if min(box.width, box.height) <= _THIN:
        if max(box.width, box.height) > _THIN:
            sheet.rulings.append(_bar(box))
        return
    colour = _colour(item, raw.FPDFPageObj_GetFillColor)
    if colour is not None:
        sheet.fills.append(Fill(box, colour))


def _colour(item: object, get: Callable[..., int]) -> tuple[int, int, int] | None:
    """The fill or stroke colour of an object; None when it has none or is wholly transparent."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not get(item, red, green, blue, alpha) or not alpha.value:
        return None
    return red.value, green.value, blue.value


def _is_shape(segments: list[_Segment]) -> bool:
    """Whether a path is curved or oblique, or a stroke so short that it may be the key of a legend."""
    if len(segments) == 2 and (stroke := _rule(segments[0][1], segments[1][1])) is not None:
        return stroke.horizontal and stroke.end - stroke.start <= _KEY
    if any(kind == raw.FPDF_SEGMENT_BEZIERTO for kind, _, _ in segments):
        return True
    lines = ((a, b) for (_, a, _), (kind, b, _) in pairwise(segments) if kind == raw.FPDF_SEGMENT_LINETO)
    return any(_rule(a, b) is None and math.dist(a, b) > _STRAIGHT for a, b in lines)


def _is_thin(outline: list[Point]) -> bool:
    """Whether a filled outline is a bent rule: two sides of a cell drawn as one polygon, say."""
    doubled = abs(sum(xa * yb - xb * ya for (xa, ya), (xb, yb) in pairwise([*outline, outline[0]])))
    length = sum(math.dist(a, b) for a, b in pairwise([*outline, outline[0]]))
    return length > 0 and doubled / length <= _THIN


def _around(outline: list[Point]) -> Box:
    xs, ys = zip(*outline, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _bar(box: Box) -> Ruling:
    if box.width >= box.height:
        return Ruling(True, (box.top + box.bottom) / 2, box.x0, box.x1, box.height)
    return Ruling(False, (box.x0 + box.x1) / 2, box.top, box.bottom, box.width)


def _rule(a: Point, b: Point) -> Ruling | None:
    """The rule from ``a`` to ``b``; None when it is a point or a diagonal."""
    dx, dy = abs(a[0] - b[0]), abs(a[1] - b[1])
    if dy <= _STRAIGHT < dx:
        return Ruling(True, (a[1] + b[1]) / 2, min(a[0], b[0]), max(a[0], b[0]))
    if dx <= _STRAIGHT < dy:
        return Ruling(False, (a[0] + b[0]) / 2, min(a[1], b[1]), max(a[1], b[1]))
    return None


def _segments(item: object, matrix: Matrix, frame: Frame) -> Iterator[_Segment]:
    """The segments of a path on the displayed page."""
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = frame.point(*_apply(matrix, x.value, y.value))
        yield raw.FPDFPathSegment_GetType(segment), point, bool(raw.FPDFPathSegment_GetClose(segment))


def _outlines(segments: list[_Segment]) -> Iterator[list[Point]]:
    """The sub-paths of a path; a curve breaks the outline."""
    points: list[Point] = []
    for kind, point, closes in segments:
        if kind != raw.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(point)
        if closes and len(points) > 2:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _dotted(dots: list[Box]) -> Iterator[Ruling]:
    """Rows and columns of dots as rules: five or more in a line, close together."""
    yield from _dot_runs(dots, horizontal=True)
    yield from _dot_runs(dots, horizontal=False)


def _dot_runs(dots: list[Box], *, horizontal: bool) -> Iterator[Ruling]:
    lines: dict[int, list[tuple[float, float, float]]] = {}
    for box in dots:
        across, along = ((box.top, box.bottom), (box.x0, box.x1))
        if not horizontal:
            across, along = along, across
        lines.setdefault(round(sum(across)), []).append((along[0], along[1], sum(across) / 2))
    for line in lines.values():
        line.sort()
        run = [line[0]]
        for dot in [*line[1:], (float("inf"), float("inf"), 0.0)]:
            if dot[0] - run[-1][1] <= _DOT_GAP:
                run.append(dot)
                continue
            if len(run) >= 5:
                at = sum(d[2] for d in run) / len(run)
                yield Ruling(horizontal, at, run[0][0], max(d[1] for d in run))
            run = [dot]


def _extent(item: object) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of an object in the space that it is drawn in."""
    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


def _bounds(frame: Frame, item: object, matrix: Matrix) -> Box:
    left, bottom, right, top = _extent(item)
    if matrix is _IDENTITY:
        return frame.box(left, bottom, right, top)
    corners = [_apply(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = zip(*corners, strict=True)
    return frame.box(min(xs), min(ys), max(xs), max(ys))


def _matrix(item: object) -> Matrix:
    m = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """First ``inner``, then ``outer`` (PDF row vectors, ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _apply(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
