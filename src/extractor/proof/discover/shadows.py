"""The year before as its ratios tell it: each figure over its 前年度比 is last year's, and last year's sums hold, too.

So a column of ratios is guarded although no column of the year before is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.proof.discover.structure import Structure
from extractor.proof.grid import Lane
from extractor.proof.relation import Kind, Relation, Term

_HUNDRED = 100


def shadow_sums(structures: Iterable[Structure], told: frozenset[str]) -> Iterator[Relation]:
    """The sums of ``structures`` for the year before.

    ``told`` are the ratios that a printed column of the year before already bears out.
    """
    pairs: dict[int, list[tuple[int, int]]] = {}
    for structure in structures:
        lane = structure.lane
        if not lane.across:
            if id(lane) not in pairs:
                pairs[id(lane)] = list(_pairs(lane, told))
            for amounts, ratios in pairs[id(lane)]:
                made = _shadow(structure, amounts, ratios)
                if made is not None:
                    yield made


def _pairs(lane: Lane, told: frozenset[str]) -> Iterator[tuple[int, int]]:
    """(column of amounts, column of their ratios to the prior year): the nearest actual on the left."""
    measures: dict[int, set[str | None]] = {}
    planned: set[int] = set()
    for (_, column), figure in lane.figures.items():
        measures.setdefault(column, set()).add(figure.record.meaning.measure)
        if figure.record.meaning.scenario not in ("actual", None):
            planned.add(column)
    for column in lane.instances:
        if measures.get(column) != {"ratio_prior_year"} or _is_told(lane, column, told):
            continue
        left = [c for c in lane.instances if c < column and measures.get(c, set()) & {"amount", "count"}]
        actual = [c for c in left if c not in planned]
        if actual:
            yield actual[-1], column


def _is_told(lane: Lane, column: int, told: frozenset[str]) -> bool:
    return any(figure.record_id in told for (_, at), figure in lane.figures.items() if at == column)


def _shadow(structure: Structure, amounts: int, ratios: int) -> Relation | None:
    terms: list[Term] = []
    lane = structure.lane
    for sign, at in ((-1, structure.total), *structure.addends):
        amount, ratio = lane.figures.get((at, amounts)), lane.figures.get((at, ratios))
        if amount is not None and ratio is not None and ratio.value > 0:
            terms.append(Term(sign * _HUNDRED, amount.record_id, ratio.record_id))
        elif amount is not None and (amount.value or ratio is not None):
            return None  # 0.0 ％ of something that is not printed
    total = lane.figures.get((structure.total, amounts))
    if len(terms) < 2 or total is None or terms[0].top != total.record_id:
        return None
    return Relation(Kind.RATIO, tuple(terms), total.record_id, f"{lane.name}:before")
