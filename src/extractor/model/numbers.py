"""Numbers with their meaning: from the quantity as printed to the record."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from extractor.model.page import Layer, Where


class Origin(StrEnum):
    """Which kind of place in the document states a number."""

    TABLE = "table"
    NARRATIVE = "narrative"
    CHART = "chart"


class Direction(StrEnum):
    """The direction that words give to a change (「90百万円減少」)."""

    INCREASE = "increase"
    DECREASE = "decrease"


class Trust(StrEnum):
    """How far relations guard a number; see docs in ``validate/trust.py``."""

    PROVED = "proved"
    SUPPORTED = "supported"
    UNCHECKED = "unchecked"
    SUSPECT = "suspect"


class Quantity(Struct, frozen=True, gc=False, array_like=True):
    """A number as printed and what it means.

    ``value`` is in ``unit`` (None for a dash, never 0); ``value_base`` is in ``unit_base`` (``JPY`` for money).
    ``step`` is the printed resolution in the base unit: 1000000 for whole 百万円, 0.1 for 94.5 ％.
    ``bracketed``: printed in brackets, which by themselves are no minus sign.
    ``hedge``: a word that blurs the figure (約, 超, 以上 …), as printed.
    """

    raw: str
    value: Decimal | None
    unit: str | None = None
    value_base: Decimal | None = None
    unit_base: str | None = None
    step: Decimal | None = None
    bracketed: bool = False
    hedge: str | None = None


class Period(Struct, frozen=True, gc=False, array_like=True):
    """What stretch of time a value covers; for a stock ``start`` equals ``end``."""

    fiscal_year: int | None = None
    start: date | None = None
    end: date | None = None


class Fact(Struct, frozen=True, gc=False, array_like=True):
    """An amount stated in running text, with what the sentence says of it.

    ``basis`` (期末, 平均, 累計 …) and ``of_which`` (うち: contained in another amount) only where words say so.
    """

    quantity: Quantity
    subject: str
    measure: str | None
    where: Where
    section: tuple[str, ...]
    sentence: str
    direction: Direction | None = None
    scenario: str | None = None
    scope: str | None = None
    period: Period = Period()
    basis: str | None = None
    of_which: bool = False
    confidence: float | None = None


class Meaning(Struct, frozen=True, gc=False, array_like=True):
    """What a number is about, as far as the document and the profile tell.

    ``concept_match``: how the label met the concept's name: ``exact``, ``normalised``, ``reduced`` or ``similar``.
    """

    item: str
    item_path: str | None = None
    column: str | None = None
    concept: str | None = None
    measure: str | None = None
    scenario: str | None = None
    scope: str | None = None
    basis: str | None = None
    dimensions: str = ""
    of_which: bool = False
    direction: Direction | None = None
    concept_match: str | None = None


class GridPlace(Struct, frozen=True, gc=False, array_like=True):
    """Which cell of which table a number stands in (0-based)."""

    table_id: str
    caption: str | None
    row: int
    col: int


class Record(Struct, frozen=True, gc=False, array_like=True):
    """One number of the document, with its place, its meaning and how far it may be trusted."""

    record_id: str
    origin: Origin
    layer: Layer
    where: Where
    quantity: Quantity
    meaning: Meaning
    period: Period
    section: tuple[str, ...] = ()
    place: GridPlace | None = None
    notes: tuple[str, ...] = ()
    trust: Trust = Trust.UNCHECKED
    confidence: float | None = None
    repaired_from: str | None = None
    corrected_by: str | None = None
