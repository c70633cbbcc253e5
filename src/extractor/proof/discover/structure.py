"""One line of a lane as the sum of others, in every instance: what the search for sums finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from extractor.proof.figure import Figure, Trade
from extractor.proof.grid import CHANGES, Lane, additive
from extractor.proof.relation import Kind, Relation, linear


class Missed(Struct, frozen=True, gc=False):
    """The instance in which a total is wrong by one misprint; ``alone``: so surely that no other sum need bear it out."""

    instance: int
    alone: bool


class Structure(Struct, frozen=True, gc=False):
    """The line ``total`` is the sum of the signed lines ``addends`` in every instance of a lane.

    ``memos``: figures in brackets count, too.  ``rivals`` would have been taken for the structure if some figures were
    others; each comes with the instances in which it fails.  ``missed``: where one misprint is all that is wrong.
    """

    lane: Lane
    total: int
    addends: tuple[tuple[int, int], ...]
    memos: bool = True
    rivals: tuple[tuple[Structure, frozenset[int]], ...] = ()
    missed: Missed | None = None

    @property
    def kin(self) -> str:
        return f"{self.lane.name}:sum"

    def relations(self) -> Iterator[Relation]:
        """One relation for each instance that has the total and at least one addend."""
        for instance in self.lane.instances:
            made = self.relation(instance)
            if made is not None:
                rivals = (rival.relation(instance) for rival, fails in self.rivals if fails <= {instance})
                told = self.missed is not None and self.missed.instance == instance
                yield replace(
                    made,
                    sure=told and self.missed is not None and self.missed.alone,
                    by_label=told,
                    rivals=tuple(one for one in rivals if one is not None and one.terms != made.terms),
                )

    def relation(self, instance: int) -> Relation | None:
        """The sum of one instance, without rivals."""
        total, terms = self.figures(instance)
        if total is None or not terms or not summable(total, [f for _, f in terms]):
            return None
        kin = self.kin if self._is_whole(instance) and _is_own(total) else ""
        return linear(Kind.SUM, total.record_id, [(s, f.record_id) for s, f in terms], kin)

    def figures(self, instance: int) -> tuple[Figure | None, list[tuple[int, Figure]]]:
        """The total and the signed addends of one instance."""
        total = self.lane.figures.get((self.total, instance))
        found = [(sign, self.lane.figures.get((at, instance))) for sign, at in self.addends]
        if not self.memos:
            found = [(sign, f) for sign, f in found if f is None or not f.record.quantity.bracketed]
        return total, [(sign, figure) for sign, figure in found if figure is not None]

    def _is_whole(self, instance: int) -> bool:
        """Whether every addend has a figure or a dash: a blank may be a figure that was not read."""
        places = [(at, instance) for _, at in self.addends]
        return all(place in self.lane.figures or place in self.lane.nil for place in places)


def _is_own(total: Figure) -> bool:
    """Whether it was brought to its resolution by itself.

    Shares and changes are often taken of printed figures, so that they miss their total by more than their own rounding.
    """
    return total.trade is Trade.AMOUNT and (total.exact or total.record.meaning.measure not in CHANGES)


def summable(total: Figure, terms: Sequence[Figure]) -> bool:
    return all(term.unit == total.unit and additive(term) for term in terms) and additive(total)
