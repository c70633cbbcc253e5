"""What a person decided of a number, and what became of the decision in a document."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from extractor.model.page import Where


class DecisionKind(StrEnum):
    """What a person says of a number."""

    CORRECT = "correct"  # it is wrong: ``value`` is the right one, in the printed unit
    ACCEPT = "accept"  # it was compared with the page, and is what stands there
    INTENDED = "intended"  # the publisher means it as printed, although it contradicts others


class DecisionKey(Struct, frozen=True, gc=False, array_like=True):
    """Which number a decision is about, told by what the document says and not by where it stands.

    ``raw`` is the text that is expected there.  ``table`` is the caption of the table, None where there is none and in
    running text; the others are as in ``Identity`` and ``Meaning``.
    """

    raw: str
    item: str
    organization: str | None = None
    doc_type: str | None = None
    fiscal_year: int | None = None
    table: str | None = None
    item_path: str | None = None
    column: str | None = None


class Decision(Struct, frozen=True, gc=False, array_like=True):
    """One decision.  ``sha256`` and ``where`` tell apart what the key cannot; ``line`` is where it begins in its file.

    ``value`` is the right figure as it should have been printed (``△ 51``; ``－`` for none), for ``CORRECT`` only.
    ``file`` is the file that holds it, as given.
    """

    decision_id: str
    kind: DecisionKind
    key: DecisionKey
    reason: str
    who: str
    when: date
    value: str | None = None
    sha256: str | None = None
    where: Where | None = None
    file: str = "corrections.toml"
    line: int = 0

    @property
    def place(self) -> str:
        """``corrections.toml:12``."""
        return f"{self.file}:{self.line}"


class Fit(StrEnum):
    """How a decision met the document that it is about."""

    APPLIED = "applied"
    CHANGED = "changed"  # the place is there, but another text stands in it
    MISSING = "missing"  # nothing in the document has its key
    AMBIGUOUS = "ambiguous"  # several numbers have its key, and its place tells none of them
    OTHER_IDENTITY = "other-identity"  # the very file, but publisher, type or year are read otherwise now
    NO_DOCUMENT = "no-document"  # no document at all has its publisher, kind and year
    UNIT = "unit"  # the corrected value is no figure of the number's unit


class MadeDecision(Struct, frozen=True, gc=False, array_like=True):
    """What became of a decision in a document: ``record_id`` is the number that it settled, None if it did not.

    ``found`` is what stands at its place now, where that is another text.
    """

    decision: Decision
    fit: Fit
    record_id: str | None = None
    found: str | None = None
