"""Rows that no rule divides: a cell that holds several figures, one below the other, is several cells.

Accounts are often set with rules around the table and between columns only.  A band of a grid (from one rule to the next) is
stacked when a cell in it holds two or more lines that are each a figure, or when it holds labels that are not one label
in several lines; its rows are then the lines of print across the table.  What stands halfway between two figures of one
cell (建物 beside 7,601 over 1,395) belongs to both: it is one cell over their rows.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from extractor.geometry import same_line
from extractor.layout import lines_of
from extractor.model import Box, Line, Word
from extractor.normalise.amounts import find_non_amounts
from extractor.normalise.characters import narrow
from extractor.normalise.numbers import parse_figure
from extractor.normalise.units import unit_of
from extractor.tables.bands import Stripe, is_numbered, rows_of
from extractor.tables.grid import Grid, Inside, Slot, words_in
from extractor.tables.tokens import OPENING_BRACKET

#: a line that ends this many line heights before the border could have gone on: what follows is another label
_ROOM = 1.5

#: figures of one item stand no further apart than this many line heights
_CLOSE = 2.2
#: a line halfway between two others is no further from their middle than this share of their distance
_HALFWAY = 0.25

#: a line of nothing but figures in brackets
_ASIDE = re.compile(r"(?:[(（\[［〔]\s*[△▲-]?[0-9０-９－―\-][^()（）\[\]［］〔〕]*[)）\]］〕]\s*)+")

Lines = Mapping[Slot, Sequence[Line]]


def split_stacked(grid: Grid, inside: Inside, words: Sequence[Word]) -> tuple[Grid, Inside]:
    """The grid with a row for each line of print in its stacked bands, and the words of its slots.

    ``inside`` are the ``words`` by the slots of the grid; both come back as they are when no band is stacked.
    """
    filled: list[list[tuple[Slot, Sequence[Word]]]] = [[] for _ in range(grid.n_rows)]
    for slot, held in inside.items():
        for row in range(slot.row, slot.row + slot.row_span) if held else ():
            filled[row].append((slot, held))
    bands = [_lines_in_band(grid, row, held) for row, held in enumerate(filled)]
    several = [row for row, band in enumerate(bands) if any(len(lines) > 1 for lines in band.values())]
    if not several:
        return grid, inside
    body = next((row for row, band in enumerate(bands) if any(map(_figures, band.values()))), grid.n_rows)
    cuts = {
        row: _cuts(bands[row])
        for row in several
        if row >= body
        and not _holds_pairs(bands[row])
        and (_stacks_figures(bands[row]) or _stacks_labels(grid, bands[row]))
    }
    cuts.update((row, _above_dates(bands[row])) for row in several if row not in cuts and _stacks_dates(bands[row]))
    if not any(cuts.values()):
        return grid, inside
    of_one = {row for row in cuts if _is_of_one_label(bands[row])}
    cuts.update((row, [_pairs(bands[row])[0].middle]) for row in of_one)
    ys = sorted([*grid.ys, *(y for values in cuts.values() for y in values)])
    slots = [piece for slot in grid.slots for piece in _pieces(grid, slot, cuts, of_one, ys, inside[slot])]
    stacked = replace(grid, ys=tuple(ys), slots=tuple(sorted(slots, key=lambda s: (s.row, s.col))))
    return stacked, words_in(stacked, words)


def is_unit(text: str) -> bool:
    """Whether a line is a unit and nothing else: it belongs to the row beside it."""
    return unit_of(text.strip("()（）[]［］ 　")) is not None


def _lines_in_band(grid: Grid, row: int, filled: Iterable[tuple[Slot, Sequence[Word]]]) -> Lines:
    """The lines of print of each cell that stand between two neighbouring rules."""
    top, bottom = grid.ys[row], grid.ys[row + 1]
    found = {}
    for slot, words in filled:
        here = [w for w in words if top <= (w.box.top + w.box.bottom) / 2 < bottom]
        if here:
            found[slot] = lines_of(here)
    return found


def _figures(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if parse_figure(line.text) is not None]


def _stacks_figures(band: Lines) -> bool:
    return any(len(_figures(found)) > 1 for found in band.values())


def _holds_pairs(band: Lines) -> bool:
    """Whether a band is one row of figures with others in brackets below them: 5,355 over （102.3）, 0.1 over (0.1) over [16.0].

    Its label has another number of lines, or goes on in brackets; labels beside each of the lines make rows of them.
    """
    stacked = [lines for lines in map(_figures, band.values()) if len(lines) > 1]
    paired = all(
        [OPENING_BRACKET.match(line.text) is not None for line in lines] == [False] + [True] * (len(lines) - 1)
        for lines in stacked
    )
    first = band[min(band, key=lambda slot: slot.col)] if band else ()
    beside_each = any(len(lines) == len(first) for lines in stacked) and not _figures(first)
    one_label = not beside_each or OPENING_BRACKET.match(first[1].text) is not None
    return bool(stacked) and paired and one_label


def _stacks_labels(grid: Grid, band: Lines) -> bool:
    """Whether a cell holds labels one below the other, each with room to go on, and any figure beside the last of them.

    So headings stand over the first item of their group: 基金 over 基金 100,000, both between the same rules.
    """
    figures = [line for found in band.values() for line in _figures(found)]
    for slot, found in band.items():
        labels = [line for line in found if not is_unit(line.text)]
        if len(labels) < 2 or _figures(found) or any(len(line.text) < 2 for line in labels):
            continue
        last = labels[-1].box
        beside_last = all(
            abs((f.box.top + f.box.bottom) - (last.top + last.bottom)) < 0.5 * last.height for f in figures
        )
        room = all(line.box.x1 < grid.area(slot).x1 - _ROOM * line.box.height for line in labels[:-1])
        if beside_last and room and slot.col == 0:
            return True
    return False


def _stacks_dates(band: Lines) -> bool:
    """Whether the first cell of a band holds dates one below the other, each beside the beginning of what happened then."""
    if len(band) < 2:
        return False
    first, *others = (band[slot] for slot in sorted(band, key=lambda slot: slot.col))
    beside = [line.box for found in others for line in found]
    return len(first) > 1 and all(_is_date(line.text) and any(same_line(line.box, b) for b in beside) for line in first)


def _is_date(text: str) -> bool:
    """Whether a line is a time and nothing else (平成21年３月, 同年10月, 〃 12月)."""
    rest = narrow(text)
    for found in reversed(find_non_amounts(rest)):
        rest = rest[: found.start] + rest[found.end :] if found.kind == "date" else rest
    return rest != narrow(text) and not any(map(str.isalnum, rest))


def _above_dates(band: Lines) -> list[float]:
    """Borders above each date but the first, in the white above the line that it stands on."""
    first = band[min(band, key=lambda slot: slot.col)]
    lines = lines_of(word for found in band.values() for line in found for word in line.words)
    tops = [line.box.top for line in lines]
    borders = []
    for date in first[1:]:
        at = next(i for i, line in enumerate(lines) if same_line(line.box, date.box))
        borders.append((lines[at - 1].box.bottom + tops[at]) / 2)
    return borders


class _Pair(NamedTuple):
    """Two figures of one cell, one close below the other, and the height halfway between them."""

    middle: float
    above: Box
    below: Box

    @property
    def reach(self) -> float:
        """How far from the middle a line may be that stands halfway between the two."""
        return _HALFWAY * (self.below.top - self.above.top)


def _pairs(band: Lines) -> list[_Pair]:
    """Such pairs of all cells of a band."""
    close = [
        (above.box, below.box)
        for lines in band.values()
        for above, below in pairwise(_figures(lines))
        if below.box.top - above.box.top < _CLOSE * above.box.height
    ]
    return [_Pair(((a.top + a.bottom) + (b.top + b.bottom)) / 4, a, b) for a, b in close]


class _Halves:
    """Pairs of figures, asked which of them a line stands in the middle of."""

    def __init__(self, pairs: Iterable[_Pair]) -> None:
        self._pairs = sorted(pairs)
        self._middles = [pair.middle for pair in self._pairs]
        self._reach = max((pair.reach for pair in self._pairs), default=0.0)

    def part(self, line: Line, beside: Sequence[Line]) -> bool:
        """Whether a line is halfway between two figures, neither of which has another line of its cell ``beside`` it."""
        middle = (line.box.top + line.box.bottom) / 2
        first = bisect_left(self._middles, middle - self._reach)
        near = self._pairs[first : bisect_right(self._middles, middle + self._reach)]
        return any(
            abs(middle - pair.middle) < pair.reach
            and not any(same_line(o.box, box) for o in beside if o is not line for box in (pair.above, pair.below))
            for pair in near
        )


def _is_of_one_label(band: Lines) -> bool:
    """Whether a band is one row whose cells hold two figures: its first label is one line, halfway between them."""
    first = band[min(band, key=lambda slot: slot.col)]
    counts = {len(_figures(lines)) for lines in band.values()}
    return len(first) == 1 and max(counts) == 2 and _Halves(_pairs(band)).part(first[0], first)


def _cuts(band: Lines) -> list[float]:
    """Borders between the rows of one band, halfway between their lines."""
    figures = _Heights(line.box for found in band.values() for line in _figures(found))
    halves = _Halves(_pairs(band))
    words = [word for found in band.values() for part in found if not halves.part(part, found) for word in part.words]
    across = [line for line in lines_of(words) if not is_unit(line.text)]
    lines = [
        Stripe(
            line.box.x0,
            line.box.top,
            line.box.bottom,
            figures.beside(line.box),
            is_numbered(line.text),
            _ASIDE.fullmatch(line.text) is not None,
        )
        for line in across
    ]
    if _stacks_figures(band):
        labels = _words_of_first_column(band)
        beside = [
            not labels.isdisjoint(map(id, line.words)) for s, line in zip(lines, across, strict=True) if s.figures
        ]
        if 2 * sum(beside) > len(beside):  # else other columns name the rows, too
            bare = [not s.figures and _is_bare(line, labels) for s, line in zip(lines, across, strict=True)]
            lines = _with_bare(lines, bare)
        lines = rows_of(lines)
    return [(a.bottom + b.top) / 2 for a, b in pairwise(lines)]


class _Heights:
    """Where boxes stand down the page, those side by side once, asked what stands on one line with another box."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._spans = sorted({(box.top, box.bottom) for box in boxes})
        self._tallest = max((bottom - top for top, bottom in self._spans), default=0.0)

    def beside(self, box: Box) -> bool:
        """Whether any of the boxes stands on one line with ``box``."""
        first = bisect_left(self._spans, (box.top - self._tallest,))
        near = self._spans[first : bisect_right(self._spans, (box.bottom, math.inf))]
        return any(same_line(box, Box(0.0, top, 0.0, bottom)) for top, bottom in near)


