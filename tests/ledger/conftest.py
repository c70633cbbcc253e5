"""The samples, read once for all tests of the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest
from laid import Laid, laid, pages_of

FOLDER = Path(__file__).resolve().parents[2] / "samples"
# Those whose every digit is claimed and that have prose enough to lose some; the rest have charts, or hardly any prose.
NAMES = ("minato_r3_evaluation", "minato_r5_disclosure", "minato_r6_disclosure", "nagasaki_r6_hyouka")
SAMPLES = [FOLDER / f"{name}.pdf" for name in NAMES]


@pytest.fixture(scope="session", params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Laid:
    source, pages = pages_of(request.param)
    return laid(pages, source)
