"""Sums: which lines of a lane add up to which, found from labels, parents and the figures themselves.

A line that heads others is tried as their sum.  Going down the lane, each line that its label calls a total or a difference
is tried as the sum of the lines before it that no total has taken up yet, the nearest ones first; a difference may take
some of them off.  What fits in most instances, and not by chance, is the structure of all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from extractor.exact import Fraction
from extractor.proof.chance import Fit, evidence, fit, is_sure
from extractor.proof.figure import Figure, Trade
from extractor.proof.grid import CHANGES, Lane, Line, additive
from extractor.proof.interval import Interval, point
from extractor.proof.relation import Kind, Relation, linear

_TOTAL = re.compile(
    r"計|総額|総数|総合|差額|差引|純額|利益|損失|損益|収支|残高|残額|増減|期末|年度末|月末|純資産|正味|過不足|剰余|欠損|現金及び現金同等物"
    r"|費用$|負債と|計上額|財産$|資産$|負債$"
)
_DIFFERENCE = re.compile(r"差|純|利益|損失|損益|収支|残|増減|期末|末|正味|過不足|剰余|欠損")
#: so many open lines are looked back at; totals of more lines are rare, and a table of thousands of lines stays cheap
_BACK = 80
#: so many lines may enter a difference with signs of their own
_SIGNED = 4

_ZERO = point(Fraction(0))


@dataclass(frozen=True, slots=True)
class Structure:
    """The line ``total`` is the sum of the signed lines ``addends`` in every instance of a lane.

    ``memos``: figures in brackets count, too.
    """

    lane: Lane
    total: int
    addends: tuple[tuple[int, int], ...]
    memos: bool = True

    @property
    def kin(self) -> str:
        return f"{self.lane.name}:sum"

    def relations(self) -> Iterator[Relation]:
        """One relation for each instance that has the total and at least one addend."""
        for instance in self.lane.instances:
            total, terms = self.figures(instance)
            if total is not None and terms and _summable(total, [f for _, f in terms]):
                kin = self.kin if self._is_whole(instance) and _is_own(total) else ""
                yield linear(Kind.SUM, total.record_id, [(s, f.record_id) for s, f in terms], kin)

    def figures(self, instance: int) -> tuple[Figure | None, list[tuple[int, Figure]]]:
        """The total and the signed addends of one instance."""
        total = self.lane.figures.get((self.total, instance))
        found = [(sign, self.lane.figures.get((at, instance))) for sign, at in self.addends]
        if not self.memos:
            found = [(sign, f) for sign, f in found if f is None or not f.record.quantity.bracketed]
        return total, [(sign, figure) for sign, figure in found if figure is not None]

    def _is_whole(self, instance: int) -> bool:
        """Whether every addend has a figure or a dash: a blank may be a figure that was not read."""
        places = [(at, instance) for _, at in self.addends]
        return all(place in self.lane.figures or place in self.lane.nil for place in places)


def sums_in(lane: Lane, box: Mapping[str, Interval]) -> tuple[Structure, ...]:
    """The sums of ``lane`` that its figures bear out, whatever ``box`` lets each stand for."""
    search = _Search(lane, box)
    heads = {} if lane.across else dict(search.heads())
    taken = {at for structure in heads.values() for _, at in structure.addends}
    open_lines: list[Line] = []
    found = list(heads.values())
    for line in lane.lines:
        if line.of_which or line.at in taken or (lane.across and line.measure in CHANGES):
            continue
        structure = search.total(line, open_lines[-_BACK:]) if _TOTAL.search(line.label) or not line.label else None
        if structure is not None:
            found.append(structure)
            closed = {at for _, at in structure.addends}
            open_lines = [other for other in open_lines if other.at not in closed]
        open_lines.append(line)
    return tuple(found)


class _Search:
    """Tries sums on one lane."""

    def __init__(self, lane: Lane, box: Mapping[str, Interval]) -> None:
        self._lane = lane
        self._figures = {place: f for place, f in lane.figures.items() if additive(f)}
        self._box = box
        self._instances = self._telling()
        self._bracketed = {at for (at, _), f in self._figures.items() if f.record.quantity.bracketed}

    def _telling(self) -> tuple[int, ...]:
        """The instances, without those that only repeat another: they would count twice."""
        seen: dict[tuple[Fraction | None, ...], int] = {}
        for instance in self._lane.instances:
            values = [self._figures.get((line.at, instance)) for line in self._lane.lines]
            seen.setdefault(tuple(f.value if f else None for f in values), instance)
        return tuple(seen.values())

    def heads(self) -> Iterator[tuple[int, Structure]]:
        """Lines with a figure that stand over others and are their sum."""
        lines = self._lane.lines
        for number, head in enumerate(lines):
            below = list(_below(head, lines[number + 1 :]))
            children = [c for c in below if c.path == (*head.path, head.label) and not c.of_which]
            plain = [c for c in children if not _TOTAL.search(c.label)]
            for chosen in (children, plain):
                structure = Structure(self._lane, head.at, tuple((1, child.at) for child in chosen))
                if len(chosen) > 1 and is_sure(self._fits(structure), 1):
                    yield head.at, structure
                    break

    def total(self, line: Line, before: Sequence[Line]) -> Structure | None:
        """The best sum of the last lines ``before``, if it is sure."""
        tried, best, best_score = 0, None, 0.0
        for addends in _choices(line, before):
            for memos in (True, False) if self._has_memos(line, addends) else (True,):
                structure = Structure(self._lane, line.at, addends, memos)
                fits = self._fits(structure)
                score = evidence(fits)
                tried += 1
                if score > best_score or (best is not None and self._takes_in(structure, best, fits, before)):
                    best, best_score = structure, score
        if best is None or not is_sure(self._fits(best), tried) or self._is_ambiguous(best):
            return None
        return best

    def _is_ambiguous(self, structure: Structure) -> bool:
        """Whether a line with a sign of its own is so small that the other sign would do as well."""
        if all(sign > 0 for sign, _ in structure.addends):
            return False
        held = sum(one.holds for one in self._fits(structure))
        for turned in range(len(structure.addends)):
            addends = tuple((-s if i == turned else s, at) for i, (s, at) in enumerate(structure.addends))
            other = Structure(structure.lane, structure.total, addends, structure.memos)
            if sum(one.holds for one in self._fits(other)) >= held:
                return True
        return False

    def _takes_in(self, structure: Structure, best: Structure, fits: Sequence[Fit], before: Sequence[Line]) -> bool:
        """Whether it is ``best`` with more lines of the same group, so small that they make no difference.

        A line that prints next to nothing belongs to the total, too: what it stands for may carry it over.
        """
        if not set(best.addends) < set(structure.addends) or not self._same_group(structure.addends, before):
            return False
        added = {at for _, at in set(structure.addends) - set(best.addends)}
        if any(sign < 0 for sign, _ in structure.addends) and any(
            figure.value for (at, _), figure in self._figures.items() if at in added
        ):
            return False
        return sum(not one.holds for one in fits) <= sum(not one.holds for one in self._fits(best))

    def _has_memos(self, line: Line, addends: Sequence[tuple[int, int]]) -> bool:
        return line.at not in self._bracketed and any(at in self._bracketed for _, at in addends)

    def _same_group(self, addends: Sequence[tuple[int, int]], before: Sequence[Line]) -> bool:
        chosen = {at for _, at in addends}
        return len({line.path for line in before if line.at in chosen}) == 1

    def _fits(self, structure: Structure) -> list[Fit]:
        fits = (self._fit(structure, instance) for instance in self._instances)
        return [one for one in fits if one is not None]

    def _fit(self, structure: Structure, instance: int) -> Fit | None:
        target, terms = structure.figures(instance)
        if target is None or not terms or not _summable(target, [f for _, f in terms]):
            return None
        expected = _ZERO
        for sign, figure in terms:
            stands_for = self._box[figure.record_id]
            expected = expected + (stands_for if sign > 0 else -stands_for)
        scale = max(abs(f.value) for f in (target, *(f for _, f in terms)))
        return fit(expected, self._box[target.record_id], target.step, scale)


def _choices(line: Line, before: Sequence[Line]) -> Iterator[tuple[tuple[int, int], ...]]:
    """Signed lines that may add up to ``line``: the last ones beside it or at all; for a difference also with signs."""
    beside = [other for other in before if other.path == line.path]
    if len(beside) < len(before):
        for size in range(2, len(beside) + 1):
            yield tuple((1, other.at) for other in beside[-size:])
    for size in range(2, len(before) + 1):
        yield tuple((1, other.at) for other in before[-size:])
    if _DIFFERENCE.search(line.label):
        for size in range(2, min(_SIGNED, len(before)) + 1):
            for signs in product((1, -1), repeat=size - 1):
                if -1 in signs:
                    yield tuple((s, other.at) for s, other in zip((1, *signs), before[-size:], strict=True))


def _below(head: Line, after: Iterable[Line]) -> Iterator[Line]:
    """The lines under ``head``, up to the first that is not."""
    inside = (*head.path, head.label)
    for line in after:
        if line.path[: len(inside)] != inside:
            return
        yield line


def _is_own(total: Figure) -> bool:
    """Whether it was brought to its resolution by itself.

    Shares and changes are often taken of printed figures, so that they miss their total by more than their own rounding.
    """
    return total.trade is Trade.AMOUNT and (total.exact or total.record.meaning.measure not in CHANGES)


def _summable(total: Figure, terms: Sequence[Figure]) -> bool:
    return all(term.unit == total.unit and additive(term) for term in terms) and additive(total)
