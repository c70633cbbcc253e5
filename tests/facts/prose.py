"""Sections made of plain sentences."""

from __future__ import annotations

from collections.abc import Callable

from extractor.model import Anchor, Box, Fact, Paragraph, Section, Where

#: call it with paragraphs (and ``fiscal_year``) for their facts
Read = Callable[..., tuple[Fact, ...]]


def section_of(*paragraphs: str, heading: str = "２．事業の概況", page: int = 1) -> Section:
    """A section whose characters are ten points wide each, on one line per paragraph."""
    made = tuple(
        Paragraph(text, (Anchor(0, len(text), Where(page, Box(0, 20 * row, 10 * len(text), 20 * row + 10))),))
        for row, text in enumerate(paragraphs)
    )
    return Section(heading, "２", 1, (heading,), made, Where(page, Box(0, 0, 100, 10)), page)
