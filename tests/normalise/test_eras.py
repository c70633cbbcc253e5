"""Years, dates and terms as printed in disclosures; truth worked out by hand from the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import Period
from extractor.normalise.eras import find_periods
from extractor.normalise.fiscal import era_year, fiscal_year, fiscal_year_of, nearest_year


def one(text: str, context: int | None = None) -> tuple[str, str, int | None, str | None, str | None]:
    (mention,) = find_periods(text, context)
    period = mention.period
    printed = text[mention.start : mention.end]
    iso = [day.isoformat() if day else None for day in (period.start, period.end)]
    return printed, mention.kind, period.fiscal_year, iso[0], iso[1]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("令和6年度", 2024),
        ("令和６年度", 2024),
        ("令和 6 年度", 2024),
        ("令和元年度", 2019),
        ("平成30年度", 2018),
        ("平成32年度", 2020),
        ("昭和63年度", 1988),
        ("R6年度", 2024),
        ("2024年度", 2024),
        ("FY2024", 2024),
        ("㋿6年度", 2024),
        ("令和二年度", 2020),
        ("平成三十年度", 2018),
    ],
)
def test_a_fiscal_year_runs_from_april_to_march(text: str, year: int) -> None:
    assert one(text) == (text, "fiscal_year", year, f"{year}-04-01", f"{year + 1}-03-31")


def test_a_letter_and_a_number_name_a_year_but_not_its_days() -> None:
    assert one("R6") == ("R6", "fiscal_year", 2024, None, None)
    assert one("H30") == ("H30", "fiscal_year", 2018, None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和7年3月31日現在", ("令和7年3月31日", "day", 2024, "2025-03-31", "2025-03-31")),
        ("R6.3.31", ("R6.3.31", "day", 2023, "2024-03-31", "2024-03-31")),
        ("R6.3", ("R6.3", "month", 2023, "2024-03-01", "2024-03-31")),
        ("2017/06/23", ("2017/06/23", "day", 2017, "2017-06-23", "2017-06-23")),
        ("令和 4 年 9 月に締結", ("令和 4 年 9 月", "month", 2022, "2022-09-01", "2022-09-30")),
        ("令和6年2月末", ("令和6年2月末", "day", 2023, "2024-02-29", "2024-02-29")),
        ("令和6年度末", ("令和6年度末", "day", 2024, "2025-03-31", "2025-03-31")),
        ("令和6年", ("令和6年", "date", None, "2024-01-01", "2024-12-31")),
        ("2019年12月期", ("2019年12月期", "term", 2019, None, "2019-12-31")),
        ("平成29年３月期", ("平成29年３月期", "term", 2016, None, "2017-03-31")),
        ("第115期", ("第115期", "term", None, None, None)),
        ("令和6年度上期", ("令和6年度上期", "half", 2024, "2024-04-01", "2024-09-30")),
        ("令和6年度下半期", ("令和6年度下半期", "half", 2024, "2024-10-01", "2025-03-31")),
        ("令和6年度第４四半期", ("令和6年度第４四半期", "quarter", 2024, "2025-01-01", "2025-03-31")),
        ("平成31年4月1日から令和2年3月31日まで", ("平成31年4月1日から令和2年3月31日まで", "range", 2019, "2019-04-01", "2020-03-31")),
        ("自 平成28年４月１日\n至 平成29年３月31日", ("自 平成28年４月１日\n至 平成29年３月31日", "range", 2016, "2016-04-01", "2017-03-31")),
        ("令和6年4月~9月", ("令和6年4月~9月", "range", 2024, "2024-04-01", "2024-09-30")),
        ("令和6年10月～翌年3月", ("令和6年10月～翌年3月", "range", 2024, "2024-10-01", "2025-03-31")),
        ("平成30年～34年", ("平成30年～34年", "range", None, "2018-01-01", "2022-12-31")),
        ("2019年～21年", ("2019年～21年", "range", None, "2019-01-01", "2021-12-31")),
        ("令和6年2月30日", ("令和6年2月30日", "date", None, None, None)),
        ("11:58:51", ("11:58:51", "date", None, None, None)),
    ],
)  # fmt: skip
def test_other_mentions(text: str, expected: tuple[str, str, int | None, str | None, str | None]) -> None:
    assert one(text) == expected


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("６年度", 2024, ("６年度", "fiscal_year", 2024, "2024-04-01", "2025-03-31")),
        ("６年度", None, ("６年度", "fiscal_year", None, None, None)),
        ("30年度", 2019, ("30年度", "fiscal_year", 2018, "2018-04-01", "2019-03-31")),
        ("前年度", 2024, ("前年度", "fiscal_year", 2023, "2023-04-01", "2024-03-31")),
        ("当期末", 2024, ("当期", "fiscal_year", 2024, "2024-04-01", "2025-03-31")),
        ("中間期", 2024, ("中間期", "half", 2024, "2024-04-01", "2024-09-30")),
        ("第３四半期累計期間", 2016, ("第３四半期累計期間", "quarter", 2016, "2016-04-01", "2016-12-31")),
        ("4月～9月", 2024, ("4月～9月", "range", 2024, "2024-04-01", "2024-09-30")),
        ("12月31日", 2024, ("12月31日", "day", 2024, "2024-12-31", "2024-12-31")),
        ("3月末", 2024, ("3月末", "day", 2024, "2025-03-31", "2025-03-31")),
        ("6 月末", None, ("6 月末", "date", None, None, None)),
    ],
)
def test_what_needs_a_year_in_context(
    text: str, context: int | None, expected: tuple[str, str, int | None, str | None, str | None]
) -> None:
    assert one(text, context) == expected


@pytest.mark.parametrize(
    "text", ["前年度比", "対前年度実績比", "当期純利益", "3か月", "5年間", "5年超", "2,024", "H2O", "3時間"]
)
def test_these_name_no_time(text: str) -> None:
    assert find_periods(text, 2024) == ()


def test_from_a_year_to_another_without_made_are_two() -> None:
    assert [m.kind for m in find_periods("令和5年度から令和6年度に増加")] == ["fiscal_year", "fiscal_year"]


def test_a_bare_year_follows_the_one_named_before_it() -> None:
    assert [m.period.fiscal_year for m in find_periods("平成29年度、30年度")] == [2017, 2018]


def test_a_bare_year_that_may_be_two_is_left_open() -> None:
    assert nearest_year("24", 2018) is None  # 平成24年 is 2012, '24 is 2024: both within ten years
    assert nearest_year("6", 2024) == 2024
    assert nearest_year("6", None) is None


@given(st.dates(date(1990, 1, 1), date(2098, 12, 31)), st.sampled_from(["令和", "R", "平成"]))
def test_a_printed_day_is_read_back(day: date, era: str) -> None:
    number = day.year - (1988 if era == "平成" else 2018)
    if not 1 <= number <= 99:
        return
    printed = "元" if number == 1 and era != "R" else str(number)
    text = f"{era}{printed}.{day.month}.{day.day}" if era == "R" else f"{era}{printed}年{day.month}月{day.day}日"
    (mention,) = find_periods(text)
    assert (mention.period.start, mention.period.end, mention.kind) == (day, day, "day")
    assert mention.period.fiscal_year == fiscal_year_of(day) == (day.year if day.month > 3 else day.year - 1)


@given(st.integers(1, 99))
def test_eras_run_on_past_their_end(number: int) -> None:
    assert era_year("平成", str(number)) == 1988 + number
    assert era_year("昭和", str(number)) == 1925 + number


# --- business years that end in another month -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        ("1月", 12, (2024, "2024-01-01", "2024-01-31")),
        ("前年度", 12, (2023, "2023-01-01", "2023-12-31")),
        ("令和6年度", 12, (2024, "2024-01-01", "2024-12-31")),
        ("上期", 12, (2024, "2024-01-01", "2024-06-30")),
        ("下期", 9, (2024, "2024-04-01", "2024-09-30")),
        ("令和6年度末", 6, (2024, "2024-06-30", "2024-06-30")),
        ("第２四半期累計期間", 6, (2024, "2023-07-01", "2023-12-31")),
        ("10月～12月", 9, (2024, "2023-10-01", "2023-12-31")),
        ("2024年2月10日", 12, (2024, "2024-02-10", "2024-02-10")),
        ("2024年2月末", 2, (2023, "2024-02-29", "2024-02-29")),
        ("当期", 2, (2024, "2024-03-01", "2025-02-28")),
    ],
)
def test_a_business_year_may_end_in_another_month(text: str, last: int, expected: tuple[int, str, str]) -> None:
    (mention,) = find_periods(text, 2024, last)
    period = mention.period
    assert period.start and period.end
    assert (period.fiscal_year, period.start.isoformat(), period.end.isoformat()) == expected


@given(st.integers(1990, 2090), st.integers(1, 12))
def test_a_business_year_has_twelve_months_and_holds_its_days(year: int, last: int) -> None:
    whole = fiscal_year(year, last)
    assert whole.start and whole.end
    assert whole.end.month == last
    assert (whole.end - whole.start).days in (364, 365)
    assert fiscal_year_of(whole.start, last) == fiscal_year_of(whole.end, last) == year
    assert fiscal_year(year + 1, last).start == whole.end + timedelta(days=1)
    (mention,) = find_periods(f"自 {whole.start:%Y年%m月%d日} 至 {whole.end:%Y年%m月%d日}", None, last)
    assert mention.period == whole


@pytest.mark.parametrize("text", ["昨年3月31日", "会計年度年3月31日)", "前年12月"])
def test_a_month_of_a_year_that_is_not_told_has_none(text: str) -> None:
    assert find_periods(text, 2024)[-1].period == Period()
