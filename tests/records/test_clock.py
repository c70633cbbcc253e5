"""What words of time mean in the headings of one document."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import Identity, Period
from extractor.normalise.fiscal import fiscal_year
from extractor.records.clock import Clock

R6, R5 = fiscal_year(2024), fiscal_year(2023)
CLOCK = Clock(R6)


def day(year: int, month: int, of_month: int) -> Period:
    when = date(year, month, of_month)
    return Period(year - (month < 4), when, when)


@pytest.mark.parametrize(
    ("levels", "period"),
    [
        (["令和５年度"], R5),
        (["決算額", "令和５年度"], R5),
        (["令和５年度", "金額"], R5),
        (["令和５年度", "令和６年度"], R6),
        (["前連結会計年度（令和６年３月31日）"], day(2024, 3, 31)),
        (["前事業年度（自 令和５年４月１日 至 令和６年３月31日）"], R5),
        (["前期末残高"], day(2024, 3, 31)),
        (["令和５年度（令和６年３月末現在）"], day(2024, 3, 31)),
        (["令和５年度", "1月"], Period(2023, date(2024, 1, 1), date(2024, 1, 31))),
        (["4月"], Period(2024, date(2024, 4, 1), date(2024, 4, 30))),
        (["第９期", "令和６年３月"], R5),
        (["令和６年３月", "第９期"], R5),
        (["H30"], Period(2018)),
        (["令和５年"], Period(None, date(2023, 1, 1), date(2023, 12, 31))),
        (["第９期"], Period()),
        (["当期間"], Period()),
        (["提出日現在"], Period()),
        (["提出日現在（令和７年６月20日）"], day(2025, 6, 20)),
        (["令和５年度と令和６年度の比較"], Period()),
        (["会計年度年３月31日)"], Period()),
        (["昨年12月"], Period()),
    ],
)
def test_a_heading_tells_a_time(levels: list[str], period: Period) -> None:
    told = CLOCK.told(levels)
    assert told is not None
    assert told.period == period


@pytest.mark.parametrize("levels", [["金額"], [], ["対前年度実績比"], ["１年超５年以内"], ["3か月"]])
def test_a_heading_without_a_time_tells_none(levels: list[str]) -> None:
    assert CLOCK.told(levels) is None


def test_the_row_of_closing_months_makes_terms_of_months() -> None:
    told = CLOCK.told(["平成25年３月"], above="決算年月")
    assert told is not None
    assert told.period == fiscal_year(2012)
    plain = CLOCK.told(["平成25年３月"])
    assert plain is not None
    assert plain.period == Period(2012, date(2013, 3, 1), date(2013, 3, 31))


def test_cumulative_quarters_begin_with_the_year() -> None:
    told = [CLOCK.told([name], above=above) for name in ("第２四半期", "令和６年度") for above in ("（累計期間）", "（会計期間）")]  # fmt: skip
    assert [t.period for t in told if t] == [
        Period(2024, date(2024, 4, 1), date(2024, 9, 30)),
        Period(2024, date(2024, 7, 1), date(2024, 9, 30)),
        R6,
        R6,
    ]


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("前事業年度における取得株式", R5),
        ("当事業年度における取得株式", R6),
        ("当事業年度前における取得株式", Period()),
        ("当期間における取得株式", Period()),
        ("（１）令和５年度における会費", R5),
        ("取締役会における決議", None),
    ],
)
def test_a_row_label_that_begins_with_a_time(label: str, period: Period | None) -> None:
    told = CLOCK.leading(label)
    assert (told.period if told else None) == period


def test_a_term_is_what_the_document_says_that_it_is() -> None:
    texts = ["第８期（自 2022年７月１日 至 2023年３月31日）", "第９期 2023年４月１日から2024年３月31日まで"]
    clock = Clock.of(Identity(period=R6), texts)
    assert [told.period for name in ("第８期", "第9期", "第10期") if (told := clock.told([name]))] == [
        Period(2022, date(2022, 7, 1), date(2023, 3, 31)),
        R5,
        Period(),
    ]


def test_a_year_that_ends_in_december_is_the_year_before_by_the_calendar() -> None:
    clock = Clock.of(Identity(period=Period(2024, date(2024, 1, 1), date(2024, 12, 31))), [])
    told = [clock.told([text]) for text in ("前年度", "2024年", "令和６年２月10日", "上半期", "2023年12月期")]
    assert [t.period for t in told if t] == [
        Period(2023, date(2023, 1, 1), date(2023, 12, 31)),
        Period(2024, date(2024, 1, 1), date(2024, 12, 31)),
        Period(2024, date(2024, 2, 10), date(2024, 2, 10)),
        Period(2024, date(2024, 1, 1), date(2024, 6, 30)),
        Period(2023, date(2023, 1, 1), date(2023, 12, 31)),
    ]


def test_a_term_that_ends_in_another_month_has_no_first_day() -> None:
    told = CLOCK.told(["2019年12月期"])
    assert told is not None
    assert told.period == Period(2019, None, date(2019, 12, 31))


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("前連結会計年度（自 令和５年４月１日 至 令和６年３月31日）", True),
        ("（令和６年３月31日現在）", True),
        ("令和５年度末残高", True),
        ("２．令和５年度", True),
        ("令和５年度の事業", False),
        ("当期純利益", False),
        ("事業費", False),
        ("取締役会（令和５年５月10日）での決議", False),
    ],
)
def test_a_label_may_be_nothing_but_a_time(text: str, alone: bool) -> None:
    assert (CLOCK.alone(text) is not None) is alone


STYLES = ["令和{r}年度", "令和 {r} 年度", "（令和{r}年度）", "{w}年度", "R{r}年度", "令和{r}年度実績", "自 {w}年4月1日 至 {n}年3月31日",
          "{n}年3月期", "FY{w}", "平成{h}年度", "{w}年4月1日から{n}年3月31日まで"]  # fmt: skip


@given(st.integers(2020, 2048), st.sampled_from(STYLES))
def test_a_printed_year_is_read_back(year: int, style: str) -> None:
    printed = style.format(r=year - 2018, w=year, n=year + 1, h=year - 1988)
    told = CLOCK.told([printed])
    assert told is not None
    assert told.period == fiscal_year(year)


@given(st.integers(1, 12), st.integers(2000, 2040))
def test_part_and_whole_of_any_business_year_agree(last: int, year: int) -> None:
    whole = fiscal_year(year, last)
    clock = Clock(whole, last)
    first, second = clock.told(["上期"]), clock.told(["下期"])
    assert first is not None
    assert second is not None
    assert (first.period.start, second.period.end) == (whole.start, whole.end)
    quarters = [told.period for n in (1, 2, 3, 4) if (told := clock.told([f"第{n}四半期"]))]
    assert [q.start for q in (quarters[0], quarters[2])] == [whole.start, second.period.start]
    assert [q.end for q in (quarters[1], quarters[3])] == [first.period.end, whole.end]
