"""One value for each key: which candidate is taken and why, what contradicts it, and what it was restated from."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from msgspec import Struct

from extractor.panel.figures import Candidate, Key

_TRUST = {"proved": 0, "supported": 1, "unchecked": 2, "suspect": 3}
_SUSPECT = "suspect"
_COARSEST = Decimal("Infinity")

#: why one candidate goes before another, in the order in which the reasons count
RULES = (
    "human-correction",
    "corrected-edition",
    "not-suspect",
    "restated",
    "number-before-dash",
    "finest-step",
    "best-trust",
    "table-before-prose",
    "own-year",
    "first",
)
ONLY = "only"


class PanelRow(Struct, frozen=True, gc=False):
    """The value of one key with its evidence.

    ``contradicted_by`` are candidates of other documents, ``collides_with`` those of the same document, that cannot
    state the same number as ``chosen``; ``restated_from`` is what was stated before figures were arranged anew.
    ``break_id`` names the change of a definition with which this value begins.
    """

    key: Key
    chosen: Candidate
    candidates: tuple[Candidate, ...]
    rule: str
    contradicted_by: tuple[Candidate, ...] = ()
    collides_with: tuple[Candidate, ...] = ()
    restated_from: Candidate | None = None
    break_id: str | None = None

    @property
    def conflict(self) -> bool:
        return bool(self.contradicted_by or self.collides_with)

    @property
    def trust(self) -> str:
        """That of the chosen record; a value that others contradict is suspect."""
        return _SUSPECT if self.conflict else self.chosen.trust


def choose(key: Key, candidates: Sequence[Candidate]) -> PanelRow:
    """The row for ``key``; ``candidates`` are all records that state it, at least one."""
    corrected = _corrected(candidates)
    reasons = {c.record_id: _reasons(c, c.document_id in corrected) for c in candidates}
    ranked = sorted(candidates, key=lambda c: reasons[c.record_id])
    chosen = ranked[0]
    apart = [c for c in ranked[1:] if not chosen.meets(c)]
    before = [c for c in apart if _replaced(chosen, c)]
    against = [c for c in apart if c not in before]
    restated_from = min(before, key=_order, default=None)
    return PanelRow(
        key=key,
        chosen=chosen,
        candidates=tuple(sorted(candidates, key=_order)),
        rule=_rule([reasons[c.record_id] for c in ranked]),
        contradicted_by=tuple(c for c in against if c.document_id != chosen.document_id),
        collides_with=tuple(c for c in against if c.document_id == chosen.document_id),
        restated_from=restated_from,
        break_id=_break(key, chosen, ranked[1:]),
    )


def _order(candidate: Candidate) -> tuple[Any, ...]:
    """Where a candidate stands among all: by its document, then by its place."""
    return candidate.document_year or 0, candidate.document_id, candidate.where.page, candidate.record_id


def _corrected(candidates: Sequence[Candidate]) -> frozenset[str]:
    """The documents of which another candidate's is a corrected edition."""
    documents = {c.document_id: c for c in candidates}.values()
    if len({c.edition for c in documents}) == 1 and all(c.supersedes is None for c in documents):
        return frozenset()
    return frozenset(c.document_id for c in documents if any(other.corrects(c) for other in documents))


def _reasons(candidate: Candidate, stale: bool) -> tuple[Any, ...]:
    """What each of ``RULES`` says of a candidate; the smallest goes first.  ``stale``: a later edition corrects its document."""
    return (
        not candidate.corrected,
        stale,
        candidate.trust == _SUSPECT,
        not candidate.restated,
        candidate.value is None,
        candidate.step if candidate.step is not None else _COARSEST,
        _TRUST[candidate.trust],
        candidate.origin != "table",
        abs((candidate.document_year or 0) - candidate.fiscal_year),
        _order(candidate),
    )


def _rule(ranked: Sequence[tuple[Any, ...]]) -> str:
    """The first reason that sets the chosen candidate apart from the next best."""
    if len(ranked) == 1:
        return ONLY
    return next(name for name, one, two in zip(RULES, ranked[0], ranked[1], strict=True) if one != two)


def _replaced(chosen: Candidate, other: Candidate) -> bool:
    """Whether ``chosen`` says that it stands in the place of ``other``."""
    if chosen.document_id == other.document_id:
        return False
    if chosen.corrects(other):
        return True
    return chosen.restated and not other.restated and (other.document_year or 0) < (chosen.document_year or 0)


def _break(key: Key, chosen: Candidate, others: Sequence[Candidate]) -> str | None:
    """A definition changed where a note says so, unless all that was stated before agrees with what is stated now."""
    before = [c for c in others if _replaced(chosen, c)]
    if not chosen.restated or (before and all(map(chosen.meets, before))):
        return None
    return f"{chosen.document_id[:12]}-{key.concept}-{key.fiscal_year}"
