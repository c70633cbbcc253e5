"""What a page is made of: tables with their cells, sections with their paragraphs."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from extractor.model.page import Box, Where


class CellKind(StrEnum):
    """What a table cell is for."""

    HEADER = "header"
    STUB = "stub"  # a row label (表側)
    VALUE = "value"
    NOTE = "note"  # remarks (摘要, 備考) and notes inside the grid


class Cell(Struct, frozen=True, gc=False, array_like=True):
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


class Table(Struct, frozen=True, gc=False, array_like=True):
    """A grid of cells with what stands around it.

    ``header_rows`` counts the rows of the column heading (表頭), ``stub_cols`` names the columns of row labels (表側);
    a two-sided balance sheet has more than one run of them.  ``where`` has one place per page.  ``disputed_by`` names
    the way of finding tables that read other cells here than ``found_by``, if there was one.  ``unsure_cols`` might as
    well stand under another of the headings that span columns.
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
    disputed_by: str | None = None
    unsure_cols: tuple[int, ...] = ()

    def headings_over(self, cell: Cell) -> tuple[Cell, ...]:
        """The cells of the column heading that stand over a cell."""
        return tuple(c for c in self.cells if c.kind is CellKind.HEADER and c.col <= cell.col < c.col + c.col_span)


class ChartText(Struct, frozen=True, gc=False, array_like=True):
    """Something printed in a chart, at its place."""

    text: str
    where: Where


class DataLabel(Struct, frozen=True, gc=False, array_like=True):
    """A figure printed in a chart; what it belongs to, where that is sure, else None.

    ``series`` is what the legend calls it (of a pie: the part), ``category`` what stands below it on the axis.
    """

    text: str
    where: Where
    series: str | None = None
    category: str | None = None
    confidence: float | None = None


class Chart(Struct, frozen=True, gc=False, array_like=True):
    """A drawn chart: its printed figures, and the other texts that stand in it.

    ``texts`` are the marks of its scale, its categories and its legend: digits in them are no figures.
    """

    chart_id: str
    where: Where
    labels: tuple[DataLabel, ...]
    texts: tuple[ChartText, ...]
    title: str | None = None
    unit_note: str | None = None


class Picture(Struct, frozen=True, gc=False, array_like=True):
    """An image on a page of text, too large for a logo.

    ``caption`` is a line beside it that calls it a chart; ``alone``: the page has hardly any text besides.
    """

    where: Where
    caption: str | None = None
    alone: bool = False


class Anchor(Struct, frozen=True, gc=False, array_like=True):
    """Ties ``text[start:end]`` of a paragraph to its place on the page; ``confidence`` is that of its words (OCR)."""

    start: int
    end: int
    where: Where
    confidence: float | None = None


class Paragraph(Struct, frozen=True, gc=False, array_like=True):
    """A paragraph joined over lines (and pages), each stretch of its text anchored to its place."""

    text: str
    anchors: tuple[Anchor, ...]


class Section(Struct, frozen=True, gc=False, array_like=True):
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
