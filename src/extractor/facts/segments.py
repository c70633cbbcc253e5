"""Sections that state the same things of different parts: what their headings tell apart is a scope.

Under 「①製造部門」, 「②販売部門」 … the words 「売上高は」 mean the sales of the part.  Nothing in the sentence says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from extractor.model import Fact

#: so many sections side by side, each with so many things that the others state too, are parts of a whole
_SIDE_BY_SIDE, _ALIKE = 3, 2

_Stated = Mapping[tuple[str, str | None], frozenset[object]]


def with_segments(facts: Sequence[Fact], titles: Mapping[tuple[str, ...], str]) -> tuple[Fact, ...]:
    """``facts`` with the heading as scope where it alone tells which part they are of; ``titles`` by section path.

    One value that two of the sections share speaks against it: then they may state the total, twice, and a
    difference between them would be an error that must not be explained away.
    """
    stated: dict[tuple[str, ...], dict[tuple[str, str | None], set[object]]] = defaultdict(lambda: defaultdict(set))
    for fact in facts:
        if fact.section and fact.scope is None:
            stated[fact.section][fact.subject, fact.measure].add((fact.quantity.value_base, fact.period))
    families: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for path in stated:
        families[path[:-1]].append(path)
    segments = {
        path
        for family in families.values()
        for path in _segments({p: {k: frozenset(v) for k, v in stated[p].items()} for p in family})
    }
    return tuple(replace(f, scope=titles[f.section]) if f.section in segments and f.scope is None else f for f in facts)


def _segments(family: Mapping[tuple[str, ...], _Stated]) -> set[tuple[str, ...]]:
    """Those of the sections side by side that state the same things with different values."""
    count: dict[tuple[str, str | None], int] = defaultdict(int)
    for things in family.values():
        for thing in things:
            count[thing] += 1
    shared = {thing for thing, times in count.items() if times >= _SIDE_BY_SIDE}
    alike = {path: things for path, things in family.items() if len(shared & things.keys()) >= _ALIKE}
    values = [value for things in alike.values() for thing in shared & things.keys() for value in _keyed(thing, things)]
    return set(alike) if len(alike) >= _SIDE_BY_SIDE and len(values) == len(set(values)) else set()


def _keyed(thing: tuple[str, str | None], things: _Stated) -> list[object]:
    return [(thing, value) for value in things[thing]]
