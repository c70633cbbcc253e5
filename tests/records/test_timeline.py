"""Times on lines of their own: what they hold for, and where they end."""

from __future__ import annotations

from datetime import date

import pytest
from grids import line, section

from extractor.model import Box, Line, Period, Where
from extractor.normalise.fiscal import fiscal_year
from extractor.records.clock import Clock
from extractor.records.timeline import Timeline

R6, R5 = fiscal_year(2024), fiscal_year(2023)
PRIOR, CURRENT = "前事業年度（自 令和５年４月１日 至 令和６年３月31日）", "当事業年度（自 令和６年４月１日 至 令和７年３月31日）"  # fmt: skip


def holding(printed: list[tuple[str, float]], at: float, page: int = 1, *headings: tuple[str, float]) -> Period | None:
    lines: dict[int, list[Line]] = {1: [line(text, top) for text, top in printed]}
    sections = [section(text, top=top) for text, top in headings]
    timeline = Timeline(Clock(R6), lines, sections, ())
    return timeline.at(Where(page, Box(50, at, 500, at + 50)))


def test_a_line_holds_for_what_follows_until_the_next() -> None:
    printed = [(PRIOR, 100), ("１．配当に関する事項", 130), (CURRENT, 300)]
    assert holding(printed, 20) is None
    assert holding(printed, 150) == R5
    assert holding(printed, 350) == R6


def test_a_heading_under_the_line_does_not_end_it_and_one_above_does() -> None:
    printed = [("（損益計算書関係）", 80), (PRIOR, 100), ("（税効果会計関係）", 300)]
    headings = [("１．費用の内訳", 130.0), ("２．収益の内訳", 200.0)]
    assert holding(printed, 250, 1, *headings) == R5
    assert holding(printed, 350, 1, *headings) is None


def test_a_line_that_names_two_years_tells_none_up_to_the_next_numbered_line() -> None:
    printed = [("前事業年度 当事業年度", 100), ("４．退職給付の制度", 200)]
    assert holding(printed, 150) == Period()
    assert holding(printed, 250) is None


@pytest.mark.parametrize(
    "text", ["令和７年６月20日", "令和７年６月", "（単位：百万円）", "前事業年度は増加した。", "第９回総会"]
)
def test_dates_of_printing_and_sentences_hold_for_nothing(text: str) -> None:
    assert holding([(text, 100)], 150) is None


def test_another_year_is_not_believed_pages_later() -> None:
    assert holding([(PRIOR, 100)], 150, 3) == R5
    assert holding([(PRIOR, 100)], 150, 9) == Period()
    assert holding([(CURRENT, 100)], 150, 9) == R6


def test_the_day_of_a_sheet_holds_up_to_the_next_heading() -> None:
    printed = [("（令和６年３月31日現在）", 100)]
    assert holding(printed, 150, 1, ("株式の状況", 90.0), ("２．配当", 300.0)) == Period(
        2023, date(2024, 3, 31), date(2024, 3, 31)
    )
    assert holding(printed, 350, 1, ("株式の状況", 90.0), ("２．配当", 300.0)) is None


def test_a_heading_that_opens_with_a_year_holds_for_its_section() -> None:
    headings = [("２．令和５年度の事業", 100.0), ("３．今後の見通し", 300.0)]
    assert holding([], 200, 1, *headings) == R5
    assert holding([], 350, 1, *headings) is None


def test_a_section_that_is_called_by_a_year_alone_holds_until_its_end() -> None:
    headings = [("令和５年度", 100.0), ("定款の変更", 300.0)]
    assert holding([("令和５年度", 100)], 200, 1, *headings) == R5
    assert holding([("令和５年度", 100)], 350, 1, *headings) is None
