"""平均: a line that is the mean of others, or their total over their number (月平均 below twelve months and their 計)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractor.exact import Number, magnitude, over
from extractor.interval import Interval
from extractor.proof.chance import Fit, evidence, fit, is_sure
from extractor.proof.discover.natural import is_total
from extractor.proof.discover.structure import Structure
from extractor.proof.grid import Lane, Line
from extractor.proof.relation import Kind, Relation, Term

_AVERAGE = re.compile(r"平均(?:値|額|数)?$")
#: what such a heading is worth, in powers of ten
_TOLD = 2.0

#: signed shares of lines: what an average is, line by line
_Mean = tuple[tuple[Number, int], ...]


def averages_in(lane: Lane, structures: Sequence[Structure], box: Mapping[str, Interval]) -> Iterator[Relation]:
    """The averages of ``lane``, whose sums are ``structures``, that its figures bear out."""
    for line in lane.lines:
        if _AVERAGE.search(line.label):
            means = list(_means(lane, line, structures))
            best: list[Relation] = []
            best_score = 0.0
            for mean in means:
                relations = list(_relations(lane, line, mean))
                fits = [_fit(relation, lane, box) for relation in relations]
                fits = [*fits, Fit(True, _TOLD)] if any(one.holds for one in fits) else []
                if evidence(fits) > best_score and is_sure(fits, len(means)):
                    best, best_score = relations, evidence(fits)
            yield from best


def _means(lane: Lane, line: Line, structures: Sequence[Structure]) -> Iterator[_Mean]:
    """A total over the number of its lines, each run of lines before the average, or all other lines."""
    for structure in structures:
        if structure.lane is lane and all(sign > 0 for sign, _ in structure.addends):
            yield ((over(1, len(structure.addends)), structure.total),)
    plain = [other for other in lane.lines if not is_total(other) and not _AVERAGE.search(other.label)]
    before = [other for other in plain if other.at < line.at and not other.of_which]
    for lines in (before, [other for other in plain if not other.of_which]):
        if len(lines) > 1:
            yield tuple((over(1, len(lines)), other.at) for other in lines)


def _relations(lane: Lane, line: Line, mean: _Mean) -> Iterator[Relation]:
    """One for each instance in which every line has a figure: a blank month may be none."""
    for instance in lane.instances:
        target = lane.figures.get((line.at, instance))
        terms = [(share, lane.figures.get((at, instance))) for share, at in mean]
        found = [Term(share, f.record_id) for share, f in terms if f is not None and target and f.unit == target.unit]
        if target is not None and len(found) == len(mean):
            name = target.record_id
            yield Relation(Kind.AVERAGE, (*found, Term(-1, name)), name, f"{lane.name}:{line.at}")


def _fit(relation: Relation, lane: Lane, box: Mapping[str, Interval]) -> Fit:
    figures = {figure.record_id: figure for figure in lane.figures.values()}
    expected = relation.expected(relation.result, box)
    if expected is None:
        return Fit(False, 0.0)
    scale = max(magnitude(figures[name].value) for name in relation.record_ids)
    return fit(expected, box[relation.result], figures[relation.result].step, scale)
