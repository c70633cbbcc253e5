"""Pictures that may be charts: told when a caption says so, told more softly when none does, logos not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import extract
from extractor.model import Finding, Severity, Status
from pdfs import Sheet, pdf, text

PROSE = "".join(
    text(60, 700 - 20 * n, "当協会は中小企業の資金繰りを支えるための保証に取り組みました。") for n in range(4)
)
#: 300 by 180 points, from 250 to 430 points below the top edge
PICTURE = "q 300 0 0 180 100 412 cm /Im Do Q\n"


def told(tmp_path: Path, *sheets: str) -> tuple[list[Finding], Status]:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(*(Sheet(sheet) for sheet in sheets)))
    outcome = extract(str(path))
    return [f for f in outcome.findings if f.code == "chart-not-read"], outcome.status


@pytest.mark.parametrize("caption", ["図１ 保証承諾の推移", "代位弁済のグラフ"])
@pytest.mark.parametrize("height", [600, 395])  # above the picture and below it
def test_a_picture_with_a_caption_is_told_at_its_place(tmp_path: Path, caption: str, height: int) -> None:
    (finding,), status = told(tmp_path, PROSE + text(180, height, caption) + PICTURE)
    assert finding.severity is Severity.WARNING
    assert finding.where is not None
    assert (finding.where.page, tuple(map(round, finding.where.box))) == (1, (100, 250, 400, 430))
    assert caption in finding.message_ja
    assert status is Status.PARTIAL


def test_a_picture_without_caption_may_be_a_photograph(tmp_path: Path) -> None:
    (finding,), status = told(tmp_path, PROSE + PICTURE)
    assert (finding.severity, status) == (Severity.INFO, Status.OK)


def test_a_picture_alone_on_its_page_is_told_with_a_warning(tmp_path: Path) -> None:
    (finding,), status = told(tmp_path, text(300, 40, "12") + PICTURE)
    assert (finding.severity, status) == (Severity.WARNING, Status.PARTIAL)


def test_a_picture_in_strips_is_one(tmp_path: Path) -> None:
    strips = "".join(f"q 300 0 0 60 100 {412 + 60 * n} cm /Im Do Q\n" for n in range(3))
    (finding,), _ = told(tmp_path, PROSE + strips)
    assert finding.where is not None
    assert tuple(map(round, finding.where.box)) == (100, 250, 400, 430)


@pytest.mark.parametrize(
    "drawn",
    [
        "q 40 0 0 30 500 780 cm /Im Do Q\n",  # a logo
        "q 595 0 0 842 0 0 cm /Im Do Q\n",  # the ground of the page
        "q 300 0 0 120 50 620 cm /Im Do Q\n",  # the ground of a text box
    ],
)
def test_what_is_no_chart_is_not_told(tmp_path: Path, drawn: str) -> None:
    assert told(tmp_path, drawn + PROSE)[0] == []


def test_an_ornament_of_every_page_is_not_told(tmp_path: Path) -> None:
    assert told(tmp_path, *[PROSE + PICTURE] * 3)[0] == []
    assert len(told(tmp_path, PROSE + PICTURE, PROSE, PROSE)[0]) == 1
