"""What digits stand for, as far as the words around them tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.ledger.account import Account
from extractor.ledger.placing import Placed
from extractor.model import Fate
from extractor.normalise.amounts import find_amounts, find_non_amounts


class Stretch(NamedTuple):
    """The digits of ``text[start:end]`` have one fate."""

    start: int
    end: int
    fate: Fate
    record_id: str | None = None

    def holds(self, placed: Placed) -> bool:
        return self.start <= placed.start and placed.end <= self.end


def stretches_of(text: str, amounts: Fate) -> list[Stretch]:
    """The dates, numberings, names and note marks of ``text``, and its amounts, whose fate is ``amounts``."""
    found = [Stretch(other.start, other.end, Fate(other.kind)) for other in find_non_amounts(text)]
    return found + [Stretch(span.start, span.end, amounts) for span in find_amounts(text)]


def settle_by(account: Account, placed: Sequence[Placed], stretches: Sequence[Stretch], otherwise: Fate) -> None:
    """Settle each token by the first stretch that holds it; outside of them all its fate is ``otherwise``."""
    for one in placed:
        found = next((stretch for stretch in stretches if stretch.holds(one)), None)
        if found is None:
            account.settle(one.token, otherwise)
        else:
            account.settle(one.token, found.fate, found.record_id)
