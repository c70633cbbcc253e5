"""What is asked for, and what is made of one input file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from extractor.model.content import Chart, Picture, Section, Table
from extractor.model.decisions import Decision, MadeDecision
from extractor.model.ledger import Fate, SettledToken
from extractor.model.numbers import Period, Record
from extractor.model.page import Box, Layer, LayerComparison, Settled, Spread, Where


class Severity(StrEnum):
    """How grave a finding is; only ``ERROR`` changes the exit code."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Status(StrEnum):
    """What became of one input file."""

    OK = "ok"
    INCONSISTENT = "inconsistent"  # read whole, with error findings
    PARTIAL = "partial"  # pages or tokens that could not be read, each with a finding
    FAILED = "failed"  # nothing read


class OcrUse(StrEnum):
    """Which pages are read from their picture."""

    AUTO = "auto"  # those without text of their own, and those whose text is laid over a picture unseen
    ALWAYS = "always"
    NEVER = "never"


class Identity(Struct, frozen=True, gc=False, array_like=True):
    """Who published the document, what it is and which year it is about; None where it does not tell.

    ``declared`` are the fields that a manifest gave: name, what the document says, what was declared.
    """

    organization: str | None = None
    organization_id: str | None = None
    doc_type: str | None = None
    title: str | None = None
    edition_label: str | None = None
    period: Period = Period()
    supersedes: str | None = None
    declared: tuple[tuple[str, str | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may ask of a run; written once, passed along whole.

    ``dpi`` is the resolution at which pages are pictured for OCR; ``ocr_engine`` is what reads them (``extractor.ocr``).
    ``decisions`` are those of ``--corrections``.  ``declared`` is what a manifest says of the one document that is read
    with these options.
    """

    profile: str = "auto"
    password: str | None = field(default=None, repr=False)
    ocr: OcrUse = OcrUse.AUTO
    dpi: int = 200
    ocr_engine: str = "rapid"
    decisions: tuple[Decision, ...] = field(default=(), repr=False)
    declared: Identity | None = None


class Limits(Struct, frozen=True, gc=False, array_like=True):
    """How many documents at once, and what each may take.

    ``memory`` is the address space of a worker process in MB, what its libraries take (1,000) included; ``pixels`` of an
    image on a page that is read from its picture: a larger one is left undrawn, and its page told as unread.
    """

    jobs: int = 1
    seconds: float = 600.0
    memory: int = 4096
    pages: int = 5000
    pixels: int = 500_000_000


class Source(Struct, frozen=True, gc=False, array_like=True):
    """One input file.  ``file`` is the path as the user gave it; ``document_id`` is the SHA-256 of its bytes."""

    path: Path
    file: str
    document_id: str


class PageSummary(Struct, frozen=True, gc=False, array_like=True):
    """What stays of a page once its tables and sections are taken: enough to tell what was not read.

    ``label`` is the page number printed on it, of a spread both (``12-13``).  ``recognised``: its characters were read from
    its picture in this run; ``ocr_failed``, ``garbled``, ``comparison``, ``settled`` and
    ``marks`` as in ``Page``.
    """

    number: int
    width: float
    height: float
    layer: Layer
    label: str | None = None
    unplaced: int = 0
    spread: Spread | None = None
    recognised: bool = False
    ocr_failed: str | None = None
    garbled: bool = False
    comparison: LayerComparison | None = None
    settled: tuple[Settled, ...] = ()
    marks: tuple[Box, ...] = ()

    def label_at(self, box: Box) -> str | None:
        """The page number printed on the page, or on the half of it on which ``box`` stands."""
        if self.spread is None:
            return self.label
        return self.spread.left if (box.x0 + box.x1) / 2 < self.spread.gutter else self.spread.right


class Damage(Struct, frozen=True, gc=False, array_like=True):
    """A stream of the file, object ``number``, that breaks off (``cut``) or is corrupt.

    ``pages`` use it, none when it is empty; None where that cannot be told.
    """

    number: int
    cut: bool
    pages: tuple[int, ...] | None


class Condition(Struct, frozen=True, gc=False, array_like=True):
    """In what condition the file is, and what it carries besides its pages: files, and scripts that nobody runs."""

    damage: tuple[Damage, ...] = ()
    attachments: int = 0
    scripts: int = 0


class Document(Struct, frozen=True, gc=False, array_like=True):
    """Everything understood of one input: what checks look at and writers write.

    ``tokens`` accounts for every digit of the pages, in the order in which they are read.  ``decisions`` are those of
    people that concern this document, with what became of them.
    """

    source: Source
    identity: Identity
    profile: str
    pages: tuple[PageSummary, ...]
    tables: tuple[Table, ...]
    sections: tuple[Section, ...]
    records: tuple[Record, ...]
    tokens: tuple[SettledToken, ...] = ()
    profile_version: str = "1.0.0"
    charts: tuple[Chart, ...] = ()
    pictures: tuple[Picture, ...] = ()
    decisions: tuple[MadeDecision, ...] = ()
    condition: Condition = Condition()

    @property
    def claimed_share(self) -> float | None:
        """The share of tokens whose fate is known; None when no page has a digit."""
        claimed = sum(settled.fate is not Fate.UNCLAIMED for settled in self.tokens)
        return claimed / len(self.tokens) if self.tokens else None


class Finding(Struct, frozen=True, gc=False, array_like=True):
    """One thing that a check has to say; one cause gives one finding, with every relation in ``evidence``.

    ``suggestion`` is the value of the suspect, in its printed unit, that would settle it.
    """

    code: str
    severity: Severity
    message_ja: str
    message_en: str
    where: Where | None = None
    record_ids: tuple[str, ...] = ()
    suspect_record_id: str | None = None
    equation: str | None = None
    expected: str | None = None
    actual: str | None = None
    evidence: tuple[str, ...] = ()
    suggestion: str | None = None


class EquationTerm(Struct, frozen=True, gc=False, array_like=True):
    """``factor`` (a fraction as text) times the figure ``top`` over the figure ``under``; without ``top`` a constant."""

    factor: str
    top: str | None = None
    under: str | None = None


class Equation(Struct, frozen=True, gc=False, array_like=True):
    """A relation between printed figures (record ids): ``terms`` add up to zero.

    ``kind`` is that of ``proof.Kind``, ``result`` the figure that the others tell, ``expected`` what they let it be
    (its interval in its printed unit).  ``holds``: whether numbers exist that satisfy it and are printed so.
    """

    kind: str
    terms: tuple[EquationTerm, ...]
    result: str
    holds: bool
    expected: str | None = None


class Reasons(Struct, frozen=True, gc=False, array_like=True):
    """Why numbers are trusted or not: the equations that count.

    ``stands_for`` gives by record id what a figure may stand for, as text.
    """

    equations: tuple[Equation, ...] = ()
    stands_for: tuple[tuple[str, str], ...] = ()


class Failure(Struct, frozen=True, gc=False, array_like=True):
    """Why nothing could be read: the stable code and the sentence that says what to do next."""

    code: str
    message_ja: str
    message_en: str


class Outcome(Struct, frozen=True, gc=False, array_like=True):
    """What a run leaves of one input: a document with its findings, or the reason why there is none.

    ``source`` is None when not even the file's bytes could be read.  ``extractor_version`` is that of the program that
    made it: a folder may hold results of several.  ``found`` is what proof found in the tables, so that it need not look
    again when the document is held against others.
    """

    file: str
    source: Source | None
    status: Status
    document: Document | None = None
    findings: tuple[Finding, ...] = ()
    failure: Failure | None = None
    seconds: tuple[tuple[str, float], ...] = ()
    reasons: Reasons = Reasons()
    extractor_version: str = ""
    found: bytes = b""
