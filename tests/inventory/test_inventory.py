"""An archive at a glance: an edition called by another year, a merger, a booklet in chapters, a twin, a locked file."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

from extractor import cli
from extractor.inventory import Entry, coverage_of, entries_of, glance_at
from pdfs import pdf, text

ENCRYPTED = Path(__file__).resolve().parents[1] / "files" / "encrypted.pdf"


def cover(publisher: str, title: str, *more: str) -> str:
    lines = "".join(text(72, 600 - 30 * n, line, 12) for n, line in enumerate(more))
    return text(72, 700, title, 24) + text(72, 650, publisher, 16) + lines


def body(heading: str, number: int | None = None) -> str:
    folio = text(290, 30, str(number), 9) if number is not None else ""
    return text(72, 770, heading, 14) + text(72, 730, "保証承諾は次のとおりです。", 10) + folio


def report(publisher: str, era: str, *more: str) -> bytes:
    return pdf(cover(publisher, f"{era}年度 経営計画の評価", *more), body("業務の状況", 2), body("財務の状況", 3))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    nagasaki = "長崎県信用保証協会"
    files = {
        "edition/d2020.pdf": pdf(
            cover(nagasaki, "ディスクロージャー 2020年版"), body("令和元年度 事業の概況", 2), body("財務の状況", 3)
        ),
        "plain/r2.pdf": report(nagasaki, "令和2"),
        "plain/r4.pdf": report(nagasaki, "令和4"),
        "merger/h24_city.pdf": report("大阪市信用保証協会", "平成24"),
        "merger/h26.pdf": report("大阪信用保証協会", "平成26"),
        "booklet/第1章_概要.pdf": pdf(
            cover("福井県信用保証協会", "令和5年度 経営計画の評価"), body("概要", 2), body("沿革", 3)
        ),
        "booklet/第2章_業務.pdf": pdf(body("業務の状況", 4), body("保証承諾", 5)),
        "booklet/第10章_資料.pdf": pdf(body("資料", 6), body("用語", 7)),
        "corrected/r3.pdf": report("石川県信用保証協会", "令和3"),
        "corrected/r3_teisei.pdf": report("石川県信用保証協会", "令和3", "訂正版"),
    }
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
    with (folder / "plain" / "r4_saved_anew.pdf").open("wb") as saved:
        pdfium.PdfDocument(folder / "plain" / "r4.pdf").save(saved)
    shutil.copy(ENCRYPTED, folder / "静岡県信用保証協会 令和3年度.pdf")
    (folder / "plain" / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    return folder


@pytest.fixture(scope="module")
def entries(archive: Path) -> dict[str, Entry]:
    files = sorted(archive.rglob("*.pdf"))
    found = entries_of([glance_at(str(file)) for file in files])
    return {Path(entry.file).relative_to(archive).as_posix(): entry for entry in found}


def test_an_edition_called_by_the_year_of_its_print_reports_the_year_before(entries: dict[str, Entry]) -> None:
    entry = entries["edition/d2020.pdf"]
    assert (entry.edition_label, entry.fiscal_year) == ("2020年版", 2019)
    assert (entry.covers_from, entry.covers_to) == (date(2019, 4, 1), date(2020, 3, 31))
    assert (entry.organization_id, entry.doc_type, entry.layer, entry.pages) == (
        "cgc_nagasaki",
        "ディスクロージャー",
        "text",
        3,
    )


def test_a_merged_publisher_is_kept_apart_from_its_successor(entries: dict[str, Entry]) -> None:
    former, successor = entries["merger/h24_city.pdf"], entries["merger/h26.pdf"]
    assert (former.organization_id, successor.organization_id) == ("cgc_osaka_city_former", "cgc_osaka")
    assert former.note is not None and "大阪信用保証協会" in former.note and "2014-05-18" in former.note
    assert successor.note is None
    told = {one.organization_id: one for one in coverage_of(entries.values())}
    assert (told["cgc_osaka_city_former"].years, told["cgc_osaka"].years) == ((2012,), (2014,))
    assert told["cgc_osaka_city_former"].merged_into == "大阪信用保証協会"


def test_the_chapters_of_a_booklet_are_parts_of_its_first_file(entries: dict[str, Entry]) -> None:
    names = ["booklet/第1章_概要.pdf", "booklet/第2章_業務.pdf", "booklet/第10章_資料.pdf"]
    parts = [entries[name] for name in names]
    assert {part.part_of for part in parts} == {parts[0].file}
    assert {(part.organization_id, part.fiscal_year, part.doc_type) for part in parts} == {("cgc_fukui", 2023, "評価")}
    told = {one.organization_id: one for one in coverage_of(entries.values())}
    assert told["cgc_fukui"].years == (2023,)


def test_a_file_that_was_saved_anew_is_a_copy(entries: dict[str, Entry], archive: Path) -> None:
    first, anew = entries["plain/r4.pdf"], entries["plain/r4_saved_anew.pdf"]
    assert (archive / "plain" / "r4.pdf").read_bytes() != (archive / "plain" / "r4_saved_anew.pdf").read_bytes()
    assert (first.same_as, anew.same_as) == (None, first.file)
    assert sum(entry.same_as is not None for entry in entries.values()) == 1


def test_a_locked_file_is_told_with_what_its_name_says(entries: dict[str, Entry]) -> None:
    entry = entries["静岡県信用保証協会 令和3年度.pdf"]
    assert entry.needs_password and entry.pages is None
    assert (entry.organization_id, entry.fiscal_year) == ("cgc_shizuoka", 2021)
    assert entry.note is not None and "file's name" in entry.note
    assert sum(other.needs_password for other in entries.values()) == 1


def test_a_corrected_edition_supersedes_the_first(entries: dict[str, Entry]) -> None:
    assert entries["corrected/r3_teisei.pdf"].supersedes == entries["corrected/r3.pdf"].file
    assert sum(entry.supersedes is not None for entry in entries.values()) == 1


def test_a_damaged_file_is_told(entries: dict[str, Entry]) -> None:
    note = entries["plain/broken.pdf"].note
    assert note is not None and note.startswith("pdf-damaged")


def test_a_year_between_two_that_are_there_is_missing(entries: dict[str, Entry]) -> None:
    told = {one.organization_id: one for one in coverage_of(entries.values())}
    assert (told["cgc_nagasaki"].years, told["cgc_nagasaki"].missing) == ((2019, 2020, 2022), (2021,))


def booklet(*pages: tuple[str, int | None, int | None]) -> list[str | None]:
    """Which file each of several is a part of: names, with the first and last printed page number of each."""
    begun = replace(glance_at("none.pdf"), error=None)
    glances = [replace(begun, file=name, pages=9, first_label=a, last_label=b) for name, a, b in pages]
    first: Sequence[Entry] = entries_of(glances)
    return [entry.part_of for entry in first]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([("a/1.pdf", 1, 9), ("a/2.pdf", 10, 18)], ["a/1.pdf", "a/1.pdf"]),
        ([("a/1.pdf", 1, 9), ("a/2.pdf", 12, 20)], ["a/1.pdf", "a/1.pdf"]),
        ([("a/1.pdf", 1, 9), ("a/2.pdf", 1, 9)], [None, None]),
        ([("a/1.pdf", 1, 9), ("a/2.pdf", 20, 28)], [None, None]),
        ([("a/1.pdf", 1, 9), ("b/2.pdf", 10, 18)], [None, None]),
        ([("a/x1.pdf", None, None), ("a/x2.pdf", None, None)], ["a/x1.pdf", "a/x1.pdf"]),
        ([("a/x1.pdf", None, None), ("a/x3.pdf", None, None)], [None, None]),
        ([("a/x1.pdf", None, None), ("a/y2.pdf", None, None)], [None, None]),
        ([("a/x9.pdf", 1, 9), ("a/x10.pdf", 10, 18)], ["a/x9.pdf", "a/x9.pdf"]),
    ],
)
def test_parts_are_numbered_on(pages: list[tuple[str, int | None, int | None]], expected: list[str | None]) -> None:
    assert booklet(*pages) == expected


@pytest.mark.slow
def test_the_command_writes_the_manifest_and_tells_what_is_there(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "manifest.csv"
    done = CliRunner().invoke(cli.app, ["inventory", str(archive), "--out", str(out), "--jobs", "2"])
    assert done.exit_code == 0, done.output
    assert len(out.read_text("utf-8-sig").splitlines()) == 14
    told = done.output
    assert "長崎県信用保証協会 (cgc_nagasaki)  2019-2020 2022  missing / 欠け 2021" in told
    assert "merged into 大阪信用保証協会 2014-05-18: never summed" in told
    assert "locked / パスワードが必要 (1):" in told
    assert (
        told.count("copy / 同じ内容:") == 1
        and told.count("part / 分冊:") == 2
        and told.count("corrects / 訂正版:") == 1
    )
    again = CliRunner().invoke(cli.app, ["inventory", str(archive), "--out", str(out)])
    assert again.exit_code != 0
