"""The drawing of a page: what is a rule, what a fill, and what neither."""

from __future__ import annotations

import io
from collections.abc import Callable

import pdfplumber
import pytest

from extractor.model import Box, Page, Ruling
from pdfs import Form, Sheet, line, pdf, polygon, rect

Read = Callable[[Sheet | str], Page]


def rules(page: Page) -> set[tuple[str, float, float, float]]:
    """Rules as (direction, at, start, end), to half a point."""
    return {("h" if r.horizontal else "v", *(round(2 * v) / 2 for v in (r.at, r.start, r.end))) for r in page.rulings}


SIDES = {("h", 300.0, 50.0, 150.0), ("h", 342.0, 50.0, 150.0), ("v", 50.0, 300.0, 342.0), ("v", 150.0, 300.0, 342.0)}


def test_stroked_lines_are_rules_at_their_middle(read: Read) -> None:
    page = read(line(50, 600, 300, 600) + line(80, 500, 80, 640, width=2))
    assert rules(page) == {("h", 242.0, 50.0, 300.0), ("v", 80.0, 202.0, 342.0)}
    assert page.fills == ()


@pytest.mark.parametrize("backwards", [False, True])
def test_the_sides_of_a_stroked_rectangle_are_rules(read: Read, backwards: bool) -> None:
    box = rect(150, 542, -100, -42, "S") if backwards else rect(50, 500, 100, 42, "S")
    page = read(box)
    assert rules(page) == SIDES
    assert page.fills == ()


def test_a_filled_and_stroked_rectangle_is_both(read: Read) -> None:
    page = read("0.9 0.9 0.5 rg " + rect(50, 500, 100, 42, "B"))
    assert rules(page) == SIDES
    [fill] = page.fills
    assert fill.box == pytest.approx(Box(50, 300, 150, 342), abs=0.6)
    assert fill.colour == pytest.approx((230, 230, 128), abs=1)


def test_a_thick_fill_is_no_rule(read: Read) -> None:
    page = read(rect(50, 500, 100, 42))
    assert page.rulings == ()
    assert [fill.box for fill in page.fills] == [Box(50, 300, 150, 342)]


def test_a_thin_fill_is_a_rule_with_its_thickness(read: Read) -> None:
    page = read(rect(50, 600, 250, 0.5) + rect(80, 500, 1, 140))
    assert page.fills == ()
    assert page.rulings == (
        Ruling(True, pytest.approx(241.75), 50, 300, pytest.approx(0.5)),
        Ruling(False, pytest.approx(80.5), 202, 342, pytest.approx(1)),
    )


def test_rules_and_fills_are_where_pdfplumber_sees_them(read: Read) -> None:
    content = rect(50, 500, 100, 42) + rect(200, 500, 60, 30, "S") + line(50, 450, 300, 450) + rect(50, 400, 200, 0.6)
    page = read(content)
    oracle = pdfplumber.open(io.BytesIO(pdf(content))).pages[0]
    filled = [r for r in oracle.rects if r["fill"] and r["height"] > 3]
    assert [fill.box for fill in page.fills] == [
        pytest.approx((r["x0"], r["top"], r["x1"], r["bottom"]), abs=0.1) for r in filled
    ]
    stroked = [e for e in oracle.edges if e["stroke"]]
    thin = [r for r in oracle.rects if r["height"] < 1]
    expected = {
        ("h", e["top"], e["x0"], e["x1"]) if e["orientation"] == "h" else ("v", e["x0"], e["top"], e["bottom"])
        for e in stroked
    } | {("h", (r["top"] + r["bottom"]) / 2, r["x0"], r["x1"]) for r in thin}
    assert rules(page) == {(d, *(round(2 * v) / 2 for v in place)) for d, *place in expected}


def test_two_sides_of_a_cell_drawn_as_one_polygon_are_two_rules(read: Read) -> None:
    bent = polygon([(50, 600), (50, 500), (150, 500), (150, 501), (51, 501), (51, 600)])
    page = read(bent)
    assert page.fills == ()
    assert ("v", 50.0, 242.0, 342.0) in rules(page)
    assert ("h", 342.0, 50.0, 150.0) in rules(page)


def test_a_thick_l_is_a_fill(read: Read) -> None:
    page = read(polygon([(50, 600), (50, 500), (150, 500), (150, 530), (80, 530), (80, 600)]))
    assert page.rulings == ()
    assert [fill.box for fill in page.fills] == [Box(50, 242, 150, 342)]


