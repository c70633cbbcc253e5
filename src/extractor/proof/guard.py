"""How far the relations that hold guard a figure: which of its possible misreadings would break one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from extractor.interval import Interval
from extractor.proof.figure import Change, Figure, Mode
from extractor.proof.relation import Box, Relation

_DIGITS = {Change.DIGIT}


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
        return self.changes > 0 and (not self.unnoticed or self.unnoticed.keys() <= _DIGITS)


def guards_of(
    figures: Mapping[str, Figure], modes: Mapping[str, Mode], relations: Iterable[Relation], box: Box
) -> dict[str, Guard]:
    """The guard of every figure by ``relations``, which all hold in ``box``."""
    bounds: dict[str, _Bounds] = {}
    settled: set[str] = set()  # what may be nothing but what it is needs no other relation
    for relation in sorted(relations, key=lambda relation: len(relation.record_ids)):
        unsettled = [name for name in relation.record_ids if name not in settled]
        for name, allowed in _allowed(relation, unsettled, box) if unsettled else ():
            figure, mode = figures[name], modes[name]
            known = bounds[name] = bounds.get(name) or _Bounds()
            known.narrow([figure.printed_within(one, mode) for one in allowed])
            if known.low == known.high == figure.steps:
                settled.add(name)
    return {
        name: Guard(figure.changes()) if name in settled else _guard(figure, bounds.get(name))
        for name, figure in figures.items()
    }


class _Bounds(Struct):
    """What relations let a figure be: from ``low`` to ``high`` steps, and within one of the spans of each of ``several``."""

    low: int | None = None
    high: int | None = None
    several: list[Sequence[tuple[int, int]]] = field(default_factory=list)

    def narrow(self, spans: Sequence[tuple[int, int]]) -> None:
        """Take in one more relation: the spans that it, or a rival of it, lets the figure be in."""
        low, high = spans[0]
        if len(spans) > 1:
            low, high = min(first for first, _ in spans), max(last for _, last in spans)
            self.several.append(spans)
        self.low = low if self.low is None else max(low, self.low)
        self.high = high if self.high is None else min(high, self.high)


def _allowed(relation: Relation, names: Sequence[str], box: Box) -> Iterator[tuple[str, Sequence[Interval]]]:
    """What each figure of ``names`` may be before ``relation`` and all of its rivals fail; nothing where that is anything."""
    others = [(rival.holds(box), rival.expectations(box, names)) for rival in relation.rivals]
    for name, expected in relation.expectations(box, names).items():
        if expected is None:
            continue
        if not others:
            yield name, (expected,)
        elif not any(other[name] is None if name in other else holds for holds, other in others):
            yield name, (expected, *(found for _, other in others if (found := other.get(name)) is not None))


def _guard(figure: Figure, bounds: _Bounds | None) -> Guard:
    """The guard of one figure by what all of its relations let it be."""
    if bounds is None or bounds.low is None or bounds.high is None:
        return Guard(figure.changes(), figure.kinds_of_change())
    low, high, several = bounds.low, bounds.high, bounds.several
    unnoticed: dict[Change, int] = {}
    for kind, steps in figure.altered(low, high):
        if low <= steps <= high and (
            not several or all(any(first <= steps <= last for first, last in spans) for spans in several)
        ):
            unnoticed[kind] = unnoticed.get(kind, 0) + 1
    return Guard(figure.changes(), unnoticed or None)
