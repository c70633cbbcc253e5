"""Whose columns are whose, where one rule runs under several headings."""

from __future__ import annotations

import pytest

from extractor.tables.heading_shares import Lane, Span, shares_of


def lanes(*widths: float, align: str = "center") -> list[Lane]:
    """Columns side by side, each with a heading of 20 points set in it."""
    found, left = [], 0.0
    for width in widths:
        at = {"left": left, "center": left + width / 2 - 10, "right": left + width - 20}[align]
        found.append(Lane((at, at + 20), (left + 4, left + width - 4)))
        left += width
    return found


def over(widths: tuple[float, ...], shares: list[list[int]], align: str = "center") -> list[Span]:
    edges = [sum(widths[:i]) for i in range(len(widths) + 1)]
    spans = [(edges[s[0]], edges[s[-1] + 1]) for s in shares]
    return [
        {"left": (a, a + 24), "center": ((a + b) / 2 - 12, (a + b) / 2 + 12), "right": (b - 24, b)}[align]
        for a, b in spans
    ]


@pytest.mark.parametrize("align", ["left", "center", "right"])
@pytest.mark.parametrize(
    "shares",
    [
        [[0, 1], [2, 3, 4, 5]],
        [[0, 1, 2, 3], [4, 5]],
        [[0], [1, 2, 3, 4], [5]],
        [[0, 1, 2], [3, 4, 5]],
        [[0], [1], [2, 3, 4, 5]],
    ],
)
@pytest.mark.parametrize("widths", [(60,) * 6, (50, 60, 70, 60, 50, 64), (90, 45, 45, 45, 45, 45)])
def test_headings_have_the_columns_that_they_were_set_over(
    align: str, shares: list[list[int]], widths: tuple[float, ...]
) -> None:
    got, unsure = shares_of(over(widths, shares, align), lanes(*widths, align=align))
    assert (got, unsure) == (shares, frozenset())


def test_a_column_as_near_to_one_heading_as_to_the_next_is_unsure() -> None:
    got, unsure = shares_of([(33, 57), (123, 147)], lanes(60, 60, 60))
    assert 1 in unsure
    assert [column for share in got for column in share] == [0, 1, 2]
