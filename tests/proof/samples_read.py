"""The samples as read, each once however many tests ask for it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from extractor import extract
from extractor.model import Document, Outcome
from extractor.profile import Profile, load_profile

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SLIPS: list[dict[str, Any]] = json.loads((SAMPLES / "slips" / "truth.json").read_text("utf-8"))["slips"]
#: みなと県 over seven years, oldest first
YEARS = sorted(SAMPLES.glob("minato*.pdf"))


@cache
def read(path: Path) -> Outcome:
    """The outcome of one file alone."""
    return extract(path)


def document(path: Path) -> Document:
    """Its document."""
    found = read(path).document
    assert found is not None
    return found


@cache
def profiles() -> dict[str, Profile]:
    """The profile of all samples by its name."""
    return {"credit_guarantee": load_profile("credit_guarantee")}
