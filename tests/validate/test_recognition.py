"""Figures read from pictures, and in doubt."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hand_made import Maker
from msgspec.structs import replace

from extractor.model import Box, CellKind, Severity, Where
from extractor.profile import load_profile
from extractor.validate.case import Case
from extractor.validate.pictures import label_doubtful, lines_not_read
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


def _labels(*columns: Sequence[tuple[str, float]], figures: bool = True) -> list[tuple[str, Severity]]:
    """Tables of one column of labels each, with the confidence of each; what is told of them, and how gravely."""
    make = Maker()
    tables = [
        replace(
            table := make.table([(row, 0, text) for row, (text, _) in enumerate(column)], table_id=f"t{n}"),
            cells=tuple(
                replace(cell, kind=CellKind.STUB, confidence=confidence)
                for cell, (_, confidence) in zip(table.cells, column, strict=True)
            ),
        )
        for n, column in enumerate(columns)
    ]
    records = [make.record(table_id=f"t{n}") for n in range(len(columns))] if figures else []
    document = make.document(records, tables)
    document = replace(document, pages=tuple(replace(page, recognised=True) for page in document.pages))
    told = label_doubtful(Case(document, load_profile("generic")))
    return [(line.split(": ")[-1], finding.severity) for finding in told for line in finding.evidence]


def test_a_doubted_label_that_nobody_bears_out_is_a_warning() -> None:
    assert _labels([("経常増滅", 0.4), ("合計", 0.9)]) == [("経常増滅", Severity.WARNING)]


def test_a_doubted_label_read_surely_elsewhere_is_information() -> None:
    """Its number may be another there, and the line may stand among others in its cell."""
    for sure in ("教育費", "8 教育費", "000357 教育費\n□基金繰入金の増"):
        assert _labels([("10 教 育 費", 0.4)], [(sure, 0.9)]) == [("10 教 育 費", Severity.INFO)]
    assert _labels([("1教育費補助金", 0.4)], [("教育費", 0.9), ("補助金", 0.9)]) == [("1教育費補助金", Severity.INFO)]
    assert _labels([("教育費", 0.4)], [("教育", 0.9), ("費", 0.9)]) == [("教育費", Severity.WARNING)]
    assert _labels([("教育費", 0.4)], [("教育費", 0.4)]) == [("教育費", Severity.WARNING)] * 2
    assert _labels([("教育費", 0.4)], [("学校教育費", 0.9)]) == [("教育費", Severity.WARNING)]


def test_labels_of_a_table_without_figures_are_information() -> None:
    assert _labels([("Ⅱ 財政課長", 0.4)], figures=False) == [("Ⅱ 財政課長", Severity.INFO)]


def test_lines_that_could_not_be_read_are_a_warning() -> None:
    """Marks of the size of dirt are none."""
    document = Maker().document()
    marks = (Box(90.0, 300.0, 380.0, 311.0), Box(90.0, 340.0, 98.0, 342.0))
    page = replace(document.pages[0], recognised=True, marks=marks)
    case = Case(replace(document, pages=(page,)), load_profile("generic"))
    told = [(f.severity, f.where, f.evidence) for f in lines_not_read(case)]
    assert told == [(Severity.WARNING, Where(1, marks[0]), ("p. 1 (90.0, 300.0) to 380.0",))]
