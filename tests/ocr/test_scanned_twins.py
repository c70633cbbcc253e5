"""What a scan of a page gives is what the page itself gives, or it is flagged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from extractor import extract
from extractor.model import Document, Layer, OcrUse, Options, Origin, Record, Trust
from samplekit.scanning import Scan, place_on_scan, scanned

SAMPLES = Path(__file__).resolve().parents[2] / "samples"

#: one of each kind; ``scripts/scan-twins`` has all of them, on more pages
TWINS = {
    "level": Scan(),
    "black and white, askew, specks": Scan(bilevel=True, skew=0.8, specks=0.0005),
    "upside down": Scan(turns=2),
    "on its side, askew": Scan(turns=1, skew=2.0),
}


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Document]:
    """The scan of that name, read once for all tests: reading a page takes seconds."""

    @cache
    def read(name: str) -> Document:
        file = tmp_path_factory.mktemp("twins") / "scan.pdf"
        document = extract(scanned(SAMPLES / "nagasaki_r6_hyouka.pdf", 3, TWINS[name], file)).document
        assert document is not None
        return document

    return read


def _figures(records: tuple[Record, ...], page: int) -> Counter[tuple[str, str]]:
    """Figures of tables with their row labels, widths of signs and spaces aside."""
    return Counter(
        (r.meaning.item, str(r.quantity.value)) for r in records if r.where.page == page and r.origin is Origin.TABLE
    )


@pytest.mark.parametrize("name", TWINS)
def test_figures_of_a_scan_are_those_of_the_page(name: str, twins: Callable[[str], Document]) -> None:
    document = twins(name)
    original = extract(SAMPLES / "nagasaki_r6_hyouka.pdf").document
    assert original is not None
    wanted = _figures(original.records, 3)
    got = _figures(document.records, 1)
    sure = _figures(tuple(r for r in document.records if r.trust is not Trust.SUSPECT), 1)
    assert wanted
    assert not sure - wanted
    assert (got & wanted).total() >= 0.97 * wanted.total()
    assert {page.layer for page in document.pages} == {Layer.OCR}


def test_places_of_a_turned_scan_are_those_of_the_page_as_displayed(twins: Callable[[str], Document]) -> None:
    upright, turned = twins("level"), twins("upside down")
    page = upright.pages[0]
    one = next(r.where.box for r in upright.records if r.quantity.raw == "71,729")
    other = next(r.where.box for r in turned.records if r.quantity.raw == "71,729")
    assert other.x0 == pytest.approx(page.width - one.x1, abs=2.0)
    assert other.top == pytest.approx(page.height - one.bottom, abs=2.0)


def test_places_of_a_scan_that_lay_askew_are_those_of_the_page_as_displayed(twins: Callable[[str], Document]) -> None:
    scan, document = TWINS["on its side, askew"], twins("on its side, askew")
    original = extract(SAMPLES / "nagasaki_r6_hyouka.pdf").document
    assert original is not None
    page = original.pages[2]
    box = next(r.where.box for r in original.records if r.quantity.raw == "71,729" and r.where.page == 3)
    x, y = place_on_scan((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2, page.width, page.height, scan)
    seen = next(r.where.box for r in document.records if r.quantity.raw == "71,729")
    assert (seen.x0 + seen.x1) / 2 == pytest.approx(x, abs=2.0)
    assert (seen.top + seen.bottom) / 2 == pytest.approx(y, abs=2.0)


def test_a_page_without_text_stays_unread_when_ocr_is_not_wanted(tmp_path: Path) -> None:
    scan = scanned(SAMPLES / "nagasaki_r6_hyouka.pdf", 3, Scan(dpi=100), tmp_path / "scan.pdf")
    outcome = extract(scan, Options(ocr=OcrUse.NEVER))
    assert {"page-unread"} <= {finding.code for finding in outcome.findings}
    assert outcome.document is not None
    assert not outcome.document.records


def test_a_good_text_layer_is_not_read_again_unless_asked_for() -> None:
    source = SAMPLES / "nagasaki_r6_hyouka.pdf"
    document = extract(source).document
    assert document is not None
    assert not any(page.recognised for page in document.pages)
    assert all(record.confidence is None for record in document.records)
