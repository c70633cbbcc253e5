"""The picture of a page as it was understood."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from extractor.cli import app
from extractor.drawing import draw_page
from extractor.errors import NoSuchPage
from extractor.model import CellKind, OcrUse, Options
from extractor.read import identify

BLUE, YELLOW = (66, 133, 244), (251, 188, 5)


def mixed(colour: tuple[int, int, int], opacity: int) -> tuple[int, ...]:
    """A translucent colour on white paper."""
    return tuple(round(255 + (c - 255) * opacity / 255) for c in colour)


def test_cells_are_coloured_by_kind(root: Path) -> None:
    drawn = draw_page(identify(str(root / "samples/nagasaki_r6_hyouka.pdf")), 5, scale=1.0)
    [table] = drawn.found.tables
    for cell in table.cells:
        if cell.kind is CellKind.VALUE:
            box = cell.where.box  # the lower left corner of a figure's cell is white paper under the tint
            pixel = drawn.image.getpixel((int(box.x0) + 4, int(box.bottom) - 3))
            assert pixel == pytest.approx(mixed(YELLOW, 70), abs=3)


@pytest.mark.slow
def test_a_scanned_page_is_drawn_as_it_was_recognised(root: Path) -> None:
    scan = identify(str(root / "samples/scans/minato_h30_scan.pdf"))
    drawn = draw_page(scan, 2, scale=1.0)
    assert drawn.page.recognised
    assert sum(c.kind is CellKind.VALUE for t in drawn.found.tables for c in t.cells) > 20
    assert draw_page(scan, 2, Options(ocr=OcrUse.NEVER), scale=1.0).found.tables == ()


def test_the_picture_is_as_large_as_the_page_asks(root: Path) -> None:
    source = identify(str(root / "samples/minato_r5_disclosure.pdf"))
    small, large = draw_page(source, 1, scale=0.5), draw_page(source, 1, scale=1.0)
    assert large.image.width == pytest.approx(2 * small.image.width, abs=2)
    assert large.image.width == pytest.approx(large.page.width, abs=2)


def test_a_page_that_is_not_there_is_told(root: Path) -> None:
    with pytest.raises(NoSuchPage, match="99 of 7"):
        draw_page(identify(str(root / "samples/minato_r5_disclosure.pdf")), 99)


def test_the_command_writes_a_picture_and_names_the_tables(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.png"
    sample = root / "samples/minato_r5_disclosure.pdf"
    result = CliRunner().invoke(app, ["debug", str(sample), "--page", "2", "--out", str(out)])
    assert result.exit_code == 0
    assert "令和５年度 業務数値" in result.stdout
    with Image.open(out) as picture:
        assert picture.format == "PNG"
