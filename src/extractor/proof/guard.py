"""How far the relations that hold guard a figure: which of its possible misreadings would break one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractor.proof.figure import Change, Figure, Mode
from extractor.proof.interval import Interval
from extractor.proof.relation import Box, Relation


@dataclass(frozen=True, slots=True)
class Guard:
    """Of every change of one digit, of the sign or the scale: how many there are, and how many nobody would notice.

    ``unnoticed`` counts them by kind of change.
    """

    changes: int = 0
    unnoticed: Mapping[Change, int] | None = None

    @property
    def noticed(self) -> int:
        return self.changes - sum((self.unnoticed or {}).values())

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
    bounds: dict[str, list[Interval]] = {}
    for relation in relations:
        for name, expected in relation.expectations(box).items():
            if expected is not None:
                bounds.setdefault(name, []).append(expected)
    return {name: guard_of(figure, modes[name], bounds.get(name, ())) for name, figure in figures.items()}


def guard_of(figure: Figure, mode: Mode, bounds: Sequence[Interval]) -> Guard:
    """The guard of one figure by what each relation expects of it."""
    spans = [figure.printed_within(bound, mode) for bound in bounds]
    low = max((span[0] for span in spans), default=None)
    high = min((span[1] for span in spans), default=None)
    changes = 0
    unnoticed: dict[Change, int] = {}
    for kind, steps in figure.altered():
        changes += 1
        if low is None or high is None or low <= steps <= high:
            unnoticed[kind] = unnoticed.get(kind, 0) + 1
    return Guard(changes, unnoticed or None)
