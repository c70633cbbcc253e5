"""A decision survives the file being saved anew: same statements, other bytes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from decisions import SLIP, blamed, decision, document_of

from extractor import extract
from extractor.model import DecisionKind, Fit, Options, Severity


def saved_anew(source: Path, target: Path) -> None:
    document = pdfium.PdfDocument(source)
    document.save(target)
    document.close()


def linearised(source: Path, target: Path) -> None:
    with pikepdf.open(source) as document:
        document.save(target, linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def a_page_longer(source: Path, target: Path) -> None:
    with pikepdf.open(source) as document:
        document.add_blank_page(page_size=document.pages[0].mediabox[2:])
        document.pages.insert(1, document.pages[-1])
        del document.pages[-1]
        document.save(target)


@pytest.mark.parametrize("twin", [saved_anew, linearised, a_page_longer])
def test_a_correction_finds_its_number_in_a_twin(
    root: Path, tmp_path: Path, twin: Callable[[Path, Path], None]
) -> None:
    first = extract(root / SLIP)
    finding, record = blamed(first)
    correction = decision(document_of(first), record, DecisionKind.CORRECT, finding.suggestion)
    twin(root / SLIP, tmp_path / "twin.pdf")
    again = extract(tmp_path / "twin.pdf", Options(decisions=(correction,)))
    document = document_of(again)
    assert document.source.document_id != document_of(first).source.document_id
    (made,) = document.decisions
    assert made.fit is Fit.APPLIED
    (corrected,) = [r for r in document.records if r.corrected_by == "d1"]
    assert corrected.quantity.value == Decimal("20993")
    assert corrected.where.page == record.where.page + (twin is a_page_longer)
    assert not [f for f in again.findings if f.severity is Severity.ERROR]
