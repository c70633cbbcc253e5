"""Rules in pixels, and ink without them."""

from __future__ import annotations

import numpy as np

from extractor.ocr.pixel_rules import part_rules

SIZE = 20.0


def _paper() -> np.ndarray:
    return np.zeros((300, 400), np.uint8)


def test_rules_are_found_with_their_ends() -> None:
    ink = _paper()
    ink[50:52, 20:380] = 1
    ink[50:250, 100:103] = 1
    rules, _, left = part_rules(ink, SIZE)
    assert [(r.horizontal, round(r.start), round(r.end)) for r in rules] == [(True, 20, 380), (False, 50, 250)]
    assert left.sum() == 0


def test_a_dash_is_no_rule() -> None:
    ink = _paper()
    ink[100:103, 50:70] = 1
    rules, _, left = part_rules(ink, SIZE)
    assert rules == ()
    assert left.sum() == ink.sum()


def test_a_break_of_the_scanner_is_healed_and_a_gap_of_the_layout_is_not() -> None:
    ink = _paper()
    ink[50:52, 20:150] = 1
    ink[50:52, 160:380] = 1
    ink[200:202, 20:150] = 1
    ink[200:202, 260:380] = 1
    rules, _, _ = part_rules(ink, SIZE)
    assert sorted((round(r.at), round(r.start), round(r.end)) for r in rules) == [
        (50, 20, 380),
        (200, 20, 150),
        (200, 260, 380),
    ]


def test_a_stroke_that_crosses_a_rule_keeps_its_ink() -> None:
    ink = _paper()
    ink[100:102, 20:380] = 1
    ink[90:112, 200:203] = 1
    _, _, left = part_rules(ink, SIZE)
    assert left[90:112, 201].all()


def test_a_thick_bar_is_no_rule() -> None:
    ink = _paper()
    ink[50:70, 20:380] = 1
    assert part_rules(ink, SIZE)[0] == ()
