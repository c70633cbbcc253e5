"""Cells, units and labels as the field prints them; truth by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.normalise.characters import DASHES, MINUS_MARKS, fold, is_empty_mark
from extractor.normalise.labels import normalise_label, numbering_level, split_numbering
from extractor.normalise.numbers import has_digits, parse_figure, split_marks
from extractor.normalise.units import base_of, parse_unit_note, rounding_note, unit_in_label, unit_of


@pytest.mark.parametrize(
    ("raw", "unit", "value", "base", "step"),
    [
        ("5,355", "件", "5355", "5355", "1"),
        ("△ 51", "百万円", "-51", "-51000000", "1000000"),
        ("△14,133,959", "円", "-14133959", "-14133959", "1"),
        ("▲ 34,525", "千円", "-34525", "-34525000", "1000"),
        ("+1,613,716", "円", "1613716", "1613716", "1"),
        ("94.5", "％", "94.5", "94.5", "0.1"),
        ("68.5%", "円", "68.5", "68.5", "0.1"),
        ("0", "百万円", "0", "0", "1000000"),
        ("△0", "百万円", "0", "0", "1000000"),
        ("87,789", "千株", "87789", "87789000", "1000"),
        ("1億2千", "円", "100002", "100002000", "1000"),
    ],
)
def test_a_figure_with_the_unit_of_its_table(raw: str, unit: str, value: str, base: str, step: str) -> None:
    quantity = parse_figure(raw, unit)
    assert quantity is not None
    assert (quantity.value, quantity.value_base, quantity.step) == (Decimal(value), Decimal(base), Decimal(step))


@pytest.mark.parametrize("raw", ["[ 8,822,000 ]", "( 8,822,000 )", "［8,822,000］", "〔8,822,000〕"])
def test_brackets_make_nothing_negative(raw: str) -> None:
    quantity = parse_figure(raw, "円")
    assert quantity is not None
    assert (quantity.value, quantity.bracketed) == (8822000, True)


@pytest.mark.parametrize("raw", ["－", "―", "‐", "-", "—", "ー", "――", "…", "・・・", "n.a.", "x", "(－)"])
def test_a_mark_of_absence_has_no_value(raw: str) -> None:
    quantity = parse_figure(raw, "百万円")
    assert quantity is not None
    assert (quantity.raw, quantity.value, quantity.value_base, quantity.step) == (raw, None, None, None)
    assert (quantity.unit, quantity.unit_base) == ("百万円", "JPY")


@pytest.mark.parametrize("text", ["*", "△", "一", "0", "", "・", "項目"])
def test_these_are_no_marks_of_absence(text: str) -> None:
    assert not is_empty_mark(text)


def test_a_contradiction_between_cell_and_table_is_refused() -> None:
    assert parse_figure("1億2千", "百万円") is None


@pytest.mark.parametrize(
    ("raw", "figure", "marks"),
    [
        ("1,234※2", "1,234", ("※2",)),
        ("※1 1,234", "1,234", ("※1",)),
        ("※1,234", "1,234", ("※",)),
        ("1,234（注）", "1,234", ("（注）",)),
        ("5.2%*1", "5.2%", ("*1",)),
        ("※123", "※123", ()),
        ("1,234", "1,234", ()),
    ],
)
def test_note_marks_are_split_off(raw: str, figure: str, marks: tuple[str, ...]) -> None:
    assert split_marks(raw) == (figure, marks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三件", True),
        ("５", True),
        ("①", True),
        ("二〇", True),
        ("一般会計", False),
        ("百万円", False),
        ("保証承諾", False),
    ],
)
def test_digits_are_seen(text: str, expected: bool) -> None:
    assert has_digits(text) is expected


# --- units ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "units"),
    [
        ("（単位：件、百万円、％）", ("件", "百万円", "％")),
        ("(単位 千円)", ("千円",)),
        ("単位：百万円・％", ("百万円", "％")),
        ("（金額：円）", ("円",)),
        ("【単位:億円】", ("億円",)),
        ("（単位：百万円、単位未満切捨て）", ("百万円",)),
        ("令和6年度　業務数値 （単位：件、百万円、％）", ("件", "百万円", "％")),
        ("（百万円）", ("百万円",)),
        ("（単位：GJ）", ("GJ",)),
        ("（注）", ()),
        ("（個数不明）", ()),
        ("単位未満切捨て", ()),
    ],
)
def test_unit_notes(note: str, units: tuple[str, ...]) -> None:
    assert parse_unit_note(note) == units


def test_rounding_notes() -> None:
    assert rounding_note("単位未満切捨て") == "truncated"
    assert rounding_note("百万円未満は四捨五入") == "rounded"
    assert rounding_note("（単位：百万円）") is None


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("売上高（百万円）", ("売上高", "百万円")),
        ("構成比(％)", ("構成比", "％")),
        ("金額［千円］", ("金額", "千円")),
        ("正会員(個人)", None),
        ("従業員数 （人）", ("従業員数", "人")),
        ("売上高", None),
        ("東部（市）", None),
    ],
)
def test_units_in_labels(label: str, expected: tuple[str, str] | None) -> None:
    assert unit_in_label(label) == expected


@pytest.mark.parametrize(
    ("text", "name", "base", "factor"),
    [
        ("百万円", "百万円", "JPY", "1000000"),
        ("％", "％", "％", "1"),
        ("パーセント", "％", "％", "1"),
        ("百 万 円", "百万円", "JPY", "1000000"),
        ("兆円", "兆円", "JPY", "1000000000000"),
        ("千件", "千件", "件", "1000"),
        ("箇所", "か所", "か所", "1"),
        ("百万", "百万円", "JPY", "1000000"),
        ("千米ドル", "千米ドル", "USD", "1000"),
        ("十億円", "十億円", "JPY", "1000000000"),
    ],
)
def test_units(text: str, name: str, base: str, factor: str) -> None:
    unit = unit_of(text)
    assert unit is not None
    assert (unit.name, unit.base, unit.factor) == (name, base, Decimal(factor))


def test_an_unknown_unit_is_its_own_base() -> None:
    assert unit_of("パーセク") is None
    assert base_of(Decimal(5), "パーセク") == (5, "パーセク")
    assert base_of(Decimal(5), None) == (None, None)
    assert base_of(Decimal(5), "千円") == (5000, "JPY")


# --- labels -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("保 証 承 諾", "保証承諾"),
        ("期\u3000\u3000末\n基本財産", "期末基本財産"),
        ("RPA tool", "RPA tool"),
        ("R & D 費", "R & D費"),
        ("⾦融", "金融"),
        ("⺠間", "民間"),
        ("ﾘｰｽ債権", "リース債権"),
        ("売上高（百万円）", "売上高(百万円)"),
        ("データ", "データ"),
        ("10 20", "10 20"),
        ("", ""),
    ],
)
def test_labels(text: str, label: str) -> None:
    assert normalise_label(text) == label


@pytest.mark.parametrize(
    ("text", "mark", "rest"),
    [
        ("１．業務環境", "１．", "業務環境"),
        ("（１）県内", "（１）", "県内"),
        ("① 会費", "①", "会費"),
        ("Ⅰ 一般", "Ⅰ", "一般"),
        ("イ．経常", "イ．", "経常"),
        ("第１章 総則", "第１章", "総則"),
        ("１ 主要な", "１", "主要な"),
        ("１【主要な】", "１", "【主要な】"),
        ("2 総務費", "2", "総務費"),
        ("1-1 概要", "1-1", "概要"),
        ("(ア) 対象", "(ア)", "対象"),
    ],
)
def test_numbering(text: str, mark: str, rest: str) -> None:
    assert split_numbering(text) == (mark, rest)


@pytest.mark.parametrize(
    "text",
    [
        "【表紙】",
        "3 年以内",
        "10年超",
        "24時間",
        "1,234",
        "一 般 会 計",
        "ア メ リ カ",
        "第115期",
        "１．５％",
        "21.00 円",
        "(404)",
        "保証承諾",
    ],
)
def test_these_bear_no_numbering(text: str) -> None:
    assert split_numbering(text) == (None, text)


def test_numbering_ranks_in_the_order_of_official_drafting() -> None:
    ranks = [
        numbering_level(mark) for mark in ("第１章", "Ⅰ", "１．", "（１）", "①", "ア．", "（ア）", "ａ．", "（ａ）")
    ]
    assert None not in ranks
    assert ranks == sorted(ranks) and len(set(ranks)) == len(ranks)
    assert numbering_level("保証") is None


# --- characters -------------------------------------------------------------------------------------------------------


def test_folding_makes_look_alikes_equal() -> None:
    assert {fold(char) for char in DASHES} == {"-"}
    assert fold("〜") == fold("～") == "~"
    assert fold("⾦額１") == "金額1"
    assert fold("△▲") == "△▲"
    assert fold("データ") == "データ"
    assert {"△", "▲", "-", "−", "－"} <= set(MINUS_MARKS)
