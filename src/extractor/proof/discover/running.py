"""Running totals: a column of 累計 grows by what its month adds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractor.exact import magnitude
from extractor.interval import Interval
from extractor.proof.chance import Fit, fit, is_sure
from extractor.proof.figure import Figure
from extractor.proof.grid import Lane, Line, is_quotient
from extractor.proof.relation import Kind, Relation, linear

_RUNNING = re.compile(r"累計|累積")


def running_totals(lane: Lane, box: Mapping[str, Interval]) -> Iterator[Relation]:
    """For each line of running totals of ``lane``, the line whose figures it adds up, where one fits."""
    for line in lane.lines:
        if not _is_running(line) or is_quotient(line, lane):
            continue
        single = [other for other in lane.lines if other.measure == line.measure and not _is_running(other)]
        for other in single:
            relations = list(_relations(lane, line, other))
            if is_sure(_fits(relations, lane, box), len(single)):
                yield from relations
                break


def _is_running(line: Line) -> bool:
    return any(_RUNNING.search(label) for label in (*line.path, line.label))


def _relations(lane: Lane, running: Line, single: Line) -> Iterator[Relation]:
    """Each running total is the one before it and the single figure beside it."""
    before: Figure | None = None
    for instance in lane.instances:
        total, added = lane.figures.get((running.at, instance)), lane.figures.get((single.at, instance))
        if total is None or added is None or total.unit != added.unit:
            return  # the line of the year's total has none, and ends it
        addends = [added] if before is None else [before, added]
        yield linear(Kind.SUM, total.record_id, [(1, f.record_id) for f in addends], f"{lane.name}:{running.at}")
        before = total


def _fits(relations: Sequence[Relation], lane: Lane, box: Mapping[str, Interval]) -> list[Fit]:
    figures = {figure.record_id: figure for figure in lane.figures.values()}
    fits = []
    for relation in relations:
        expected = relation.expected(relation.result, box)
        total = figures[relation.result]
        if expected is not None:
            scale = max(magnitude(figures[name].value) for name in relation.record_ids)
            fits.append(fit(expected, box[total.record_id], total.step, scale))
    return fits
