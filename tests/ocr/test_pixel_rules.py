"""Rules in pixels, and ink without them."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.ocr.pixel_rules import part_rules

SIZE = 20.0


def _paper() -> np.ndarray:
    return np.zeros((300, 400), np.uint8)


def test_rules_are_found_with_their_ends() -> None:
    ink = _paper()
    ink[50:52, 20:380] = 1
    ink[50:250, 100:103] = 1
    rules, _, left = part_rules(ink, ink, SIZE)
    assert [(r.horizontal, round(r.start), round(r.end)) for r in rules] == [(True, 20, 380), (False, 50, 250)]
    assert left.sum() == 0


def test_a_dash_is_no_rule() -> None:
    ink = _paper()
    ink[100:103, 50:70] = 1
    rules, _, left = part_rules(ink, ink, SIZE)
    assert rules == ()
    assert left.sum() == ink.sum()


def test_a_break_of_the_scanner_is_healed_and_a_gap_of_the_layout_is_not() -> None:
    ink = _paper()
    ink[50:52, 20:150] = 1
    ink[50:52, 160:380] = 1
    ink[200:202, 20:150] = 1
    ink[200:202, 260:380] = 1
    rules, _, _ = part_rules(ink, ink, SIZE)
    assert sorted((round(r.at), round(r.start), round(r.end)) for r in rules) == [
        (50, 20, 380),
        (200, 20, 150),
        (200, 260, 380),
    ]


def test_a_stroke_that_crosses_a_rule_keeps_its_ink() -> None:
    ink = _paper()
    ink[100:102, 20:380] = 1
    ink[90:112, 200:203] = 1
    _, _, left = part_rules(ink, ink, SIZE)
    assert left[90:112, 201].all()


def test_a_thick_bar_is_no_rule() -> None:
    ink = _paper()
    ink[50:70, 20:380] = 1
    assert part_rules(ink, ink, SIZE)[0] == ()


def test_a_hair_line_that_a_scanner_nearly_lost_is_a_rule_where_others_are() -> None:
    ink, faint = _paper(), _paper()
    ink[50:52, 20:380] = 1
    faint[100, 21:379] = 1
    ink[150, 20:380:40] = ink[150, 21:380:40] = 1
    faint[150, 20:380] = 1
    faint[200, 60:300] = 1  # a fold of the paper
    faint[240:262, 20:380] = 1  # a shade
    rules, mask, _ = part_rules(ink, faint | ink, SIZE)
    assert [(round(r.at), round(r.start), round(r.end)) for r in rules] == [
        (50, 20, 380),
        (150, 20, 380),
        (100, 21, 379),
    ]
    assert not mask[200:].any()


def test_a_faint_line_that_is_ink_in_good_part_is_a_rule_anywhere() -> None:
    ink, faint = _paper(), _paper()
    for start in range(60, 300, 20):
        ink[100, start : start + 10] = 1
    faint[100, 60:300] = 1
    (rule,) = part_rules(ink, faint, SIZE)[0]
    assert (rule.start, rule.end) == (60, 300)


def _in_pieces(start: int, length: int, count: int = 6) -> np.ndarray:
    """A table's two rules, and between them pieces of ink every 60 pixels."""
    ink = _paper()
    ink[50:52, 20:380] = 1
    ink[150:152, 20:380] = 1
    for k in range(count):
        ink[100:101, start + 60 * k : start + length + 60 * k] = 1
    return ink


def test_a_hair_line_that_came_and_went_is_a_rule() -> None:
    """At 0.7 degrees and 200 dpi in black and white, a line of less than a pixel is seen every 80 pixels."""
    ink = _in_pieces(22, 24)
    rules, _, left = part_rules(ink, ink, SIZE)
    assert sorted((round(r.at), round(r.start), round(r.end)) for r in rules) == [
        (50, 20, 380),
        (100, 20, 380),
        (150, 20, 380),
    ]
    assert left.sum() == 0


@pytest.mark.parametrize(
    ("start", "length", "count"),
    [
        (22, 18, 6),  # as long as a dash
        (142, 24, 4),  # behind the labels of a row
        (22, 24, 3),
    ],
)
def test_a_row_of_dashes_is_no_rule(start: int, length: int, count: int) -> None:
    ink = _in_pieces(start, length, count)
    rules, _, left = part_rules(ink, ink, SIZE)
    assert sorted(round(r.at) for r in rules) == [50, 150]
    assert left.sum() == length * count
