"""The scanned twin: the print's pages as pictures, and the print's truth."""

from __future__ import annotations

import json
from pathlib import Path

from extractor.model import Layer
from extractor.read import identify, open_pdf

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def test_the_scan_has_the_pages_of_the_print_and_no_text() -> None:
    with (
        open_pdf(identify(str(SAMPLES / "scans" / "minato_h30_scan.pdf"))) as scan,
        open_pdf(identify(str(SAMPLES / "minato_h30_report.pdf"))) as printed,
    ):
        assert len(scan) == len(printed)
        for number in range(1, len(scan) + 1):
            page = scan.page(number)
            assert page.layer is Layer.NONE
            assert page.words == ()


def test_the_truth_of_the_scan_is_that_of_the_print() -> None:
    scan = json.loads((SAMPLES / "scans" / "minato_h30_scan.truth.json").read_text(encoding="utf-8"))
    printed = json.loads((SAMPLES / "minato_h30_report.truth.json").read_text(encoding="utf-8"))
    assert scan.pop("pdf") == "minato_h30_scan.pdf"
    printed.pop("pdf")
    assert scan == printed
