"""The drawing of a page to rules, fills, shapes and images.

A rule may be a stroked line, the side of a stroked rectangle, a thin filled rectangle, or a row of dots.
Diagonals and curves are no rules: a diagonal in a corner cell (項目＼年度) divides a heading, not a column.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pypdfium2 as pdfium
from msgspec import Struct, field
from numpy.typing import NDArray
from pypdfium2 import raw

from extractor.model import Box, Fill, Ruling, Shape
from extractor.read.bulk import bulk
from extractor.read.bulk_plain import page_object
from extractor.read.bulk_types import Rows
from extractor.read.frame import Floats, Frame, Number

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

_LINE, _CURVE = raw.FPDF_SEGMENT_LINETO, raw.FPDF_SEGMENT_BEZIERTO
#: text that is set, but not painted: the way OCR is laid under a scan (ISO 32000-1, table 106)
_UNPAINTED = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)

Matrix = tuple[float, ...]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Point = tuple[float, float]
#: a segment of a path: FPDF_SEGMENT_LINETO and its kin, where it ends, whether it closes its outline
_Segment = tuple[int, Point, int]


class Drawing(Struct, frozen=True, gc=False):
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


class _Sheet(Struct):
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
    _take(sheet, bulk().objects(page, is_form=False), _IDENTITY)
    return Drawing(
        (*sheet.rulings, *_dotted(sheet.dots)),
        tuple(sheet.fills),
        tuple(sheet.shapes),
        tuple(sheet.images),
        sheet.painted >= sheet.hidden,
        frozenset(sheet.clipped),
        sheet.unplaced,
    )


def _take(sheet: _Sheet, objects: Rows, matrix: Matrix) -> None:
    """The objects of a page or of a form XObject, in the order in which they are painted; ``matrix`` is the form's."""
    kinds = objects["type"]
    _take_texts(sheet, objects[kinds == raw.FPDF_PAGEOBJ_TEXT])
    painted = (objects["fill_mode"] != 0) | (objects["stroked"] != 0)
    paths = (kinds == raw.FPDF_PAGEOBJ_PATH) & painted
    drawn = objects[paths | (kinds == raw.FPDF_PAGEOBJ_IMAGE) | (kinds == raw.FPDF_PAGEOBJ_FORM)]
    if not len(drawn):
        return
    boxes = _boxes(sheet.frame, drawn, matrix)
    segments = _segments(drawn, boxes, matrix, sheet.frame)
    unfilled = (drawn["fill_mode"] == 0).tolist()
    for place, (kind, box) in enumerate(zip(drawn["type"].tolist(), boxes, strict=True)):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            sheet.images.append(box)
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            form = page_object(int(drawn[place]["address"]))
            inner = _times(tuple(drawn[place]["matrix"].astype(np.float64).tolist()), matrix)
            _take(sheet, bulk().objects(form, is_form=True), inner)
        elif place in segments:
            rule = _stroke(segments[place]) if unfilled[place] else None
            if rule is not None:
                sheet.rulings.append(rule)
            if rule is None or _may_be_key(rule):
                _take_shape(sheet, drawn[place], box, segments[place])
            if rule is None:
                _take_outlines(sheet, drawn[place], segments[place])
        elif _is_dot(box):
            sheet.dots.append(box)
        else:
            _take_fill(sheet, drawn[place], box)


def _take_texts(sheet: _Sheet, texts: Rows) -> None:
    modes = texts["render_mode"]
    hidden = int(sum(np.count_nonzero(modes == mode) for mode in _UNPAINTED))
    sheet.hidden += hidden
    sheet.painted += len(texts) - hidden
    sheet.unplaced += int(np.count_nonzero(texts["unplaced"]))
    sheet.clipped.update(texts["address"][texts["clipped"] != 0].tolist())


def _take_shape(sheet: _Sheet, path: np.void, box: Box, segments: list[_Segment]) -> None:
    if not _is_shape(segments):
        return
    colour = _colour(path["stroke_colour"] if path["stroked"] else path["fill_colour"])
    if colour is not None and (len(segments) > 2 or max(colour) - min(colour) > _GREY):
        sheet.shapes.append(Shape(box, tuple([point for _, point, _ in segments]), colour, bool(path["fill_mode"])))


def _is_shape(segments: list[_Segment]) -> bool:
    """Whether a path is curved or oblique, or a stroke so short that it may be the key of a legend."""
    if len(segments) == 2:
        for stroke in _rules([segments[0][1], segments[1][1]]):
            return _may_be_key(stroke)
    before = segments[0][1]
    for kind, point, _ in segments:
        if kind == _CURVE or (kind == _LINE and _is_oblique(before, point)):
            return True
        before = point
    return False


def _stroke(segments: list[_Segment]) -> Ruling | None:
    """The rule that a path is which does nothing but go straight from one point to another; most rules are drawn so."""
    if len(segments) != 2 or segments[1][0] != _LINE:
        return None
    return _rule(segments[0][1], segments[1][1])


def _may_be_key(rule: Ruling) -> bool:
    return rule.horizontal and rule.end - rule.start <= _KEY


def _is_oblique(a: Point, b: Point) -> bool:
    level, upright = abs(a[1] - b[1]) <= _STRAIGHT, abs(a[0] - b[0]) <= _STRAIGHT
    return level == upright and math.dist(a, b) > _STRAIGHT


