"""構成比 that were adjusted by a step so that they add up to 100 (端数調整), as statistics often are without saying so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from extractor.interval import Interval
from extractor.proof.figure import Figure
from extractor.proof.relation import Kind, Relation

_WHOLE = 100


def adjusted_shares(
    held: Iterable[Relation], failing: Sequence[Relation], figures: Mapping[str, Figure], box: Mapping[str, Interval]
) -> tuple[list[Relation], list[Relation]]:
    """Those of ``failing`` that speak of an adjusted share, and the others.

    Adjusted are shares that miss what they should be by less than a step, one of them for every two that hold, where
    all shares of the whole add up to 100 as printed and would not without the step.
    """
    missed = _by_whole(failing)
    fitting = _by_whole(held) if missed else {}
    adjusted: list[Relation] = []
    for whole, broken in missed.items():
        others = fitting.get(whole, [])
        shares = {r.result for r in (*broken, *others)}
        complete = sum(figures[name].value for name in shares) == _WHOLE
        if complete and 2 * len(broken) <= len(others) and all(_by_a_step(r, figures, box) for r in broken):
            adjusted += broken
    gone = {id(r) for r in adjusted}
    return adjusted, [r for r in failing if id(r) not in gone]


def _by_whole(relations: Iterable[Relation]) -> dict[tuple[str, str], list[Relation]]:
    """Shares, by their kin and what they are shares of."""
    found: dict[tuple[str, str], list[Relation]] = {}
    for relation in relations:
        whole = _whole_of(relation)
        if whole is not None:
            found.setdefault(whole, []).append(relation)
    return found


def _whole_of(relation: Relation) -> tuple[str, str] | None:
    """The kin of a share and the figure that it is a share of."""
    if relation.kind is not Kind.SHARE:
        return None
    under = next((term.under for term in relation.terms if term.under is not None), None)
    return None if under is None else (relation.kin, under)


def _by_a_step(relation: Relation, figures: Mapping[str, Figure], box: Mapping[str, Interval]) -> bool:
    figure, expected = figures[relation.result], relation.expected(relation.result, box)
    if expected is None:
        return False
    return expected.low - figure.step < figure.value < expected.high + figure.step
