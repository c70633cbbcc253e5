"""Rules as drawn to rules as meant: pieces joined, double rules made one, and rules that touch gathered into networks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from extractor.model import Box, Ruling

#: rules closer than this are one: a double rule, or the border of two neighbours drawn by each
SNAP = 3.0
#: rules whose ends miss each other by no more than this touch
TOUCH = 3.0
#: a rule shorter than this is an ornament
_SHORTEST = 3.0


class Network(Struct, frozen=True, gc=False):
    """Rules that touch one another, directly or through others."""

    horizontal: tuple[Ruling, ...]
    vertical: tuple[Ruling, ...]

    @property
    def box(self) -> Box:
        x0 = min([r.start for r in self.horizontal] + [r.at for r in self.vertical])
        x1 = max([r.end for r in self.horizontal] + [r.at for r in self.vertical])
        top = min([r.start for r in self.vertical] + [r.at for r in self.horizontal])
        bottom = max([r.end for r in self.vertical] + [r.at for r in self.horizontal])
        return Box(x0, top, x1, bottom)


def merged(rulings: Iterable[Ruling], *, horizontal: bool) -> tuple[Ruling, ...]:
    """The rules of one direction, those on one line (within SNAP) joined over gaps of up to TOUCH."""
    lines: list[list[Ruling]] = []
    for rule in sorted((r for r in rulings if r.horizontal is horizontal), key=lambda r: r.at):
        if lines and rule.at - lines[-1][0].at <= SNAP:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    return tuple(r for line in lines for r in _joined(line) if r.end - r.start >= _SHORTEST)


def _joined(line: Sequence[Ruling]) -> list[Ruling]:
    at = sum(r.at * (r.end - r.start) for r in line) / max(sum(r.end - r.start for r in line), 1e-9)
    joined: list[Ruling] = []
    for rule in sorted(line, key=lambda r: r.start):
        if joined and rule.start - joined[-1].end <= TOUCH:
            last = joined[-1]
            joined[-1] = Ruling(last.horizontal, at, last.start, max(last.end, rule.end), last.thickness)
        else:
            joined.append(Ruling(rule.horizontal, at, rule.start, rule.end, rule.thickness))
    return joined


def networks(rulings: Sequence[Ruling]) -> tuple[Network, ...]:
    """Connected components of the rules of a page, top to bottom; a rule that touches no other is one by itself."""
    horizontal, vertical = merged(rulings, horizontal=True), merged(rulings, horizontal=False)
    parent = list(range(len(horizontal) + len(vertical)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    reaches = [(j, v.at, v.start - TOUCH, v.end + TOUCH) for j, v in enumerate(vertical, len(horizontal))]
    for i, h in enumerate(horizontal):
        at, start, end = h.at, h.start - TOUCH, h.end + TOUCH
        for j, x, top, bottom in reaches:
            if top <= at <= bottom and start <= x <= end:
                parent[root(j)] = root(i)
    groups: dict[int, list[Ruling]] = {}
    for i, rule in enumerate((*horizontal, *vertical)):
        groups.setdefault(root(i), []).append(rule)
    found = (
        Network(tuple(r for r in g if r.horizontal), tuple(r for r in g if not r.horizontal)) for g in groups.values()
    )
    return tuple(sorted(found, key=_place))


def _place(network: Network) -> tuple[float, float]:
    box = network.box
    return box.top, box.x0