def _take_outlines(sheet: _Sheet, path: np.void, segments: list[_Segment]) -> None:
    filled, stroked = path["fill_mode"] != 0, path["stroked"] != 0
    for outline in _outlines(segments):
        thin = filled and _is_thin(outline)
        if filled and not thin:
            _take_fill(sheet, path, _around(outline))
        if stroked or thin:
            sheet.rulings.extend(_rules(outline))


def _is_dot(box: Box) -> bool:
    x0, top, x1, bottom = box
    return x1 - x0 <= _THIN and bottom - top <= _THIN


def _take_fill(sheet: _Sheet, path: np.void, box: Box) -> None:
    """A filled rectangle is a rule when it is thin."""
    if min(box.width, box.height) <= _THIN:
        if max(box.width, box.height) > _THIN:
            sheet.rulings.append(_bar(box))
        return
    colour = _colour(path["fill_colour"])
    if colour is not None:
        sheet.fills.append(Fill(box, colour))


def _colour(rgba: NDArray[np.uint32]) -> tuple[int, int, int] | None:
    """A fill or stroke colour; None when it is wholly transparent, as it is where there is none."""
    red, green, blue, alpha = rgba.tolist()
    return (red, green, blue) if alpha else None


def _is_thin(outline: list[Point]) -> bool:
    """Whether a filled outline is a bent rule: two sides of a cell drawn as one polygon, say."""
    doubled = length = 0.0
    for a, b in pairwise([*outline, outline[0]]):
        doubled += a[0] * b[1] - b[0] * a[1]
        length += math.dist(a, b)
    return length > 0 and abs(doubled) / length <= _THIN


def _around(outline: list[Point]) -> Box:
    xs, ys = zip(*outline, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _bar(box: Box) -> Ruling:
    if box.width >= box.height:
        return Ruling(True, (box.top + box.bottom) / 2, box.x0, box.x1, box.height)
    return Ruling(False, (box.x0 + box.x1) / 2, box.top, box.bottom, box.width)


def _rules(outline: list[Point]) -> Iterator[Ruling]:
    """The sides of an outline that are rules: neither points nor diagonals."""
    for a, b in pairwise(outline):
        rule = _rule(a, b)
        if rule is not None:
            yield rule


def _rule(a: Point, b: Point) -> Ruling | None:
    (xa, ya), (xb, yb) = a, b
    dx, dy = abs(xa - xb), abs(ya - yb)
    if dy <= _STRAIGHT < dx:
        return Ruling(True, (ya + yb) / 2, min(xa, xb), max(xa, xb))
    if dx <= _STRAIGHT < dy:
        return Ruling(False, (xa + xb) / 2, min(ya, yb), max(ya, yb))
    return None


def _segments(drawn: Rows, boxes: list[Box], matrix: Matrix, frame: Frame) -> dict[int, list[_Segment]]:
    """The segments of the paths that their box alone does not tell, by their place among ``drawn``."""
    paths = drawn["type"] == raw.FPDF_PAGEOBJ_PATH
    wanted = paths & ((drawn["stroked"] != 0) | (drawn["segments"] > _RECTANGLE))
    places = [place for place in np.flatnonzero(wanted).tolist() if not _is_dot(boxes[place])]
    if not places:
        return {}
    rows = drawn[places]
    segments, counts = bulk().segments(rows), rows["segments"]
    inner = tuple(np.repeat(part, counts) for part in rows["matrix"].astype(np.float64).T)
    x, y = segments["x"].astype(np.float64), segments["y"].astype(np.float64)
    points = zip(*(side.tolist() for side in frame.point(*_apply(_times(inner, matrix), x, y))), strict=True)
    every = list(zip(segments["type"].tolist(), points, segments["close"].tolist(), strict=True))
    ends = np.cumsum(counts).tolist()
    return {place: every[start:end] for place, start, end in zip(places, [0, *ends[:-1]], ends, strict=True)}


def _outlines(segments: list[_Segment]) -> Iterator[list[Point]]:
    """The sub-paths of a path; a curve breaks the outline."""
    outline: list[Point] = []
    for kind, point, closes in segments:
        if kind != _LINE:
            if len(outline) > 1:
                yield outline
            outline = []
        outline.append(point)
        if closes and len(outline) > 2:
            outline.append(outline[0])
    if len(outline) > 1:
        yield outline


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


def _boxes(frame: Frame, drawn: Rows, matrix: Matrix) -> list[Box]:
    """Where objects stand on the displayed page."""
    left, bottom, right, top = (drawn[side].astype(np.float64) for side in ("left", "bottom", "right", "top"))
    if matrix is not _IDENTITY:
        ends: list[tuple[Floats, Floats]] = [(left, bottom), (left, top), (right, bottom), (right, top)]
        corners = [_apply(matrix, x, y) for x, y in ends]
        xs, ys = np.array([x for x, _ in corners]), np.array([y for _, y in corners])
        left, right, bottom, top = xs.min(axis=0), xs.max(axis=0), ys.min(axis=0), ys.max(axis=0)
    sides = [side.tolist() for side in frame.boxes(left, bottom, right, top)]
    return [Box(*box) for box in zip(*sides, strict=True)]


def _times(inner: tuple[Number, ...], outer: Matrix) -> tuple[Number, ...]:
    """First ``inner``, then ``outer`` (PDF row vectors, ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _apply(matrix: Matrix | tuple[Number, ...], x: Number, y: Number) -> tuple[Number, Number]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
