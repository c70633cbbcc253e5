"""Forms of a point in time are tried only where they can begin and on what they need: that hides none of them."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise.characters import narrow
from extractor.normalise.era_forms import FORMS

WORDS = (
    *(
        "令和",
        "平成",
        "昭和",
        "元",
        "年度",
        "年",
        "月",
        "日",
        "末",
        "期",
        "第",
        "四半期",
        "上半期",
        "中間期",
        "前",
        "当",
    ),
    *("翌", "同", "一昨", "前々", "FY", "R", "H", "S", "～", "/", ".", "-", ":", "時", "会計", "事業", "決算", " "),
    *"0123456789一二十〇㍻",
)


def hidden(text: str) -> list[tuple[str, int]]:
    """The forms that match somewhere in ``text`` although they would not be tried there."""
    return [
        (form.name, at)
        for form in FORMS
        for at in range(len(text))
        if form.pattern.match(text, at) and not (text[at] in form.begins and any(need in text for need in form.needs))
    ]


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_no_form_is_hidden(words: list[str]) -> None:
    assert hidden(narrow("".join(words))) == []


def test_each_form_is_met_in_sentences() -> None:
    sentences = (Path(__file__).parent.parent / "facts" / "sentences.txt").read_text("utf-8").splitlines()
    texts = [narrow(line) for line in sentences] + [
        "令和6.4.1",
        "R6.4.1",
        "2024/4/1",
        "2024/4末",
        "FY2024",
        "14:30",
        "平成30年~34年",
        "R6年4月1日",
        "R6年度",
        "R6",
        "31.3期",
        "平成31年3月期",
        "4月~9月",
        "第15期",
    ]
    assert [hidden(text) for text in texts if hidden(text)] == []
    met = {
        form.pattern.pattern
        for form in FORMS
        for text in texts
        for at in range(len(text))
        if form.pattern.match(text, at)
    }
    assert met == {form.pattern.pattern for form in FORMS}
