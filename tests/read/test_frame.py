"""From user space to the displayed page: rotations and boxes, as a property and against pdfplumber."""

from __future__ import annotations

import io
from collections.abc import Callable

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import Box, Page
from extractor.read.frame import Frame
from extractor.turning import Turn
from pdfs import Sheet, pdf, rect, text

sides = st.floats(-500, 500, allow_nan=False)
lengths = st.floats(1, 2000, allow_nan=False)
frames = st.builds(
    lambda x, y, w, h, turns: Frame(x, y, x + w, y + h, turns), sides, sides, lengths, lengths, st.integers(0, 3)
)
shares = st.floats(0, 1, allow_nan=False)


def back(frame: Frame, x: float, y: float) -> tuple[float, float]:
    """From the displayed page back to user space: the quarter turns undone one by one, anticlockwise."""
    width, height = frame.width, frame.height
    for _ in range(frame.turns):
        x, y, width, height = y, width - x, height, width
    return frame.left + x, frame.top - y


@given(frames, shares, shares)
def test_a_point_comes_back(frame: Frame, across: float, up: float) -> None:
    x = frame.left + across * (frame.right - frame.left)
    y = frame.bottom + up * (frame.top - frame.bottom)
    shown = frame.point(x, y)
    assert -1e-6 <= shown[0] <= frame.width + 1e-6
    assert -1e-6 <= shown[1] <= frame.height + 1e-6
    assert back(frame, *shown) == pytest.approx((x, y), abs=1e-6)


@given(frames, shares, shares, shares, shares)
def test_a_box_holds_its_corners_and_keeps_its_area(frame: Frame, a: float, b: float, c: float, d: float) -> None:
    xs = sorted(frame.left + share * (frame.right - frame.left) for share in (a, b))
    ys = sorted(frame.bottom + share * (frame.top - frame.bottom) for share in (c, d))
    box = Box(*frame.boxes(xs[0], ys[0], xs[1], ys[1]))
    assert box.x0 <= box.x1 and box.top <= box.bottom
    corners = [frame.point(x, y) for x in xs for y in ys]
    assert {(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)} == set(corners)
    assert box.width * box.height == pytest.approx((xs[1] - xs[0]) * (ys[1] - ys[0]), rel=1e-6, abs=1e-6)


def test_the_page_is_turned_clockwise() -> None:
    """ISO 32000-1, table 30: what is at the bottom left stands at the top left after a quarter turn."""
    assert Frame(0, 0, 100, 200, 0).point(0, 0) == (0, 200)
    assert Frame(0, 0, 100, 200, 1).point(0, 0) == (0, 0)
    assert Frame(0, 0, 100, 200, 2).point(0, 0) == (100, 0)
    assert Frame(0, 0, 100, 200, 3).point(0, 0) == (200, 100)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_places_on_a_rotated_page_are_those_that_pdfplumber_finds(read: Callable[[Sheet], Page], rotate: int) -> None:
    sheet = Sheet(rect(100, 600, 80, 40) + text(100, 700, "保証承諾"), rotate=rotate)
    page = read(sheet)
    oracle = pdfplumber.open(io.BytesIO(pdf(sheet))).pages[0]
    turn = Turn(page.turned, page.width, page.height)
    assert turn.back(Box(0, 0, page.width, page.height)) == (0, 0, oracle.width, oracle.height)
    [fill], [shape] = page.fills, oracle.rects
    assert tuple(turn.back(fill.box)) == pytest.approx(
        (shape["x0"], shape["top"], shape["x1"], shape["bottom"]), abs=0.01
    )
    assert sorted("".join(word.text for word in page.words)) == sorted("保証承諾")
    x0, top = min(c["x0"] for c in oracle.chars), min(c["top"] for c in oracle.chars)
    boxes = [turn.back(word.box) for word in page.words]
    assert min(box.x0 for box in boxes) == pytest.approx(x0, abs=2)
    assert min(box.top for box in boxes) == pytest.approx(top, abs=2)


def test_a_page_whose_text_runs_sideways_is_read_turned(read: Callable[[Sheet], Page]) -> None:
    page = read(Sheet(text(100, 700, "保証承諾"), rotate=90))
    assert page.turned == 3
    assert [word.text for word in page.words] == ["保証承諾"]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_whose_origin_is_elsewhere_is_read_alike(read: Callable[[Sheet], Page], rotate: int) -> None:
    plain = read(Sheet(rect(100, 600, 80, 40) + text(100, 700, "保証"), rotate=rotate))
    moved = read(Sheet(rect(50, 630, 80, 40) + text(50, 730, "保証"), media=(-50, 30, 545, 872), rotate=rotate))
    assert moved == plain


def test_places_count_from_the_crop_box(read: Callable[[Sheet], Page]) -> None:
    page = read(Sheet(rect(100, 600, 80, 40), crop=(50, 100, 500, 800)))
    assert (page.width, page.height) == (450, 700)
    assert page.fills[0].box == Box(50, 160, 130, 200)
