"""What a candidate of the panel may stand for: the interval of numbers that are printed like it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from extractor.exact import halved, number_of
from extractor.interval import Interval, point
from extractor.model import Where

#: units that count whole things: as printed, they are exact
_QUOTIENTS = frozenset({"％", "ポイント", "倍"})


def printed_as(printed: Decimal, step: Decimal | None, unit: str | None) -> Interval:
    """The numbers that are ``printed`` so with that ``step``, whether rounded or cut off; whole counts are exact."""
    value, width = number_of(printed), number_of(step) if step else 0
    if width == 0 or (width == 1 and unit not in _QUOTIENTS):
        return point(value)
    half = halved(width)
    if value == 0:
        return Interval(-width, width, False, False)
    if value > 0:
        return Interval(value - half, value + width, True, False)
    return Interval(value - width, value + half, False, True)


class Candidate(Struct, frozen=True, gc=False):
    """One record that states the value of a key, with what speaks for and against it.

    ``value`` is in ``unit`` (the base unit), None for a dash.  ``document_year`` is that of the document, which may
    state other years; ``edition`` counts the editions of one document (1, then 2 for 訂正版 or 第２版), ``supersedes`` names the
    one that it replaces.  ``corrected``: a person set the value.  ``restated``: a note says that figures of this earlier
    year were arranged anew (組替後).
    """

    record_id: str
    document_id: str
    document_year: int | None
    file: str
    where: Where
    organization: str | None
    fiscal_year: int
    raw: str
    value: Decimal | None
    unit: str | None
    step: Decimal | None
    trust: str
    origin: str
    layer: str
    doc_type: str | None
    edition: int
    supersedes: str | None
    corrected: bool
    restated: bool

    def interval(self) -> Interval | None:
        """The numbers that may be printed so, whether rounded or cut off; None for a dash."""
        return None if self.value is None else printed_as(self.value, self.step, self.unit)

    def meets(self, other: Candidate) -> bool:
        """Whether both may state one number.

        A document rounds in one way, so what it prints twice with the same step must be the same.  A dash agrees with
        a dash, and with what rounds to nothing.
        """
        if self.value is None or other.value is None:
            number = self.interval() or other.interval()
            return number is None or number.holds_zero()
        if self.unit != other.unit or self.value == other.value:
            return self.unit == other.unit
        if self.document_id == other.document_id and self.step == other.step:
            return False
        return printed_as(self.value, self.step, self.unit).meets(printed_as(other.value, other.step, other.unit))

    def corrects(self, other: Candidate) -> bool:
        """Whether its document is a later edition of the other's that puts it right."""
        if self.document_id in {other.supersedes, other.document_id}:
            return False
        if self.supersedes == other.document_id:
            return True
        same = (self.doc_type, self.document_year) == (other.doc_type, other.document_year)
        return same and self.document_year is not None and self.edition > other.edition


class Key(Struct, frozen=True, gc=False):
    """What a value of the panel is about; no two rows of the panel share one."""

    organization_id: str
    fiscal_year: int
    period_start: date | None
    period_end: date | None
    concept: str
    measure: str
    scenario: str | None
    basis: str | None
    dimensions: str
