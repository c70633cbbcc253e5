"""Sections made of plain sentences, and the generic profile's vocabulary."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractor.facts import Vocabulary, facts_of
from extractor.model import Anchor, Box, Fact, Paragraph, Section, Where
from extractor.profile import load_profile

Read = Callable[..., tuple[Fact, ...]]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The words of the generic profile."""
    return Vocabulary.from_table(load_profile("generic").narrative)


def section_of(*paragraphs: str, heading: str = "２．事業の概況", page: int = 1) -> Section:
    """A section whose characters are ten points wide each, on one line per paragraph."""
    made = tuple(
        Paragraph(text, (Anchor(0, len(text), Where(page, Box(0, 20 * row, 10 * len(text), 20 * row + 10))),))
        for row, text in enumerate(paragraphs)
    )
    return Section(heading, "２", 1, (heading,), made, Where(page, Box(0, 0, 100, 10)), page)


@pytest.fixture(scope="session")
def read(vocabulary: Vocabulary) -> Read:
    """Call it with paragraphs for their facts."""

    def facts(*paragraphs: str, fiscal_year: int | None = 2024) -> tuple[Fact, ...]:
        return facts_of([section_of(*paragraphs)], vocabulary, fiscal_year)

    return facts
