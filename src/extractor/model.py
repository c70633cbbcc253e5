"""Every type that flows through the extractor, in the order in which a page meets it.

    Source -> Page -> Table, Section -> Fact -> Quantity -> Record -> Finding -> Outcome

All are frozen.  A stage takes what the stage before it returned and gives something new; nothing is changed in place.
Positions are PDF points with the origin at the top left of the page as it is displayed (rotation and CropBox applied).
``None`` stands for "absent" or "not told"; there are no sentinel values.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Layer(StrEnum):
    """Where the characters of a page came from."""

    TEXT = "text"  # the PDF's own text layer
    OCR = "ocr"
    NONE = "none"  # nothing could be read: a scan or outlines, and no OCR ran


class CellKind(StrEnum):
    """What a table cell is for."""

    HEADER = "header"
    STUB = "stub"  # a row label (表側)
    VALUE = "value"
    NOTE = "note"  # remarks (摘要, 備考) and notes inside the grid


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


# --- what is asked for ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may ask of a run; written once, passed along whole."""

    profile: str = "credit_guarantee"
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """One input file.  ``file`` is the path as the user gave it; ``document_id`` is the SHA-256 of its bytes."""

    path: Path
    file: str
    document_id: str


# --- places -----------------------------------------------------------------------------------------------------------


class Box(NamedTuple):
    """A rectangle in PDF points; ``top`` < ``bottom``."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the document: 1-based page and box."""

    page: int
    box: Box


# --- a page as read ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """Characters set without a gap on one line.

    ``stops`` holds (x0, x1) of each character of ``text``, so that a word can be cut where a rule crosses it.
    ``mcid`` is the marked-content id that ties the word to the structure tree of a tagged PDF (ISO 32000-2, 14.6).
    ``confidence`` (0 to 1) is given by OCR only.
    """

    text: str
    box: Box
    stops: tuple[tuple[float, float], ...]
    mcid: int | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight horizontal or vertical rule: at ``at`` on the other axis, from ``start`` to ``end``."""

    horizontal: bool
    at: float
    start: float
    end: float
    thickness: float = 0.0


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle that is too thick to be a rule; ``colour`` is RGB, 0 to 255."""

    box: Box
    colour: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Page:
    """What was read from one page.  ``label`` is the page number printed on it, where it was told apart."""

    number: int
    width: float
    height: float
    layer: Layer
    words: tuple[Word, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    fills: tuple[Fill, ...] = ()
    images: tuple[Box, ...] = ()
    tagged: tuple[TaggedTable, ...] = ()
    label: str | None = None


@dataclass(frozen=True, slots=True)
class TaggedCell:
    """A TD or TH of the structure tree, with the marked-content ids below it."""

    row: int
    col: int
    row_span: int
    col_span: int
    header: bool
    mcids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TaggedTable:
    """A Table element of the structure tree, as far as it lies on one page."""

    cells: tuple[TaggedCell, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand side by side on one line of print, left to right."""

    words: tuple[Word, ...]
    box: Box
    text: str


# --- tables -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; positions covered by a span have none.

    ``where`` is the cell's area (between its rules), ``ink`` the box around its characters, None when empty.
    """

    row: int
    col: int
    row_span: int
    col_span: int
    text: str
    kind: CellKind
    where: Where
    ink: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells with what stands around it.

    ``header_rows`` counts the rows of the column heading (表頭), ``stub_cols`` names the columns of row labels (表側);
    a two-sided balance sheet has more than one run of them.  ``where`` has one place per page.
    """

    table_id: str
    cells: tuple[Cell, ...]
    n_rows: int
    n_cols: int
    where: tuple[Where, ...]
    found_by: str
    header_rows: int = 0
    stub_cols: tuple[int, ...] = ()
    caption: str | None = None
    unit_note: str | None = None
    notes: tuple[str, ...] = ()


# --- running text -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Anchor:
    """Ties ``text[start:end]`` of a paragraph to its place on the page."""

    start: int
    end: int
    where: Where


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph joined over lines (and pages), each stretch of its text anchored to its place."""

    text: str
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the paragraphs under it, up to the next heading.

    ``number`` is the printed numbering (``２``, ``（１）``), ``path`` the headings from the top level down to this one.
    Text before the first heading forms a section with an empty heading and level 0.
    """

    heading: str
    number: str | None
    level: int
    path: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    where: Where
    last_page: int


# --- numbers ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quantity:
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


@dataclass(frozen=True, slots=True)
class Period:
    """What stretch of time a value covers; for a stock ``start`` equals ``end``."""

    fiscal_year: int | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """An amount stated in running text, with what the sentence says of it."""

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


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a number is about, as far as the document and the profile tell."""

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


@dataclass(frozen=True, slots=True)
class GridPlace:
    """Which cell of which table a number stands in (0-based)."""

    table_id: str
    caption: str | None
    row: int
    col: int


@dataclass(frozen=True, slots=True)
class Record:
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


# --- the document and what checks say of it ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Identity:
    """Who published the document, what it is and which year it is about; None where it does not tell."""

    organization: str | None = None
    organization_id: str | None = None
    doc_type: str | None = None
    title: str | None = None
    edition_label: str | None = None
    period: Period = Period()
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class PageSummary:
    """What stays of a page once its tables and sections are taken: enough to tell what was not read."""

    number: int
    width: float
    height: float
    layer: Layer
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Everything understood of one input: what checks look at and writers write."""

    source: Source
    identity: Identity
    profile: str
    pages: tuple[PageSummary, ...]
    tables: tuple[Table, ...]
    sections: tuple[Section, ...]
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check has to say; one cause gives one finding, with every relation in ``evidence``."""

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


@dataclass(frozen=True, slots=True)
class Failure:
    """Why nothing could be read: the stable code and the sentence that says what to do next."""

    code: str
    message_ja: str
    message_en: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run leaves of one input: a document with its findings, or the reason why there is none.

    ``source`` is None when not even the file's bytes could be read.
    """

    file: str
    source: Source | None
    status: Status
    document: Document | None = None
    findings: tuple[Finding, ...] = ()
    failure: Failure | None = None
    seconds: tuple[tuple[str, float], ...] = ()
