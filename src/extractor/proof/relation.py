"""A relation between printed figures: an equation that some numbers must satisfy which are printed so.

Every kind is one form: the sum of its terms is zero, and a term is a factor times a figure, over a figure.  So 前年度比 is
``100 x / y - q = 0`` and a sum is ``a + b - total = 0``.  In each figure by itself such an equation can be solved, and the
solution moves one way with each other figure: what the others let a figure be lies between the corners of their intervals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import product

from msgspec import Struct
from msgspec.structs import force_setattr

from extractor.exact import Number, over
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

    factor: Number
    top: str | None = None
    under: str | None = None

    @property
    def record_ids(self) -> tuple[str, ...]:
        return tuple(name for name in (self.top, self.under) if name is not None)


class Relation(Struct, frozen=True, gc=False):
    """``terms`` add up to zero.  ``result`` is the figure that the others tell.

    ``kin`` names the relations that stand or fall with this one, being found by the same reasoning in the same table.
    ``sure``: it must hold by itself, whatever becomes of its kin.
    ``by_label``: nothing but a label tells of it, so that its failing is a doubt and no error.
    ``rivals`` are what it would have been taken for instead, had they held and not this one: with them, a wrong figure
    breaks nothing.

    What is asked often is worked out when it is made: ``record_ids`` is every figure that takes part, once.  ``pair`` are
    two figures of which it says but that they are equal; else ``addends`` are all figures with their factors where it says
    what they and a ``constant`` add up to; else ``parts`` are its terms parted so that no figure is in two parts, which
    vary independently.
    """

    kind: Kind
    terms: tuple[Term, ...]
    result: str
    kin: str = ""
    sure: bool = False
    by_label: bool = False
    rivals: tuple[Relation, ...] = ()
    record_ids: tuple[str, ...] = ()
    pair: tuple[str, str] | None = None
    addends: tuple[tuple[str, Number], ...] = ()
    constant: Number = 0
    parts: tuple[tuple[Term, ...], ...] = ()

    def __post_init__(self) -> None:
        terms = self.terms
        if len(terms) == 2 and (pair := _paired(*terms)) is not None:
            force_setattr(self, "record_ids", pair)
            force_setattr(self, "pair", pair)
            return
        names: dict[str, None] = {}
        addends: list[tuple[str, Number]] = []
        constant: Number = 0
        plain = apart = True
        for term in terms:
            if term.top is None:
                constant += term.factor
            else:
                apart = apart and term.top not in names
                names[term.top] = None
                addends.append((term.top, term.factor))
            if term.under is not None:
                plain, apart = False, apart and term.under not in names
                names[term.under] = None
            plain = plain and term.factor != 0
        force_setattr(self, "record_ids", tuple(names))
        if plain and apart:
            force_setattr(self, "addends", tuple(addends))
            force_setattr(self, "constant", constant)
        else:
            force_setattr(self, "parts", tuple([(term,) for term in terms] if apart else _parted(terms)))

    def holds(self, box: Box) -> bool | None:
        """Whether numbers exist that satisfy it; None where it says nothing (a base that may be zero)."""
        if self.pair is not None:
            one, other = self.pair
            return box[one].meets(box[other])
        if self.addends:
            low, high = self._total(box)
            if low > 0 or high < 0:
                return False
            if low < 0 < high or low == high:
                return True
            # an end is zero: whether the figures only touch is told by the result and what the others let it be
        expected = self.expected(self.result, box)
        return None if expected is None else expected.meets(box[self.result])

    def _total(self, box: Box) -> tuple[Number, Number]:
        """The ends between which the terms of a sum add up."""
        low = high = self.constant
        for name, factor in self.addends:
            one = box[name]
            if factor == 1:
                low += one.low
                high += one.high
            elif factor == -1:
                low -= one.high
                high -= one.low
            else:
                one = one.scaled(factor)
                low += one.low
                high += one.high
        return low, high

    def denied(self, box: Box) -> bool:
        """Whether no numbers satisfy it, nor any of its rivals."""
        return self.holds(box) is False and not any(rival.holds(box) for rival in self.rivals)

    def expected(self, wanted: str, box: Box) -> Interval | None:
        """What the other figures let ``wanted`` be; None where they do not bound it."""
        if self.pair is not None:
            one, other = self.pair
            return box[other if wanted == one else one]
        if self.addends:
            return self._addend_expected(wanted, box)
        factor: Number = 0
        others = []
        for part in self.parts:
            if len(part) == 1 and part[0].top == wanted and part[0].under is None:
                factor = part[0].factor
            else:
                others.append(part)
        if factor == 0:
            return self.expectations(box, (wanted,))[wanted]
        rest = _summed(_range(part, box) for part in others)
        return None if rest is None else _solved_alone(factor, rest)

    def expectations(self, box: Box, wanted: Sequence[str] | None = None) -> dict[str, Interval | None]:
        """The same for each figure of ``wanted``, all of them when it is not given."""
        names = self.record_ids if wanted is None else wanted
        if self.pair is not None:
            one, other = self.pair
            return {name: box[other if name == one else one] for name in self.pair if name in names}
        if self.addends:
            return self._addends_expected(names, box)
        ranges = [_range(part, box) for part in self.parts]
        found: dict[str, Interval | None] = {}
        for number, part in enumerate(self.parts):
            own = [n for n in dict.fromkeys(n for term in part for n in term.record_ids) if n in names]
            if own:
                rest = _summed((*ranges[:number], *ranges[number + 1 :]))
                found.update((name, None if rest is None else _solved(part, name, rest, box)) for name in own)
        return found

    def _addend_expected(self, wanted: str, box: Box) -> Interval:
        """What the others let one addend be."""
        low = high = self.constant
        low_closed = high_closed = True
        own: Number = 1
        for name, factor in self.addends:
            if name == wanted:
                own = factor
                continue
            one = box[name].scaled(factor)
            low, high = low + one.low, high + one.high
            low_closed, high_closed = low_closed and one.low_closed, high_closed and one.high_closed
        return _solved_alone(own, Interval(low, high, low_closed, high_closed))

    def _addends_expected(self, wanted: Sequence[str], box: Box) -> dict[str, Interval | None]:
        """What the others let each addend of ``wanted`` be: what all add up to, without it."""
        scaled = [(name, factor, box[name].scaled(factor)) for name, factor in self.addends]
        low, high = self._total(box)
        low_open = sum(not one.low_closed for _, _, one in scaled)
        high_open = sum(not one.high_closed for _, _, one in scaled)
        found: dict[str, Interval | None] = {}
        for name, factor, own in scaled:
            if name in wanted:
                low_closed, high_closed = low_open <= (not own.low_closed), high_open <= (not own.high_closed)
                found[name] = _solved_alone(factor, Interval(low - own.low, high - own.high, low_closed, high_closed))
        return found


_NOTHING = point(0)


def _summed(ranges: Iterable[Interval | None]) -> Interval | None:
    """What numbers of ``ranges`` add up to; None where one of them is not bounded."""
    total: Interval | None = None
    for one in ranges:
        if one is None:
            return None
        total = one if total is None else total + one
    return _NOTHING if total is None else total


def _paired(one: Term, other: Term) -> tuple[str, str] | None:
    """The two figures of which the terms say that they are equal."""
    if one.top is None or other.top is None or one.under is not None or other.under is not None:
        return None
    opposite = one.factor == -other.factor and one.factor in (1, -1)
    return (one.top, other.top) if opposite and one.top != other.top else None


def _parted(terms: Sequence[Term]) -> Iterator[tuple[Term, ...]]:
    """The terms parted so that no figure is in two parts."""
    parts: list[list[Term]] = []
    part_of: dict[str, list[Term]] = {}
    for term in terms:
        joined = {id(part): part for name in term.record_ids if (part := part_of.get(name)) is not None}
        merged = [*(other for part in joined.values() for other in part), term]
        parts = [part for part in parts if id(part) not in joined] if joined else parts
        parts.append(merged)
        part_of.update((name, merged) for other in merged for name in other.record_ids)
    return (tuple(part) for part in parts)


def linear(
    kind: Kind, result: str, addends: Sequence[tuple[int, str]], kin: str = "", constant: Number | None = None
) -> Relation:
    """``result`` is the sum of the signed figures ``addends``."""
    terms = [Term(sign, name) for sign, name in addends]
    if constant is not None:
        terms.append(Term(constant))
    return Relation(kind, (*terms, Term(-1, result)), result, kin)


def quotient(kind: Kind, result: str, top: str, under: str, factor: Number, less: Number, kin: str = "") -> Relation:
    """``result`` is ``factor`` times ``top`` over ``under``, less a constant (100 for a rate of growth)."""
    terms = [Term(factor, top, under), Term(-1, result)]
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
        ends.append((sum(v for v in values if v is not None), closed))
    return spanned(ends) if _no_base_is_zero(part, (), box) else None


def _quotient(factor: Number, top: Interval, under: Interval) -> Interval | None:
    """What ``factor`` times one figure over another may be."""
    if under.low > 0 and top.low > 0 and factor > 0:
        low, high = over(factor * top.low, under.high), over(factor * top.high, under.low)
        return Interval(low, high, top.low_closed and under.high_closed, top.high_closed and under.low_closed)
    if under.holds_zero():
        return None
    return spanned(
        [(over(factor * a, b), a_closed and b_closed) for a, a_closed in _ends(top) for b, b_closed in _ends(under)]
    )


def _solved_alone(factor: Number, rest: Interval) -> Interval:
    """Solve ``factor * figure + rest = 0``."""
    if factor == -1 and rest.low != rest.high:
        return rest
    low, high = over(-rest.low, factor), over(-rest.high, factor)
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
    if len(part) == 1 and wanted in (part[0].top, part[0].under) and part[0].top not in (None, part[0].under):
        return _solved_quotient(part[0], wanted, rest, box)
    if not _no_base_is_zero(part, (wanted,), box):
        return None
    ends: list[tuple[Number, bool]] = []
    divisors: list[Number] = []
    for corner, closed in _corners(part, (wanted,), box):
        slope, constant, above = _coefficients(part, wanted, corner)
        for end, end_closed in ((rest.low, rest.low_closed), (rest.high, rest.high_closed)):
            divisor = slope if above == 0 else constant + end
            if divisor == 0:
                return None
            divisors.append(divisor)
            ends.append((over(-((constant + end) if above == 0 else above), divisor), closed and end_closed))
    if min(divisors) < 0 < max(divisors):
        return None
    return spanned(ends)


def _solved_quotient(term: Term, wanted: str, rest: Interval, box: Box) -> Interval | None:
    """The same for one figure over another."""
    factor, rests = term.factor, ((rest.low, rest.low_closed), (rest.high, rest.high_closed))
    plain = factor > 0 and rest.high < 0  # as a rule: a quotient of positive figures, less what it is
    if wanted == term.top:
        under = box[term.under or ""]
        if under.holds_zero():
            return None
        if plain and under.low > 0:
            low, high = over(-rest.high * under.low, factor), over(-rest.low * under.high, factor)
            return Interval(low, high, rest.high_closed and under.low_closed, rest.low_closed and under.high_closed)
        return spanned([(over(-r * u, factor), r_in and u_in) for r, r_in in rests for u, u_in in _ends(under)])
    if rest.holds_zero():
        return None
    top = box[term.top or ""]
    if plain and top.low > 0:
        low, high = over(-factor * top.low, rest.low), over(-factor * top.high, rest.high)
        return Interval(low, high, rest.low_closed and top.low_closed, rest.high_closed and top.high_closed)
    return spanned([(over(-factor * t, r), r_in and t_in) for r, r_in in rests for t, t_in in _ends(top)])


def _coefficients(part: Sequence[Term], wanted: str, corner: Mapping[str, Number]) -> tuple[Number, ...]:
    """(a, b, c) of ``a w + b + c / w``, which is what the terms are in the figure ``w``."""
    slope: Number = 0
    constant: Number = 0
    above: Number = 0
    for term in part:
        known = _value(term, {**corner, wanted: 1}) or 0
        if term.top == wanted:
            slope += known
        elif term.under == wanted:
            above += known
        else:
            constant += known
    return slope, constant, above


def _value(term: Term, corner: Mapping[str, Number]) -> Number | None:
    """The term at a corner; None when it is divided by zero."""
    above = term.factor if term.top is None else term.factor * corner[term.top]
    if term.under is None:
        return above
    return None if corner[term.under] == 0 else over(above, corner[term.under])


def _no_base_is_zero(part: Sequence[Term], without: Sequence[str], box: Box) -> bool:
    return not any(t.under is not None and t.under not in without and box[t.under].holds_zero() for t in part)


def _corners(part: Sequence[Term], without: Sequence[str], box: Box) -> Iterator[tuple[dict[str, Number], bool]]:
    """Every choice of one end for each figure of the terms, and whether all these ends are closed."""
    names = [name for name in dict.fromkeys(n for term in part for n in term.record_ids) if name not in without]
    ends = [_ends(box[name]) for name in names]
    for choice in product(*ends):
        yield {name: end for name, (end, _) in zip(names, choice, strict=True)}, all(closed for _, closed in choice)


def _ends(interval: Interval) -> tuple[tuple[Number, bool], ...]:
    if interval.is_point:
        return ((interval.low, True),)
    return (interval.low, interval.low_closed), (interval.high, interval.high_closed)
