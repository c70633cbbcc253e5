"""What a plot is made of, whichever way it stands.

A plot whose bars grow to the right is looked at lying on its side: there they grow upwards, and one way of reading does
for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from extractor.geometry import union
from extractor.model import Box, Line, Ruling

Colour = tuple[int, int, int]
#: a text stands at the end of a line when its middle is beyond it by no more than so many points
_AT_END = 6.0
#: a field ends at a rule within so many points; so large a share of the bars is most of them
_AT_RULE, _MOST = 1.5, 0.6


class Bar(Struct, frozen=True, gc=False):
    """One filled rectangle; of a stacked column ``stacked`` is true for each; below the base line it ``hangs``."""

    box: Box
    colour: Colour
    stacked: bool = False
    hangs: bool = False


class Curve(Struct, frozen=True, gc=False):
    """A line from left to right."""

    points: tuple[tuple[float, float], ...]
    colour: Colour

    def height_at(self, x: float) -> float | None:
        """Its distance from the top at ``x``; None beyond its ends."""
        first, last = self.points[0][0], self.points[-1][0]
        if first - _AT_END <= x <= last + _AT_END:
            x = min(max(x, first), last)
        for (xa, ya), (xb, yb) in zip(self.points, self.points[1:], strict=False):
            if xa <= x <= xb:
                return ya if xa == xb else ya + (yb - ya) * (x - xa) / (xb - xa)
        return None


class Plot(Struct, frozen=True, gc=False):
    """Bars on one base line, lines over the same categories, or both, in the plot's own view."""

    bars: tuple[Bar, ...]
    curves: tuple[Curve, ...]
    sideways: bool = False

    @property
    def box(self) -> Box:
        """The area of the marks, in the plot's own view."""
        drawn = [bar.box for bar in self.bars]
        drawn += [Box(p[0], p[1], p[0], p[1]) for curve in self.curves for p in curve.points]
        return union(drawn)

    @property
    def colours(self) -> frozenset[Colour]:
        return frozenset([bar.colour for bar in self.bars] + [curve.colour for curve in self.curves])

    def view(self, box: Box) -> Box:
        """A box of the page in the plot's own view."""
        return sideways(box) if self.sideways else box

    def page_box(self, box: Box) -> Box:
        """A box of the plot's own view on the page."""
        return Box(-box.bottom, box.x0, -box.top, box.x1) if self.sideways else box


class Text(Struct, frozen=True, gc=False):
    """A text of the page in the view of a plot."""

    line: Line
    box: Box

    @property
    def x(self) -> float:
        return (self.box.x0 + self.box.x1) / 2

    @property
    def y(self) -> float:
        return (self.box.top + self.box.bottom) / 2


def sideways(box: Box) -> Box:
    """A box of the page as seen with its right edge up."""
    return Box(box.top, -box.x1, box.bottom, -box.x0)


def stands_free(plot: Plot, rulings: Iterable[Ruling]) -> bool:
    """Whether most bars end where no rule runs: the shades of cells end at rules."""
    across = [-r.at if plot.sideways else r.at for r in rulings if r.horizontal is not plot.sideways]
    free = [bar for bar in plot.bars if not any(abs(bar.box.top - at) <= _AT_RULE for at in across)]
    return len(free) >= max(2.0, _MOST * len(plot.bars))


def texts_in_view(plot: Plot, lines: Sequence[Line]) -> list[Text]:
    return [Text(line, plot.view(line.box)) for line in lines]
