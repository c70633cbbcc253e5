"""The period and the scenario of a column, from its heading and its document."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.model import Identity, Period
from extractor.records.timing import period_in, period_of, scenario_of, year_before

R6 = Period(2024, date(2024, 4, 1), date(2025, 3, 31))
R5 = Period(2023, date(2023, 4, 1), date(2024, 3, 31))
R7 = Period(2025, date(2025, 4, 1), date(2026, 3, 31))


def day(year: int, month: int, of_month: int) -> Period:
    when = date(year, month, of_month)
    return Period(year - (month < 4), when, when)


@pytest.mark.parametrize(
    ("levels", "scenario", "around", "period"),
    [
        (["金額"], None, R6, R6),
        ([], None, R6, R6),
        (["当年度"], "actual", R6, R6),
        (["前年度"], "prior_actual", R6, R5),
        (["前年度決算額"], "prior_actual", R6, R5),
        (["決算額", "令和5年度"], "actual", R6, R5),
        (["令和5年度", "金額"], None, R6, R5),
        (["令和５年度", "令和６年度"], None, R6, R6),
        (["令和6年3月31日現在"], None, R6, day(2024, 3, 31)),
        (["前期"], "prior_actual", day(2025, 3, 31), day(2024, 3, 31)),
        (["対前年度実績比"], None, R6, R6),
        (["翌年度"], None, R6, R7),
        (["第９期"], None, R6, Period()),
        (["前年度"], "prior_actual", Period(), Period()),
        (["令和5年度"], None, Period(), R5),
        (["4月"], None, R6, Period(2024, date(2024, 4, 1), date(2024, 4, 30))),
        (["1月"], None, R6, Period(2024, date(2025, 1, 1), date(2025, 1, 31))),
    ],
)
def test_a_heading_names_the_period(levels: list[str], scenario: str | None, around: Period, period: Period) -> None:
    found = period_of(levels, scenario, around)
    if levels == ["前期"]:  # 「前期」 alone names the year before; its day is not told
        assert found.fiscal_year == period.fiscal_year
    else:
        assert found == period


def test_the_nearest_text_that_names_a_period_is_believed() -> None:
    assert period_in(["金額", None, "令和5年度", "令和6年度"], 2024) == R5
    assert period_in(["金額", None], 2024) is None


def test_a_year_before_is_called_by_the_same_words() -> None:
    assert year_before(2024, R6) == R5
    assert year_before(2024, day(2025, 3, 31)) == day(2024, 3, 31)
    assert year_before(2023, day(2024, 2, 29)) == day(2023, 2, 28)
    assert year_before(2024, Period(2024)) == Period(2023)


@pytest.mark.parametrize(
    ("named", "period", "caption", "doc_type", "scenario"),
    [
        (None, R6, None, "評価", "actual"),
        (None, R6, "業務数値", "ディスクロージャー", "actual"),
        (None, R5, None, "評価", "prior_actual"),
        ("actual", R5, None, "評価", "prior_actual"),
        ("plan", R5, None, "評価", "prior_plan"),
        ("plan", R6, None, "評価", "plan"),
        ("forecast", R5, None, "評価", "forecast"),
        ("prior_actual", R5, None, "評価", "prior_actual"),
        (None, R7, None, "評価", None),
        ("plan", R7, None, "評価", "plan"),
        (None, R6, "令和6年度収支計画", "評価", None),
        (None, R6, None, "計画", None),
        (None, R6, None, "予算書", None),
        (None, R6, None, None, None),
        ("actual", R6, None, None, "actual"),
        (None, Period(), None, "評価", None),
    ],
)
def test_what_is_not_said_to_be_planned_came_about_where_the_document_reports(
    named: str | None, period: Period, caption: str | None, doc_type: str | None, scenario: str | None
) -> None:
    assert scenario_of(named, period, caption, Identity(doc_type=doc_type, period=R6)) == scenario
