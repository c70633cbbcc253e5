"""From a hand-written PDF to the page that is read from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.model import Page
from extractor.read import identify, open_pdf
from pdfs import Sheet, pdf

Read = Callable[[Sheet | str], Page]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """``read(sheet)``: the first page as the pipeline gets it."""

    def first_page(sheet: Sheet | str) -> Page:
        file = tmp_path / "sheet.pdf"
        file.write_bytes(pdf(sheet))
        with open_pdf(identify(str(file))) as document:
            return document.page(1)

    return first_page
