"""Drawings set by hand: what proves a chart, what does not, and what stays open."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.charts import charts_on
from extractor.model import Box, Fill, Layer, Page, Ruling, Shape, Word
from set_words import words

BLUE, RED = (60, 110, 190), (230, 120, 50)


def page(texts: Sequence[tuple[str, float, float]], fills: Sequence[Fill] = (), shapes: Sequence[Shape] = ()) -> Page:
    """Texts by their middle and their top; a base line below the bars."""
    set_: list[Word] = []
    for text, x, top in texts:
        made = words(text, 0.0, top)
        shift = x - (made[0].box.x0 + made[-1].box.x1) / 2
        set_ += words(text, shift, top)
    return Page(
        1,
        595.0,
        842.0,
        Layer.TEXT,
        tuple(set_),
        (Ruling(True, 400.0, 130.0, 370.0),),
        fills=tuple(fills),
        shapes=tuple(shapes),
    )


def bar(x: float, high: float, colour: tuple[int, int, int] = BLUE, base: float = 400.0) -> Fill:
    return Fill(Box(x - 20, base - high, x + 20, base), colour)


def line(colour: tuple[int, int, int], *points: tuple[float, float]) -> Shape:
    xs, ys = zip(*points, strict=True)
    return Shape(Box(min(xs), min(ys), max(xs), max(ys)), points, colour, False)


def labels(made: Page) -> dict[str, tuple[str | None, str | None]]:
    return {label.text: (label.series, label.category) for c in charts_on(made, (), "x").charts for label in c.labels}


YEARS = [("令和4年度", 150.0, 405.0), ("令和5年度", 250.0, 405.0), ("令和6年度", 350.0, 405.0)]
TITLE = ("保証承諾の推移", 250.0, 220.0)
BARS = [bar(150, 100), bar(250, 120), bar(350, 80)]
FIGURES = [("717", 150.0, 287.0), ("731", 250.0, 267.0), ("702", 350.0, 307.0)]


def test_bars_with_figures_and_years() -> None:
    assert labels(page([TITLE, *YEARS, *FIGURES], BARS)) == {
        "717": ("保証承諾の推移", "令和4年度"),
        "731": ("保証承諾の推移", "令和5年度"),
        "702": ("保証承諾の推移", "令和6年度"),
    }


def test_without_a_title_the_series_stays_open() -> None:
    assert {series for series, _ in labels(page([*YEARS, *FIGURES], BARS)).values()} == {None}


def test_without_categories_or_a_scale_nothing_proves_a_chart() -> None:
    assert labels(page([TITLE, *FIGURES], BARS)) == {}


def test_boxes_with_words_are_no_chart() -> None:
    """Steps of growing boxes, as slides have them."""
    texts = [("準備", 150.0, 350.0), ("実行", 250.0, 340.0), ("定着", 350.0, 360.0)]
    assert labels(page([TITLE, *YEARS, *texts], BARS)) == {}


def test_fields_of_one_height_are_no_bars() -> None:
    """Shaded cells of a table."""
    assert (
        labels(
            page([TITLE, *YEARS, ("717", 150.0, 385.0), ("731", 250.0, 385.0)], [bar(x, 20) for x in (150, 250, 350)])
        )
        == {}
    )


def test_a_figure_above_a_stack_may_be_the_total_and_is_of_no_series() -> None:
    stacks = [bar(x, 60) for x in (150, 250, 350)] + [
        bar(x, high, RED, 340.0) for x, high in ((150, 30), (250, 50), (350, 20))
    ]
    keys = [Fill(Box(150, 440, 158, 448), BLUE), Fill(Box(250, 440, 258, 448), RED)]
    texts = [
        *YEARS,
        ("甲", 168.0, 439.0),
        ("乙", 268.0, 439.0),
        ("600", 150.0, 365.0),
        ("300", 150.0, 320.0),
        ("900", 150.0, 296.0),
    ]
    assert labels(page(texts, [*stacks, *keys])) == {
        "600": ("甲", "令和4年度"),
        "300": ("乙", "令和4年度"),
        "900": (None, "令和4年度"),
    }


def test_a_figure_between_two_lines_is_of_neither() -> None:
    drawn = [
        line(BLUE, (150, 300), (250, 290), (350, 310)),
        line(RED, (150, 330), (250, 312), (350, 340)),
        line(BLUE, (150, 440), (170, 440)),
        line(RED, (250, 440), (270, 440)),
    ]
    texts = [
        *YEARS,
        ("甲", 180.0, 435.0),
        ("乙", 280.0, 435.0),
        ("71", 150.0, 286.0),
        ("72", 250.0, 296.0),
        ("73", 350.0, 343.0),
    ]
    found = labels(page(texts, shapes=drawn))
    assert found == {"71": ("甲", "令和4年度"), "72": (None, "令和5年度"), "73": ("乙", "令和6年度")}


def test_one_colour_with_two_names_is_no_series() -> None:
    keys = [Fill(Box(150, 440, 158, 448), BLUE), Fill(Box(250, 440, 258, 448), BLUE)]
    found = labels(page([*YEARS, *FIGURES, ("甲", 168.0, 439.0), ("乙", 268.0, 439.0)], [*BARS, *keys]))
    assert {series for series, _ in found.values()} == {None}


def test_negative_bars_hang_from_the_base_line() -> None:
    fills = [bar(150, 100), Fill(Box(230, 400, 270, 440), BLUE), bar(350, 80)]
    years = [(year, x, 450.0) for year, x, _ in YEARS]
    found = labels(
        page([("保証承諾の推移", 250.0, 250.0), *years, FIGURES[0], ("△12", 250.0, 441.0), FIGURES[2]], fills)
    )
    assert found["△12"] == ("保証承諾の推移", "令和5年度")
    assert len(found) == 3


def test_figures_that_run_into_one_another_are_left_to_be_told() -> None:
    """Two labels that touch, read as one, must not become a third figure."""
    fills = [Fill(Box(100, 200 + 50 * n, 100 + x, 220 + 50 * n), BLUE) for n, x in enumerate((100, 60, 80))]
    fills += [Fill(Box(100 + x, 200 + 50 * n, 160 + x, 220 + 50 * n), RED) for n, x in enumerate((100, 60, 80))]
    fills += [Fill(Box(150, 440, 158, 448), BLUE), Fill(Box(250, 440, 258, 448), RED)]
    names = [(name, 80.0, 205.0 + 50 * n) for n, name in enumerate(("甲", "乙", "丙"))]
    keys = [("計画", 173.0, 439.0), ("実績", 273.0, 439.0)]
    texts = [*names, *keys, ("56580", 200.0, 205.0), ("12", 130.0, 255.0), ("34", 190.0, 255.0)]
    assert labels(page(texts, fills)) == {"12": ("計画", "乙"), "34": ("実績", "乙")}


def test_a_bar_between_two_categories_has_none() -> None:
    """Every other year is named."""
    five = [bar(x, high) for x, high in ((150, 100), (200, 90), (250, 120), (300, 70), (350, 80))]
    fills = [Fill(Box(f.box.x0 + 8, f.box.top, f.box.x1 - 8, f.box.bottom), BLUE) for f in five]
    texts = [*YEARS, *FIGURES, ("611", 200.0, 297.0), ("622", 300.0, 317.0)]
    found = labels(page(texts, fills))
    assert (found["611"][1], found["622"][1]) == (None, None)
    assert found["717"][1] in (None, "令和4年度")


def test_a_scale_is_no_figure_and_proves_a_chart() -> None:
    marks = [(f"{n * 200}", 110.0, 395.0 - 50 * n) for n in range(4)]
    found = labels(page([*marks, *FIGURES[:1]], BARS))
    assert list(found) == ["717"]


@given(st.lists(st.tuples(st.integers(60, 500), st.integers(100, 700), st.integers(0, 9999)), max_size=12))
def test_every_figure_is_read_once_whatever_stands_around(placed: list[tuple[int, int, int]]) -> None:
    made = page([*YEARS, *FIGURES, *((str(n), float(x), float(y)) for x, y, n in placed)], BARS)
    found = charts_on(made, (), "x")
    taken = [id(label) for chart in found.charts for label in chart.labels]
    assert len(taken) == len(set(taken))
    kept = sorted(word.text for word in found.rest)
    read = [label.text for c in found.charts for label in c.labels] + [
        text.text for c in found.charts for text in c.texts
    ]
    said = [c.title for c in found.charts if c.title]
    whole = sorted("".join(word.text for word in made.words))
    assert sorted("".join([*kept, *read, *said]).replace(" ", "")) == whole


@pytest.mark.parametrize("gap", [0.0, 8.0])
def test_bars_that_touch_and_bars_apart(gap: float) -> None:
    pairs = [(150, 100, 60), (250, 120, 70), (350, 80, 90)]
    fills = []
    for x, blue, red in pairs:
        fills.append(Fill(Box(x - 30 - gap / 2, 400 - blue, x - gap / 2, 400), BLUE))
        fills.append(Fill(Box(x + gap / 2, 400 - red, x + 30 + gap / 2, 400), RED))
    fills += [Fill(Box(150, 440, 158, 448), BLUE), Fill(Box(250, 440, 258, 448), RED)]
    texts = [*YEARS, ("計画", 173.0, 439.0), ("実績", 273.0, 439.0)]
    for n, (x, blue, red) in enumerate(pairs):
        texts += [(f"{n + 1}1", x - 15 - gap / 2, 388.0 - blue), (f"{n + 1}2", x + 15 + gap / 2, 388.0 - red)]
    years = [year for year, _, _ in YEARS]
    assert labels(page(texts, fills)) == {
        f"{n + 1}{k}": (("計画", "実績")[k - 1], years[n]) for n in range(3) for k in (1, 2)
    }
