"""A relation between printed figures: an equation that some numbers must satisfy which are printed so.

Every kind is one form: the sum of its terms is zero, and a term is a factor times a figure, over a figure.  So 前年度比 is
``100 x / y - q = 0`` and a sum is ``a + b - total = 0``.  In each figure by itself such an equation can be solved, and the
solution moves one way with each other figure: what the others let a figure be lies between the corners of their intervals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import accumulate, product

from msgspec import Struct

from extractor.exact import Fraction
from extractor.interval import Interval, point, spanned

#: what each figure may stand for, by record id
Box = Mapping[str, Interval]


class Kind(StrEnum):
    """What a relation is about."""

    SUM = "sum"
    RATIO = "ratio"
    SHARE = "share"
    CHANGE = "change"
    AVERAGE = "average"
    IDENTITY = "identity"
    EQUAL = "equal"
    NARRATIVE = "narrative"
    YEARS = "years"


class Term(Struct, frozen=True, gc=False):
    """``factor`` times the figure ``top`` over the figure ``under``; without ``top`` it is a constant."""

    factor: Fraction
    top: str | None = None
    under: str | None = None

    @property
    def record_ids(self) -> tuple[str, ...]:
        return tuple(name for name in (self.top, self.under) if name is not None)


class Relation(Struct, frozen=True, dict=True):
    """``terms`` add up to zero.  ``result`` is the figure that the others tell.

    ``kin`` names the relations that stand or fall with this one, being found by the same reasoning in the same table.
    ``sure``: it must hold by itself, whatever becomes of its kin.
    ``by_label``: nothing but a label tells of it, so that its failing is a doubt and no error.
    ``rivals`` are what it would have been taken for instead, had they held and not this one: with them, a wrong figure
    breaks nothing.
    """

    kind: Kind
    terms: tuple[Term, ...]
    result: str
    kin: str = ""
    sure: bool = False
    by_label: bool = False
    rivals: tuple[Relation, ...] = ()

    @cached_property
    def record_ids(self) -> tuple[str, ...]:
        """Every figure that takes part, once."""
        return tuple(dict.fromkeys(name for term in self.terms for name in term.record_ids))

    @cached_property
    def components(self) -> tuple[tuple[Term, ...], ...]:
        """The terms parted so that no figure is in two parts: the parts vary independently."""
        parts: list[list[Term]] = []
        part_of: dict[str, list[Term]] = {}
        for term in self.terms:
            joined = {id(part): part for name in term.record_ids if (part := part_of.get(name)) is not None}
            merged = [*(other for part in joined.values() for other in part), term]
            parts = [part for part in parts if id(part) not in joined] if joined else parts
            parts.append(merged)
            part_of.update((name, merged) for other in merged for name in other.record_ids)
        return tuple(tuple(part) for part in parts)

    @cached_property
    def alone(self) -> Mapping[str, Fraction]:
        """The figures that are a part by themselves, over nothing, each with its factor."""
        single = (part[0] for part in self.components if len(part) == 1)
        return {t.top: t.factor for t in single if t.top is not None and t.under is None and t.factor != 0}

    def holds(self, box: Box) -> bool | None:
        """Whether numbers exist that satisfy it; None where it says nothing (a base that may be zero)."""
        expected = self.expected(self.result, box)
        return None if expected is None else expected.meets(box[self.result])

    def holding(self, name: str, box: Box) -> Callable[[Interval], bool | None]:
        """``holds`` as it depends on what ``name`` stands for, the others being as in ``box``: for many trials of it."""
        if name not in self.record_ids:
            always = self.holds(box)
            return lambda _: always
        factor = self.alone.get(self.result)
        if name == self.result and factor is not None:
            expected = self.expected(name, box)
            return lambda printed: None if expected is None else expected.meets(printed)
        if factor is None:
            rest = {other: box[other] for other in self.record_ids}
            return lambda printed: self.holds({**rest, name: printed})
        return self._holding_by_part(name, box, factor)

    def _holding_by_part(self, name: str, box: Box, factor: Fraction) -> Callable[[Interval], bool | None]:
        """The same for a figure beside the result: but for its own part nothing changes."""
        others: Interval | None = _NOTHING
        own: tuple[Term, ...] = ()
        for part in self.components:
            if any(name in term.record_ids for term in part):
                own = part
            elif part[0].top != self.result:
                others = _plus(others, _range(part, box))
        beside = {other: box[other] for term in own for other in term.record_ids}
        stated = box[self.result]

        def holds(printed: Interval) -> bool | None:
            rest = _plus(others, _range(own, {**beside, name: printed}))
            return None if rest is None else _solved_alone(factor, rest).meets(stated)

        return holds

    def denied(self, box: Box) -> bool:
        """Whether no numbers satisfy it, nor any of its rivals."""
        return self.holds(box) is False and not any(rival.holds(box) for rival in self.rivals)

    def expected(self, wanted: str, box: Box) -> Interval | None:
        """What the other figures let ``wanted`` be; None where they do not bound it."""
        factor = self.alone.get(wanted)
        if factor is None:
            return self.expectations(box, (wanted,))[wanted]
        low = high = _ZERO
        low_closed = high_closed = True
        for part in self.components:
            if part[0].top == wanted:
                continue
            other = _range(part, box)
            if other is None:
                return None
            low, high = low + other.low, high + other.high
            low_closed, high_closed = low_closed and other.low_closed, high_closed and other.high_closed
        return _solved_alone(factor, Interval(low, high, low_closed, high_closed))

    def expectations(self, box: Box, wanted: Sequence[str] | None = None) -> dict[str, Interval | None]:
        """The same for each figure of ``wanted``, all of them when it is not given."""
        names = self.record_ids if wanted is None else wanted
        ranges: list[Interval | None] = [_range(part, box) for part in self.components]
        before = list(accumulate([_NOTHING, *ranges], _plus))
        after = list(accumulate([_NOTHING, *reversed(ranges)], _plus))[::-1]
        found: dict[str, Interval | None] = {}
        for number, part in enumerate(self.components):
            rest = _plus(before[number], after[number + 1])
            for name in dict.fromkeys(n for term in part for n in term.record_ids):
                if name in names:
                    found[name] = None if rest is None else _solved(part, name, rest, box)
        return found


_ZERO = Fraction(0)
_NOTHING: Interval | None = point(_ZERO)


def _plus(one: Interval | None, other: Interval | None) -> Interval | None:
    return None if one is None or other is None else one + other


def linear(
    kind: Kind, result: str, addends: Sequence[tuple[int, str]], kin: str = "", constant: Fraction | None = None
) -> Relation:
    """``result`` is the sum of the signed figures ``addends``."""
    terms = [Term(Fraction(sign), name) for sign, name in addends]
    if constant is not None:
        terms.append(Term(constant))
    return Relation(kind, (*terms, Term(Fraction(-1), result)), result, kin)


def quotient(
    kind: Kind, result: str, top: str, under: str, factor: Fraction, less: Fraction, kin: str = ""
) -> Relation:
    """``result`` is ``factor`` times ``top`` over ``under``, less a constant (100 for a rate of growth)."""
    terms = [Term(factor, top, under), Term(Fraction(-1), result)]
    if less:
        terms.append(Term(-less))
    return Relation(kind, tuple(terms), result, kin)


def _range(part: Sequence[Term], box: Box) -> Interval | None:
    """What terms that share figures may add up to."""
    if len(part) == 1 and part[0].under is None:
        term = part[0]
        return point(term.factor) if term.top is None else box[term.top].scaled(term.factor)
    if len(part) == 1 and part[0].top is not None and part[0].top != part[0].under:
        return _quotient(part[0].factor, box[part[0].top], box[part[0].under or ""])
    ends = []
    for corner, closed in _corners(part, (), box):
        values = [_value(term, corner) for term in part]
        if any(value is None for value in values):
            return None
        ends.append((sum((v for v in values if v is not None), Fraction(0)), closed))
    return spanned(ends) if _no_base_is_zero(part, (), box) else None


def _quotient(factor: Fraction, top: Interval, under: Interval) -> Interval | None:
    """What ``factor`` times one figure over another may be."""
    if under.holds_zero():
        return None
    return spanned(
        [(factor * a / b, a_closed and b_closed) for a, a_closed in _ends(top) for b, b_closed in _ends(under)]
    )


def _solved_alone(factor: Fraction, rest: Interval) -> Interval:
    """Solve ``factor * figure + rest = 0``."""
    if factor == -1 and rest.low != rest.high:
        return rest
    low, high = -rest.low / factor, -rest.high / factor
    if low == high:
        closed = rest.low_closed or rest.high_closed
        return Interval(low, high, closed, closed)
    if low < high:
        return Interval(low, high, rest.low_closed, rest.high_closed)
    return Interval(high, low, rest.high_closed, rest.low_closed)


def _solved(part: Sequence[Term], wanted: str, rest: Interval, box: Box) -> Interval | None:
    """Solve ``part + rest = 0`` for ``wanted`` at every corner of the other figures."""
    if len(part) == 1 and part[0].under is None and part[0].factor != 0:
        return _solved_alone(part[0].factor, rest)
    if not _no_base_is_zero(part, (wanted,), box):
        return None
    ends: list[tuple[Fraction, bool]] = []
    divisors: list[Fraction] = []
    for corner, closed in _corners(part, (wanted,), box):
        slope, constant, over = _coefficients(part, wanted, corner)
        for end, end_closed in ((rest.low, rest.low_closed), (rest.high, rest.high_closed)):
            divisor = slope if over == 0 else constant + end
            if divisor == 0:
                return None
            divisors.append(divisor)
            ends.append((-((constant + end) if over == 0 else over) / divisor, closed and end_closed))
    if min(divisors) < 0 < max(divisors):
        return None
    return spanned(ends)


def _coefficients(part: Sequence[Term], wanted: str, corner: Mapping[str, Fraction]) -> tuple[Fraction, ...]:
    """(a, b, c) of ``a w + b + c / w``, which is what the terms are in the figure ``w``."""
    slope, constant, over = Fraction(0), Fraction(0), Fraction(0)
    for term in part:
        known = _value(term, {**corner, wanted: Fraction(1)}) or Fraction(0)
        if term.top == wanted:
            slope += known
        elif term.under == wanted:
            over += known
        else:
            constant += known
    return slope, constant, over


def _value(term: Term, corner: Mapping[str, Fraction]) -> Fraction | None:
    """The term at a corner; None when it is divided by zero."""
    above = term.factor if term.top is None else term.factor * corner[term.top]
    if term.under is None:
        return above
    return None if corner[term.under] == 0 else above / corner[term.under]


def _no_base_is_zero(part: Sequence[Term], without: Sequence[str], box: Box) -> bool:
    return not any(t.under is not None and t.under not in without and box[t.under].holds_zero() for t in part)


def _corners(part: Sequence[Term], without: Sequence[str], box: Box) -> Iterator[tuple[dict[str, Fraction], bool]]:
    """Every choice of one end for each figure of the terms, and whether all these ends are closed."""
    names = [name for name in dict.fromkeys(n for term in part for n in term.record_ids) if name not in without]
    ends = [_ends(box[name]) for name in names]
    for choice in product(*ends):
        yield {name: end for name, (end, _) in zip(names, choice, strict=True)}, all(closed for _, closed in choice)


def _ends(interval: Interval) -> tuple[tuple[Fraction, bool], ...]:
    if interval.is_point:
        return ((interval.low, True),)
    return (interval.low, interval.low_closed), (interval.high, interval.high_closed)
