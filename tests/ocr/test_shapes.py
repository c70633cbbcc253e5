"""Signs told by their shape, and bands of light print."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.ocr.bands import without_bands
from extractor.ocr.pixel_rules import part_rules
from extractor.ocr.shapes import is_specked_dash, is_triangle, sign_before

SIZE = 24.0


def _triangle(width: int, height: int, *, solid: bool) -> np.ndarray:
    picture = np.zeros((height + 4, width + 4), np.uint8)
    corners = np.array([[2 + width // 2, 2], [2, height + 1], [width + 1, height + 1]])
    cv2.polylines(picture, [corners], True, (1,), 2)
    if solid:
        cv2.fillPoly(picture, [corners], (1,))
    rows, columns = np.flatnonzero(picture.any(axis=1)), np.flatnonzero(picture.any(axis=0))
    return picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _digit(text: str) -> np.ndarray:
    picture = np.zeros((60, 60), np.uint8)
    cv2.putText(picture, text, (5, 45), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (1,), 2)
    rows, columns = np.flatnonzero(picture.any(axis=1)), np.flatnonzero(picture.any(axis=0))
    return picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


@pytest.mark.parametrize("solid", [True, False])
@pytest.mark.parametrize(("width", "height"), [(20, 18), (24, 20), (16, 16)])
def test_triangles_are_told(width: int, height: int, solid: bool) -> None:
    assert is_triangle(_triangle(width, height, solid=solid), SIZE)


@pytest.mark.parametrize("text", ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "D", "24"])
def test_digits_are_no_triangles(text: str) -> None:
    assert not is_triangle(_digit(text), SIZE)


def test_the_sign_before_a_figure_is_found_behind_a_bracket_too() -> None:
    triangle, bracket, digit = _triangle(20, 18, solid=False), np.ones((24, 3), np.uint8), _digit("7")
    ink = np.zeros((30, 90), np.uint8)
    ink[3:27, 2:5] = bracket
    ink[6 : 6 + triangle.shape[0], 10 : 10 + triangle.shape[1]] = triangle
    ink[4 : 4 + digit.shape[0], 45 : 45 + digit.shape[1]] = digit
    assert sign_before(ink, SIZE) == pytest.approx(10 + triangle.shape[1] / 2, abs=1)
    assert sign_before(ink[:, 40:], SIZE) is None


def _strokes(*boxes: tuple[int, int, int, int]) -> np.ndarray:
    """Ink in boxes (left, top, width, height), cut to its extent."""
    picture = np.zeros((40, 40), np.uint8)
    for x, y, width, height in boxes:
        picture[y : y + height, x : x + width] = 1
    rows, columns = np.flatnonzero(picture.any(axis=1)), np.flatnonzero(picture.any(axis=0))
    return picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


@pytest.mark.parametrize(
    ("strokes", "specked"),
    [
        (((10, 20, 18, 2), (14, 14, 2, 2)), True),  # read as 二 by both networks
        (((10, 20, 18, 2), (30, 20, 2, 1), (12, 12, 1, 1)), True),
        (((10, 20, 18, 2), (12, 12, 14, 2)), False),  # 二
        (((10, 10, 18, 2), (24, 14, 2, 5), (22, 21, 2, 5), (20, 28, 2, 5)), False),  # 7, its leg in pieces
        (((10, 20, 18, 2), (32, 8, 3, 22)), False),  # －1
        (((10, 20, 18, 2),), False),  # a dash alone
    ],
)
def test_a_dash_with_specks_is_no_numeral(strokes: tuple[tuple[int, int, int, int], ...], specked: bool) -> None:
    assert is_specked_dash(_strokes(*strokes), SIZE) is specked


def _band(paper: int, shade: int, print_: int) -> np.ndarray:
    scan = np.full((200, 500), paper, np.uint8)
    scan[50:90, 20:480] = shade
    cv2.putText(scan, "2024 1,234", (60, 80), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (print_,), 2)
    return scan


@pytest.mark.parametrize("shade", [0, 90, 150])
def test_light_print_on_a_band_becomes_dark_print_on_paper(shade: int) -> None:
    turned, bands = without_bands(_band(255, shade, 255), 2.0)
    assert [band.box for band in bands] == [(20, 50, 480, 90)]
    assert bands[0].shade == shade
    area = turned[48:92, 18:482]
    assert (area < 60).mean() == pytest.approx((_band(255, shade, 255)[53:87, 23:477] > 240).mean(), abs=0.02)
    assert np.median(area) > 240


@pytest.mark.parametrize(("shade", "print_"), [(150, 0), (90, 90), (240, 0)])
def test_dark_print_on_a_shade_and_bars_stay_as_they_are(shade: int, print_: int) -> None:
    scan = _band(255, shade, print_)
    turned, bands = without_bands(scan, 2.0)
    assert bands == ()
    assert (turned == scan).all()


def test_characters_between_two_rules_in_line_do_not_join_them() -> None:
    ink = np.zeros((300, 200), np.uint8)
    ink[20:100, 100:102] = 1
    ink[160:280, 100:102] = 1
    ink[110:150, 90:112] = 1
    for row in range(115, 150, 8):
        ink[row : row + 4, 90:112] = 0
    rules, _, _ = part_rules(ink, ink, 24.0)
    assert sorted((round(r.start), round(r.end)) for r in rules) == [(20, 100), (160, 280)]
