"""What is said of a figure beside it: 前年度比, 増減 and 計画比 against what they compare, wherever that stands.

In a table the compared figure often is no column of it: last year's document, another table or the sentence has it.  Where
nobody states the year before, its ratio and its change still bind each other: 110.6 % of the year before and a change of 11
cannot both be said of 529.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.exact import halved
from extractor.model import Record
from extractor.proof.discover.same import kind_of, place
from extractor.proof.figure import Figure
from extractor.proof.relation import Kind, Relation, Term, linear, quotient
from extractor.proof.statements import Key, Statements, comparable, with_measure, year_before

_HUNDRED, _NONE = 100, 0
_PLANS = ("plan", "revised_plan", "target")
_OF_PLANS = ("ratio_plan", "execution_rate")


def comparisons(statements: Statements) -> Iterator[Relation]:
    """Relations of every relative figure that has a key."""
    for key, witnesses in statements.by_key.items():
        candidates = statements.by_key.get(with_measure(key, None), ()) if key.relative else ()
        if candidates:
            beside = {_spot(figure.record): figure for figure in reversed(candidates)}
            base = _base(key, statements)
            for figure in witnesses:
                # what stands in its own row or sentence if it can be, else the best witness
                yield from _of_one(figure, beside.get(_spot(figure.record), candidates[0]), base, key, statements)


def _spot(record: Record) -> tuple[bool, str, int]:
    """The row of a table in which a record stands, or the page in whose text."""
    place = record.place
    if place is None:
        return False, record.record_id[:12], record.where.page
    return True, place.table_id, place.row


def _base(key: Key, statements: Statements) -> tuple[Figure, ...]:
    """What figures of ``key`` may be relative to, the likeliest first: a plan, or the year before."""
    of_plans = key.relative in _OF_PLANS
    keys = [with_measure(key, None, plan) for plan in _PLANS] if of_plans else [year_before(key)]
    return tuple(anchor for one in keys if (anchor := statements.anchor(one)) is not None)


def _of_one(
    figure: Figure, top: Figure, base: Sequence[Figure], key: Key, statements: Statements
) -> Iterator[Relation]:
    kin = f"{place(figure)}:{key.relative}"
    if key.relative in _OF_PLANS:
        under = next((one for one in base if _positive(top, one)), None)
        if under is not None:
            kind = kind_of(figure, top, under, plain=Kind.RATIO)
            yield quotient(kind, figure.record_id, top.record_id, under.record_id, _HUNDRED, _NONE, kin)
    elif base:
        yield from _against(figure, top, base[0], key, kin)
    elif key.relative == "change":
        yield from _change_and_ratio(figure, top, key, statements, kin)


def _against(figure: Figure, top: Figure, before: Figure, key: Key, kin: str) -> Iterator[Relation]:
    if key.relative == "change":
        if top.unit == before.unit == figure.unit:
            kind = kind_of(figure, top, before, plain=Kind.CHANGE)
            yield linear(kind, figure.record_id, [(1, top.record_id), (-1, before.record_id)], kin)
    elif _positive(top, before):
        kind = kind_of(figure, top, before, plain=Kind.RATIO)
        less = _HUNDRED if key.relative == "growth_rate" else _NONE
        yield quotient(kind, figure.record_id, top.record_id, before.record_id, _HUNDRED, less, kin)


def _change_and_ratio(figure: Figure, top: Figure, key: Key, statements: Statements, kin: str) -> Iterator[Relation]:
    """``top`` less its change is what the ratio says of the year before."""
    ratio = statements.anchor(with_measure(key, "ratio_prior_year"))
    if ratio is None or ratio.unit != "％" or ratio.value <= 0 or top.value <= 0 or top.unit != figure.unit:
        return
    terms = (
        Term(1, top.record_id),
        Term(-_HUNDRED, top.record_id, ratio.record_id),
        Term(-1, figure.record_id),
    )
    yield Relation(kind_of(figure, top, ratio, plain=Kind.CHANGE), terms, figure.record_id, kin)


def _positive(top: Figure, under: Figure) -> bool:
    return comparable(top, under) and top.value >= 0 and under.value > halved(under.step)
