"""Note marks in labels and at the head of notes."""

from __future__ import annotations

import pytest

from extractor.normalise.marks import is_called, keys_of_note, mark_keys, opens_note, split_label_marks


@pytest.mark.parametrize(
    ("label", "name", "keys"),
    [
        ("求償権※2", "求償権", {"※2"}),
        ("求償権\n※２", "求償権", {"※2"}),
        ("現金預金（注１）", "現金預金", {"注1"}),
        ("現金預金(注)1,2", "現金預金", {"注1", "注2"}),
        ("売上高※1（百万円）", "売上高（百万円）", {"※1"}),
        ("※1年以内返済予定", "1年以内返済予定", {"※"}),
        ("役員報酬（注１、２）の額", "役員報酬の額", {"注1", "注2"}),
        ("普通預金*", "普通預金", {"*"}),
        ("普通預金**", "普通預金", {"**"}),
        ("*1 現金", "現金", {"*1"}),
        ("現金†", "現金", {"†"}),
        ("求償権²", "求償権", {"^2"}),
        ("注文書", "注文書", set()),
        ("受注１", "受注１", set()),
        ("面積m²", "面積m²", set()),
        ("※", "※", set()),
        ("保証承諾", "保証承諾", set()),
    ],
)
def test_labels(label: str, name: str, keys: set[str]) -> None:
    bare, marks = split_label_marks(label)
    assert bare == name
    assert {key for mark in marks for key in mark_keys(mark)} == keys


@pytest.mark.parametrize(
    ("note", "keys"),
    [
        ("（注）１．金額は純額", {"注1"}),
        ("（注１）金額は純額", {"注1"}),
        ("注１：金額は純額", {"注1"}),
        ("注）金額は純額", {"注"}),
        ("【注】金額は純額", {"注"}),
        ("（注）1,234千円を含む", {"注"}),
        ("※２ 金額は純額", {"※2"}),
        ("(*1) 金額は純額", {"*1"}),
        ("資料：協会", set()),
    ],
)
def test_heads_of_notes(note: str, keys: set[str]) -> None:
    assert opens_note(note)
    assert keys_of_note(note) == keys


@pytest.mark.parametrize("text", ["注文は増えた", "注記事項", "１．概況", "保証承諾", "資料の一覧", ""])
def test_what_opens_no_note(text: str) -> None:
    assert not opens_note(text)


def test_a_bare_mark_points_at_all_numbered_notes() -> None:
    assert is_called({"注2"}, {"注"})
    assert not is_called({"注"}, {"注2"})
    assert not is_called({"*2"}, {"*"})
    assert not is_called({"※1"}, {"注1"})
