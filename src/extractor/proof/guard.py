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
    bounds: dict[str, list[Sequence[Interval]]] = {}
    for relation in relations:
        for name, allowed in _allowed(relation, box):
            bounds.setdefault(name, []).append(allowed)
    return {name: guard_of(figure, modes[name], bounds.get(name, ())) for name, figure in figures.items()}


def _allowed(relation: Relation, box: Box) -> Iterator[tuple[str, Sequence[Interval]]]:
    """What each figure of ``relation`` may be before it and all of its rivals fail; nothing where that is anything."""
    others = [(rival.holds(box), rival.expectations(box)) for rival in relation.rivals]
    for name, expected in relation.expectations(box).items():
        free = expected is None or any(other[name] is None if name in other else holds for holds, other in others)
        if expected is not None and not free:
            yield name, (expected, *(found for _, other in others if (found := other.get(name)) is not None))


def guard_of(figure: Figure, mode: Mode, bounds: Sequence[Sequence[Interval]]) -> Guard:
    """The guard of one figure by what each relation, or a rival of it, expects of it."""
    spans = [figure.printed_within(bounds_of[0], mode) for bounds_of in bounds if len(bounds_of) == 1]
    low = max((span[0] for span in spans), default=None)
    high = min((span[1] for span in spans), default=None)
    several = [[figure.printed_within(one, mode) for one in bounds_of] for bounds_of in bounds if len(bounds_of) > 1]
    unnoticed: dict[Change, int] = {}
    for kind, steps in figure.altered(low, high):
        if (low is None or high is None or low <= steps <= high) and all(
            any(first <= steps <= last for first, last in spans_of) for spans_of in several
        ):
            unnoticed[kind] = unnoticed.get(kind, 0) + 1
    return Guard(figure.changes(), unnoticed or None)
