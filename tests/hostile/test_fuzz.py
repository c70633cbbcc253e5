"""300 damaged pages of the samples: each ends as a document or as one of our errors (scripts/fuzz has 20,000)."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from children import quick_children  # noqa: F401 - a fixture
from extractor.model import Limits

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts" / "lib"))

from mutants import endings, mutant, pages_of_samples  # noqa: E402

pytestmark = pytest.mark.usefixtures("quick_children")


@pytest.mark.slow
def test_damaged_pages_end_as_results_or_errors() -> None:
    pages = pages_of_samples()
    assert len(pages) > 20
    found = list(endings(range(1_000_000, 1_000_300), pages, Limits(2, 20.0, 2500, 50)))
    assert len(found) == 300
    assert [ending for ending in found if ending.fault is not None] == []
    codes = Counter(ending.code for ending in found)
    assert codes["read"] > 100 and codes["pdf-damaged"] > 10
    limited = {"stream-too-large", "pages-exceeded", "time-exceeded", "memory-exceeded"}
    assert set(codes) <= {"read", "pdf-damaged", "not-pdf", "password-needed"} | limited


def test_a_mutant_can_be_made_again() -> None:
    pages = [bytes(range(256)) * 4, b"%PDF-1.7 /Type /Page 12 0 R"]
    assert [mutant(n, pages) for n in range(50)] == [mutant(n, pages) for n in range(50)]
    assert len({mutant(n, pages) for n in range(50)}) > 40
