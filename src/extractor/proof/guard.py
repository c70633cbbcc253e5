"""How far the relations that hold guard a figure: which of its possible misreadings would break one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from extractor.interval import Interval
from extractor.proof.figure import Change, Figure, Mode
from extractor.proof.relation import Box, Relation


class Guard(Struct, frozen=True, gc=False):
    """Of every change of one digit, of the sign or the scale: how many there are, and how many nobody would notice.

    ``unnoticed`` counts them by kind of change.
    """

    changes: int = 0
    unnoticed: Mapping[Change, int] | None = None

    @property
    def noticed(self) -> int:
        return self.changes - sum((self.unnoticed or {}).values())

    def without(self, kind: Change) -> Guard:
        """The same with one change more that nobody would notice."""
        unnoticed = dict(self.unnoticed or {})
        unnoticed[kind] = unnoticed.get(kind, 0) + 1
        return Guard(self.changes, unnoticed)

    @property
    def proves(self) -> bool:
        """Every change would break a relation."""
        return self.changes > 0 and not self.unnoticed

    @property
    def supports(self) -> bool:
        """A change of the sign, the scale or the first digit would."""
        return self.changes > 0 and set(self.unnoticed or ()) <= {Change.DIGIT}


def guards_of(
    figures: Mapping[str, Figure], modes: Mapping[str, Mode], relations: Iterable[Relation], box: Box
) -> dict[str, Guard]:
    """The guard of every figure by ``relations``, which all hold in ``box``."""
    bounds: dict[str, _Bounds] = {}
    for relation in relations:
        for name, allowed in _allowed(relation, box):
            figure, mode = figures[name], modes[name]
            bounds.setdefault(name, []).append([figure.printed_within(one, mode) for one in allowed])
    return {name: _guard(figure, bounds.get(name, ())) for name, figure in figures.items()}


#: for each relation, the least and the greatest steps that it, or a rival of it, lets a figure be
_Bounds = list[list[tuple[int, int]]]


def _allowed(relation: Relation, box: Box) -> Iterator[tuple[str, Sequence[Interval]]]:
    """What each figure of ``relation`` may be before it and all of its rivals fail; nothing where that is anything."""
    others = [(rival.holds(box), rival.expectations(box)) for rival in relation.rivals]
    for name, expected in relation.expectations(box).items():
        free = expected is None or any(other[name] is None if name in other else holds for holds, other in others)
        if expected is not None and not free:
            yield name, (expected, *(found for _, other in others if (found := other.get(name)) is not None))


def _guard(figure: Figure, bounds: Sequence[Sequence[tuple[int, int]]]) -> Guard:
    """The guard of one figure by what each relation lets it be."""
    if not bounds:
        return Guard(figure.changes(), figure.kinds_of_change())
    single = [spans[0] for spans in bounds if len(spans) == 1]
    low = max((low for low, _ in single), default=None)
    high = min((high for _, high in single), default=None)
    several = [spans for spans in bounds if len(spans) > 1]
    unnoticed: dict[Change, int] = {}
    for kind, steps in figure.altered(low, high):
        if low is not None and high is not None and not low <= steps <= high:
            continue
        if not several or all(any(first <= steps <= last for first, last in spans) for spans in several):
            unnoticed[kind] = unnoticed.get(kind, 0) + 1
    return Guard(figure.changes(), unnoticed or None)
