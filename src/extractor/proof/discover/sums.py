"""Sums: which lines of a lane add up to which, found from labels, parents and the figures themselves.

A line that heads others is tried as their sum.  Going down the lane, each line that its label calls a total or a difference
is tried as the sum of the lines before it that no total has taken up yet, the nearest ones first; a difference may take
some of them off.  What fits in most instances, and not by chance, is the structure of all of them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from extractor.exact import Number, magnitude
from extractor.interval import Interval
from extractor.proof.chance import Fit, evidence, fit, is_sure
from extractor.proof.discover.missed import ALONE, BESIDE_KIN, weight_of_misprint
from extractor.proof.discover.natural import EXPLICIT, is_natural, is_total
from extractor.proof.discover.structure import Missed, Structure
from extractor.proof.grid import CHANGES, Lane, Line, additive

_DIFFERENCE = re.compile(r"差|純|利益|損失|損益|収支|残|増減|期末|末|正味|過不足|剰余|欠損")
#: a heading over the parts of what it names
_BREAKDOWN = re.compile(r"(.+?)の?(?:財源|資金|金額)?(?:内訳|内容)")
#: so many open lines are looked back at; totals of more lines are rare, and a table of thousands of lines stays cheap
_BACK = 80
#: what an explicit label in a natural place is worth, in powers of ten
_TOLD = 2.0
#: so many lines may enter a difference with signs of their own
_SIGNED = 4


def sums_in(lane: Lane, box: Mapping[str, Interval]) -> tuple[Structure, ...]:
    """The sums of ``lane`` that its figures bear out, whatever ``box`` lets each stand for."""
    search = _Search(lane, box)
    heads = dict(search.breakdowns() if lane.across else search.heads())
    taken = {at for structure in heads.values() for _, at in structure.addends}
    open_lines: list[Line] = []
    summed = set(heads)
    found = list(heads.values())
    for line in lane.lines:
        if line.of_which or line.at in taken or (lane.across and line.measure in CHANGES):
            continue
        structure = search.total(line, open_lines[-_BACK:], summed) if is_total(line) or not line.label else None
        if structure is not None:
            found.append(structure)
            summed.add(line.at)
            closed = {at for _, at in structure.addends}
            open_lines = [other for other in open_lines if other.at not in closed]
        open_lines.append(line)
    return tuple(found)


class _Try(Struct, frozen=True):
    """A structure with how it fits each instance; ``natural``: by its place alone it could be the one.

    ``score`` are the powers of ten that speak for it.
    """

    structure: Structure
    fits: Mapping[int, Fit]
    natural: bool
    score: float

    @property
    def failing(self) -> int:
        return sum(not one.holds for one in self.fits.values())


def _told(line: Line, tried: Sequence[_Try]) -> _Try | None:
    """The structure that an explicit total has by its place, if figures bear that out at all."""
    natural = [one for one in tried if one.natural and one.score > 0] if EXPLICIT.search(line.label) else []
    best = max(natural, key=lambda one: one.score, default=None)
    told = [] if best is None else [*best.fits.values(), Fit(True, _TOLD)]
    return best if is_sure(told, len(natural)) else None


def _is_expected(line: Line, one: _Try, summed: Container[int]) -> bool:
    """Whether label and place make it the sum that ``line`` should be: all lines of a 計, two totals of a 差額."""
    signs = [sign for sign, _ in one.structure.addends]
    if _DIFFERENCE.search(line.label) and signs == [1, -1]:
        return all(at in summed for _, at in one.structure.addends)
    return one.natural and -1 not in signs and bool(EXPLICIT.search(line.label))


def _rivals(best: _Try, tried: Iterable[_Try]) -> Iterator[tuple[Structure, frozenset[int]]]:
    """What would have been as natural, with the instances in which it fails although ``best`` holds."""
    held = {instance for instance, one in best.fits.items() if one.holds}
    for other in tried:
        if other is not best and other.natural >= best.natural:
            fails = frozenset(i for i in held if (one := other.fits.get(i)) is None or not one.holds)
            if len(fails) < 2:
                yield other.structure, fails


class _Added(Struct, frozen=True, gc=False):
    """What the figures of some lines in one instance add up to; ``scale`` is the size of the greatest.

    ``alike``: all have the unit ``unit`` and may be added up.
    """

    expected: Interval
    scale: Number
    unit: str | None
    alike: bool

    def with_other(self, other: _Added) -> _Added:
        """The same with one figure more."""
        return _Added(
            self.expected + other.expected,
            self.scale if self.scale >= other.scale else other.scale,
            self.unit,
            self.alike and other.alike and self.unit == other.unit,
        )


class _Search:
    """Tries sums on one lane."""

    def __init__(self, lane: Lane, box: Mapping[str, Interval]) -> None:
        self._lane = lane
        self._figures = {place: f for place, f in lane.figures.items() if additive(f)}
        self._box = box
        self._instances = self._telling()
        self._sums: dict[tuple[Sequence[tuple[int, int]], bool], dict[int, _Added]] = {}
        self._bracketed = {at for (at, _), f in self._figures.items() if f.record.quantity.bracketed}
        self._memos = {place for place, f in lane.figures.items() if f.record.quantity.bracketed}
        self._addends: dict[tuple[int, tuple[int, int]], _Added | None] = {}

    def _telling(self) -> tuple[int, ...]:
        """The instances, without those that only repeat another: they would count twice."""
        seen: dict[tuple[Number | None, ...], int] = {}
        for instance in self._lane.instances:
            values = [self._figures.get((line.at, instance)) for line in self._lane.lines]
            seen.setdefault(tuple(f.value if f else None for f in values), instance)
        return tuple(seen.values())

    def heads(self) -> Iterator[tuple[int, Structure]]:
        """Lines with a figure that stand over others and are their sum."""
        lines = self._lane.lines
        for number, head in enumerate(lines):
            below = _below(head, lines, number + 1)
            if len(below) < 2:
                continue
            inside = (*head.path, head.label)
            children = [c for c in below if c.path == inside and not c.of_which]
            plain = [c for c in children if not is_total(c)]
            tried: list[_Try] = []
            for chosen in (children, plain) if len(plain) < len(children) else (children,):
                structure = Structure(self._lane, head.at, tuple((1, child.at) for child in chosen))
                if len(chosen) > 1:
                    tried.append(self._try(structure, natural=True))
            sure = next((one.structure for one in tried if is_sure(list(one.fits.values()), 1)), None)
            may_go_on = below[-1] is lines[-1]
            closed = [one for one in tried if not (may_go_on and _lacks_parts(one))]
            best = sure or self._missed(closed, alone=bool(EXPLICIT.search(head.label)))
            if best is not None:
                yield head.at, best

    def breakdowns(self) -> Iterator[tuple[int, Structure]]:
        """Columns that a heading over others says it breaks down (本年度予算額, 本年度予算額の財源内訳), as figures bear out."""
        lines = self._lane.lines
        parts_of: dict[str, list[Line]] = {}
        for line in lines:
            for label in {told[1] for level in line.path if (told := _BREAKDOWN.fullmatch(level))}:
                parts_of.setdefault(label, []).append(line)
        for head in lines if parts_of else ():
            parts = [line for line in parts_of.get(head.label, ()) if line is not head]
            structure = Structure(self._lane, head.at, tuple((1, part.at) for part in parts))
            if len(parts) > 1 and is_sure(list(self._fits(structure).values()), 1):
                yield head.at, structure

    def total(self, line: Line, before: Sequence[Line], summed: Container[int]) -> Structure | None:
        """The best sum of the last lines ``before``, if it is sure."""
        tried: list[_Try] = []
        best: _Try | None = None
        self._sums.clear()
        for addends in _choices(line, before):
            taken = {at for _, at in addends}
            natural = is_natural([other for other in before if other.at in taken], before, summed)
            for memos in (True, False) if self._has_memos(line, addends) else (True,):
                structure = Structure(self._lane, line.at, addends, memos)
                one = self._try(structure, natural)
                tried.append(one)
                if best is None or one.score > best.score or self._takes_in(one, best, before):
                    best = one
        if best is None or best.score <= 0 or not is_sure(list(best.fits.values()), len(tried)):
            best = _told(line, tried)
        if best is None:
            return self._missed([one for one in tried if _is_expected(line, one, summed)], alone=True)
        if self._is_ambiguous(best):
            return None
        return replace(best.structure, rivals=tuple(_rivals(best, tried)))

    def _missed(self, expected: Sequence[_Try], *, alone: bool) -> Structure | None:
        """Of what the total should be, that which fails in one instance only, and by a misprint."""
        failing = [one for one in expected if one.failing == 1]
        weighed = [(weight, one, at) for one in failing for at, weight in self._weight(one)]
        weight, best, at = max(weighed, key=lambda found: found[0], default=(0.0, None, 0))
        weight -= math.log10(max(1, len(failing)))
        if best is None or weight < BESIDE_KIN:
            return None
        return replace(best.structure, missed=Missed(at, alone and weight >= ALONE))

    def _weight(self, one: _Try) -> Iterator[tuple[int, float]]:
        """The instance in which it fails, and how unlikely all is by chance."""
        failing = next(instance for instance, fit in one.fits.items() if not fit.holds)
        made = one.structure.relation(failing)
        total, terms = one.structure.figures(failing)
        if made is not None and made.kin and total is not None:
            weight = weight_of_misprint(made, [total, *(figure for _, figure in terms)], self._box)
            if weight:
                yield failing, weight + sum(fit.weight for fit in one.fits.values() if fit.holds)

    def _is_ambiguous(self, one: _Try) -> bool:
        """Whether a line with a sign of its own is so small that the other sign would do as well."""
        structure = one.structure
        if all(sign > 0 for sign, _ in structure.addends):
            return False
        held = sum(fit.holds for fit in one.fits.values())
        for turned in range(len(structure.addends)):
            addends = tuple((-s if i == turned else s, at) for i, (s, at) in enumerate(structure.addends))
            other = Structure(structure.lane, structure.total, addends, structure.memos)
            if sum(fit.holds for fit in self._fits(other).values()) >= held:
                return True
        return False

    def _takes_in(self, one: _Try, best: _Try, before: Sequence[Line]) -> bool:
        """Whether it is ``best`` with more lines of the same group, so small that they make no difference.

        A line that prints next to nothing belongs to the total, too: what it stands for may carry it over.
        """
        addends, fewer = one.structure.addends, best.structure.addends
        if best.score <= 0 or not set(fewer) < set(addends) or not self._same_group(addends, before):
            return False
        added = {at for _, at in set(addends) - set(fewer)}
        if any(sign < 0 for sign, _ in addends) and any(
            figure.value for (at, _), figure in self._figures.items() if at in added
        ):
            return False
        return one.failing <= best.failing

    def _has_memos(self, line: Line, addends: Sequence[tuple[int, int]]) -> bool:
        return line.at not in self._bracketed and any(at in self._bracketed for _, at in addends)

    def _same_group(self, addends: Sequence[tuple[int, int]], before: Sequence[Line]) -> bool:
        chosen = {at for _, at in addends}
        return len({line.path for line in before if line.at in chosen}) == 1

    def _try(self, structure: Structure, natural: bool) -> _Try:
        fits = self._fits(structure)
        return _Try(structure, fits, natural, evidence(fits.values()))

    def _fits(self, structure: Structure) -> dict[int, Fit]:
        added = self._added(structure.addends, structure.memos)
        fits = ((instance, self._fit(structure, instance, added.get(instance))) for instance in self._instances)
        return {instance: one for instance, one in fits if one is not None}

    def _fit(self, structure: Structure, instance: int, added: _Added | None) -> Fit | None:
        target = self._figures.get((structure.total, instance))  # one that may be summed
        if target is None or added is None or not added.alike or added.unit != target.unit:
            return None
        scale = max(magnitude(target.value), added.scale)
        return fit(added.expected, self._box[target.record_id], target.step, scale)

    def _added(self, addends: Sequence[tuple[int, int]], memos: bool) -> dict[int, _Added]:
        """What signed lines add up to, by instance: the sum of the lines behind the first is known as a rule."""
        known = self._sums.get((addends[1:], memos))
        found: dict[int, _Added] = {}
        for instance in self._instances:
            one = None if known is None else known.get(instance)
            for sign, at in reversed(addends if known is None else addends[:1]):
                own = self._addend(sign, (at, instance))
                if own is not None and (memos or (at, instance) not in self._memos):
                    one = own if one is None else one.with_other(own)
            if one is not None:
                found[instance] = one
        self._sums[addends, memos] = found
        return found

    def _addend(self, sign: int, place: tuple[int, int]) -> _Added | None:
        """The figure of one place, by itself; None where there is none."""
        if (sign, place) not in self._addends:
            figure = self._lane.figures.get(place)
            if figure is None:
                self._addends[sign, place] = None
            else:
                signed = self._box[figure.record_id].scaled(sign)
                one = _Added(signed, magnitude(figure.value), figure.unit, place in self._figures)
                self._addends[sign, place] = one
        return self._addends[sign, place]


def _choices(line: Line, before: Sequence[Line]) -> Iterator[tuple[tuple[int, int], ...]]:
    """Signed lines that may add up to ``line``: the last ones beside it or at all; for a difference also with signs."""
    beside = [other for other in before if other.path == line.path]
    if len(beside) < len(before):
        for size in range(2, len(beside) + 1):
            yield tuple((1, other.at) for other in beside[-size:])
    for size in range(2, len(before) + 1):
        yield tuple((1, other.at) for other in before[-size:])
    totals = [other for other in before if is_total(other)]
    apart = 1 < len(totals) < len(before)
    for size in range(2, len(totals) + 1) if apart else ():
        if before[-size:] != totals[-size:]:
            yield tuple((1, other.at) for other in totals[-size:])
    if _DIFFERENCE.search(line.label):
        yield from _signed(before)
        if apart and before[-2:] != totals[-2:]:
            yield from _signed(totals)


def _signed(lines: Sequence[Line]) -> Iterator[tuple[tuple[int, int], ...]]:
    """The last of ``lines`` with at least one of them taken off."""
    for size in range(2, min(_SIGNED, len(lines)) + 1):
        for signs in product((1, -1), repeat=size - 1):
            if -1 in signs:
                yield tuple((s, other.at) for s, other in zip((1, *signs), lines[-size:], strict=True))


def _lacks_parts(one: _Try) -> bool:
    """Whether every instance that misses its sum has more than its parts: they may go on in a table on another page."""
    missed = (one.structure.figures(instance) for instance, fit in one.fits.items() if not fit.holds)
    return all(total is not None and total.value > sum(s * f.value for s, f in terms) for total, terms in missed)


def _below(head: Line, lines: Sequence[Line], start: int) -> Sequence[Line]:
    """The lines under ``head``, from number ``start`` up to the first that is not."""
    inside, end = (*head.path, head.label), start
    while end < len(lines) and lines[end].path[: len(inside)] == inside:
        end += 1
    return lines[start:end]
