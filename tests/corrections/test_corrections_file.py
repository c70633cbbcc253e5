"""The file of corrections is read strictly: every fault is told with its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from extractor.corrections import read_decisions
from extractor.errors import CorrectionsError
from extractor.model import Box, Decision, DecisionKey, DecisionKind, Where

Read = Callable[[str], tuple[Decision, ...]]

WHOLE = """\
format = 1

[[decision]]
id = "d1"
kind = "correct"
value = "1,234"
reason = "原本と照合"
who = "checker A"
when = 2026-11-25
organization = "みなと県信用保証協会"
doc_type = "評価"
fiscal_year = 2021
table = "保証実績"
item_path = "保証債務"
item = "保証承諾"
column = "金額 > 計画値"
raw = "1,243"
sha256 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
page = 3
box = [1, 2.5, 3, 4]

[[decision]]
id = "d2"
kind = "intended"
reason = "年度途中の改定"
who = "checker A"
when = 2026-11-25
item = "求償権"
raw = "△ 51"
"""


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_text(text: str) -> tuple[Decision, ...]:
        path = tmp_path / "corrections.toml"
        path.write_text(text, encoding="utf-8")
        return read_decisions(path)

    return read_text


def test_a_whole_file(read: Read, tmp_path: Path) -> None:
    first, second = read(WHOLE)
    assert first == Decision(
        decision_id="d1",
        kind=DecisionKind.CORRECT,
        key=DecisionKey(
            "1,243", "保証承諾", "みなと県信用保証協会", "評価", 2021, "保証実績", "保証債務", "金額 > 計画値"
        ),
        reason="原本と照合",
        who="checker A",
        when=date(2026, 11, 25),
        value="1,234",
        sha256="a" * 64,
        where=Where(3, Box(1.0, 2.5, 3.0, 4.0)),
        file=str(tmp_path / "corrections.toml"),
        line=3,
    )
    assert (second.key, second.line) == (DecisionKey("△ 51", "求償権"), 22)


def test_a_file_without_decisions_is_empty(read: Read) -> None:
    assert read("format = 1\n") == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("format = 1", "format = 2", 1, "format = 1 is expected"),
        ("format = 1", "format = 1\nowner = 1", 2, "there is no key 'owner'"),
        ('kind = "correct"', 'kind = "fix"', 5, "'fix' is none of correct, accept, intended"),
        ('value = "1,234"\n', "", 5, "the right value is missing"),
        ('value = "1,234"', 'value = "1,2,34x"', 6, "is no figure"),
        ('value = "1,234"', "value = 1234", 6, "1234 is no str"),
        ('kind = "intended"', 'kind = "intended"\nvalue = "1"', 25, "only kind = correct has a value"),
        ('who = "checker A"\nwhen = 2026-11-25\norg', "when = 2026-11-25\norg", 3, "who: it is missing"),
        ('reason = "原本と照合"', 'reason = " "', 7, "it is empty"),
        ("when = 2026-11-25\norg", "when = 2026-11-25T01:02:03\norg", 9, "a day like 2026-11-25"),
        ("fiscal_year = 2021", "fiscal_year = true", 12, "True is no int"),
        ('sha256 = "aaaa', 'sha256 = "Xaaa', 18, "64 digits of hexadecimal"),
        ("box = [1, 2.5, 3, 4]", "box = [1, 2.5, 3]", 20, "four numbers"),
        ("page = 3\n", "", 3, "page: it is missing"),
        ('item = "求償権"', 'itm = "求償権"', 28, "itm: there is no such key"),
        ('id = "d2"', 'id = "d1"', 22, "has the id of the decision in line 3"),
        ('id = "d2"', "id = ", 23, "Invalid value"),
    ],
)
def test_a_fault_is_told_with_its_line(read: Read, old: str, new: str, line: int, told: str) -> None:
    assert WHOLE.count(old) >= 1
    with pytest.raises(CorrectionsError) as caught:
        read(WHOLE.replace(old, new, 1))
    first = [found for found in caught.value.detail.splitlines() if f"corrections.toml:{line}:" in found]
    assert first, caught.value.detail
    assert any(told in found for found in first), caught.value.detail


def test_two_decisions_on_one_number_are_told(read: Read) -> None:
    twin = WHOLE + WHOLE[WHOLE.rindex("[[decision]]") :].replace('"d2"', '"d3"')
    with pytest.raises(CorrectionsError, match="is about the number of the decision in line 22"):
        read(twin)


def test_all_faults_are_told_at_once(read: Read) -> None:
    with pytest.raises(CorrectionsError) as caught:
        read(WHOLE.replace('who = "checker A"', 'who = ""').replace("format = 1", "format = 0"))
    assert len(caught.value.detail.splitlines()) == 3


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorrectionsError, match=r"none\.toml"):
        read_decisions(tmp_path / "none.toml")
