"""From a hand-written PDF to the page that is read from it, by each way of asking PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.model import Page
from extractor.read import characters, identify, open_pdf, paths
from extractor.read.bulk_compiled import Compiled
from extractor.read.bulk_plain import Plain
from extractor.read.compiling import compile_library
from pdfs import Sheet, pdf

Read = Callable[[Sheet | str], Page]


@pytest.fixture(scope="session")
def compiled_way(require_program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """The compiled way, made of the source as it is now."""
    require_program("cc")
    library = tmp_path_factory.mktemp("library") / "bulk.so"
    assert compile_library(library)
    return Compiled(ctypes.CDLL(str(library)))


@pytest.fixture(params=["plain", "compiled"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """All reading within a test goes one way, then, in a second test, the other."""
    taken = Plain() if request.param == "plain" else request.getfixturevalue("compiled_way")
    for module in (characters, paths):
        monkeypatch.setattr(module, "bulk", lambda: taken)


@pytest.fixture
def read(tmp_path: Path, way: None) -> Read:  # noqa: ARG001 - both ways
    """``read(sheet)``: the first page as the pipeline gets it."""

    def first_page(sheet: Sheet | str) -> Page:
        file = tmp_path / "sheet.pdf"
        file.write_bytes(pdf(sheet))
        with open_pdf(identify(str(file))) as document:
            return document.page(1)

    return first_page
