"""Two ways of asking PDFium give the same bytes, and the plain one serves where nothing could be compiled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from extractor.read import bulk_compiled, compiling
from extractor.read.bulk_compiled import Compiled, compiled
from extractor.read.bulk_plain import Plain, page_object
from extractor.read.bulk_types import Rows
from extractor.read.characters import text_of_page
from pdfs import Form, Sheet, line, pdf, polygon, rect, text

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*(ROOT / "samples").glob("*.pdf"), *(ROOT / "tests" / "layouts").glob("*.pdf")])


Answer = dict[str, list[Any]]


def columns(rows: Rows) -> Answer:
    return {name: rows[name].tolist() for name in rows.dtype.names or ()}


def answers(page: pdfium.PdfPage, way: Plain | Compiled) -> Iterator[Answer]:
    """Everything that one way tells of a page."""
    with text_of_page(page) as text_page:
        yield columns(way.glyphs(text_page, with_objects=True))
        yield columns(way.glyphs(text_page, with_objects=False))
        yield {"angles": way.angles(text_page, 50).tolist()}
        yield from drawn(page, way, is_form=False)
    tree = raw.FPDF_StructTree_GetForPage(page)
    if tree:
        yield columns(way.tags(tree))
        raw.FPDF_StructTree_Close(tree)


def drawn(container: Any, way: Plain | Compiled, *, is_form: bool) -> Iterator[Answer]:
    objects = way.objects(container, is_form=is_form)
    yield columns(objects)
    yield columns(way.segments(objects[objects["type"] == raw.FPDF_PAGEOBJ_PATH]))
    for form in objects[objects["type"] == raw.FPDF_PAGEOBJ_FORM]:
        yield from drawn(page_object(int(form["address"])), way, is_form=True)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_both_ways_tell_the_same_of_every_page(file: Path, compiled_way: Compiled) -> None:
    told = 0
    for page in pdfium.PdfDocument(file):
        plain = list(answers(page, Plain()))
        assert list(answers(page, compiled_way)) == plain
        told += len(plain[0]["code"])
    assert told > 100


def test_a_table_with_more_tags_than_there_is_room_for_is_told_whole(
    compiled_way: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_compiled, "_TAGS", 3)
    page = pdfium.PdfDocument(ROOT / "tests" / "layouts" / "typst_tagged.pdf")[0]
    tree = raw.FPDF_StructTree_GetForPage(page)
    told = columns(compiled_way.tags(tree))
    assert told == columns(Plain().tags(tree))
    assert len(told["kind"]) > 20
    raw.FPDF_StructTree_Close(tree)


CURVE = "50 50 m 60 90 100 90 110 50 c S\n"
CLIPPED = "q 0 0 20 20 re W n " + text(300, 300, "見えない") + "Q\n"
ODD_PAGES = {
    "blank": "",
    "clipped text, which a window leaves nothing of": CLIPPED + text(72, 700, "見える"),
    "a curve, a filled polygon, a path that is not painted": CURVE
    + polygon([(50, 50), (80, 60), (70, 90)])
    + "10 10 m 90 90 l n\n",
    "text that is not painted": text(72, 700, "保証承諾", mode=3),
    "a form within a form": Sheet("/Fx Do\n", forms={"Fx": Form(line(0, 0, 100, 0) + rect(5, 5, 40, 9, "f"))}),
}


@pytest.mark.parametrize("name", ODD_PAGES)
def test_both_ways_tell_the_same_of_odd_pages(name: str, compiled_way: Compiled) -> None:
    page = pdfium.PdfDocument(pdf(ODD_PAGES[name]))[0]
    assert list(answers(page, compiled_way)) == list(answers(page, Plain()))


def test_what_is_clipped_away_is_marked(compiled_way: Compiled) -> None:
    document = pdfium.PdfDocument(pdf(CLIPPED + text(72, 700, "見える")))
    for way in (compiled_way, Plain()):
        assert way.objects(document[0], is_form=False)["clipped"].tolist() == [1, 0]


@pytest.mark.parametrize("content", [None, b"", b"made for another machine"])
def test_without_a_library_that_loads_there_is_no_compiled_way(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "bulk.so"
    if content is not None:
        library.write_bytes(content)
    monkeypatch.setattr(bulk_compiled, "library_path", lambda: library)
    assert compiled() is None


def test_a_library_is_bound_to_the_source_that_it_was_made_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = tmp_path / "bulk.c"
    changed.write_text(compiling.SOURCE.read_text("utf-8") + "\n", "utf-8")
    before = compiling.library_path().name
    monkeypatch.setattr(compiling, "SOURCE", changed)
    assert compiling.library_path().name != before


@pytest.mark.parametrize("compiler", ["false", ""])
def test_without_a_compiler_nothing_is_made(compiler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``false`` is a compiler that fails; with none named, none is found on this path."""
    monkeypatch.setenv("CC", compiler)
    if not compiler:
        monkeypatch.setenv("PATH", str(tmp_path))
    assert not compiling.compile_library(tmp_path / "bulk.so")
    assert list(tmp_path.iterdir()) == []
