"""The generic profile's vocabulary, and a reader of sentences that uses it."""

from __future__ import annotations

import pytest
from prose import Read, section_of

from extractor.facts import Vocabulary, facts_of
from extractor.model import Fact
from extractor.profile import load_profile


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The words of the generic profile."""
    return Vocabulary.from_table(load_profile("generic").narrative)


@pytest.fixture(scope="session")
def read(vocabulary: Vocabulary) -> Read:
    """Call it with paragraphs for their facts."""

    def facts(*paragraphs: str, fiscal_year: int | None = 2024) -> tuple[Fact, ...]:
        return facts_of([section_of(*paragraphs)], vocabulary, fiscal_year)

    return facts
