"""Which broken relations are contradictions: those whose kin mostly hold, so that a misunderstanding is no alarm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from extractor.exact import magnitude
from extractor.model import Origin
from extractor.proof.figure import Figure
from extractor.proof.relation import Box, Relation

#: figures of fewer digits are found by chance among those of any document
_TELLING_DIGITS = 3
#: prose that states another size than the table speaks of something else
_SAME_SIZE = 2


def contradictions(
    held: Sequence[Relation], broken: Sequence[Relation], figures: Mapping[str, Figure], box: Box
) -> tuple[Relation, ...]:
    """Those of ``broken`` that speak of a wrong figure rather than of a relation that never was."""
    holding, failing = Counter(r.kin for r in held), Counter(r.kin for r in broken)
    tabled = _tabled(figures)
    return tuple(
        relation
        for relation in broken
        if (relation.sure or _kin_hold(relation.kin, holding, failing))
        and not _means_something_else(relation, figures, tabled, box)
    )


def _kin_hold(kin: str, holding: Counter[str], failing: Counter[str]) -> bool:
    """Whether most relations found in the same way hold; one without kin never counts."""
    return kin != "" and 0 < 2 * failing[kin] <= holding[kin] + 1 and holding[kin] > 0


def _tabled(figures: Mapping[str, Figure]) -> Counter[tuple[str, str | None, object]]:
    """How often each figure stands in the tables of a document."""
    return Counter(
        (name[:12], figure.unit, figure.value) for name, figure in figures.items() if figure.record.place is not None
    )


def _means_something_else(
    relation: Relation,
    figures: Mapping[str, Figure],
    tabled: Counter[tuple[str, str | None, object]],
    box: Box,
) -> bool:
    """Whether a sentence is about another thing than was understood: its figure stands elsewhere in the tables, or it is of
    another size.
    """
    figure = figures[relation.result]
    if figure.record.origin is not Origin.NARRATIVE:
        return False
    telling = magnitude(figure.value) // figure.step >= 10 ** (_TELLING_DIGITS - 1)
    elsewhere = telling and tabled[figure.record_id[:12], figure.unit, figure.value] > 0
    return elsewhere or (len(relation.terms) == 2 and not _alike(relation, figure, box))


def _alike(relation: Relation, figure: Figure, box: Box) -> bool:
    """Whether the figure is of the size that the relation expects, or one misprint away from it."""
    expected = relation.expected(figure.record_id, box)
    if expected is None:
        return False
    value = magnitude(figure.value)
    if value <= _SAME_SIZE * magnitude(expected.high) and magnitude(expected.low) <= _SAME_SIZE * value:
        return True
    return any(expected.low <= steps * figure.step <= expected.high for _, steps in figure.altered())
