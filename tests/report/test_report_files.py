"""The files of the report: what is in them, what is left out, what stays from run to run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import vl_convert
from msgspec.structs import replace
from PIL import Image
from reading import MARKUP, Report

from extractor.errors import OutputNotWritable
from extractor.model import Outcome, Trust
from extractor.report import ReportOptions, pictures, write_report


def test_the_overview_counts_what_the_outcomes_hold(report: Report, outcomes: tuple[Outcome, ...]) -> None:
    rows = report.data("index")["documents"]
    assert [row["file"] for row in rows] == [outcome.file for outcome in outcomes]
    for row, outcome in zip(rows, outcomes, strict=True):
        records = outcome.document.records if outcome.document else ()
        assert row["trust"] == [sum(record.trust is level for record in records) for level in Trust]
        assert sum(row["findings"]) == len(outcome.findings)
    assert rows[3]["failure"] is not None and rows[3]["status"] == "failed"
    assert report.size.pages == 2 + 2 + 1


def test_a_document_holds_every_number_cell_and_equation(report: Report, outcomes: tuple[Outcome, ...]) -> None:
    document, data = outcomes[0].document, report.document("wrong_digit.pdf")
    assert document is not None
    assert [r["id"] for r in data["records"]] == [r.record_id for r in document.records]
    assert [r["raw"] for r in data["records"]] == [r.quantity.raw for r in document.records]
    assert sum(len(t["cells"]) for t in data["tables"]) == sum(len(t.cells) for t in document.tables)
    assert len(data["equations"]) == len(outcomes[0].reasons.equations)
    assert any(not holds for _, _, _, holds, _ in data["equations"])
    (finding,) = [f for f in data["findings"] if f["suspect"]]
    assert finding["suggestion"] == "20,993"
    record = next(r for r in data["records"] if r["id"] == finding["suspect"])
    assert record["raw"] == "20,393"
    assert record["trust"] == "suspect"
    assert record["interval"].startswith("20,393")


def test_findings_stand_once_each_the_gravest_first(report: Report, outcomes: tuple[Outcome, ...]) -> None:
    index, findings = report.data("index"), report.data("findings-0")
    assert len(findings) == sum(len(outcome.findings) for outcome in outcomes)
    ranks = [["error", "warning", "info"].index(finding["severity"]) for finding in findings]
    assert ranks == sorted(ranks)
    assert sum(sum(counts.values()) for counts in index["codes"].values()) == len(findings)


def test_pictures_are_of_the_pages(report: Report) -> None:
    data = report.document("wrong_digit.pdf")
    for page in data["pages"]:
        with Image.open(report.folder / page["img"]) as picture:
            assert picture.width == 1100
            assert picture.height / picture.width == pytest.approx(page["h"] / page["w"], abs=0.01)
    assert report.size.picture_bytes == sum(p.stat().st_size for p in (report.folder / "pages").rglob("*.webp"))


def test_the_page_names_nothing_outside_its_folder(report: Report) -> None:
    page = (report.folder / "index.html").read_text("utf-8")
    named = re.findall(r'(?:src|href)="([^"#]+)"', page)
    assert {name for name in named if not (report.folder / name).exists()} == {"data:,"}
    assert "http:" not in page and "https:" not in page


def test_a_second_report_is_the_same_and_takes_its_pictures_from_the_first(
    report: Report, outcomes: tuple[Outcome, ...]
) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in sorted(report.folder.rglob("*.*"))}
    assert write_report(iter(outcomes), report.folder.parent) == report.size
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in sorted(report.folder.rglob("*.*"))}
    assert {path: content for path, (content, _) in after.items()} == {path: c for path, (c, _) in before.items()}
    drawn = [path for path in after if path.suffix == ".webp"]
    assert len(drawn) == 5
    assert [after[path][1] for path in drawn] == [before[path][1] for path in drawn]


def test_pages_in_doubt_get_their_pictures_first(outcomes: tuple[Outcome, ...], tmp_path: Path) -> None:
    slip = outcomes[0]
    assert slip.document is not None
    size = write_report([slip], tmp_path, ReportOptions(document_megabytes=0))
    assert (size.pictures, size.pages) == (0, 2)
    report = Report(tmp_path / "report", size)
    assert {page["img"] for page in report.document("wrong_digit.pdf")["pages"]} == {None}
    whole = write_report([slip], tmp_path).picture_bytes
    for picture in (tmp_path / "report/pages").rglob("*.webp"):
        picture.unlink()
    # room for one of the two pages only: the one with the slip

    doubtful = next(r.where.page for r in slip.document.records if r.trust is Trust.SUSPECT)
    order = pictures.pages_by_need(slip.document, {})
    made = pictures.paint(pictures.Wish(slip.document.source, order, tmp_path / "few", whole - 1))
    assert order[0] == doubtful and list(made) == [doubtful]


def test_what_is_no_longer_part_of_it_is_removed(outcomes: tuple[Outcome, ...], tmp_path: Path) -> None:
    write_report(outcomes[:2], tmp_path)
    folder = tmp_path / "report"
    assert len(list((folder / "data").glob("doc-*.js"))) == len(list((folder / "pages").iterdir())) == 2
    write_report(outcomes[1:2], tmp_path)
    assert len(list((folder / "data").glob("doc-*.js"))) == len(list((folder / "pages").iterdir())) == 1


def test_a_copy_is_told_and_not_counted_twice(outcomes: tuple[Outcome, ...], tmp_path: Path) -> None:
    size = write_report([outcomes[1], replace(outcomes[1], file="copy.pdf")], tmp_path)
    rows = Report(tmp_path / "report", size).data("index")["documents"]
    assert [row["copy_of"] for row in rows] == [None, outcomes[1].file]
    assert rows[1]["records"] == 0 and size.pages == 2


def test_a_file_that_moved_away_is_shown_without_pictures(outcomes: tuple[Outcome, ...], tmp_path: Path) -> None:
    document, source = outcomes[1].document, outcomes[1].source
    assert document is not None and source is not None
    gone = replace(source, path=tmp_path / "gone.pdf")
    size = write_report([replace(outcomes[1], source=gone)], tmp_path)
    assert (size.pictures, size.pages) == (0, 2)


def test_a_file_that_takes_too_long_to_picture_stops_nothing(
    outcomes: tuple[Outcome, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "_SECONDS", 0.01)
    size = write_report(outcomes[:2], tmp_path)
    assert (size.documents, size.pictures) == (2, 0)
    assert (tmp_path / "report" / "index.html").exists()


def test_a_folder_that_cannot_be_written_is_told(outcomes: tuple[Outcome, ...], tmp_path: Path) -> None:
    (tmp_path / "report").write_text("in the way")
    with pytest.raises(OutputNotWritable):
        write_report(outcomes[:1], tmp_path)


def test_hostile_labels_were_read_as_labels(report: Report) -> None:
    data = report.document("<b>.pdf")
    assert MARKUP in {record["item"] for record in data["records"]}


def test_the_bundled_vega_is_that_of_the_lock(root: Path) -> None:
    bundle = root / "src/extractor/report/assets/vega.js"
    first = bundle.read_text("utf-8").partition("\n")[0]
    assert f"Vega {vl_convert.get_vega_version()}," in first
    assert f"vl-convert {vl_convert.__version__}" in first
