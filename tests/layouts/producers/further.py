"""Pages of the further cases: tables one below the other, side by side, beside running text."""

from __future__ import annotations

from typing import Any

from reportlab.pdfgen.canvas import Canvas

from producers.canvas import Manner, around, draw, page_of
from producers.model import Gap, Page, Para, Row, Table, note
from producers.prose import NARRATIVE


def canvas_page(*tables: Table, manner: Manner | None = None, rotate: int = 0) -> Page:
    """A page drawn with ReportLab."""

    def make(canvas: Canvas) -> None:
        y = 770.0
        for table in tables:
            around(canvas, table, 60, y)
            y = draw(canvas, table, 60, y, manner) - 50

    return page_of(make, *tables, rotate=rotate)


def flow(*tables: Table, font: str = "ipag") -> Page:
    """Tables one below the other, each with its caption at the left and its unit at the right."""
    parts: list[Any] = []
    for table in tables:
        if table.caption:
            parts.append(note(table, str(table.caption), "left", 10))
        if table.unit:
            parts.append(note(table))
        parts += [table, Gap(24)]
    return Page(parts, font)


def _captioned(table: Table) -> tuple[float, list[Any]]:
    return sum(table.widths), [note(table, str(table.caption), "left", 9), note(table), table]


def pair(left: Table, right: Table) -> Row:
    """Two tables side by side, each with its own caption."""
    return Row([_captioned(left), _captioned(right)], 24)


def beside(table: Table, before: bool = False) -> Row:
    """A table and running text side by side."""
    text = (200.0, [Para(part, size=9) for part in NARRATIVE[1:3]])
    return Row([_captioned(table), text] if before else [text, _captioned(table)], 16)
