"""The samples, read once for all tests of the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest
from laid import Laid, laid, pages_of

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "samples").glob("*.pdf"))


@pytest.fixture(scope="session", params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Laid:
    source, pages = pages_of(request.param)
    return laid(pages, source)
