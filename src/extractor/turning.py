"""From the page as its text runs back to the page as displayed.

A table set sideways on an upright page is read as if the page were turned; what leaves the pipeline has the places that a
viewer shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TypeVar

from extractor.model import Box, Cell, PageSummary, Token, Where

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Turn:
    """A page that was read turned: by how many quarters clockwise, and its size as read, in points."""

    quarters: int
    width: float
    height: float

    def back(self, box: Box) -> Box:
        """A box of the page as read, on the page as displayed."""
        x0, top, x1, bottom = box
        match self.quarters:
            case 1:
                return Box(top, self.width - x1, bottom, self.width - x0)
            case 2:
                return Box(self.width - x1, self.height - bottom, self.width - x0, self.height - top)
            case 3:
                return Box(self.height - bottom, x0, self.height - top, x1)
            case _:
                return box


def as_displayed(value: T, turns: Mapping[int, Turn]) -> T:
    """``value`` (a frozen dataclass, a tuple of them, or anything within) with all its places led back.

    ``turns`` are the turned pages by number; without any, ``value`` itself comes back.
    """
    return _led_back(value, turns) if turns else value  # type: ignore[return-value]


def _led_back(value: object, turns: Mapping[int, Turn]) -> object:
    if isinstance(value, Where):
        return Where(value.page, turns[value.page].back(value.box)) if value.page in turns else value
    if isinstance(value, Box) or not (is_dataclass(value) or isinstance(value, tuple)):
        return value
    if isinstance(value, tuple):
        return tuple(_led_back(item, turns) for item in value)
    if isinstance(value, Token):
        return replace(value, box=turns[value.page].back(value.box)) if value.page in turns else value
    if isinstance(value, PageSummary) and value.number in turns and turns[value.number].quarters % 2:
        return replace(value, width=value.height, height=value.width)
    changed = {f.name: _led_back(getattr(value, f.name), turns) for f in fields(value)}
    if isinstance(value, Cell) and value.ink is not None and value.where.page in turns:
        changed["ink"] = turns[value.where.page].back(value.ink)
    return replace(value, **changed)  # type: ignore[type-var]
