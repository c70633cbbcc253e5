"""Tables whose columns are drawn with rules.

The rules of a network span a lattice; where the rule between two neighbouring positions is missing, they are one cell.
Tables are often left open at the sides (no outer vertical rules): there the ends of the horizontal rules are the border.
Agrees with pdfplumber's TableFinder (after Nurminen's thesis) where all cells are closed; tests compare the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractor.model import Ruling
from extractor.tables.grid import Grid, Slot
from extractor.tables.rules import SNAP, Network

#: an open side is a column when the horizontal rules reach this far beyond the last vertical one, in points
_OPEN_SIDE = 10.0
#: an open top or bottom is a row when the vertical rules reach this far beyond the last horizontal one
_OPEN_END = 6.0
#: this share of a band must be covered for a rule to divide it
_COVER = 0.6


def lattice(network: Network) -> Grid | None:
    """The grid that a network of rules draws; None when it has no inner vertical and horizontal rule to make cells."""
    if not network.vertical:
        return None
    xs = _borders([r.at for r in network.vertical], _ends(network.horizontal), _OPEN_SIDE)
    ys = _borders([r.at for r in network.horizontal], _ends(network.vertical), _OPEN_END)
    if len(xs) < 3 or len(ys) < 2:
        return None
    return Grid(xs, ys, tuple(_slots(network, xs, ys)), "ruled")


def _ends(rules: Sequence[Ruling]) -> tuple[float, float] | None:
    """Where at least two rules (or the only one) begin and end furthest out: one stray rule is no border."""
    if not rules:
        return None
    starts, ends = sorted(r.start for r in rules), sorted(r.end for r in rules)
    second = min(1, len(rules) - 1)
    return starts[second], ends[-1 - second]


def _borders(at: Iterable[float], ends: tuple[float, float] | None, least: float) -> tuple[float, ...]:
    borders: list[float] = []
    for value in sorted(at):
        if not borders or value - borders[-1] > SNAP:
            borders.append(value)
    if ends is not None and borders:
        if borders[0] - ends[0] > least:
            borders.insert(0, ends[0])
        if ends[1] - borders[-1] > least:
            borders.append(ends[1])
    return tuple(borders)


def _slots(network: Network, xs: Sequence[float], ys: Sequence[float]) -> Iterator[Slot]:
    """Lattice positions joined where no rule divides them."""
    rows, cols = len(ys) - 1, len(xs) - 1
    group = {(r, c): (r, c) for r in range(rows) for c in range(cols)}

    def root(p: tuple[int, int]) -> tuple[int, int]:
        while group[p] != p:
            p = group[p]
        return p

    beside, below = _Dividers(network.vertical), _Dividers(network.horizontal)
    for r in range(rows):
        for c in range(cols):
            if c + 1 < cols and not beside.divide(xs[c + 1], ys[r], ys[r + 1]):
                group[root((r, c + 1))] = root((r, c))
            if r + 1 < rows and not below.divide(ys[r + 1], xs[c], xs[c + 1]):
                group[root((r + 1, c))] = root((r, c))
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for position in group:
        members.setdefault(root(position), []).append(position)
    for positions in members.values():
        yield from _rectangles(positions)


class _Dividers:
    """Rules of one direction, asked whether they divide a band."""

    def __init__(self, rules: Iterable[Ruling]) -> None:
        self._rules = tuple(rules)
        self._near: dict[float, list[tuple[float, float]]] = {}

    def divide(self, at: float, start: float, end: float) -> bool:
        near = self._near.get(at)
        if near is None:
            near = self._near[at] = [(r.start, r.end) for r in self._rules if abs(r.at - at) <= SNAP]
        covered = sum([min(end, b) - max(start, a) for a, b in near if a < end and start < b])
        return covered >= _COVER * (end - start)


def _rectangles(positions: Sequence[tuple[int, int]]) -> Iterator[Slot]:
    """One slot when the positions fill a rectangle, else one for each run of rows that are alike.

    L-shaped cells stand in headings: 件数 over two columns, with 前年度比 boxed in under its right half.
    """
    if len(positions) == 1:
        yield Slot(*positions[0], 1, 1)
        return
    if _fills(positions):
        yield _slot(positions)
        return
    open_runs: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row in sorted({r for r, _ in positions}):
        runs = {(run[0][1], run[-1][1]): run for run in _runs(sorted(p for p in positions if p[0] == row))}
        for ends in [e for e in open_runs if e not in runs]:
            yield _slot(open_runs.pop(ends))
        for ends, run in runs.items():
            open_runs.setdefault(ends, []).extend(run)
    for run in open_runs.values():
        yield _slot(run)


def _runs(row: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Neighbouring positions of one row."""
    runs = [[row[0]]]
    for before, position in pairwise(row):
        if position[1] != before[1] + 1:
            runs.append([])
        runs[-1].append(position)
    return runs


def _fills(positions: Sequence[tuple[int, int]]) -> bool:
    slot = _slot(positions)
    return slot.row_span * slot.col_span == len(positions)


def _slot(positions: Sequence[tuple[int, int]]) -> Slot:
    rows, cols = [r for r, _ in positions], [c for _, c in positions]
    return Slot(min(rows), min(cols), max(rows) - min(rows) + 1, max(cols) - min(cols) + 1)
