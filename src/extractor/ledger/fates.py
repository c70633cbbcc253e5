"""What digits stand for, as far as the words around them tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.ledger.account import Account
from extractor.ledger.placing import Placed
from extractor.model import Fate
from extractor.normalise.amounts import find_amounts, find_non_amounts
from extractor.normalise.characters import narrow


class Stretch(NamedTuple):
    """The digits of ``text[start:end]`` have one fate."""

    start: int
    end: int
    fate: Fate
    record_id: str | None = None

    def holds(self, placed: Placed) -> bool:
        return self.start <= placed.start and placed.end <= self.end


#: the marks of further notes: （注）1, 2, 3
_MORE_MARKS = re.compile(r"(?:\s*[,、・]\s*[※*]?\s?\d{1,2}(?![\d%円件人名社]|[,.]\d))+")


def explained(text: str) -> list[Stretch]:
    """The dates, numberings, names and note marks of ``text``."""
    found = [Stretch(other.start, other.end, Fate(other.kind)) for other in find_non_amounts(text)]
    for mark in [stretch for stretch in found if stretch.fate is Fate.NOTE_MARK]:
        more = _MORE_MARKS.match(narrow(text), mark.end)
        if more:
            found.insert(0, Stretch(*more.span(), Fate.NOTE_MARK))
    return found


def stretches_of(text: str, durations: Fate = Fate.UNCLAIMED, amounts: Fate = Fate.UNCLAIMED) -> list[Stretch]:
    """The dates, numberings, names and note marks of ``text``, and its amounts, which no record states.

    A stretch of time in a title is a part of what it names (最近５年間の業績).
    """
    found = explained(text)
    for span in find_amounts(text):
        found.append(Stretch(span.start, span.end, durations if span.kind == "duration" else amounts))
    return found


#: a figure that stands by itself: with a sign, comma groups or decimals, or at the end of its line and no year
_LOOSE = re.compile(
    r"(?<!\S)[(\[]?(?:[△+±-]?\s?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[△+±-]?\d+\.\d+|[△+±-]\s?\d+"
    r"|(?!(?:19|20)\d\d\b)\d+(?=\s*(?:\n|\Z)))[%)\]]*(?!\S)"
)


def loose_figures(text: str) -> list[Stretch]:
    """Figures that ran into a label, a title or a note though they are no part of it: 「現金預金勘定 0」."""
    return [Stretch(*found.span(), Fate.UNCLAIMED) for found in _LOOSE.finditer(narrow(text))]


def settle_by(account: Account, placed: Sequence[Placed], stretches: Sequence[Stretch], otherwise: Fate) -> None:
    """Settle each token by the first stretch that holds it; outside of them all its fate is ``otherwise``."""
    for one in placed:
        found = next((stretch for stretch in stretches if stretch.holds(one)), None)
        if found is None:
            account.settle(one.token, otherwise)
        else:
            account.settle(one.token, found.fate, found.record_id)
