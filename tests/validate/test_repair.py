"""Misread figures: repaired when one possibility is left, never otherwise, never in silence."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hand_made import Maker
from msgspec.structs import replace

from extractor import extract
from extractor.model import Document, Layer, Outcome, Record, Severity, Status, Trust
from extractor.normalise.numbers import parse_figure
from extractor.profile import Profile, load_profile
from extractor.proof import confusions
from extractor.validate import proved, run_checks, with_trust

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "nagasaki_r6_hyouka.pdf"


@cache
def _profile() -> Profile:
    return load_profile("credit_guarantee")


@cache
def _scanned() -> Document:
    """The sample as if a recogniser had read it, sure of every figure."""
    document = extract(SAMPLE).document
    assert document is not None
    return replace(document, records=tuple(replace(r, layer=Layer.OCR, confidence=0.99) for r in document.records))


def _record(item: str, column: str) -> Record:
    return next(r for r in _scanned().records if (r.meaning.item, r.meaning.column) == (item, column))


def _read(record: Record, raw: str, **changes: object) -> Document:
    quantity = parse_figure(raw, record.quantity.unit)
    assert quantity is not None
    misread = replace(record, quantity=quantity, **changes)  # type: ignore[arg-type]
    return replace(
        _scanned(), records=tuple(misread if r.record_id == record.record_id else r for r in _scanned().records)
    )


def _done(document: Document) -> Outcome:
    document, proof = proved(document, _profile())
    findings = run_checks(document, _profile(), proof)
    return Outcome("x.pdf", None, Status.OK, document=with_trust(document, findings, proof), findings=findings)


@pytest.mark.parametrize(
    ("item", "column", "read", "right"),
    [
        ("経常収入", "実績", "2,853", "2353"),  # 3 as 8
        ("経常支出", "実績", "1,324", "1824"),  # 8 as 3
        ("経常外収支差額", "計画", "51", "-51"),  # a lost △
        ("基金準備金", "計画", "14.772", "14772"),  # a comma as a point
        ("保証承諾", "金額", "77,729", "71729"),  # 1 as 7
        ("合計", "実績", "228,812", "22812"),  # a digit read twice
    ],
)
def test_a_misread_figure_is_put_right_and_told(item: str, column: str, read: str, right: str) -> None:
    record = _record(item, column)
    outcome = _done(_read(record, read))
    assert outcome.document is not None
    mended = next(r for r in outcome.document.records if r.record_id == record.record_id)
    assert mended.quantity.value == Decimal(right)
    assert (mended.quantity.raw, mended.repaired_from) == (read, read)
    told = [f for f in outcome.findings if f.code == "figure-repaired"]
    assert [(f.suspect_record_id, f.actual) for f in told] == [(record.record_id, read)]
    assert told[0].severity is (Severity.INFO if mended.trust is Trust.PROVED else Severity.WARNING)
    assert mended.trust is not Trust.UNCHECKED


def test_nothing_else_is_touched() -> None:
    document, _ = proved(_scanned(), _profile())
    assert document == _scanned()


def test_what_no_confusion_explains_stays_and_is_suspect() -> None:
    record = _record("経常収入", "実績")
    outcome = _done(_read(record, "2,453"))
    assert outcome.document is not None
    left = next(r for r in outcome.document.records if r.record_id == record.record_id)
    assert (left.repaired_from, left.quantity.value, left.trust) == (None, Decimal(2453), Trust.SUSPECT)


@pytest.mark.parametrize("changes", [{"layer": Layer.TEXT, "confidence": None}, {"corrected_by": "d1"}])
def test_text_layers_and_decisions_of_people_are_never_overruled(changes: dict[str, object]) -> None:
    record = _record("経常収入", "実績")
    document, _ = proved(_read(record, "2,853", **changes), _profile())
    assert all(r.repaired_from is None for r in document.records)


def test_a_doubtful_reading_that_everything_bears_out_is_confirmed() -> None:
    record = _record("経常収支差額", "実績")
    outcome = _done(_read(record, "529", confidence=0.3))
    assert outcome.document is not None
    codes = {f.code for f in outcome.findings if record.record_id in f.record_ids}
    assert "ocr-confirmed" in codes and "ocr-low-confidence" not in codes


@pytest.mark.parametrize(
    ("raw", "may_be"),
    [
        ("7.294", {"7294", "-7.294"}),
        ("△ 51", {"51", "-57", "-61"}),
        ("94.59", {"94.5"}),
        ("1,738", {"1788", "7738", "1733"}),
        ("11", {"1", "111"}),
    ],
)
def test_what_a_reading_may_have_been(raw: str, may_be: set[str]) -> None:
    make = Maker()
    quantity = parse_figure(raw, "百万円")
    assert quantity is not None
    record = replace(make.record(quantity=quantity), layer=Layer.OCR)
    values = {q.value for q in confusions(record)}
    assert {Decimal(text.replace(",", "")) for text in may_be} <= values
    assert quantity.value not in values
    assert confusions(replace(record, layer=Layer.TEXT)) == ()
