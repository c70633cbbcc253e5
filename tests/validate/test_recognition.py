"""Figures read from pictures, and in doubt."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hand_made import Maker

from extractor.profile import load_profile
from extractor.validate.case import Case
from extractor.validate.recognition import ocr_low_confidence


def _suspects(raw: str, confidence: float | None) -> tuple[str, ...]:
    make = Maker()
    one = make.record()
    one = replace(one, quantity=replace(one.quantity, raw=raw), confidence=confidence)
    return tuple(
        i
        for finding in ocr_low_confidence(Case(make.document([one]), load_profile("generic")))
        for i in finding.record_ids
    )


@pytest.mark.parametrize(("raw", "confidence"), [("71,729", 0.4), ("－ 4,583", 0.99), ("-12", 0.99)])
def test_doubtful_readings_are_told(raw: str, confidence: float) -> None:
    assert len(_suspects(raw, confidence)) == 1


@pytest.mark.parametrize(("raw", "confidence"), [("71,729", 0.99), ("△ 51", 0.99), ("－", 1.0), ("-12", None)])
def test_sure_readings_and_printed_text_are_not(raw: str, confidence: float | None) -> None:
    assert _suspects(raw, confidence) == ()
