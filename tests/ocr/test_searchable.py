"""A scan that can be searched: text where the print stands, seen by nobody, once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest

from extractor import searchable
from extractor.errors import ExtraMissing
from extractor.model import Limits, Options
from extractor.ocr import engines
from extractor.ocr.picture import Pixels
from extractor.ocr.reading import Engine, Glyph, Reading
from extractor.pipeline import pages_as_read
from extractor.read import identify, open_pdf
from extractor.searchable import write_searchable
from extractor.turning import Turn
from samplekit.scanning import Scan, scanned

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
NUMBERED = re.compile("項[あいうえおかきくけこ]{3}")
OPTIONS = Options(ocr_engine="numbered")


class Numbered:
    """Reads a number of its own in every piece, so that each can be found again; a page on its side it hesitates at."""

    def read(self, pictures: Sequence[Pixels]) -> tuple[Reading, ...]:
        return tuple(self._of(k, picture) for k, picture in enumerate(pictures))

    def _of(self, number: int, picture: Pixels) -> Reading:
        text = "項" + "".join("あいうえおかきくけこ"[int(digit)] for digit in f"{number:03d}")
        step = picture.shape[1] / (len(text) + 1)
        return Reading(tuple(Glyph(c, step * (k + 1), 0.99) for k, c in enumerate(text)), ())


@pytest.fixture(autouse=True)
def _numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engines.ENGINES, "numbered", lambda: Engine("numbered", "1", Numbered(), None))


def _texts(file: Path) -> list[tuple[str, float, float]]:
    """Each text of the first page that is numbered, with its middle as displayed."""
    document = pdfium.PdfDocument(file)
    page = document[0]
    text = page.get_textpage()
    whole = text.get_text_range()
    found = []
    for match in NUMBERED.finditer(whole):
        boxes = [text.get_charbox(k) for k in range(*match.span())]
        xs, ys = [x for box in boxes for x in box[::2]], [y for box in boxes for y in box[1::2]]
        x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        width, height = page.get_mediabox()[2:]
        shown = {0: (x, height - y), 90: (y, x), 180: (width - x, y), 270: (height - y, width - x)}
        found.append((match.group(), *shown[page.get_rotation()]))
    document.close()
    return found


def _places(file: Path) -> dict[str, tuple[float, float]]:
    with open_pdf(identify(str(file))) as pdf:
        page = next(iter(pages_as_read(pdf, OPTIONS, Limits())))
    turn = Turn(page.turned, page.width, page.height, skew=page.skew)
    places = {}
    for word in page.words:
        if NUMBERED.fullmatch(word.text):
            box = turn.back(word.box)
            places[word.text] = ((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)
    return places


@pytest.mark.parametrize("rotation", [0, 90])
@pytest.mark.parametrize("skew", [1.5])
def test_text_stands_where_it_was_read(rotation: int, skew: float, tmp_path: Path) -> None:
    scan = scanned(SAMPLES / "nagasaki_r6_hyouka.pdf", 3, Scan(dpi=100, skew=skew), tmp_path / "scan.pdf")
    with pikepdf.open(scan, allow_overwriting_input=True) as file:
        file.pages[0].rotate(rotation, relative=False)
        file.save(scan)
    made = write_searchable(identify(str(scan)), tmp_path / "made.pdf", OPTIONS)
    assert (made.pages, made.read) == (1, 1)
    wanted, got = _places(scan), _texts(tmp_path / "made.pdf")
    assert len(wanted) > 10
    near = [
        any(t == text and (x, y) == pytest.approx(place, abs=12.0) for t, x, y in got) for text, place in wanted.items()
    ]
    assert sum(near) >= 0.75 * len(near)  # words of two characters side by side are parted otherwise by a viewer


def test_the_page_looks_as_it_did_and_text_of_an_earlier_run_is_replaced(tmp_path: Path) -> None:
    scan = scanned(SAMPLES / "nagasaki_r6_hyouka.pdf", 3, Scan(dpi=100), tmp_path / "scan.pdf")
    once = tmp_path / "once.pdf"
    write_searchable(identify(str(scan)), once, OPTIONS)
    write_searchable(identify(str(once)), tmp_path / "twice.pdf", OPTIONS)
    assert len(_texts(tmp_path / "twice.pdf")) == len(_texts(once))
    shown = [pdfium.PdfDocument(f)[0].render(scale=1).to_numpy() for f in (scan, tmp_path / "twice.pdf")]
    assert np.array_equal(*shown)


def test_without_the_optional_library_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_: str) -> object:
        raise ExtraMissing("searchable")

    monkeypatch.setattr(searchable, "_library", missing)
    with pytest.raises(ExtraMissing, match=r"disclosure-extractor\[searchable\]"):
        write_searchable(identify(str(SAMPLES / "nagasaki_r6_hyouka.pdf")), tmp_path / "made.pdf", Options())