def _words_of_first_column(band: Lines) -> set[int]:
    first = min(slot.col for slot in band)
    return {id(word) for slot, found in band.items() if slot.col == first for line in found for word in line.words}


def _is_bare(line: Line, labels: Set[int]) -> bool:
    """Whether a line has no label, and more than the units of columns."""
    return labels.isdisjoint(map(id, line.words)) and not all(is_unit(word.text) for word in line.words)


def _with_bare(lines: Sequence[Stripe], bare: Sequence[bool]) -> list[Stripe]:
    """The lines, each that has neither label nor figure (the second of a remark) as a part of the nearer one beside it."""
    kept = [n for n, alone in enumerate(bare) if not alone]
    if not kept:
        return list(lines)
    whole = {n: lines[n] for n in kept}
    for n in (n for n, alone in enumerate(bare) if alone):
        above, below = max((k for k in kept if k < n), default=None), min((k for k in kept if k > n), default=None)
        up = float("inf") if above is None else lines[n].top - lines[n - 1].bottom
        down = float("inf") if below is None else lines[n + 1].top - lines[n].bottom
        near = above if up <= down else below
        assert near is not None
        one = whole[near]
        whole[near] = replace(one, top=min(one.top, lines[n].top), bottom=max(one.bottom, lines[n].bottom))
    return [whole[n] for n in kept]


