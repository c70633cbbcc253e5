"""One value for each key: which candidate is taken and why, what contradicts it, and what it was restated from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractor.panel.figures import Candidate, Key

_TRUST = {"proved": 0, "supported": 1, "unchecked": 2, "suspect": 3}
_SUSPECT = "suspect"

#: why one candidate goes before another, in the order in which the reasons count
_RULES: tuple[tuple[str, Callable[[Candidate], Any]], ...] = (
    ("human-correction", lambda c: not c.corrected),
    ("corrected-edition", lambda c: not c.edition),
    ("not-suspect", lambda c: c.trust == _SUSPECT),
    ("restated", lambda c: not c.restated),
    ("number-before-dash", lambda c: c.value is None),
    ("finest-step", lambda c: c.step if c.step is not None else Decimal("Infinity")),
    ("best-trust", lambda c: _TRUST[c.trust]),
    ("table-before-prose", lambda c: c.origin != "table"),
    ("own-year", lambda c: abs((c.document_year or 0) - c.fiscal_year)),
    ("first", lambda c: (c.document_year or 0, c.document_id, c.page, c.record_id)),
)
ONLY = "only"


@dataclass(frozen=True, slots=True)
class PanelRow:
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
    ranked = sorted(candidates, key=lambda c: tuple(measure(c) for _, measure in _RULES))
    chosen = ranked[0]
    apart = [c for c in ranked[1:] if not chosen.meets(c)]
    before = [c for c in apart if _replaced(chosen, c)]
    against = [c for c in apart if c not in before]
    restated_from = min(before, key=lambda c: (c.document_year or 0, c.record_id), default=None)
    return PanelRow(
        key=key,
        chosen=chosen,
        candidates=tuple(sorted(candidates, key=lambda c: (c.document_year or 0, c.document_id, c.page, c.record_id))),
        rule=_rule(ranked),
        contradicted_by=tuple(c for c in against if c.document_id != chosen.document_id),
        collides_with=tuple(c for c in against if c.document_id == chosen.document_id),
        restated_from=restated_from,
        break_id=_break(key, chosen, ranked[1:]),
    )


def _rule(ranked: Sequence[Candidate]) -> str:
    """The first reason that sets the chosen candidate apart from the next best."""
    if len(ranked) == 1:
        return ONLY
    return next(name for name, measure in _RULES if measure(ranked[0]) != measure(ranked[1]))


def _replaced(chosen: Candidate, other: Candidate) -> bool:
    """Whether ``chosen`` says that it stands in the place of ``other``."""
    if chosen.document_id == other.document_id:
        return False
    if chosen.edition and not other.edition:
        return chosen.document_year == other.document_year
    return chosen.restated and not other.restated and (other.document_year or 0) < (chosen.document_year or 0)


def _break(key: Key, chosen: Candidate, others: Sequence[Candidate]) -> str | None:
    """A definition changed where a note says so, unless all that was stated before agrees with what is stated now."""
    before = [c for c in others if _replaced(chosen, c)]
    if not chosen.restated or (before and all(map(chosen.meets, before))):
        return None
    return f"{chosen.document_id[:12]}-{key.concept}-{key.fiscal_year}"
