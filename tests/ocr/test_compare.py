"""A page's own text against what was read from its picture."""

from __future__ import annotations

from extractor.model import Box, Layer, Page, Word, packed
from extractor.ocr import compared


def _word(text: str, x: float, y: float, confidence: float | None = None) -> Word:
    stops = tuple((x + 6.0 * k, x + 6.0 * (k + 1)) for k in range(len(text)))
    return Word(text, Box(x, y, x + 6.0 * len(text), y + 10), packed(stops), confidence=confidence)


def _page(*words: Word, **turned: float) -> Page:
    return Page(1, 400.0, 600.0, Layer.OCR, words=words, **turned)  # type: ignore[arg-type]


def test_figures_are_compared_where_they_stand() -> None:
    layer = _page(_word("16,280", 100, 50), _word("71.729円", 100, 80), _word("保証", 10, 80))
    read = _page(
        _word("46,280", 100, 51, 0.9),
        _word("71,729", 101, 80, 0.9),
        _word("△51", 200, 80, 0.9),
        _word("承諾", 10, 80, 0.9),
    )
    found = compared(layer, read)
    assert found is not None
    assert (found.same, found.differs, found.absent) == (1, 1, 1)
    assert [(d.layer, d.read) for d in found.differences] == [("16,280", "46,280")]


def test_a_page_that_was_read_askew_is_compared_as_displayed() -> None:
    layer = _page(_word("71,729", 200 - 18, 295))
    assert compared(layer, _page(_word("71,729", 200 - 18, 295, 0.9), skew=2.0)) is not None
    found = compared(layer, _page(_word("71,729", 200 - 18, 295, 0.9), skew=2.0))
    assert found is not None
    assert found.same == 1
    far = compared(_page(_word("71,729", 340, 100)), _page(_word("71,729", 340, 100, 0.9), skew=3.0))
    assert far is not None
    assert far.same == 0


def test_without_text_there_is_nothing_to_compare() -> None:
    assert compared(_page(), _page(_word("1", 0, 0, 0.9))) is None