@pytest.mark.parametrize("step", [1.5, 3, 6])
def test_a_row_of_dots_is_one_rule(read: Read, step: float) -> None:
    page = read("".join(rect(50 + step * i, 600, 0.8, 0.8) for i in range(100)))
    assert rules(page) == {("h", 241.5, 50.0, round(2 * (50 + 99 * step + 0.8)) / 2)}
    assert page.fills == ()


def test_a_column_of_dots_is_one_rule(read: Read) -> None:
    page = read("".join(rect(50, 500 + 3 * i, 0.8, 0.8) for i in range(40)))
    [rule] = page.rulings
    assert (rule.horizontal, rule.at) == (False, pytest.approx(50.4))
    assert (rule.start, rule.end) == (pytest.approx(842 - 617.8), pytest.approx(342))


def test_a_crossing_of_dotted_rules_is_two(read: Read) -> None:
    row = "".join(rect(50 + 3 * i, 560, 0.8, 0.8) for i in range(40))
    column = "".join(rect(110, 500 + 3 * i, 0.8, 0.8) for i in range(40))
    assert {r.horizontal for r in read(row + column).rulings} == {True, False}


def test_a_few_dots_far_apart_are_no_rule(read: Read) -> None:
    assert read("".join(rect(50 + 30 * i, 600, 0.8, 0.8) for i in range(10))).rulings == ()
    assert read("".join(rect(50 + 3 * i, 600, 0.8, 0.8) for i in range(3))).rulings == ()


def test_a_diagonal_is_no_rule(read: Read) -> None:
    assert read(line(50, 600, 150, 500) + line(50, 600, 300, 590)).rulings == ()


def test_a_curve_is_no_rule_and_the_straight_sides_beside_it_are(read: Read) -> None:
    arch = "0.5 w 50 500 m 50 560 l 50 590 60 600 80 600 c 300 600 l S\n"
    assert rules(read(arch)) == {("v", 50.0, 282.0, 342.0), ("h", 242.0, 80.0, 300.0)}


def test_a_path_that_is_not_painted_is_nothing(read: Read) -> None:
    page = read(rect(50, 500, 100, 42, "n") + rect(60, 510, 20, 10, "W n"))
    assert (page.rulings, page.fills) == ((), ())


@pytest.mark.parametrize("matrix", [(1, 0, 0, 1, 30, -20), (2, 0, 0, 0.5, 0, 0), (0, 1, -1, 0, 500, 100)])
def test_rules_in_a_form_stand_where_its_matrix_puts_them(read: Read, matrix: tuple[float, ...]) -> None:
    a, b, c, d, e, f = matrix
    drawn = [(50, 300, 150, 300), (50, 300, 50, 420)]
    placed = [
        (x0 * a + y0 * c + e, x0 * b + y0 * d + f, x1 * a + y1 * c + e, x1 * b + y1 * d + f) for x0, y0, x1, y1 in drawn
    ]
    inside = read(Sheet("/X1 Do\n", forms={"X1": Form("".join(line(*p) for p in drawn), matrix)}))
    assert rules(inside) == rules(read("".join(line(*p) for p in placed)))
    assert len(inside.rulings) == 2


def test_a_form_is_placed_by_the_matrix_in_force_when_it_is_called(read: Read) -> None:
    sheet = Sheet("q 1 0 0 1 100 50 cm /X1 Do Q\n/X1 Do\n", forms={"X1": Form(line(50, 300, 150, 300))})
    assert rules(read(sheet)) == {("h", 492.0, 150.0, 250.0), ("h", 542.0, 50.0, 150.0)}


def test_fills_and_dots_in_a_form_are_placed_too(read: Read) -> None:
    dots = "".join(rect(50 + 3 * i, 600, 0.8, 0.8) for i in range(40))
    page = read(Sheet("/X1 Do\n", forms={"X1": Form(rect(50, 500, 100, 42) + dots, (1, 0, 0, 1, 10, -10))}))
    assert [fill.box for fill in page.fills] == [Box(60, 310, 160, 352)]
    [rule] = page.rulings
    assert (rule.at, rule.start) == (pytest.approx(251.6), pytest.approx(60))


def test_lines_under_a_scaling_matrix_are_where_they_are_seen(read: Read) -> None:
    assert rules(read("q 0.5 0 0 0.5 10 20 cm " + line(100, 1000, 400, 1000) + "Q\n")) == {("h", 322.0, 60.0, 210.0)}
