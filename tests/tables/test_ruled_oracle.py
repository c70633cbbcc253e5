"""Our lattice against pdfplumber's TableFinder, where all cells are closed by rules and both must agree."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from extractor.model import Box
from extractor.read import identify, open_pdf
from extractor.tables.ruled import lattice
from extractor.tables.rules import networks

#: file and page of tables whose every cell has rules on its four sides
CLOSED = [
    ("samples/minato_r5_disclosure.pdf", 2),
    ("samples/minato_r5_disclosure.pdf", 3),
    ("samples/minato_r5_disclosure.pdf", 4),
    ("samples/nagasaki_r6_hyouka.pdf", 4),
    ("samples/nagasaki_r6_hyouka.pdf", 5),
]


def ours(path: Path, number: int) -> set[Box]:
    with open_pdf(identify(str(path))) as pdf:
        grids = [grid for network in networks(pdf.page(number).rulings) if (grid := lattice(network))]
    return {grid.area(slot) for grid in grids for slot in grid.slots}


def theirs(path: Path, number: int) -> set[Box]:
    with pdfplumber.open(path) as pdf:
        found = pdf.pages[number - 1].find_tables()
        return {Box(*cell) for table in found for cell in table.cells}


@pytest.mark.parametrize(("file", "number"), CLOSED)
def test_the_cells_are_those_that_pdfplumber_finds(root: Path, file: str, number: int) -> None:
    mine, oracle = sorted(ours(root / file, number)), sorted(theirs(root / file, number))
    assert len(mine) == len(oracle) > 10
    for box in mine:
        assert any(box == pytest.approx(other, abs=2.0) for other in oracle), box
