"""When a figure holds: from its heading, its row, its caption, its document, and by what it is."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.model import Identity, Period
from extractor.normalise.fiscal import fiscal_year
from extractor.records.clock import Clock, Told
from extractor.records.timing import (
    Nature,
    around_table,
    column_time,
    nature_of,
    part_of_year,
    period_of,
    scenario_of,
    year_before,
)

R6, R5, R7 = fiscal_year(2024), fiscal_year(2023), fiscal_year(2025)
CLOCK = Clock(R6)


def day(year: int, month: int, of_month: int) -> Period:
    when = date(year, month, of_month)
    return Period(year - (month < 4), when, when)


def told(period: Period) -> Told:
    return Told(period, "fiscal_year")


@pytest.mark.parametrize(
    ("levels", "row", "scenario", "around", "period"),
    [
        (["金額"], ["会費"], None, R6, R6),
        ([], ["会費"], None, R5, R5),
        (["前年度"], ["会費"], "prior_actual", R6, R5),
        (["前年度"], ["会費"], "prior_actual", R5, fiscal_year(2022)),
        (["前年度決算額"], ["会費"], "prior_actual", R6, R5),
        (["前回"], ["会費"], "prior_actual", day(2025, 3, 31), day(2024, 3, 31)),
        (["金額"], ["令和５年度"], None, R6, R5),
        (["4月"], ["令和５年度"], None, R6, Period(2023, date(2023, 4, 1), date(2023, 4, 30))),
        (["金額"], ["令和５年度", "会費"], None, R6, R5),
        (["金額"], ["令和５年度末"], None, R6, day(2024, 3, 31)),
        (["金額"], ["当期末残高"], None, R5, day(2024, 3, 31)),
        (["第９期"], ["会費"], None, R6, Period()),
        (["前年度"], ["会費"], "prior_actual", Period(), R5),
        (["翌年度"], ["会費"], None, R6, R7),
        (["期首残高"], ["基金"], None, R6, day(2024, 3, 31)),
        (["当期首"], ["基金"], None, day(2025, 3, 31), day(2024, 3, 31)),
    ],
)
def test_the_nearest_word_of_time_counts(
    levels: list[str], row: list[str], scenario: str | None, around: Period, period: Period
) -> None:
    assert column_time(CLOCK, levels, None, row, scenario, told(around)).period == period


@pytest.mark.parametrize(
    ("caption", "above", "period"),
    [
        ("収支計算書", None, R6),
        ("令和５年度 収支計算書", None, R5),
        ("令和５年度 収支計算書", R6, R5),
        ("収支計算書", R5, R5),
        (None, Period(), Period()),
        ("第３期 収支計算書", None, Period()),
        ("第３期 収支計算書", R5, R5),
        ("令和５年度及び令和６年度の比較", None, Period()),
    ],
)
def test_a_table_takes_the_documents_year_where_nothing_near_contradicts(
    caption: str | None, above: Period | None, period: Period
) -> None:
    assert around_table(CLOCK, caption, above).period == period


def test_under_a_heading_of_other_years_the_documents_year_is_not_taken() -> None:
    other, own = "２．令和４年５月10日に届け出た内容", "３．令和６年５月10日に届け出た内容"
    assert around_table(CLOCK, None, None, other).period == Period()
    assert around_table(CLOCK, None, None, own).period == R6
    assert around_table(CLOCK, None, None, "４．届け出た内容").period == R6
    assert around_table(CLOCK, "令和５年度の届出", None, other).period == R5


@pytest.mark.parametrize(
    ("period", "nature", "first", "last"),
    [
        (R6, Nature.STOCK, "2025-03-31", "2025-03-31"),
        (R6, Nature.OPENING, "2024-04-01", "2024-04-01"),
        (R6, Nature.FLOW, "2024-04-01", "2025-03-31"),
        (Period(2023), Nature.UNTOLD, "2023-04-01", "2024-03-31"),
        (Period(2023), Nature.STOCK, "2024-03-31", "2024-03-31"),
        (day(2025, 3, 31), Nature.FLOW, "2024-04-01", "2025-03-31"),
        (day(2025, 3, 31), Nature.OPENING, "2024-04-01", "2024-04-01"),
        (day(2024, 9, 30), Nature.FLOW, "2024-09-30", "2024-09-30"),
        (day(2024, 9, 30), Nature.STOCK, "2024-09-30", "2024-09-30"),
        (Period(2019, None, date(2019, 12, 31)), Nature.STOCK, "2019-12-31", "2019-12-31"),
    ],
)
def test_a_balance_has_its_day_twice(period: Period, nature: Nature, first: str, last: str) -> None:
    found = period_of(CLOCK, told(period), nature)
    assert (str(found.start), str(found.end)) == (first, last)
    assert found.fiscal_year == period.fiscal_year


@pytest.mark.parametrize(
    ("measure", "texts", "statements", "nature"),
    [
        ("amount", ["期末残高"], set(), Nature.STOCK),
        ("amount", ["期首残高"], set(), Nature.OPENING),
        ("change", ["現金", "期末残高"], set(), Nature.FLOW),
        ("amount", ["現金"], {"balance_sheet"}, Nature.STOCK),
        ("amount", ["流動資産合計"], set(), Nature.STOCK),
        ("amount", ["当期変動額", "純資産合計"], set(), Nature.UNTOLD),
        ("amount", ["会費"], {"income_statement"}, Nature.UNTOLD),
    ],
)
def test_what_holds_at_a_day(measure: str, texts: list[str], statements: set[str], nature: Nature) -> None:
    assert nature_of(None, measure, texts, frozenset(statements)) is nature


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("4月", ("月", "4月")),
        ("第２四半期", ("四半期", "第2四半期")),
        ("上期", ("半期", "上期")),
        ("下半期", ("半期", "下期")),
        ("4月～7月", ("月", "4月~7月")),
        ("令和６年度", None),
        ("令和７年３月31日現在", None),
        ("自 令和６年４月１日 至 令和７年３月31日", None),
    ],
)
def test_a_stretch_within_the_year_is_a_part_of_it(text: str, part: tuple[str, str] | None) -> None:
    named = CLOCK.told([text])
    assert named is not None
    assert part_of_year(CLOCK, named) == part


def test_a_business_year_that_was_shortened_is_no_part_of_a_year() -> None:
    short = Period(2019, date(2019, 4, 1), date(2019, 12, 31))
    assert part_of_year(Clock(short, 3), Told(short, "range")) is None


def test_a_year_before_is_called_by_the_same_words() -> None:
    assert year_before(CLOCK, R6) == R5
    assert year_before(CLOCK, day(2025, 3, 31)) == day(2024, 3, 31)
    assert year_before(CLOCK, day(2024, 2, 29)) == day(2023, 2, 28)
    assert year_before(CLOCK, Period(2024)) == Period(2023)


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
