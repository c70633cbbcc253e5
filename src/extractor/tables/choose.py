"""Two readings of one table, by its tags and by its geometry: which one is believed.

The one whose cells make more figures wins, the tags where both make as many.  Where the two differ, the loser is named, so
that the reader can be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from extractor.geometry import holds_centre
from extractor.layout import text_of
from extractor.model import Word
from extractor.normalise.several import holds_figures
from extractor.tables.grid import Grid, Slot, words_in

#: digits grouped by commas: a figure, whole or not
_GROUPED = re.compile(r"[0-9０-９][,，]|[,，][0-9０-９]")


class Reading(Struct, frozen=True, gc=False):
    """A grid, and the way of finding tables that saw other cells in its place, if any did."""

    grid: Grid
    disputed_by: str | None = None


def settled(tagged: Sequence[Grid], seen: Sequence[Grid], words: Sequence[Word]) -> Iterator[Reading]:
    """One reading for each place of a page; ``seen`` are the grids that geometry tells."""
    left = [*tagged, *seen]
    while left:
        place = [left.pop(0)]
        while touching := [g for g in left if any(_overlap(g, p) for p in place)]:
            place.extend(touching)
            left = [g for g in left if g not in touching]
        yield from _duel([g for g in place if g in tagged], [g for g in place if g not in tagged], words)


def _overlap(a: Grid, b: Grid) -> bool:
    return holds_centre(a.box, b.box) or holds_centre(b.box, a.box)


def _duel(tagged: Sequence[Grid], seen: Sequence[Grid], words: Sequence[Word]) -> Iterator[Reading]:
    if not tagged or not seen:
        yield from (Reading(g) for g in (*tagged, *seen))
    elif len(tagged) == len(seen) == 1 and _hold_the_same(tagged[0], seen[0], words):
        yield Reading(replace(seen[0], found_by=f"{tagged[0].found_by}+{seen[0].found_by}"))
    elif sum(_sense(g, words) for g in tagged) >= sum(_sense(g, words) for g in seen):
        yield from (Reading(g, seen[0].found_by) for g in tagged)
    else:
        yield from (Reading(g, tagged[0].found_by) for g in seen)


def _hold_the_same(a: Grid, b: Grid, words: Sequence[Word]) -> bool:
    """Whether two grids have the same slots, and the same text in each."""
    if set(a.slots) != set(b.slots):
        return False
    one, other = words_in(a, words), words_in(b, words)
    return all(held == other[slot] or _text(held) == _text(other[slot]) for slot, held in one.items())


def _text(words: Sequence[Word]) -> str:
    return text_of(words) if words else ""


def _texts(grid: Grid, words: Sequence[Word]) -> dict[Slot, str]:
    return {slot: _text(parts) for slot, parts in words_in(grid, words).items()}


def _sense(grid: Grid, words: Sequence[Word]) -> int:
    """Cells that are figures, less those in which a figure is cut or run together with something else."""
    texts = [text for text in _texts(grid, words).values() if text]
    figures = sum(holds_figures(t) for t in texts)
    return figures - sum(_GROUPED.search(t) is not None and not holds_figures(t) for t in texts)
