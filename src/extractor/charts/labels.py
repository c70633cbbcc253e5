"""Which bar or line a printed figure belongs to; none where that is not sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from extractor.charts.plot import Bar, Curve, Plot, Text

#: a label of a bar stands on its middle, within this share of its breadth
_MIDDLE = 0.3
#: a label stands within so many of its heights of what it labels
_REACH = 1.2
#: and what else it might label is further away by so many
_CLEAR, _CLEAR_OF_OTHERS = 0.5, 1.6
#: a segment thinner than so many heights of its label does not hold it alone
_THIN = 0.6
#: a label may touch the border of its segment with so much of its height
_INNER = 0.2
#: distances that differ by no more points are one; so many of them make a habit
_ALIKE, _ENOUGH = 2.0, 2


def owner_of(plot: Plot, text: Text) -> Bar | Curve | None:
    """The nearest bar or line, when all others are clearly further away."""
    size = text.line.box.height
    near = sorted(_candidates(plot, text), key=lambda found: found[0])
    if not near or near[0][0] > _REACH * size:
        return None
    # where lines run over bars, the figures of the lines stand inside of bars
    clear = _CLEAR_OF_OTHERS if plot.bars and plot.curves else _CLEAR
    if len(near) > 1 and near[1][0] - near[0][0] < clear * size:
        return None
    return near[0][1]


def owners_of(plot: Plot, texts: Sequence[Text]) -> list[Bar | Curve | None]:
    """The owner of each of ``texts``.

    Where all that are sure stand at one distance above their lines (or below), that distance tells for the others, too.
    """
    owners = [owner_of(plot, text) for text in texts]
    offsets = [
        height - text.box.bottom
        for text, owner in zip(texts, owners, strict=True)
        if isinstance(owner, Curve) and (height := owner.height_at(text.x)) is not None
    ]
    if plot.bars or len(offsets) < _ENOUGH or max(offsets) - min(offsets) > _ALIKE:
        return owners
    usual = median(offsets)
    return [owner or _at_distance(plot, text, usual) for text, owner in zip(texts, owners, strict=True)]


def _at_distance(plot: Plot, text: Text, usual: float) -> Curve | None:
    heights = [(curve, curve.height_at(text.x)) for curve in plot.curves]
    found = [c for c, height in heights if height is not None and abs(height - text.box.bottom - usual) <= _ALIKE]
    return found[0] if len(found) == 1 else None


def _candidates(plot: Plot, text: Text) -> Iterator[tuple[float, Bar | Curve]]:
    for bar in plot.bars:
        distance = _to_bar(bar, text)
        if distance is not None:
            yield distance, bar
    for curve in plot.curves:
        height = curve.height_at(text.x)
        if height is not None:
            yield max(text.box.top - height, height - text.box.bottom, 0.0), curve


def _to_bar(bar: Bar, text: Text) -> float | None:
    """0 inside; above a bar that stands alone the white between. Above a stack it may be the total."""
    box, size = bar.box, text.line.box.height
    if abs(text.x - (box.x0 + box.x1) / 2) > _MIDDLE * box.width:
        return None
    if box.top <= text.y <= box.bottom:
        return 0.0 if not bar.stacked or box.height >= _THIN * text.box.height else None
    gap = text.box.top - box.bottom if bar.hangs else box.top - text.box.bottom
    return max(gap, 0.0) if not bar.stacked and gap >= -text.box.height / 2 and gap <= _REACH * size else None


def runs_over(plot: Plot, text: Text) -> bool:
    """Whether a figure reaches over two bars or two segments: two labels that touch, read as one."""
    xs = {round((bar.box.x0 + bar.box.x1) / 2) for bar in plot.bars}
    if sum(text.box.x0 < x < text.box.x1 for x in xs) > 1:
        return True
    inner = _INNER * text.line.box.height
    edges = [bar.box.top for bar in plot.bars if bar.stacked and bar.box.x0 <= text.x <= bar.box.x1]
    edges = [edge for edge in edges if edge != min(edges)]
    return plot.sideways and any(text.box.top + inner < edge < text.box.bottom - inner for edge in edges)


def is_one_series(plot: Plot) -> bool:
    """Whether all marks are of one series: one line, or one bar for each category."""
    if plot.bars and plot.curves:
        return False
    if plot.curves:
        return len(plot.curves) == 1
    return len(plot.colours) == 1 and not any(bar.stacked for bar in plot.bars)
