"""Quotients and changes: 計画比, 前年度比, 増減率, 増減, 1件当たり, found from headings and the figures themselves.

The heading says what a line is (計画比); which two lines it compares is what fits in most instances, where a line of the
scenario or year that the heading speaks of goes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from extractor.exact import Number, magnitude, over
from extractor.interval import Interval
from extractor.proof.chance import Fit, evidence, fit, is_sure
from extractor.proof.figure import Figure
from extractor.proof.grid import CHANGES, PLANS, Lane, Line, is_quotient
from extractor.proof.relation import Kind, Relation, linear, quotient

#: lines farther away than this are not compared
_NEAR = 8
#: what a fitting scenario or year is worth, in powers of ten
_TOLD = 2.0
_RATIOS = frozenset({"ratio_prior_year", "ratio_plan", "execution_rate", "growth_rate"})
#: 構成比 and other percentages change by ポイント
_POINTS = "change_points"
#: measures of what compares other lines
_COMPARING = _RATIOS | CHANGES | {_POINTS, "unit_price"}
_HUNDRED, _ONE, _NONE = 100, 1, 0


class Comparison(Struct, frozen=True, gc=False):
    """``line`` is ``factor`` times ``top`` over ``under``, less ``less``; ``under`` None: their difference."""

    line: Line
    top: Line
    under: Line
    factor: Number
    less: Number = _NONE


def comparisons_in(lane: Lane, box: Mapping[str, Interval]) -> tuple[Relation, ...]:
    """The quotients and changes of ``lane`` that its figures bear out."""
    comparing = [(number, line) for number, line in enumerate(lane.lines) if line.measure in _COMPARING]
    if not comparing:
        return ()
    plain = {line.at for line in lane.lines if not is_quotient(line, lane) and line.measure not in CHANGES}
    quotients = {line.at for line in lane.lines if is_quotient(line, lane) and line.measure != _POINTS}
    found: list[Relation] = []
    for number, line in comparing:
        others = quotients if line.measure == _POINTS else plain
        beside = lane.lines[max(0, number - _NEAR) : number + _NEAR + 1]
        near = [o for o in beside if o is not line and o.at in others]
        best = _best(lane, [one for one in _candidates(line, near) if not _is_denied(one)], box)
        if best is not None:
            found.extend(_relations(lane, best, box))
    return tuple(found)


def _candidates(line: Line, near: Sequence[Line]) -> Iterator[Comparison]:
    if line.measure in _RATIOS:
        for top, under in _pairs(near):
            yield Comparison(line, top, under, _HUNDRED)
            if line.measure in ("growth_rate", "ratio_prior_year"):
                yield Comparison(line, top, under, _HUNDRED, _HUNDRED)
    elif line.measure in CHANGES or line.measure == _POINTS:
        yield from (Comparison(line, top, under, _NONE) for top, under in _pairs(near))
    else:
        yield from (Comparison(line, top, under, _ONE) for top, under in _pairs(near))


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    return ((top, under) for top in lines for under in lines if top is not under)


def _best(lane: Lane, candidates: Sequence[Comparison], box: Mapping[str, Interval]) -> Comparison | None:
    """The comparison that fits best, if it is sure; what the heading tells counts beforehand."""
    best, best_score, best_fits = None, 0.0, []
    for candidate in candidates:
        fits = [one for i in lane.instances if (one := _fit(lane, candidate, i, box)) is not None]
        if _is_told(candidate):
            fits = [*fits, Fit(True, _TOLD)] if any(one.holds for one in fits) else fits
        score = evidence(fits)
        if score > best_score:
            best, best_score, best_fits = candidate, score, fits
    return best if best is not None and is_sure(best_fits, len(candidates)) else None


def _is_told(comparison: Comparison) -> bool:
    line, top, under = comparison.line, comparison.top, comparison.under
    if line.measure in ("ratio_plan", "execution_rate", "difference", "change_plan"):
        return under.scenario in PLANS and top.scenario not in PLANS
    years = top.year is not None and under.year is not None and top.year == under.year + 1
    return years and top.scenario not in PLANS and under.scenario not in PLANS


def _is_denied(comparison: Comparison) -> bool:
    """Whether years or scenarios say that it compares something else."""
    line, top, under = comparison.line, comparison.top, comparison.under
    if line.year is not None and top.year is not None and line.year != top.year:
        return True
    if top.scenario in PLANS and line.scenario is not None and line.scenario not in PLANS:
        return True
    if line.measure in ("ratio_plan", "execution_rate"):
        return under.scenario is not None and under.scenario not in PLANS
    if line.measure in ("ratio_prior_year", "growth_rate"):
        return top.year is not None and under.year is not None and under.year >= top.year
    return False


def _fit(lane: Lane, comparison: Comparison, instance: int, box: Mapping[str, Interval]) -> Fit | None:
    figures = _figures(lane, comparison, instance)
    if figures is None:
        return None
    line, top, under = figures
    if comparison.factor == 0:
        expected = box[top.record_id] - box[under.record_id]
        scale = max(magnitude(top.value), magnitude(under.value))
        return fit(expected, box[line.record_id], line.step, scale)
    if top.value < 0 or box[under.record_id].low <= 0:
        return None  # what a publisher prints for these is a custom of its own
    expected = _over(box[top.record_id], box[under.record_id]).scaled(comparison.factor)
    shifted = box[line.record_id]
    shifted = Interval(shifted.low + comparison.less, shifted.high + comparison.less)
    return fit(expected, shifted, line.step, comparison.factor if comparison.factor != 1 else line.value)


def _over(top: Interval, under: Interval) -> Interval:
    low = over(top.low, under.high if top.low >= 0 else under.low)
    return Interval(
        low, over(top.high, under.low), top.low_closed and under.high_closed, top.high_closed and under.low_closed
    )


def _figures(lane: Lane, comparison: Comparison, instance: int) -> tuple[Figure, Figure, Figure] | None:
    line, top, under = (
        lane.figures.get((at.at, instance)) for at in (comparison.line, comparison.top, comparison.under)
    )
    if line is None or top is None or under is None:
        return None
    if comparison.factor == 0 and not (top.unit == under.unit and line.unit in _differences(top)):
        return None
    if comparison.factor == _HUNDRED and top.unit != under.unit:
        return None
    return line, top, under


def _differences(figure: Figure) -> tuple[str | None, ...]:
    """The units in which a difference of figures like this one is printed."""
    return ("％", "ポイント") if figure.unit == "％" else (figure.unit,)


def _relations(lane: Lane, comparison: Comparison, box: Mapping[str, Interval]) -> Iterator[Relation]:
    kin = f"{lane.name}:{comparison.line.at}"
    for instance in lane.instances:
        figures = _figures(lane, comparison, instance)
        if figures is None:
            continue
        line, top, under = (figure.record_id for figure in figures)
        if comparison.factor == 0:
            yield linear(Kind.CHANGE, line, [(1, top), (-1, under)], kin)
            continue
        kind = Kind.AVERAGE if comparison.factor == 1 else Kind.RATIO
        made = quotient(kind, line, top, under, comparison.factor, comparison.less, kin)
        if _fit(lane, comparison, instance, box) is not None or made.holds(box):
            yield made
