"""Two readings of one table, by its tags and by its geometry: which one is believed.

The one whose cells make more figures wins, the tags where both make as many.  Where the two differ, the loser is named, so
that the reader can be told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.geometry import holds_centre
from extractor.layout import text_of
from extractor.model import Word
from extractor.normalise.numbers import has_digits, parse_figure
from extractor.tables.grid import Grid, words_in


@dataclass(frozen=True, slots=True)
class Reading:
    """A grid, and the way of finding tables that saw other cells in its place, if any did."""

    grid: Grid
    disputed_by: str | None = None


def settled(tagged: Sequence[Grid], seen: Sequence[Grid], words: Sequence[Word]) -> Iterator[Reading]:
    """One reading for each table of a page; ``seen`` are the grids that geometry tells."""
    left = list(seen)
    for grid in tagged:
        rivals = [g for g in left if holds_centre(grid.box, g.box) or holds_centre(g.box, grid.box)]
        left = [g for g in left if g not in rivals]
        yield from _duel(grid, rivals, words)
    yield from (Reading(grid) for grid in left)


def _duel(tagged: Grid, rivals: Sequence[Grid], words: Sequence[Word]) -> Iterator[Reading]:
    if not rivals:
        yield Reading(tagged)
    elif len(rivals) == 1 and set(rivals[0].slots) == set(tagged.slots):
        yield Reading(replace(rivals[0], found_by=f"{tagged.found_by}+{rivals[0].found_by}"))
    elif _sense(tagged, words) >= sum(_sense(g, words) for g in rivals):
        yield Reading(tagged, rivals[0].found_by)
    else:
        yield from (Reading(g, tagged.found_by) for g in rivals)


def _sense(grid: Grid, words: Sequence[Word]) -> int:
    """Cells that are figures, less those that hold digits but are none."""
    texts = [text_of(parts) for parts in words_in(grid, words).values() if parts]
    figures = sum(parse_figure(t) is not None for t in texts)
    return figures - sum(parse_figure(t) is None and has_digits(t) for t in texts)
