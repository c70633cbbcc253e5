"""What a recogniser is, and what it gives back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from extractor.ocr.picture import Pixels

#: figures: digits, signs, brackets, units
FIGURE_CHARACTERS = frozenset("0123456789０１２３４５６７８９,.，．△▲-－−―()（）[]％%+＋")

#: the highest odds of a character that something speaks against
DOUBTFUL = 0.4
#: the odds of a character that words have settled; a reading with odds above the second is one that a reader meant
SETTLED, MEANT = 0.6, 0.05
#: characters of amounts within text: they are believed together or not at all
AMOUNT = frozenset("0123456789０１２３４５６７８９,.，．△▲％%+－−-兆億万千百")


class Glyph(Struct, frozen=True, gc=False):
    """A recognised character; ``at`` is its middle, in pixels of the picture that was read.

    ``others`` are what else it may be, with their odds, the likeliest first.  ``was``: what was read, or read as well, where
    the words there are have settled what it is.
    """

    text: str
    at: float
    odds: float
    others: tuple[tuple[str, float], ...] = ()
    was: str | None = None


class Reading(Struct, frozen=True, gc=False):
    """What one recogniser reads in one picture, and what it reads when only figures may stand there."""

    glyphs: tuple[Glyph, ...]
    figure: tuple[Glyph, ...]


class Recogniser(Protocol):
    """Whatever reads pieces of lines."""

    def read(self, pictures: Sequence[Pixels]) -> tuple[Reading, ...]:
        """Readings in the order of ``pictures`` (grey, any size)."""
        ...


class Engine(Struct, frozen=True, eq=False, gc=False):
    """One recogniser and the one that is asked for a second opinion.

    Without a second opinion no figure is sure: measured, a recogniser alone is wrong with odds over 0.9.
    ``version`` names what it reads with, so that kept readings of other weights are not taken for its own.
    """

    name: str
    version: str
    first: Recogniser
    second: Recogniser | None
