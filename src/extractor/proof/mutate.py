"""How much of what may be wrong would be noticed: every digit, sign and scale of every figure changed in turn.

Only the relations of the changed figure are tried again, each by itself and as it stands: this does not use what
``guard.py`` worked out beforehand, so that it tells whether that is true.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from extractor.model import Trust
from extractor.proof.prove import Proof, modes_of


class Tally(Struct, frozen=True, gc=False):
    """Figures, the changes tried on them, and how many of these broke a relation that held."""

    figures: int = 0
    changes: int = 0
    noticed: int = 0

    @property
    def share(self) -> float | None:
        """The share of changes that were noticed; None without any."""
        return self.noticed / self.changes if self.changes else None

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.figures + other.figures, self.changes + other.changes, self.noticed + other.noticed)


def mutated(proof: Proof, trusts: Mapping[str, Trust]) -> dict[Trust, Tally]:
    """A tally for each level of trust; ``trusts`` has that of each figure to be changed."""
    modes = modes_of(proof)
    found = dict.fromkeys(Trust, Tally())
    for name, trust in trusts.items():
        figure = proof.figures.get(name)
        if figure is None:
            continue
        relations = proof.held.get(name, ())
        box = {other: proof.box[other] for r in relations for one in (r, *r.rivals) for other in one.record_ids}
        changes = noticed = 0
        for _, steps in figure.altered():
            box[name] = figure.around(steps * figure.step, modes[name])
            changes += 1
            noticed += any(relation.denied(box) for relation in relations)
        found[trust] += Tally(1, changes, noticed)
    return found
