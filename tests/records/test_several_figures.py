"""What each figure of a cell is about that holds more than one, or a word with it."""

from __future__ import annotations

import pytest
from grids import around, table

from extractor.model import Identity, Period, Record
from extractor.profile import Profile, load_profile
from extractor.records.from_tables import table_records

GENERIC: Profile = load_profile("generic")
REPORT = Identity(period=Period(2016))


def told(*lines: str, unit: str | None = None) -> list[tuple[str, str | None, str | None, str, str | None]]:
    """Item, its parents, column, figure as printed and unit of each record."""
    one = table(*(line.replace("/", "\n") for line in lines), unit=unit)
    records: list[Record] = list(table_records(one, around(GENERIC, one, REPORT)))
    assert len({r.record_id for r in records}) == len(records)
    return [
        (r.meaning.item, r.meaning.item_path, r.meaning.column, r.quantity.raw, r.quantity.unit)
        for r in records
        if r.quantity.value is not None
    ]


def test_a_word_in_the_cell_is_a_part_of_the_item() -> None:
    assert told(
        "区分|株式数（株）", "完全議決権株式（自己株式等）|（自己保有株式）/普通株式　1,701,900", "総数|88,025,472"
    ) == [
        ("完全議決権株式(自己株式等) 普通株式", None, "株式数", "1,701,900", "株"),
        ("総数", None, "株式数", "88,025,472", "株"),
    ]


def test_brackets_of_the_label_tell_of_figures_in_brackets() -> None:
    assert told("|当期", "従業員数［外、平均臨時雇用者数］（名）|19,843/［2,503］") == [
        ("従業員数", None, "当期", "19,843", "名"),
        ("外、平均臨時雇用者数", "従業員数", "当期", "［2,503］", "名"),
    ]


def test_brackets_of_the_heading_tell_of_figures_in_brackets() -> None:
    assert told("事業所|土地/（面積㎡）", "本社|2,845/（7,120）", unit="（単位：百万円）") == [
        ("本社", None, "土地", "2,845", "百万円"),
        ("本社", None, "土地 > 面積", "（7,120）", "㎡"),
    ]


@pytest.mark.parametrize(
    ("unit", "inner", "own"),
    [("（単位：件）", "10", "件"), ("（単位：件）", "10.5", None), ("（単位：件、％）", "98", None)],
)
def test_a_bare_figure_in_brackets_has_the_unit_of_its_neighbour_or_none(
    unit: str, inner: str, own: str | None
) -> None:
    """Decimals, or a unit of ratios in the note, may mean that it is a ratio of the other: nothing is guessed."""
    found = told("区分|５年度|６年度", f"入札件数|12（{inner}）|15（13）", unit=unit)
    assert found[0] == ("入札件数", None, "5年度", "12", "件")
    assert found[1][3:] == (f"（{inner}）", own)


def test_a_ratio_that_is_named_in_its_brackets() -> None:
    assert told("区分|６年度", "保証承諾|1,234百万円（前年度比102.3％）")[1] == (
        "保証承諾",
        None,
        "6年度 > 前年度比",
        "102.3％",
        "％",
    )


def test_the_ends_of_a_range_are_no_exact_figures() -> None:
    one = table("銘柄|利率（％）", "社債|0.1\n～0.2")
    found = [r.quantity for r in table_records(one, around(GENERIC, one, REPORT))]
    assert [(str(q.value), q.unit, q.hedge) for q in found] == [("0.1", "％", "～"), ("0.2", "％", "～")]


def test_brackets_that_are_of_the_year_before_have_no_time_of_their_own() -> None:
    one = table("部門|令和６年度", "公共|1,203\n（1,180）", unit="（単位：百万円、下段は前年同期）")
    found = [
        (r.quantity.raw, r.quantity.unit, r.period.fiscal_year)
        for r in table_records(one, around(GENERIC, one, REPORT))
    ]
    assert found == [("1,203", "百万円", 2024), ("（1,180）", "百万円", None)]


@pytest.mark.parametrize(("note", "unit"), [("（単位：百万円、％）", "％"), ("（単位：百万円）", None)])
def test_a_column_of_decimals_in_brackets_beside_amounts_holds_no_amounts(note: str, unit: str | None) -> None:
    rows = "区分|６年度|<", "一般|95,044|(98.2)", "特別|45,562|(103.4)"
    assert [own for *_, raw, own in told(*rows, unit=note) if raw.startswith("(")] == [unit, unit]
