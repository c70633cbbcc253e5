"""A report over a few documents, made once; and a browser that opens it from disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from reading import Report, hostile

from extractor import extract
from extractor.model import Outcome
from extractor.report import write_report


@pytest.fixture(scope="session")
def outcomes(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, ...]:
    """A slip, the clean booklet of another year, one document whose labels are markup, and a file that is no PDF."""
    folder = tmp_path_factory.mktemp("inputs")
    (folder / "none.pdf").write_bytes(b"no pdf")
    slip = extract(root / "samples/slips/wrong_digit.pdf")
    clean = extract(root / "samples/slips/prior_year_column.pdf")
    return slip, clean, hostile(folder), extract(folder / "none.pdf")


@pytest.fixture(scope="session")
def report(outcomes: tuple[Outcome, ...], tmp_path_factory: pytest.TempPathFactory) -> Report:
    out = tmp_path_factory.mktemp("out")
    return Report(out / "report", write_report(iter(outcomes), out))


@pytest.fixture(scope="session")
def browser(require_program: object) -> Iterator[Browser]:
    chromium = require_program("chromium")  # type: ignore[operator]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window whose scripts may not fail, and that may not reach for any network."""
    context = browser.new_context(locale="ja", viewport={"width": 1400, "height": 900})
    faults: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda r: None if r.url.startswith(("file:", "data:", "blob:")) else faults.append(r.url))
    yield page
    context.close()
    assert faults == []
