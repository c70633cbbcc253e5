"""Two columns that end above a table or a title across the page, and begin anew below it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from typeset import page

from extractor.model import Box
from extractor.sections import PageText, sections_of

FIRST, SECOND, THIRD, FOURTH = (
    f"{name}の段落では、それぞれの取組について述べています。読む順に並ぶことを確かめるために、数行にわたる長さにしてあります。ここで終わります。"
    for name in ("第一", "第二", "第三", "第四")
)
WIDTH, LEFT, RIGHT = 22, 60.0, 310.0


def lines(text: str, x0: float, top: float) -> list[tuple[str, float, float, float]]:
    """A paragraph with its first line indented, ten points a character."""
    cut = [text[: WIDTH - 1], *(text[i : i + WIDTH] for i in range(WIDTH - 1, len(text), WIDTH))]
    return [(part, x0 + (0 if row else 10), top + 17 * row, 10) for row, part in enumerate(cut)]


def in_parts(below: float, *between: tuple[str, float, float, float]) -> PageText:
    """Two blocks of two columns, one below the other."""
    upper = [*lines(FIRST, LEFT, 100), *lines(SECOND, RIGHT, 100)]
    return page(1, *upper, *between, *lines(THIRD, LEFT, below), *lines(FOURTH, RIGHT, below))


def paragraphs(one: PageText) -> list[str]:
    return [p.text for section in sections_of([one]) for p in section.paragraphs]


def test_columns_end_at_a_table_across_the_page() -> None:
    one = in_parts(260)
    assert paragraphs(one) == [FIRST, THIRD, SECOND, FOURTH]
    across = replace(one, tables=(Box(100, 180, 500, 250),))
    assert paragraphs(across) == [FIRST, SECOND, THIRD, FOURTH]


def test_a_table_within_a_column_parts_nothing() -> None:
    one = replace(in_parts(260), tables=(Box(LEFT, 180, LEFT + 200, 250),))
    assert paragraphs(one) == [FIRST, THIRD, SECOND, FOURTH]


@pytest.mark.parametrize(
    ("size", "order"), [(16, [FIRST, SECOND, THIRD, FOURTH]), (10, [FIRST, THIRD, SECOND, FOURTH])]
)
def test_columns_end_at_a_large_title_that_stands_alone(size: float, order: list[str]) -> None:
    assert paragraphs(in_parts(240, ("２．管理部門", LEFT, 195, size))) == order


def test_a_short_block_takes_the_gutter_of_the_one_above() -> None:
    upper = [*lines(FIRST, LEFT, 100), *lines(SECOND, RIGHT, 100)]
    lower = [*lines(THIRD[: 2 * WIDTH - 1], LEFT, 240), *lines(FOURTH[: WIDTH - 5], RIGHT - 10, 240)]
    got = paragraphs(page(1, *upper, ("３．経営支援部門", LEFT, 195, 16), *lower))
    assert "".join(got) == FIRST + SECOND + THIRD[: 2 * WIDTH - 1] + FOURTH[: WIDTH - 5]
