"""Pages whose content is turned, moved or shrunk hold the same tables."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from extractor.model import Table
from extractor.read import identify, open_pdf
from extractor.tables import tables_on

HERE = Path(__file__).parent
NAMES = ("sixth_canvas", "fifth_typst")
#: caption, unit note, heading rows, and the cells of a table
Seen = tuple[str | None, str | None, int, tuple[tuple[int, int, int, int, str], ...]]
#: width and height of a page to a matrix and the box of the page that it makes
Move = Callable[[float, float], tuple[tuple[float, ...], tuple[float, ...]]]

MOVES: dict[str, Move] = {
    "turned": lambda w, h: ((0, 1, -1, 0, h, 0), (0, 0, h, w)),
    "turned the other way": lambda w, h: ((0, -1, 1, 0, 0, w), (0, 0, h, w)),
    "moved": lambda w, h: ((1, 0, 0, 1, -300, 200), (-300, 200, w - 300, h + 200)),
    "shrunk": lambda w, h: ((0.7071, 0, 0, 0.7071, 0, 0), (0, 0, 0.7071 * w, 0.7071 * h)),
}


def seen_in(path: Path) -> list[tuple[int, Seen]]:
    with open_pdf(identify(str(path))) as pdf:
        return [
            (number, (t.caption, t.unit_note, t.header_rows, tuple(sorted(_cells(t)))))
            for number in range(1, len(pdf) + 1)
            for t in tables_on(pdf.page(number), "").tables
        ]


def _cells(table: Table) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.col, c.row_span, c.col_span, "".join(c.text.split())) for c in table.cells]


@cache
def as_they_are(name: str) -> list[tuple[int, Seen]]:
    return seen_in(HERE / f"{name}.pdf")


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("name", NAMES)
def test_the_same_tables_are_found(name: str, move: str, tmp_path: Path) -> None:
    document = pdfium.PdfDocument(HERE / f"{name}.pdf")
    for page in document:
        page.set_rotation(0)
        matrix, box = MOVES[move](*page.get_size())
        to, clip = raw.FS_MATRIX(*matrix), raw.FS_RECTF(-5000, 5000, 5000, -5000)
        assert raw.FPDFPage_TransFormWithClip(page, ctypes.byref(to), ctypes.byref(clip))
        page.set_mediabox(*box)
        page.set_cropbox(*box)
    document.save(tmp_path / "moved.pdf")
    assert seen_in(tmp_path / "moved.pdf") == as_they_are(name)
