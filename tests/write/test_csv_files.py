"""CSV that spreadsheets open without running anything, and that can be read back exactly."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractor.model import Outcome
from extractor.write import RunInfo, write_dataset
from extractor.write.columns import Column
from extractor.write.csv import csv_bytes

COLUMNS = tuple(Column(name, kind, "", "") for name, kind in [("t", "string"), ("n", "decimal"), ("l", "strings")])


def read(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def text_of(field: str) -> str:
    """The way back that the module describes."""
    return field[1:] if re.match(r"'+([=+\-@\t\r\n\0＝＋＠]|－.)", field, re.DOTALL) else field


def written(text: str) -> str:
    return read(csv_bytes(COLUMNS[:1], {"t": [text, ""]}))[0]["t"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1,613,716", "-", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "＠x", "－1+cmd"]
)
def test_a_text_that_a_spreadsheet_would_run_is_neutralised(text: str) -> None:
    assert written(text) == "'" + text


@pytest.mark.parametrize("text", ["△ 51", "－", "▲19", "[3,963]", "'", "it's", "a=b", "保証承諾", " =1", "0", "1-2"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert written(text) == text


def test_numbers_are_plain_and_never_neutralised() -> None:
    values = [Decimal("-51"), Decimal("0"), Decimal("1E+9"), Decimal("94.50"), Decimal("1E-9"), None]
    columns = {"t": [None] * 6, "n": values, "l": [()] * 6}
    fields = [row["n"] for row in read(csv_bytes(COLUMNS, columns))]
    assert fields == ["-51", "0", "1000000000", "94.5", "0.000000001", ""]


def test_null_and_the_empty_text_differ() -> None:
    lines = csv_bytes(COLUMNS[:1], {"t": [None, ""]}).decode("utf-8-sig").splitlines()
    assert lines[1:] == ["", '""']


texts = st.text(st.characters(exclude_categories=["Cs"])) | st.builds(
    "".join, st.lists(st.sampled_from(["'", "=", "+", "-", "@", "\t", "\r", "\n", "\0", "－", "＝", '"', ",", "a"]))
)
decimals = st.none() | st.decimals(-(10**20), 10**20, allow_nan=False, places=9)


@given(st.lists(st.tuples(texts, decimals, st.lists(texts, max_size=3)), min_size=1, max_size=5))
@example([("'=1", Decimal("-0.5"), ["=1", "a;b", '"', "\n"])])
def test_what_is_written_can_be_read_back(rows: list[tuple[str, Decimal | None, list[str]]]) -> None:
    columns = {"t": [r[0] for r in rows], "n": [r[1] for r in rows], "l": [r[2] for r in rows]}
    fields = read(csv_bytes(COLUMNS, columns))
    back = [
        (text_of(f["t"]), Decimal(f["n"]) if f["n"] else None, json.loads(text_of(f["l"])))
        for f in fields
    ]  # fmt: skip
    assert back == rows


@given(texts)
def test_no_written_text_begins_like_a_formula(text: str) -> None:
    assert not written(text).startswith(tuple("=+-@\t\r\n\0＝＋＠"))


def test_half_a_character_does_not_stop_the_writing() -> None:
    assert written("a\udc83b") == "a\ufffdb"


def test_files_open_in_pandas(tmp_path: Path, outcomes: tuple[Outcome, ...], run_info: RunInfo) -> None:
    write_dataset(outcomes, tmp_path, run_info)
    records = pd.read_csv(tmp_path / "records.csv")
    assert list(records["raw"]) == ["－", "△ 51", "'+1,613,716", "約94.5％", "(41)"]
    assert list(records["value"].dropna()) == [-51, 1613716, 94.5, 41]
    assert list(records["fiscal_year"].dropna()) == [2024] * 3
    assert list(records["of_which"]) == [False, False, True, False, False]
    assert json.loads(records["notes"][1]) == ["※1 速報値", '（注）単位未満切捨て; 一部 "推計"']
    findings = pd.read_csv(tmp_path / "findings.csv")
    assert json.loads(findings["record_ids"][0]) == ["aaaaaaaaaaaa-p1-t1-r1-c2", "aaaaaaaaaaaa-p2-t1-r2-c1"]
    assert findings["expected"][0] == "'-49"
    assert pd.isna(findings["page"][1])