def _pieces(
    grid: Grid, slot: Slot, cuts: dict[int, list[float]], of_one: set[int], ys: Sequence[float], words: Sequence[Word]
) -> list[Slot]:
    """A slot in the new rows: cut at each of them where its band is stacked, whole otherwise."""
    area = grid.area(slot)
    first, last = ys.index(area.top), ys.index(area.bottom)
    whole = slot._replace(row=first, row_span=last - first)
    stacked = any(r in cuts for r in range(slot.row, slot.row + slot.row_span))
    if not stacked and (words or slot.row < min(cuts)):
        return [whole]
    lines = lines_of(words)
    if slot.row in of_one and not _is_all_figures(lines):
        return [whole]
    if slot.row_span > 1 and not _one_per_row(lines, ys[first : last + 1]):
        return [whole]
    over = {y for line in lines for y in _crossed(line.box, ys, first + 1, last)}
    borders = [row for row in range(first, last + 1) if ys[row] not in over]
    return [slot._replace(row=a, row_span=b - a) for a, b in pairwise(borders)]


def _crossed(box: Box, ys: Sequence[float], first: int, end: int) -> Sequence[float]:
    """Those of ``ys[first:end]``, ascending, that cross a box and do not just graze it."""
    _, top, _, bottom = box
    graze = _HALFWAY * (bottom - top)
    return ys[bisect_right(ys, top + graze, first, end) : bisect_left(ys, bottom - graze, first, end)]


def _is_all_figures(lines: Sequence[Line]) -> bool:
    return len(_figures(lines)) == len(lines)


def _one_per_row(lines: Sequence[Line], ys: Sequence[float]) -> bool:
    """Whether a tall cell is many: its lines are figures, or stand in rows of their own.

    A label over many rows (縦書き, or set in their middle) is one cell.
    """
    if _is_all_figures(lines):
        return True
    held = [sum(a <= (line.box.top + line.box.bottom) / 2 < b for line in lines) for a, b in pairwise(ys)]
    return len(lines) > 1 and sum(h == 1 for h in held) >= 0.5 * len(held)
