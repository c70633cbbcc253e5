"""The manifest: read back as written, also from a spreadsheet; every fault is told with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import ManifestFaulty
from extractor.inventory import COLUMNS, Entry, manifest_text, read_manifest
from extractor.spreadsheets import neutral, restored

ENTRIES = (
    Entry("a.pdf", "長崎県信用保証協会", "cgc_nagasaki", "評価", "2020年版", 2019, date(2019, 4, 1), date(2020, 3, 31)),
    Entry("=cmd|calc.pdf", layer="ocr", needs_password=True, password_file="p.txt", pages=3),  # noqa: S106
    Entry('b, "c".pdf', supersedes="a.pdf", same_as=None, part_of=None, note="two\nlines"),
)


def saved(folder: Path, content: str, encoding: str = "utf-8-sig") -> Path:
    path = folder / "manifest.csv"
    path.write_bytes(content.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp932"])
def test_a_manifest_is_read_back_as_written(tmp_path: Path, encoding: str) -> None:
    assert read_manifest(saved(tmp_path, manifest_text(ENTRIES), encoding)) == ENTRIES


def test_what_a_spreadsheet_makes_of_it_is_understood(tmp_path: Path) -> None:
    rows = "fiscal_year,file,covers_from,needs_password\r\n2019,a.pdf,2019/4/1,FALSE\r\n,,,\r\n"
    [entry] = read_manifest(saved(tmp_path, rows))
    assert entry == Entry("a.pdf", fiscal_year=2019, covers_from=date(2019, 4, 1))


def test_no_field_is_a_formula() -> None:
    assert "'=cmd|calc.pdf" in manifest_text(ENTRIES)


@given(st.text(max_size=8) | st.from_regex(r"'{0,3}[=+@－-].{0,3}"))
def test_a_neutral_text_is_restored_exactly(text: str) -> None:
    assert restored(neutral(text)) == text
    assert not neutral(text).startswith(("=", "+", "-", "@", "＝", "＋", "＠"))


def test_a_part_has_what_its_first_file_says(tmp_path: Path) -> None:
    rows = "file,part_of,organization,fiscal_year\n1.pdf,1.pdf,長崎県信用保証協会,2023\n2.pdf,1.pdf,,\n"
    first, second = read_manifest(saved(tmp_path, rows))
    assert (second.organization, second.fiscal_year) == (first.organization, 2023)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", ":1: empty"),
        ("file,pagse\na.pdf,1\n", ":1: pagse: no such column; pages?"),
        ("file,file\na.pdf,b.pdf\n", ":1: file: given twice"),
        ("pages\n1\n", ":1: file: the column is missing"),
        ("file,pages\na.pdf,many\n", ":2: pages: 'many': a whole number"),
        ("file,pages\na.pdf,-1\n", ":2: pages"),
        ("file,covers_to\na.pdf,2024-02-30\n", ":2: covers_to: '2024-02-30': a date"),
        ("file,covers_from,covers_to\na.pdf,2024-04-01,2024-03-31\n", ":2: covers_to: 2024-03-31 is before"),
        ("file,needs_password\na.pdf,perhaps\n", ":2: needs_password"),
        ("file,layer\na.pdf,paper\n", ":2: layer"),
        ("file,minutes\na.pdf,NaN\n", ":2: minutes"),
        ("file\na.pdf\n\na.pdf\n", ":4: file: a.pdf stands in line 2, too"),
        ("file,pages\na.pdf\n", ":2: 1 fields, not 2"),
        ("file,pages\n,1\n", ":2: file: empty"),
        ("file,same_as\na.pdf,b.pdf\n", ":2: same_as: b.pdf: no file of this manifest"),
        ("file,supersedes\na.pdf,a.pdf\n", ":2: supersedes: the file itself"),
        ("file,part_of\na.pdf,a.pdf\nb.pdf,a.pdf\nc.pdf,b.pdf\n", ":4: part_of: b.pdf is a part itself"),
        ('file\n"a.pdf\n', "unexpected end of data"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, content: str, told: str) -> None:
    with pytest.raises(ManifestFaulty) as error:
        read_manifest(saved(tmp_path, content))
    assert told in error.value.detail
    assert error.value.exit_code == 2


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ManifestFaulty) as error:
        read_manifest(saved(tmp_path, "file,pages,layer\na.pdf,x,y\nb.pdf,z,\n"))
    assert len(error.value.detail.splitlines()) == 3


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"file\n\x81\n"])
def test_what_is_no_text_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "manifest.csv"
    path.write_bytes(content)
    with pytest.raises(ManifestFaulty):
        read_manifest(path)
    with pytest.raises(ManifestFaulty):
        read_manifest(tmp_path / "none.csv")


def test_the_columns_are_those_that_are_documented() -> None:
    assert COLUMNS[0] == "file" and len(set(COLUMNS)) == len(COLUMNS)
