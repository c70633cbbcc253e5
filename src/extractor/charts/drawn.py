"""Plots among the drawings of a page: bars that stand on one line, and lines that run from left to right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from extractor.charts.plot import Bar, Curve, Plot, sideways
from extractor.geometry import meet, overlap, union
from extractor.model import Box, Fill, Page, Shape

#: sides that are meant to be one differ by no more, in points
_SAME = 0.8
#: bars of one plot are equally broad, but for this share
_BREADTH = 0.06
#: two neighbours that stand further apart than so many times the usual belong to two plots
_FAR = 2.5
#: a fill brighter than this is paper, one that covers this share of the page is its background
_PAPER, _BACKGROUND = 245, 0.5
#: a line of a plot is at least so long, in points
_LONG = 40.0
#: two lines over the same stretch, by this share of the shorter one, belong to one plot
_OVER = 0.7
#: and they are no further apart than this, in points
_BETWEEN = 150.0


def plots_on(page: Page) -> list[Plot]:
    """All that look like plots; whether they are is told by the texts around them."""
    fills = [fill for fill in page.fills if min(fill.colour) < _PAPER and _is_small(fill.box, page)]
    plots: list[Plot] = []
    for plot in sorted([*_bar_plots(fills, lying=False), *_bar_plots(fills, lying=True)], key=lambda p: -len(p.bars)):
        if not any(_share(plot, other) for other in plots):
            plots.append(plot)
    curves = [curve for shape in page.shapes if (curve := _curve(shape)) is not None]
    for group in _together(curves):
        over = next((p for p in plots if not p.sideways and _is_over(p, group)), None)
        if over is None:
            plots.append(Plot((), tuple(group)))
        else:
            plots[plots.index(over)] = Plot(over.bars, (*over.curves, *group))
    return plots


def _is_small(box: Box, page: Page) -> bool:
    return box.width * box.height < _BACKGROUND * page.width * page.height


def _share(a: Plot, b: Plot) -> bool:
    return meet(a.page_box(a.box), b.page_box(b.box))


# --- bars -------------------------------------------------------------------------------------------------------------


def _bar_plots(fills: Sequence[Fill], *, lying: bool) -> Iterator[Plot]:
    """Columns of one breadth on one base line whose heights differ."""
    boxes = [(sideways(f.box) if lying else f.box, f.colour) for f in fills]
    bases: list[list[list[Bar]]] = []
    for column in _columns(boxes):
        group = next((g for g in bases if _is_beside(column[0].box, g[0][0].box)), None)
        if group is None:
            bases.append([column])
        else:
            group.append(column)
    for group in _with_hanging(bases):
        for columns in _neighbours(sorted(group, key=lambda column: column[0].box.x0)):
            if len({round(bar.box.top) for column in columns for bar in column}) > max(map(len, columns)):
                yield Plot(tuple(bar for column in columns for bar in column), (), sideways=lying)


def _with_hanging(bases: Sequence[list[list[Bar]]]) -> Iterator[list[list[Bar]]]:
    """Groups of columns, each with the bars that hang from its base line: negative figures."""
    hanging: set[int] = set()
    for group in sorted(bases, key=len, reverse=True):
        first = group[0][0].box
        if id(group) in hanging:
            continue
        whole = list(group)
        for other in bases:
            if other is not group and len(other) == 1 and _hangs(other[0], first, whole):
                hanging.add(id(other))
                whole.append([Bar(other[0][0].box, other[0][0].colour, hangs=True)])
        yield whole


def _hangs(column: Sequence[Bar], first: Box, others: Iterable[Sequence[Bar]]) -> bool:
    box = column[0].box
    if len(column) > 1 or abs(box.top - first.bottom) > _SAME:
        return False
    same = abs(box.width - first.width) <= max(_SAME, _BREADTH * first.width)
    return same and all(overlap(box.x0, box.x1, other[0].box.x0, other[0].box.x1) <= _SAME for other in others)


def _columns(boxes: Iterable[tuple[Box, tuple[int, int, int]]]) -> Iterator[list[Bar]]:
    """Fills that stand on one another, from the base upwards."""
    stacks: list[list[Bar]] = []
    for box, colour in sorted(boxes, key=lambda b: -b[0].bottom):
        below = next((s for s in stacks if _stands_on(box, s[-1].box)), None)
        if below is None:
            stacks.append([Bar(box, colour)])
        else:
            below.append(Bar(box, colour))
    for stack in stacks:
        yield [Bar(bar.box, bar.colour, stacked=len(stack) > 1) for bar in stack]


def _stands_on(box: Box, other: Box) -> bool:
    return abs(box.x0 - other.x0) <= _SAME and abs(box.x1 - other.x1) <= _SAME and abs(box.bottom - other.top) <= _SAME


def _is_beside(box: Box, other: Box) -> bool:
    same = abs(box.width - other.width) <= max(_SAME, _BREADTH * other.width)
    return same and abs(box.bottom - other.bottom) <= _SAME and overlap(box.x0, box.x1, other.x0, other.x1) <= _SAME


def _neighbours(columns: Sequence[list[Bar]]) -> Iterator[list[list[Bar]]]:
    """Runs of columns without a gap that is out of the usual; a run has two or more."""
    steps = [b[0].box.x0 - a[0].box.x0 for a, b in pairwise(columns)]
    if not steps:
        return
    usual = median(_steps_of_series(columns) or steps)
    run = [columns[0]]
    for step, column in zip(steps, columns[1:], strict=True):
        if step > _FAR * usual:
            if len(run) > 1:
                yield run
            run = []
        run.append(column)
    if len(run) > 1:
        yield run


def _steps_of_series(columns: Sequence[list[Bar]]) -> list[float]:
    """From one bar to the next of its colour: from category to category, however many bars each has."""
    places: dict[tuple[int, int, int], list[float]] = {}
    for column in columns:
        places.setdefault(column[0].colour, []).append(column[0].box.x0)
    return [b - a for xs in places.values() for a, b in pairwise(xs)]


# --- lines ------------------------------------------------------------------------------------------------------------


def _curve(shape: Shape) -> Curve | None:
    """A stroke that runs from left to right and not straight."""
    box, points = shape.box, shape.points
    if shape.filled or box.width < _LONG or len(points) < 2:
        return None
    onwards = all(b[0] >= a[0] for a, b in pairwise(points)) or all(b[0] <= a[0] for a, b in pairwise(points))
    if not onwards or len({round(y) for _, y in points}) < 2:
        return None
    return Curve(points if points[0][0] <= points[-1][0] else points[::-1], shape.colour)


def _together(curves: Iterable[Curve]) -> list[list[Curve]]:
    """Lines over the same stretch, not far above one another."""
    groups: list[list[Curve]] = []
    for curve in curves:
        own = _extent([curve])
        group = next((g for g in groups if _is_near(own, _extent(g))), None)
        if group is None:
            groups.append([curve])
        else:
            group.append(curve)
    return groups


def _extent(curves: Sequence[Curve]) -> Box:
    return union(Box(x, y, x, y) for curve in curves for x, y in curve.points)


def _is_near(a: Box, b: Box) -> bool:
    share = overlap(a.x0, a.x1, b.x0, b.x1)
    return share >= _OVER * max(a.width, b.width) and max(a.top, b.top) - min(a.bottom, b.bottom) <= _BETWEEN


def _is_over(plot: Plot, curves: Sequence[Curve]) -> bool:
    box, own = plot.box, _extent(curves)
    return overlap(box.x0, box.x1, own.x0, own.x1) >= _OVER * min(box.width, own.width) and _is_near_in_height(box, own)


def _is_near_in_height(a: Box, b: Box) -> bool:
    return max(a.top, b.top) - min(a.bottom, b.bottom) <= _BETWEEN
