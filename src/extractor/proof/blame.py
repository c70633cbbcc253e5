"""Contradictions that share a figure are one cause: the fewest figures whose change would make everything hold.

A single figure is blamed when some printed value in its place satisfies all that is broken.  Among several, the one whose
change breaks fewest of the relations that hold goes first, then the one that a single misprint explains, then prose before
tables, then what a later document repeats of an earlier year.  Where two are equally likely, nobody is blamed.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from msgspec import Struct

from extractor.exact import Number, magnitude, over
from extractor.interval import Interval
from extractor.model import Layer, Origin
from extractor.proof.figure import Figure, Mode
from extractor.proof.relation import Box, Relation


class Blame(Struct, frozen=True, gc=False):
    """One cause: the relations that it breaks, and the likeliest wrong figure with what it should be.

    ``suspects`` are the figures that may be wrong, likeliest first; ``culprit`` is None where the first two are equally
    likely.  ``expected`` is what the broken relations let the culprit be, ``proposal`` a value that would print so.
    """

    relations: tuple[Relation, ...]
    suspects: tuple[str, ...]
    culprit: str | None
    expected: Interval | None = None
    proposal: Number | None = None


class _Candidate(Struct, frozen=True, gc=False):
    figure: Figure
    allowed: Interval
    proposal: Number
    misprint: bool
    broken: int
    copied: bool
    guards: int

    @property
    def rank(self) -> tuple[int, bool, bool, bool, bool, int]:
        record = self.figure.record
        return (
            self.broken,
            not self.misprint,
            record.layer is not Layer.OCR,
            record.origin is not Origin.NARRATIVE,
            not self.copied,
            self.guards,
        )


def blamed(
    broken: Sequence[Relation],
    held: Mapping[str, Sequence[Relation]],
    figures: Mapping[str, Figure],
    modes: Mapping[str, Mode],
    box: Box,
    copied: Container[str] = (),
) -> tuple[Blame, ...]:
    """One Blame for each cause behind ``broken``; ``held`` has the relations that hold by figure.

    ``copied`` are the figures that repeat what another document states of its own year.
    """
    court = _Court(held, figures, modes, box, copied)
    return tuple(blame for group in _connected(broken) for blame in court.causes(group))


class _Court:
    def __init__(
        self,
        held: Mapping[str, Sequence[Relation]],
        figures: Mapping[str, Figure],
        modes: Mapping[str, Mode],
        box: Box,
        copied: Container[str],
    ) -> None:
        self._held, self._figures, self._modes, self._box, self._copied = held, figures, modes, box, copied

    def causes(self, broken: Sequence[Relation]) -> Iterator[Blame]:
        """The causes of relations that hang together: one figure if it explains all, else the one that explains most."""
        left = list(broken)
        while left:
            count: dict[str, int] = {}
            for relation in left:
                for name in relation.record_ids:
                    count[name] = count.get(name, 0) + 1
            most = max(count.values())
            blame = self._cause(left, [name for name, n in count.items() if n == most])
            yield blame
            left = [relation for relation in left if relation not in blame.relations]

    def _cause(self, broken: Sequence[Relation], names: Sequence[str]) -> Blame:
        found = []
        for name in names:
            relations = tuple(r for r in broken if name in r.record_ids)
            candidate = self._candidate(name, relations)
            if candidate is not None:
                found.append((candidate, relations))
        if not found:
            relations = tuple(r for r in broken if names[0] in r.record_ids)
            return Blame(relations, tuple(dict.fromkeys(n for r in relations for n in r.record_ids)), None)
        found.sort(key=lambda pair: pair[0].rank)
        best, relations = found[0]
        rivals = [c for c, other in found[1:] if set(other) == set(relations)]
        clear = not rivals or rivals[0].rank[:-1] != best.rank[:-1]
        return Blame(
            relations=relations,
            suspects=(best.figure.record_id, *(c.figure.record_id for c in rivals if c.broken == best.broken)),
            culprit=best.figure.record_id if clear else None,
            expected=best.allowed if clear else None,
            proposal=best.proposal if clear else None,
        )

    def _candidate(self, name: str, relations: Sequence[Relation]) -> _Candidate | None:
        """The figure as a culprit: what all of ``relations`` let it be, when something can be printed so."""
        allowed: Interval | None = None
        for relation in relations:
            expected = relation.expected(name, self._box)
            if expected is None:
                return None
            allowed = expected if allowed is None else allowed.shared_with(expected)
            if allowed is None:
                return None
        figure, mode = self._figures[name], self._modes[name]
        if allowed is None:
            return None
        misprints = [v for v in figure.misprints() if figure.around(v, mode).meets(allowed)]
        middle = over(allowed.low + allowed.high, 2)
        proposal = min(misprints, key=lambda v: magnitude(v - middle), default=_printed_within(figure, mode, allowed))
        if proposal is None:
            return None
        held = self._held.get(name, ())
        changed = {n: self._box[n] for r in held for one in (r, *r.rivals) for n in one.record_ids}
        changed[name] = figure.around(proposal, mode)
        return _Candidate(
            figure=figure,
            allowed=allowed,
            proposal=proposal,
            misprint=bool(misprints),
            broken=sum(r.denied(changed) for r in held),
            copied=name in self._copied,
            guards=len(held),
        )


def _printed_within(figure: Figure, mode: Mode, allowed: Interval) -> Number | None:
    """A printable value near the middle of ``allowed`` that may stand for one of its numbers."""
    middle = over(allowed.low + allowed.high, 2 * figure.step)
    for steps in (round(middle), int(middle), int(middle) + 1, int(middle) - 1):
        if figure.around(steps * figure.step, mode).meets(allowed):
            return steps * figure.step
    return None


def _connected(relations: Sequence[Relation]) -> list[list[Relation]]:
    """The relations in groups that share figures."""
    group_of: dict[str, list[Relation]] = {}
    groups: dict[int, list[Relation]] = {}
    for relation in relations:
        joined = {id(g): g for name in relation.record_ids if (g := group_of.get(name)) is not None}
        merged = [other for group in joined.values() for other in group] + [relation]
        for key in joined:
            del groups[key]
        groups[id(merged)] = merged
        for other in merged:
            for name in other.record_ids:
                group_of[name] = merged
    return list(groups.values())
