"""Engines: nothing read, an engine that breaks off, one that is not there; and readings that are kept."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from children import quick_children  # noqa: F401 - a fixture
from extractor import extract
from extractor.errors import EngineUnusable
from extractor.model import Document, Layer, Options, Outcome, Page
from extractor.ocr import engine_named, engines, kept
from extractor.ocr.network import first_network
from extractor.ocr.picture import Pixels
from extractor.ocr.reading import FIGURE_CHARACTERS, Engine, Glyph, Reading
from samplekit.scanning import Scan, picture_of, scanned

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


class Nothing:
    """Reads nothing."""

    def read(self, pictures: Sequence[Pixels]) -> tuple[Reading, ...]:
        return tuple(Reading((), ()) for _ in pictures)


class Broken:
    """Breaks off."""

    def read(self, pictures: Sequence[Pixels]) -> tuple[Reading, ...]:
        raise RuntimeError(f"out of order: {len(pictures)}")


class Always:
    """Reads the same everywhere, and counts how often it is asked."""

    def __init__(self, text: str) -> None:
        self.text, self.asked = text, 0

    def read(self, pictures: Sequence[Pixels]) -> tuple[Reading, ...]:
        self.asked += 1
        return tuple(self._of(picture) for picture in pictures)

    def _of(self, picture: Pixels) -> Reading:
        step = picture.shape[1] / (len(self.text) + 1)
        glyphs = tuple(Glyph(c, step * (k + 1), 0.99) for k, c in enumerate(self.text))
        return Reading(glyphs, tuple(g for g in glyphs if g.text in FIGURE_CHARACTERS))


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    return scanned(SAMPLES / "nagasaki_r6_hyouka.pdf", 3, Scan(dpi=100), tmp_path / "scan.pdf")


def _read_with(engine: Engine, scan: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Outcome, Document]:
    monkeypatch.setitem(engines.ENGINES, engine.name, lambda: engine)
    outcome = extract(scan, Options(ocr_engine=engine.name))
    assert outcome.document is not None
    return outcome, outcome.document


def test_a_page_on_which_nothing_is_read_is_told_as_unread(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome, document = _read_with(Engine("null", "1", Nothing(), None), scan, monkeypatch)
    assert document.records == ()
    assert "page-unread" in {finding.code for finding in outcome.findings}


def test_an_engine_that_breaks_off_leaves_the_page_unread_and_is_told(
    scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome, document = _read_with(Engine("broken", "1", Broken(), None), scan, monkeypatch)
    assert document.pages[0].layer is Layer.NONE
    told = next(finding for finding in outcome.findings if finding.code == "ocr-failed")
    assert "out of order" in told.message_en
    assert {"page-unread", "ocr-failed"} <= {finding.code for finding in outcome.findings}


def test_an_engine_that_nobody_has_is_refused_before_anything_is_read(scan: Path) -> None:
    with pytest.raises(EngineUnusable, match="clairvoyance: rapid, tesseract"):
        extract(scan, Options(ocr_engine="clairvoyance"))


def test_a_machine_without_tesseract_refuses_it_and_reads_with_the_usual_engine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    engines._tesseract.cache_clear()
    with pytest.raises(EngineUnusable, match="apt-get install tesseract-ocr"):
        engine_named("tesseract")
    assert engine_named("rapid").second is not None


@pytest.mark.slow
@pytest.mark.usefixtures("quick_children")
def test_a_run_on_a_scan_succeeds_where_no_other_program_is_installed(tmp_path: Path) -> None:
    """Orientation, too, is told by the networks: nothing of the main job asks for Tesseract."""
    picture = Image.fromarray(picture_of(SAMPLES / "nagasaki_r6_hyouka.pdf", 3, Scan(dpi=150)))
    scan = tmp_path / "scan.pdf"
    picture.crop((0, picture.height // 6, picture.width, picture.height // 3)).rotate(180).save(
        scan, "PDF", resolution=150
    )
    bare = {
        "PATH": str(tmp_path),
        "HOME": str(tmp_path),
        "TESSERACT_CMD": str(tmp_path / "tesseract"),
        kept.VARIABLE: "",
    }

    def run(*options: str) -> subprocess.CompletedProcess[str]:
        extractor = str(Path(sys.executable).with_name("extractor"))
        call = [extractor, "run", str(scan), "--no-report", "--jobs", "1", *options]
        return subprocess.run(call, env=bare, capture_output=True, text=True, check=False)

    done = run("--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    with (tmp_path / "out" / "records.csv").open(encoding="utf-8-sig", newline="") as file:
        read = [(row["item"], row["raw"], row["trust"]) for row in csv.DictReader(file)]
    told = [("717億29百万円", "unchecked"), ("94.5％", "unchecked"), ("130.4％", "unchecked")]
    assert read[:3] == [("保証承諾", *figure) for figure in told]

    refused = run("--out", str(tmp_path / "none"), "--ocr-engine", "tesseract")
    assert refused.returncode == EngineUnusable.exit_code
    assert "apt-get install" in refused.stderr
    assert "--ocr-engine rapid" in refused.stderr
    assert not (tmp_path / "none").exists()


def test_every_figure_of_a_single_reader_is_in_doubt(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, document = _read_with(Engine("one", "1", Always("1,234"), None), scan, monkeypatch)
    assert document.records
    assert all(record.confidence is not None and record.confidence < 0.5 for record in document.records)


def _blank() -> Pixels:
    picture = np.full((400, 300), 255, np.uint8)
    for k in range(6):
        picture[60 + 40 * k : 76 + 40 * k, 40:60] = 0
    return picture


def test_a_page_is_read_once_for_one_picture_and_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path))
    reader = Always("12")
    engine = Engine("counting", "1", reader, None)
    first = kept.recognise_once(Page(1, 300.0, 400.0, Layer.NONE), _blank(), 1.0, engine)
    asked = reader.asked
    again = kept.recognise_once(Page(7, 300.0, 400.0, Layer.NONE), _blank(), 1.0, engine)
    assert first.words
    assert (again.words, again.rulings, again.number) == (first.words, first.rulings, 7)
    assert reader.asked == asked
    kept.recognise_once(Page(1, 300.0, 400.0, Layer.NONE), _blank(), 1.0, Engine("counting", "2", reader, None))
    assert reader.asked > asked


def test_a_damaged_or_forbidden_cache_costs_time_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path))
    page, engine = Page(1, 300.0, 400.0, Layer.NONE), Engine("one", "1", Always("12"), None)
    first = kept.recognise_once(page, _blank(), 1.0, engine)
    for path in (tmp_path / "ocr").glob("*/*"):
        path.write_bytes(b"\x00\xffnothing")
    assert kept.recognise_once(page, _blank(), 1.0, engine).words == first.words
    monkeypatch.setenv(kept.VARIABLE, "/proc/nowhere")
    assert kept.recognise_once(page, _blank(), 1.0, engine).words == first.words
    monkeypatch.setenv(kept.VARIABLE, "")
    assert kept.cache_folder() is None
    assert kept.recognise_once(page, _blank(), 1.0, engine).words == first.words


def test_a_network_tells_places_in_plain_floats_which_a_cache_can_write() -> None:
    picture = np.full((48, 240), 255, np.uint8)
    cv2.putText(picture, "12345", (10, 38), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (0,), 3)
    (reading,) = first_network().read([picture])
    assert "".join(glyph.text for glyph in reading.figure) == "12345"
    told = [number for glyph in (*reading.glyphs, *reading.figure) for number in (glyph.at, glyph.odds)]
    assert {type(number) for number in told} == {float}
