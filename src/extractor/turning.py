"""From the page as its text runs back to the page as displayed.

A table set sideways on an upright page is read as if the page were turned, and a sheet that lay askew in the scanner as
if it were level; what leaves the pipeline has the places that a viewer shows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from extractor.model import Box, Cell, PageSummary, Section, Token, Where

T = TypeVar("T")


class Turn(Struct, frozen=True, gc=False):
    """A page that was read turned: by how many quarters clockwise, and its size as read, in points.

    ``skew``: by how many degrees counter-clockwise about its middle, after the quarters.  ``page`` is its number in the file, where that is not the one under which it was read (``spreads``).
    """

    quarters: int
    width: float
    height: float
    page: int | None = None
    skew: float = 0.0

    def number(self, read_as: int) -> int:
        return read_as if self.page is None else self.page

    def back(self, box: Box) -> Box:
        """A box of the page as read, on the page as displayed: what lay askew, within the level box around it."""
        x0, top, x1, bottom = self._askew(box) if self.skew else box
        match self.quarters:
            case 1:
                return Box(top, self.width - x1, bottom, self.width - x0)
            case 2:
                return Box(self.width - x1, self.height - bottom, self.width - x0, self.height - top)
            case 3:
                return Box(self.height - bottom, x0, self.height - top, x1)
            case _:
                return Box(x0, top, x1, bottom)

    def _askew(self, box: Box) -> Box:
        """The level box around ``box`` turned back, clockwise."""
        cosine, sine = math.cos(math.radians(self.skew)), math.sin(math.radians(self.skew))
        middle_x, middle_y = self.width / 2, self.height / 2
        corners = [(x - middle_x, y - middle_y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        xs = [middle_x + x * cosine - y * sine for x, y in corners]
        ys = [middle_y + x * sine + y * cosine for x, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))


def as_displayed(value: T, turns: Mapping[int, Turn]) -> T:
    """``value`` (a frozen Struct, a tuple of them, or anything within) with all its places led back.

    ``turns`` are the pages that were turned or counted otherwise, by the number under which they were read; without any, ``value`` itself comes back.
    """
    return _led_back(value, turns) if turns else value  # type: ignore[return-value]


def _led_back(value: object, turns: Mapping[int, Turn]) -> object:
    if isinstance(value, Where):
        turn = turns.get(value.page)
        return value if turn is None else Where(turn.number(value.page), turn.back(value.box))
    if isinstance(value, Box) or not isinstance(value, Struct | tuple):
        return value
    if isinstance(value, tuple):
        return tuple(_led_back(item, turns) for item in value)
    if isinstance(value, Token):
        turn = turns.get(value.page)
        return value if turn is None else replace(value, page=turn.number(value.page), box=turn.back(value.box))
    if isinstance(value, PageSummary):
        turn = turns.get(value.number)
        return value if turn is None else _summary(value, turn)
    changed = {name: _led_back(getattr(value, name), turns) for name in value.__struct_fields__}
    if isinstance(value, Cell) and value.ink is not None and value.where.page in turns:
        changed["ink"] = turns[value.where.page].back(value.ink)
    if isinstance(value, Section) and value.last_page in turns:
        changed["last_page"] = turns[value.last_page].number(value.last_page)
    return replace(value, **changed)


def _summary(page: PageSummary, turn: Turn) -> PageSummary:
    size = (page.height, page.width) if turn.quarters % 2 else (page.width, page.height)
    return replace(page, number=turn.number(page.number), width=size[0], height=size[1])
