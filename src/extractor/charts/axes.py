"""The two axes of a plot: the marks of its scale, and the categories along its base."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from extractor.charts.pieces import figure_in
from extractor.charts.plot import Bar, Plot, Text
from extractor.geometry import overlap
from extractor.layout import line_of
from extractor.model import Line, Ruling

#: marks of one scale stand flush at one side, within so many points
_FLUSH = 2.5
#: fewer evenly spaced figures may be so by chance
_ENOUGH = 3
#: equal steps differ by no more than this share
_EVEN = 0.04
#: categories stand below the base within so many of their own heights
_BELOW = 2.5
#: a mark belongs to the category that it stands above within this share of the distance between two categories
_ABOVE = 0.42
#: the base line of a plot of lines is drawn no longer than so many times their stretch
_BASE = 1.5
#: years as bare figures: of an era, or of the common era
_ERA, _FIRST, _LAST = 64, 1950, 2100


def scale_of(plot: Plot, texts: Sequence[Text]) -> list[Text]:
    """The marks of the value scales: figures beside the plot whose steps in value and in place are even."""
    box = plot.box
    beside = [
        t for t in texts if (t.box.x1 <= box.x0 + 1 or t.box.x0 >= box.x1 - 1) and figure_in(t.line.text) is not None
    ]
    found: dict[int, Text] = {}
    for flush in (_flush_right, _flush_left, _centred):
        for text in beside:
            column = sorted((t for t in beside if flush(t, text)), key=lambda t: t.y)
            if _is_even(column) and overlap(column[0].y, column[-1].y, box.top, box.bottom) > 0.3 * box.height:
                found.update({id(t): t for t in column})
    return list(found.values())


def _flush_right(a: Text, b: Text) -> bool:
    return abs(a.box.x1 - b.box.x1) <= _FLUSH


def _flush_left(a: Text, b: Text) -> bool:
    return abs(a.box.x0 - b.box.x0) <= _FLUSH


def _centred(a: Text, b: Text) -> bool:
    return abs(a.x - b.x) <= _FLUSH


def _is_even(column: Sequence[Text]) -> bool:
    if len(column) < _ENOUGH:
        return False
    values = [figure_in(text.line.text) or 0 for text in column]
    heights = [b.y - a.y for a, b in pairwise(column)]
    steps = [a - b for a, b in pairwise(values)]
    return len(set(steps)) == 1 and steps[0] != 0 and max(heights) - min(heights) <= max(_EVEN * max(heights), 1.0)


def base_of(plot: Plot, scale: Sequence[Text], rulings: Iterable[Ruling]) -> float:
    """Where the categories begin, downwards: at the foot of the bars, the scale or the lowest rule along the plot."""
    box = plot.box
    if plot.bars:
        return box.bottom
    if scale:
        return max(box.bottom, *(text.y for text in scale))
    along = [
        r.at
        for r in rulings
        if r.horizontal
        and r.at >= box.bottom - 1
        and overlap(r.start, r.end, box.x0, box.x1) >= 0.9 * box.width
        and r.end - r.start <= _BASE * box.width
    ]
    return max(along, default=box.bottom)


class Category(Struct, frozen=True, gc=False):
    """A text below the base: where its middle stands along it."""

    x: float
    text: str
    lines: tuple[Line, ...]


class Categories(Struct, frozen=True, gc=False):
    """The categories of a plot along its base."""

    all: tuple[Category, ...]

    @property
    def step(self) -> float:
        return min((b.x - a.x for a, b in pairwise(self.all)), default=0.0)

    def at(self, x: float) -> str | None:
        """The category that a mark at ``x`` stands above, where that is sure."""
        place = self.place(x)
        return None if place is None else self.all[place].text

    def place(self, x: float) -> int | None:
        """Which category that is, counted from 0."""
        near = min(range(len(self.all)), key=lambda n: abs(self.all[n].x - x), default=None)
        return near if near is not None and abs(self.all[near].x - x) <= _ABOVE * self.step else None


def categories_of(plot: Plot, base: float, texts: Sequence[Text], scale: Sequence[Text]) -> Categories:
    """The first row of texts below the base that may name the marks; a text goes on in the row right below it."""
    box = plot.box
    marks = {id(text) for text in scale}
    below = sorted(
        (t for t in texts if id(t) not in marks and t.y > base and _is_along(t, plot)), key=lambda t: t.box.top
    )
    near = [t for t in below if t.box.top - base <= _BELOW * _size(t, plot)]
    for top in near:
        row = [t for t in near if _in_row(t, top, plot)]
        if len(row) > 1 and (plot.sideways or not any(t.box.width > box.width for t in row)):
            found = tuple(sorted((_category(t, below, plot) for t in row), key=lambda c: c.x))
            if _suit(found, plot.bars):
                return Categories(found)
    return Categories(())


def _is_along(text: Text, plot: Plot) -> bool:
    reach = 0.25 * plot.box.width
    return plot.box.x0 - reach <= text.x <= plot.box.x1 + reach


def _size(text: Text, plot: Plot) -> float:
    """The height of its print, however the plot lies."""
    return text.box.width if plot.sideways else text.box.height


def _in_row(text: Text, first: Text, plot: Plot) -> bool:
    """Labels of lying bars may be flush at either side; those of standing ones stand on one line."""
    if plot.sideways:
        return text.box.top - first.box.top <= _BELOW * _size(first, plot)
    return overlap(text.box.top, text.box.bottom, first.box.top, first.box.bottom) > 0.5 * first.box.height


def _category(text: Text, below: Sequence[Text], plot: Plot) -> Category:
    lines, last = [text.line], text
    for other in () if plot.sideways else below:
        right_below = 0 <= other.box.top - last.box.bottom <= 0.3 * last.box.height
        if right_below and abs(other.x - text.x) <= 0.5 * text.box.height:
            lines.append(other.line)
            last = other
    whole = line_of([word for line in lines for word in line.words]) if len(lines) == 1 else None
    return Category(text.x, whole.text if whole else "".join(line.text for line in lines), tuple(lines))


def _suit(found: Sequence[Category], bars: Sequence[Bar]) -> bool:
    """Whether the texts may name the bars: none has more than there are colours, and figures among them are years."""
    figures = [value for c in found if (value := figure_in(c.text)) is not None]
    if any(b - a != 1 for a, b in pairwise(figures)) or not all(map(_is_year, figures)):
        return False
    columns = {round((bar.box.x0 + bar.box.x1) / 2) for bar in bars}
    colours = len({bar.colour for bar in bars})
    named = Categories(tuple(found))
    owners = Counter(place for x in columns if (place := named.place(x)) is not None)
    return len(columns) == len(found) or max(owners.values(), default=0) <= colours


def _is_year(value: Decimal) -> bool:
    """Whether a bare figure may be a year: 2024, or 6 of an era whose name stands elsewhere."""
    return 1 <= value <= _ERA or _FIRST <= value <= _LAST
