"""What the words around an amount name, and a sentence while its amounts are read."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from extractor.facts.tokens import Token
from extractor.facts.vocabulary import Vocabulary
from extractor.model import Period


class Mention(Struct, frozen=True, gc=False):
    """What the words around one amount name: parts are None where they do not tell."""

    subject: str | None = None
    measure: str | None = None
    scenario: str | None = None
    baseline: str | None = None
    period: Period | None = None
    measured: bool = False  # the words are a measure of what was spoken of last
    passing: bool = False  # named by the amount's own clause: what comes after does not speak of it
    part: bool = False  # a part of what is named: 「利用者の8割」
    told_at: int | None = None  # the amount whose words hold for this one too: 「5.0％、2.2％の増収」
    of_which: bool = False  # a うち amount: contained in another one
    word: str | None = None  # the word for a measure or an aspect, for where nobody else names a subject

    def of_the_same(self) -> Mention:
        """A mention of the same subject that says nothing else of it."""
        return Mention(self.subject)


class Topic(Struct, frozen=True, gc=False):
    """A subject set up at token ``index`` by ``marker`` (は, が, も, について)."""

    index: int
    subject: str
    marker: str
    mention: Mention
    located: bool = False  # 「総会では」: a place where something is said, more than what is


class Memory(Struct):
    """What a section has spoken of so far; filled sentence by sentence.

    ``entry`` is the date that the paragraph is an entry under, as those of a history are.
    """

    heading: str
    topic: str | None = None
    text: str = ""
    measure: str | None = None
    part: bool = False
    entry: Period | None = None


class Reading(Struct):
    """One sentence while its amounts are read from left to right."""

    tokens: Sequence[Token]
    words: Vocabulary
    memory: Memory
    fiscal_year: int | None = None
    topics: tuple[Topic, ...] = ()
    found: dict[int, Mention] = field(default_factory=dict)
