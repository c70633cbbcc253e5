"""From the page as its text runs back to the page as displayed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import extract
from extractor.model import Box, PageSummary, Token, Where
from extractor.model.page import Layer
from extractor.turning import Turn, as_displayed

sizes = st.floats(10, 1000)
shares = st.floats(0, 1)


@given(st.integers(0, 3), sizes, sizes, shares, shares, shares, shares)
def test_four_times_a_quarter_is_a_whole(q: int, w: float, h: float, a: float, b: float, c: float, d: float) -> None:
    box = Box(min(a, b) * w, min(c, d) * h, max(a, b) * w, max(c, d) * h)
    once = Turn(q, w, h).back(box)
    size = (h, w) if q % 2 else (w, h)
    assert Turn((4 - q) % 4, *size).back(once) == pytest.approx(box, abs=1e-6)


def test_a_quarter_leads_the_top_left_to_the_bottom_left() -> None:
    """Turned clockwise to be read, a page is led back anticlockwise: what was read at the top left stands at the bottom."""
    assert Turn(1, 800, 500).back(Box(0, 0, 10, 20)) == Box(0, 790, 20, 800)


def test_only_turned_pages_change() -> None:
    turns = {2: Turn(1, 800, 500)}
    here, there = Where(1, Box(1, 2, 3, 4)), Where(2, Box(0, 0, 10, 20))
    assert as_displayed((here, there), turns) == (here, Where(2, Box(0, 790, 20, 800)))
    page = PageSummary(2, 800, 500, Layer.TEXT)
    assert as_displayed(page, turns) == PageSummary(2, 500, 800, Layer.TEXT)


def test_a_token_is_led_back_with_its_page() -> None:
    turns = {2: Turn(1, 800, 500)}
    here, there = (Token(page, 0, "717", Box(0, 0, 10, 20), b"", "717") for page in (1, 2))
    assert [token.box for token in as_displayed((here, there), turns)] == [Box(0, 0, 10, 20), Box(0, 790, 20, 800)]


def test_a_table_set_sideways_keeps_its_places_on_the_displayed_page(root: Path) -> None:
    document = extract(str(root / "tests/layouts/typst_tagged.pdf")).document
    assert document is not None
    table = next(t for t in document.tables if t.where[0].page == 1)
    page = document.pages[0]
    assert page.width < page.height
    labels = [c for c in table.cells if c.col == 0 and c.row > 1]
    assert len({round(c.where.box.top) for c in labels}) == 1  # rows of the table run across the displayed page
    assert all(c.where.box.x1 <= page.width and c.where.box.bottom <= page.height for c in table.cells)
