"""Ink that is no print: dust and shadows where no print is, bars of headings; and print that must not be taken for it."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.ocr.dirt import is_crossed, part_dirt, without_bars
from extractor.ocr.picture import Pixels
from extractor.ocr.pixel_rules import PixelRule
from extractor.ocr.segments import Segment

SIZE = 20.0


def _page(*boxes: tuple[int, int, int, int]) -> tuple[tuple[Segment, ...], Pixels]:
    """Pieces of solid ink (left, top, width, height) on a sheet of 600 x 400 pixels."""
    ink = np.zeros((400, 600), np.uint8)
    for x, y, w, h in boxes:
        ink[y : y + h, x : x + w] = 1
    return tuple(Segment(x, y, x + w, y + h) for x, y, w, h in boxes), ink


LINE, NEXT = (100, 100, 200, 20), (100, 140, 200, 20)


@pytest.mark.parametrize(
    "mark",
    [
        (560, 105, 3, 10),  # in line with print, beyond all of it
        (150, 300, 4, 9),  # below all print
        (150, 123, 3, 6),  # between two lines
        (30, 142, 2, 18),  # as tall as a digit, but thinner, and in the margin
    ],
)
def test_slight_marks_that_stand_on_no_line_are_no_print(mark: tuple[int, int, int, int]) -> None:
    segments, ink = _page(LINE, NEXT, mark)
    kept, dirt = part_dirt(segments, (), ink, SIZE)
    assert (len(kept), dirt) == (2, (segments[2],))


@pytest.mark.parametrize(
    "piece",
    [
        (340, 104, 4, 15),  # the thinnest 1, alone in its line's margin
        (290, 300, 6, 14),  # a page number 1
        (430, 109, 12, 3),  # a dash in a column of dashes
        (200, 127, 12, 3),  # a dash between the two lines of a label
        (300, 113, 4, 4),  # a point at the end of a line
    ],
)
def test_print_is_kept(piece: tuple[int, int, int, int]) -> None:
    segments, ink = _page(LINE, NEXT, piece)
    kept, dirt = part_dirt(segments, (), ink, SIZE)
    assert (len(kept), dirt) == (3, ())


def test_what_stands_beyond_all_print_but_within_rules_is_read() -> None:
    segments, ink = _page(LINE, NEXT, (450, 106, 3, 8))
    rules = (PixelRule(False, 500.0, 90.0, 170.0, 2.0),)
    assert part_dirt(segments, rules, ink, SIZE)[1] == ()
    assert part_dirt(segments, (), ink, SIZE)[1] == (segments[2],)


def test_the_shadow_at_the_side_of_a_sheet_bounds_no_table() -> None:
    segments, ink = _page(LINE, NEXT, (560, 105, 3, 10))
    assert part_dirt(segments, (PixelRule(False, 596.0, 0.0, 400.0, 2.0),), ink, SIZE)[1] == (segments[2],)


def _with_hole(ink: Pixels, x: int, y: int) -> None:
    ink[y + 6 : y + 14, x + 4 : x + 12] = 0


@pytest.mark.parametrize(
    ("bar", "taken"),
    [((70, 92, 8, 35), True), ((70, 100, 5, 22), False), ((70, 99, 8, 28), False), ((70, 98, 8, 30), True)],
)
def test_a_bar_beside_a_heading_is_taller_than_its_print(bar: tuple[int, int, int, int], taken: bool) -> None:
    segments, ink = _page((90, 98, 18, 24), (130, 94, 30, 30), (165, 94, 30, 30), bar)
    for x, y in ((90, 98), (130, 94), (165, 94)):
        _with_hole(ink, x, y)
    left, bars = without_bars(ink, SIZE)
    assert bars == ((segments[3],) if taken else ())
    assert int(ink.sum() - left.sum()) == (bar[2] * bar[3] if taken else 0)


@pytest.mark.parametrize(
    ("stroke", "crossed"),
    [((95, 80, 3, 60), True), ((60, 108, 110, 2), True), ((95, 102, 12, 15), False)],
    ids=["a seal or a mark by hand", "a crease", "one more digit"],
)
def test_a_figure_with_a_stroke_that_is_no_characters_is_crossed(
    stroke: tuple[int, int, int, int], crossed: bool
) -> None:
    _, ink = _page((60, 100, 12, 18), (80, 100, 12, 18), (112, 100, 12, 18), stroke)
    assert is_crossed(Segment(60, 80, 170, 140), ink, SIZE) is crossed
