"""The account of a document's digits: each token that bears some, and what became of it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from extractor.model.page import Box


class Fate(StrEnum):
    """What a token with digits turned out to be; exactly one of these."""

    RECORD = "record"  # a figure that a record states
    DATE = "date"  # a year, a day, a term
    HEADING = "heading"  # numbering, references to it, running heads
    PAGE_NUMBER = "page-number"  # printed on the page or in a table of contents
    NAME = "name"  # part of a name: 保証料率1号, a postal code, the size class in a row label
    NOTE_MARK = "note-mark"
    CHART = "chart"  # a data label or an axis of a chart
    UNCLAIMED = "unclaimed"  # nobody knows: announced by the finding number-unclaimed


class Token(Struct, frozen=True, gc=False, array_like=True):
    """A run of digits with its separators, sign and ％, as printed within one word.

    ``ordinal`` counts the tokens of the page in reading order from 0.  ``stops`` holds (x0, x1) of each character
    (``packed``).
    ``line`` is the whole line of print around it, which tells a person what the digits are about.
    """

    page: int
    ordinal: int
    text: str
    box: Box
    stops: bytes
    line: str


class SettledToken(Struct, frozen=True, gc=False, array_like=True):
    """A token with its fate; ``record_id`` names the record that states it, where the fate is one."""

    token: Token
    fate: Fate
    record_id: str | None = None
