"""The legend of a plot: what its colours are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from extractor.charts.pieces import figure_in
from extractor.charts.plot import Colour
from extractor.geometry import overlap
from extractor.model import Box, Line, Page
from extractor.normalise.characters import narrow

#: a key is no larger than so many heights of the text beside it
_KEY = 4.0
#: and stands before it within so many
_BEFORE = 1.3
#: a legend stands within so many points of its plot
_NEAR = 220.0
#: a figure that ran into a name
_GROUPED = re.compile(r"[0-9],[0-9]{3}")


class Legend(Struct, frozen=True, gc=False):
    """Names by colour, with the texts that they are; a colour of two names and a name of two colours are not sure."""

    names: dict[Colour, str]
    lines: tuple[Line, ...]


def legend_of(
    page: Page, plot: Box, colours: frozenset[Colour], marks: Iterable[Box], pieces: Sequence[Line]
) -> Legend:
    """The texts right of a small field, a dot or a short stroke in one of ``colours`` that is none of ``marks``."""
    drawn = set(marks)
    keys = [(f.box, f.colour) for f in page.fills] + [(s.box, s.colour) for s in page.shapes]
    found: dict[Colour, dict[str, Line]] = {}
    for box, colour in keys:
        if colour not in colours or box in drawn or not _is_near(box, plot):
            continue
        name = _beside(box, pieces)
        if name is not None:
            found.setdefault(colour, {})[name.text] = name
    times = Counter(id(line) for lines in found.values() for line in lines.values())
    sure = {colour: line for colour, lines in found.items() if len(lines) == 1 for line in lines.values()}
    names = {colour: line.text for colour, line in sure.items() if times[id(line)] == 1}
    return Legend(names, tuple(line for lines in found.values() for line in lines.values()))


def _is_near(box: Box, plot: Box) -> bool:
    across = max(box.x0 - plot.x1, plot.x0 - box.x1)
    along = max(box.top - plot.bottom, plot.top - box.bottom)
    return max(across, along) <= _NEAR


def _beside(key: Box, pieces: Sequence[Line]) -> Line | None:
    for piece in pieces:
        height = piece.box.height
        small = max(key.width, key.height) <= _KEY * height and key.height <= 1.5 * height
        level = overlap(key.top - 1, key.bottom + 1, piece.box.top, piece.box.bottom) >= 0.5 * min(key.height, height)
        before = -1 <= piece.box.x0 - key.x1 <= _BEFORE * height
        if small and level and before and figure_in(piece.text) is None and not _GROUPED.search(narrow(piece.text)):
            return piece
    return None
