"""Cells that hold several figures, or a word and a figure: as read off reports by eye."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise.several import figures_in_cell, holds_figures

READ = {
    "19,843（2,503）": [("19,843", "19843", None, ""), ("（2,503）", "2503", None, "")],
    "5,120\n（101.2）": [("5,120", "5120", None, ""), ("（101.2）", "101.2", None, "")],
    "12 (－)": [("12", "12", None, ""), ("(－)", None, None, "")],
    "△1,204［△2.3］": [("△1,204", "-1204", None, ""), ("［△2.3］", "-2.3", None, "")],
    "0.1～0.2％": [("0.1", "0.1", "％", ""), ("0.2％", "0.2", "％", "")],
    "３～50年": [("３", "3", "年", ""), ("50年", "50", "年", "")],
    "38歳8カ月": [("38歳", "38", "歳", ""), ("8カ月", "8", "か月", "")],
    "13年11ヵ月": [("13年", "13", "年", ""), ("11ヵ月", "11", "か月", "")],
    "（自己保有株式）\n普通株式　1,701,900": [("1,701,900", "1701900", None, "普通株式")],
    "1,234百万円（前年度比102.3％）": [("1,234百万円", "1234", "百万円", ""), ("102.3％", "102.3", "％", "前年度比")],
}  # fmt: skip
#: dates, names, figures one below the other, prose: nothing, or not all of it, is understood
NOTHING = (
    "平成30年～平成33年",
    "9:00～9:30",
    "令和 5",
    "第 12",
    "5,120\n6,000",
    "単元株式数100株",
    "5～3",
    "港町 1-2-3",
    "12 (10) 3",
    "約",
    "",
)


@pytest.mark.parametrize("text", READ)
def test_figures_of_a_cell(text: str) -> None:
    found = [(f.quantity.raw, f.quantity.value, f.quantity.unit, f.label) for f in figures_in_cell(text)]
    assert len(found) == len(READ[text])
    for (raw, value, unit, label), (raw_, value_, unit_, label_) in zip(found, READ[text], strict=True):
        assert (raw, unit, label) == (raw_, unit_, label_)
        assert value_ is None or str(value) == value_


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_not_understood_gives_no_figure(text: str) -> None:
    assert figures_in_cell(text) == ()


@pytest.mark.parametrize(
    ("text", "held"),
    [("1,234", True), ("12 (10)", True), ("0.1～0.2％", True), ("30～39", False), ("普通株式 12", False)],
)
def test_names_of_classes_are_no_figures(text: str, held: bool) -> None:
    assert holds_figures(text) is held


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_every_digit_is_in_a_figure(one: int, other: int) -> None:
    text = f"{one:,}\n（{other:,}）"
    found = figures_in_cell(text)
    assert [f.quantity.value for f in found] == [one, other]
    assert "".join(text[f.start : f.end] for f in found) == text.replace("\n", "")
