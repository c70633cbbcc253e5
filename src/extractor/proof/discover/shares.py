"""構成比: each figure of a line over the line's total, which stands in one instance or is told by its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractor.exact import magnitude
from extractor.interval import Interval, point
from extractor.proof.chance import Fit, evidence, fit, is_sure
from extractor.proof.grid import CHANGES, PLANS, Lane, Line, is_quotient
from extractor.proof.relation import Kind, Relation, Term, quotient

_TOTAL = re.compile(r"計$|合計|総数|総額|総計|全体")
_HUNDRED, _NONE = 100, 0
#: the powers of ten by which a line whose own share is not 100 is unlikely to be the whole
_NOT_THE_WHOLE = 2.0
#: shares are spread over some tens of per cent
_SPREAD = 25


def shares_in(lane: Lane, box: Mapping[str, Interval]) -> tuple[Relation, ...]:
    """The shares of ``lane``: of the total that fits best, or of one that is wrong by what its parts tell."""
    totals = [i for i in lane.instances if _is_total(lane, i)]
    plain = [line for line in lane.lines if not is_quotient(line, lane)]
    found: list[Relation] = []
    for line in lane.lines:
        if line.measure == "share" and totals:
            found.extend(_best(lane, line, plain, totals, box) or _of_the_parts(lane, line, plain, totals, box))
    return tuple(found)


def _best(
    lane: Lane, line: Line, plain: Sequence[Line], totals: Sequence[int], box: Mapping[str, Interval]
) -> list[Relation]:
    """The line and the total whose shares fit best; None as total is the next one below each figure."""
    best: list[Relation] = []
    best_score = 0.0
    for other in [other for other in plain if _may_be_of(line, other)]:
        for base in (*totals, None):
            relations = list(_shares(lane, line, other, base, totals))
            fits = [_fit(relation, box) for relation in relations]
            score = evidence(fits)
            if score > best_score and is_sure(fits, len(plain) * (len(totals) + 1)):
                best, best_score = relations, score
    return best


def _of_the_parts(
    lane: Lane, line: Line, plain: Sequence[Line], totals: Sequence[int], box: Mapping[str, Interval]
) -> list[Relation]:
    """Where all shares fit the sum of the parts and none the total that is printed, the total is what is wrong."""
    for other in [other for other in plain if _may_be_of(line, other)]:
        parts = [i for i in lane.instances if i not in totals and (other.at, i) in lane.figures]
        whole = point(_NONE)
        for instance in parts:
            whole = whole + box[lane.figures[other.at, instance].record_id]
        relations = [r for r in _shares(lane, line, other, totals[-1], totals) if _is_part(r, lane, line, parts)]
        told = {r.terms[0].under: whole for r in relations}
        implied = {**box, **{name: interval for name, interval in told.items() if name is not None}}
        fits = [_fit(relation, implied) for relation in relations]
        if whole.low > 0 and is_sure(fits, len(plain)) and all(one.holds for one in fits):
            return [Relation(r.kind, r.terms, r.result, r.kin, sure=True) for r in relations]
    return []


def _may_be_of(share: Line, other: Line) -> bool:
    """Whether shares may be those of another line: of the same year, and of what came about or of a plan as they are.

    Changes of either sign have no shares.
    """
    if other.measure in CHANGES:
        return False
    years = share.year is None or other.year is None or share.year == other.year
    return years and (share.scenario is None or (share.scenario in PLANS) == (other.scenario in PLANS))


def _is_part(relation: Relation, lane: Lane, line: Line, parts: Sequence[int]) -> bool:
    return any(lane.figures[line.at, i].record_id == relation.result for i in parts if (line.at, i) in lane.figures)


def _shares(lane: Lane, line: Line, other: Line, base: int | None, totals: Sequence[int]) -> Iterator[Relation]:
    for instance in lane.instances:
        at = base if base is not None else next((t for t in totals if t >= instance), None)
        share, part = lane.figures.get((line.at, instance)), lane.figures.get((other.at, instance))
        whole = lane.figures.get((other.at, at)) if at is not None else None
        if share is None or part is None or whole is None:
            continue
        kin = f"{lane.name}:{line.at}"
        if part is whole:
            yield Relation(Kind.SHARE, (Term(_HUNDRED), Term(-1, share.record_id)), share.record_id, kin)
        else:
            yield quotient(Kind.SHARE, share.record_id, part.record_id, whole.record_id, _HUNDRED, _NONE, kin)


def _fit(relation: Relation, box: Mapping[str, Interval]) -> Fit:
    expected = relation.expected(relation.result, box)
    printed = box[relation.result]
    if expected is None:
        return Fit(False, 0.0)
    if len(relation.record_ids) == 1:  # that the whole is 100 says little, that it is not says much
        return Fit(True, 0.0) if expected.meets(printed) else Fit(False, _NOT_THE_WHOLE)
    # among small parts, a share of the wrong line would fit as well
    scale = max(magnitude(expected.low), magnitude(expected.high), magnitude(printed.high))
    return fit(expected, printed, printed.width, min(scale, _SPREAD))


def _is_total(lane: Lane, instance: int) -> bool:
    """Whether the instance is a total by the label of its figures."""
    for line in lane.lines:
        figure = lane.figures.get((line.at, instance))
        if figure is not None:
            meaning = figure.record.meaning
            label = meaning.item if lane.across else (meaning.column or "").split(" > ")[-1]
            return bool(_TOTAL.search(label))
    return False
