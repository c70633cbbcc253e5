"""Pies and rings: sectors around one middle, and the texts in and around them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from extractor.charts.pieces import figure_in
from extractor.charts.plot import Colour
from extractor.geometry import union
from extractor.model import Box, Line, Page, Shape

#: a pie is at least so broad, in points, and as high as it is broad but for this share
_LARGE, _ROUND = 40.0, 0.06
#: points on the rim lie on it within this share of the radius
_RIM = 0.04
#: a text outside belongs to a sector within so many radii of the middle
_OUTSIDE = 1.7
#: and its nearest point is not closer to the border of the sector than this, in degrees
_BORDER = 4.0
#: of two texts at a sector the one that is nearer by so many radii names it
_CLEAR = 0.12


class Sector(Struct, frozen=True, gc=False):
    """A part of a pie from ``start`` over ``extent`` degrees clockwise."""

    colour: Colour
    start: float
    extent: float

    def holds(self, angle: float, border: float = 0.0) -> bool:
        return border <= (angle - self.start) % 360 <= self.extent - border


class Pie(Struct, frozen=True, gc=False):
    """The sectors of one circle."""

    x: float
    y: float
    radius: float
    sectors: tuple[Sector, ...]

    @property
    def box(self) -> Box:
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)

    def _nearest(self, text: Box) -> tuple[float, float]:
        return min(max(self.x, text.x0), text.x1), min(max(self.y, text.top), text.bottom)

    def distance(self, text: Box) -> float:
        """From the middle to the nearest point of a text, in radii."""
        x, y = self._nearest(text)
        return math.hypot(x - self.x, y - self.y) / self.radius

    def parts(self, texts: Sequence[Line]) -> bool:
        """Whether the first of ``texts``, nearest first, is clearly nearer than all others."""
        return len(texts) == 1 or self.distance(texts[1].box) - self.distance(texts[0].box) >= _CLEAR

    def sector_of(self, text: Box) -> Sector | None:
        """The sector in which the middle of a text stands, or at which it stands outside; None where not sure."""
        x, y = (text.x0 + text.x1) / 2, (text.top + text.bottom) / 2
        inside = math.hypot(x - self.x, y - self.y) <= self.radius
        if not inside:
            x, y = self._nearest(text)
            if self.distance(text) > _OUTSIDE:
                return None
        angle = math.degrees(math.atan2(y - self.y, x - self.x))
        return next((s for s in self.sectors if s.holds(angle, _BORDER)), None)


def pies_on(page: Page) -> Iterator[Pie]:
    """Circles that filled shapes with curves make up."""
    for group in _touching([s for s in page.shapes if s.filled and len(s.points) > 3]):
        pie = _pie(group)
        if pie is not None:
            yield pie


def _touching(shapes: Iterable[Shape]) -> list[list[Shape]]:
    groups: list[list[Shape]] = []
    for shape in shapes:
        near = [g for g in groups if any(_touch(shape.box, other.box) for other in g)]
        groups = [g for g in groups if g not in near] + [[shape, *(s for g in near for s in g)]]
    return groups


def _touch(a: Box, b: Box) -> bool:
    return min(a.x1, b.x1) >= max(a.x0, b.x0) - 1 and min(a.bottom, b.bottom) >= max(a.top, b.top) - 1


def _pie(shapes: Sequence[Shape]) -> Pie | None:
    if len(shapes) < 2 or len({s.colour for s in shapes}) < 2:
        return None
    box = _extent(shapes)
    if box.width < _LARGE or abs(box.width - box.height) > _ROUND * box.width:
        return None
    x, y, radius = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2, box.width / 2
    sectors = [_sector(shape, x, y, radius) for shape in shapes]
    found = tuple(sector for sector in sectors if sector is not None)
    whole = sum(sector.extent for sector in found)
    return Pie(x, y, radius, found) if len(found) == len(shapes) and abs(whole - 360) <= 10 else None


def _extent(shapes: Sequence[Shape]) -> Box:
    """The box around the shapes as they are drawn: the control points of curves lie beyond their bounds."""
    return union(shape.box for shape in shapes)


def _sector(shape: Shape, x: float, y: float, radius: float) -> Sector | None:
    """The stretch of the rim that a shape takes: all of it but the widest gap between its points there."""
    rim = sorted(
        math.degrees(math.atan2(b - y, a - x)) % 360
        for a, b in shape.points
        if abs(math.hypot(a - x, b - y) - radius) <= _RIM * radius
    )
    if len(rim) < 2:
        return None
    gaps = [(b - a, b) for a, b in pairwise([*rim, rim[0] + 360])]
    widest, after = max(gaps)
    return Sector(shape.colour, after % 360, 360 - widest)


def names_of(pie: Pie, pieces: Sequence[Line], legend: dict[Colour, str]) -> dict[Sector, tuple[str, Line | None]]:
    """What each sector is called: by the legend, else by the text that stands at it."""
    named: dict[Sector, tuple[str, Line | None]] = {
        sector: (legend[sector.colour], None) for sector in pie.sectors if sector.colour in legend
    }
    if named:
        return named
    at: dict[Sector, list[Line]] = {}
    for piece in pieces:
        sector = pie.sector_of(piece.box) if figure_in(piece.text) is None else None
        if sector is not None:
            at.setdefault(sector, []).append(piece)
    nearest = {sector: sorted(texts, key=lambda text: pie.distance(text.box)) for sector, texts in at.items()}
    return {sector: (texts[0].text, texts[0]) for sector, texts in nearest.items() if pie.parts(texts)}
