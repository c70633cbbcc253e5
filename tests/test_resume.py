"""A later run goes on where an earlier one ended: nothing is read twice, nothing is lost, nothing stands twice."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from msgspec.structs import replace

from extractor import Options, run
from extractor.batch import Redo, Results, report, validate
from extractor.batch.settling import Group, settle
from extractor.batch.work import Job, Made, made_of
from extractor.errors import NothingThere, OutputInUse
from extractor.model import Equation, EquationTerm, Failure, OcrUse, Outcome, Reasons, Severity, Status
from extractor.pipeline import extract
from extractor.store import Store, decode, encode
from pdfs import pdf, text

Reading = Callable[[], list[str]]


def saved(folder: Path, name: str, words: str) -> str:
    file = folder / name
    file.write_bytes(pdf(text(72, 770, "令和６年度 決算報告書", 20) + text(72, 700, words)))
    return str(file)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    return [saved(tmp_path, f"{n}.pdf", f"保証承諾は{n},355件でした。") for n in (1, 2, 3)]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Reading:
    """The names of the documents that were read since the last call; they are read in this process."""
    names: list[str] = []

    def here(jobs: tuple[Job, ...], *_: object) -> Iterator[Made]:
        for job in jobs:
            names.append(Path(job.file).name)
            yield made_of(job.entry, extract(job.file, job.options))

    def settled_here(groups: Sequence[Group], *_: object) -> Iterator[Made]:
        for group in groups:
            yield from settle(group)

    monkeypatch.setattr("extractor.batch.runner.done_locally", here)
    monkeypatch.setattr("extractor.batch.runner.settled_locally", settled_here)

    def taken() -> list[str]:
        seen = names.copy()
        names.clear()
        return seen

    return taken


def dataset(out: Path) -> dict[str, bytes]:
    """The files of a dataset but those that tell how long it took."""
    timed = {"run.json", "documents.parquet"}
    return {
        p.relative_to(out).as_posix(): p.read_bytes()
        for p in out.rglob("*")
        if p.is_file() and ".extractor" not in p.parts and p.name not in timed
    }


def rows(out: Path) -> list[str]:
    return [Path(file).name for file in pd.read_parquet(out / "documents.parquet")["file"]]


def test_what_has_not_changed_is_not_read_again(tmp_path: Path, files: list[str], read: Reading) -> None:
    first = run(files, tmp_path / "out")
    assert read() == ["1.pdf", "2.pdf", "3.pdf"]
    before = dataset(tmp_path / "out")
    again = run(files, tmp_path / "out")
    assert read() == []
    assert list(again) == list(first)
    assert dataset(tmp_path / "out") == before


def times(out: Path) -> dict[str, int]:
    """When each file of the dataset was made."""
    return {p.relative_to(out).as_posix(): p.stat().st_mtime_ns for p in out.rglob("*") if ".extractor" not in p.parts}


@pytest.mark.usefixtures("read")
def test_a_run_with_nothing_to_do_leaves_the_files_and_tells_the_same(tmp_path: Path, files: list[str]) -> None:
    out, names = tmp_path / "out", [*files, str(tmp_path / "missing.pdf")]
    first = run(names, out)
    before = times(out)
    again = run(names, out)
    assert times(out) == before
    assert again.tally == replace(first.tally, files=[])
    assert first.tally.found and first.tally.seconds["read"] > 0 and first.tally.failures


def test_a_file_that_is_missing_or_was_changed_is_made_anew(tmp_path: Path, files: list[str], read: Reading) -> None:
    out = tmp_path / "out"
    run(files[:1], out)
    before = dataset(out)
    for file in ("run.json", "records.csv", "documents/1.json"):
        (out / file).unlink()
        run(files[:1], out)
        assert dataset(out) == before and (out / "run.json").stat().st_size > 0
    for file in ("dataset.duckdb", "panel.parquet"):  # one bit, with nothing in its folder to tell
        place, content, time = out / file, before[file], (out / file).stat().st_mtime_ns
        place.write_bytes(bytes([content[0] ^ 1]) + content[1:])
        os.utime(place, ns=(time, time))
        run(files[:1], out)
        assert dataset(out) == before
    assert read() == ["1.pdf"]


@pytest.mark.usefixtures("read")
def test_what_changes_the_files_makes_them_anew(tmp_path: Path, files: list[str]) -> None:
    out, reference = tmp_path / "out", tmp_path / "reference.csv"
    reference.write_text("organization,fiscal_year,concept,value,unit\n", encoding="utf-8")

    def made(**more: Any) -> bool:
        before = times(out)
        run(files, out, **more)
        return times(out) != before

    run(files, out)
    assert not made()
    assert made(reference=reference) and not made(reference=reference)
    reference.write_text("organization,fiscal_year,concept,value,unit,measure\n", encoding="utf-8")
    assert made(reference=reference)
    assert made() and not made()
    note = out / ".extractor" / "dataset.standing"
    note.write_bytes(note.read_bytes()[:-9])
    assert made() and not made()
    assert made(redo=Redo.EVERYTHING)


@pytest.mark.usefixtures("read")
def test_a_report_stands_as_long_as_its_pages_do(tmp_path: Path, files: list[str]) -> None:
    out = tmp_path / "out"
    run(files[:1], out)
    size = report(out)
    before = times(out)
    run(files[:1], out)
    assert report(out) == size and times(out) == before
    (out / "report" / "index.html").write_text("changed")
    assert report(out) == size and (out / "report" / "index.html").read_text(encoding="utf-8") != "changed"


def test_a_run_that_broke_off_is_brought_to_the_same_end(
    tmp_path: Path, files: list[str], read: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(files, tmp_path / "whole")
    read()

    def killed(jobs: tuple[Job, ...], *_: object) -> Iterator[Made]:
        yield made_of(jobs[1].entry, extract(jobs[1].file))
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("extractor.batch.runner.done_locally", killed)
        with pytest.raises(KeyboardInterrupt):
            run(files, tmp_path / "broken")
    run(files, tmp_path / "broken")
    assert read() == ["1.pdf", "3.pdf"]
    assert dataset(tmp_path / "broken") == dataset(tmp_path / "whole")


def test_more_files_join_those_that_are_there(tmp_path: Path, files: list[str], read: Reading) -> None:
    run(files[:2], tmp_path / "out")
    read()
    results = run(files[2:], tmp_path / "out")
    assert read() == ["3.pdf"]
    assert rows(tmp_path / "out") == ["1.pdf", "2.pdf", "3.pdf"]
    assert [Path(outcome.file).name for outcome in results] == ["3.pdf"]


def test_a_changed_file_takes_the_place_of_what_it_was(tmp_path: Path, files: list[str], read: Reading) -> None:
    run(files, tmp_path / "out")
    read()
    saved(tmp_path, "2.pdf", "保証承諾は9,999件でした。")
    run(files, tmp_path / "out")
    assert read() == ["2.pdf"]
    assert rows(tmp_path / "out") == ["1.pdf", "2.pdf", "3.pdf"]
    raws = pd.read_parquet(tmp_path / "out" / "records.parquet")["raw"].tolist()
    assert "9,999件" in raws and "2,355件" not in raws
    assert len(Store(tmp_path / "out").keys()) == 3


@pytest.mark.parametrize("changed", [Options(profile="generic"), Options(ocr=OcrUse.NEVER), Options(dpi=300)])
def test_other_options_read_anew(tmp_path: Path, files: list[str], read: Reading, changed: Options) -> None:
    run(files[:1], tmp_path / "out")
    read()
    run(files[:1], tmp_path / "out", changed)
    assert read() == ["1.pdf"]


def test_a_removed_input_keeps_its_result(tmp_path: Path, files: list[str], read: Reading) -> None:
    run(files, tmp_path / "out")
    before = dataset(tmp_path / "out")
    read()
    Path(files[0]).unlink()
    results = run(files, tmp_path / "out")
    assert (read(), results.gone) == ([], (files[0],))
    assert dataset(tmp_path / "out") == before


def test_copies_are_read_once(tmp_path: Path, files: list[str], read: Reading) -> None:
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(Path(files[0]).read_bytes())
    results = run([files[0], str(copy)], tmp_path / "out")
    assert read() == ["1.pdf"]
    assert [outcome.file for outcome in results] == [files[0], str(copy)]
    assert results[1].document is not None and results[1].document.source.path == copy


def test_failures_are_read_again_on_demand(tmp_path: Path, read: Reading) -> None:
    broken, missing = tmp_path / "broken.pdf", tmp_path / "missing.pdf"
    broken.write_bytes(b"%PDF-1.7 and nothing more")
    names = [str(broken), str(missing)]

    def codes(results: Results) -> list[str | None]:
        return [outcome.failure.code if outcome.failure else None for outcome in results]

    assert codes(run(names, tmp_path / "out")) == ["pdf-damaged", "file-missing"]
    read()
    run(names, tmp_path / "out")
    assert read() == ["missing.pdf"]  # it may have come
    run(names, tmp_path / "out", redo=Redo.FAILED)
    assert read() == ["broken.pdf", "missing.pdf"]


def test_fresh_forgets_everything(tmp_path: Path, files: list[str], read: Reading) -> None:
    run(files, tmp_path / "out")
    read()
    run(files[:1], tmp_path / "out", redo=Redo.EVERYTHING)
    assert read() == ["1.pdf"]
    assert rows(tmp_path / "out") == ["1.pdf"]


def test_a_damaged_result_is_told_and_made_anew(tmp_path: Path, files: list[str], read: Reading) -> None:
    run(files, tmp_path / "out")
    read()
    [one, *_] = sorted((tmp_path / "out" / ".extractor" / "results").glob("*/*"))
    one.write_bytes(one.read_bytes()[:-9])
    results = run(files, tmp_path / "out")
    assert [outcome.failure.code for outcome in results if outcome.failure] == ["result-damaged"]
    assert not read()
    results = run(files, tmp_path / "out")
    assert len(read()) == 1
    assert not any(outcome.failure for outcome in results)


def test_two_runs_in_one_folder_are_told(tmp_path: Path, files: list[str], read: Reading) -> None:
    with Store(tmp_path / "out").locked(), pytest.raises(OutputInUse, match="out"):
        run(files, tmp_path / "out")
    assert not read()
    run(files, tmp_path / "out")
    assert len(read()) == 3


def test_half_a_character_survives_as_a_mark() -> None:
    failure = Failure("not-pdf", "壊れた\ud83d文字", "broken")
    outcome = Outcome("a.pdf", None, Status.FAILED, failure=failure)
    kept = decode(encode(outcome))
    assert kept.failure is not None and kept.failure.message_ja == "壊れた\ufffd文字"


def test_reasons_are_passed_over_where_nobody_asks_for_them(files: list[str]) -> None:
    reasons = Reasons((Equation("sum", (EquationTerm("1", "a"),), "a", True),), (("a", "1"),))
    outcome = replace(extract(files[0]), reasons=reasons)
    assert decode(encode(outcome)) == outcome
    assert decode(encode(outcome), reasons=False) == replace(outcome, reasons=Reasons())


# --- years together ---------------------------------------------------------------------------------------------------


def year(folder: Path, era: int, words: str) -> str:
    """A report of one publisher for 令和 ``era``."""
    file = folder / f"r{era}.pdf"
    head = text(72, 770, f"令和{era}年度 経営計画の評価", 20) + text(72, 740, "みなと県信用保証協会", 12)
    file.write_bytes(pdf(head + text(72, 700, words)))
    return str(file)


def codes(results: Results) -> list[str]:
    return [finding.code for outcome in results for finding in outcome.findings if finding.severity is Severity.ERROR]


def test_years_that_come_later_are_held_against_those_that_are_there(tmp_path: Path, read: Reading) -> None:
    """A single run over both years, and two runs of one year each, end with the same bytes."""
    old = year(tmp_path, 5, "保証承諾は50,000百万円、前年度比103.0％となりました。")
    new = year(tmp_path, 6, "保証承諾は51,000百万円、前年度比102.0％となりました。")
    run([old], tmp_path / "one by one")
    run([new], tmp_path / "one by one")
    assert read() == ["r5.pdf", "r6.pdf"]
    run([old, new], tmp_path / "together")
    assert dataset(tmp_path / "one by one") == dataset(tmp_path / "together")
    [entry, *_] = Store(tmp_path / "together").index().entries
    assert entry.settled is not None


def test_validate_reads_nothing_and_changes_nothing_that_has_not_changed(
    tmp_path: Path, files: list[str], read: Reading
) -> None:
    run(files, tmp_path / "out")
    read()
    before = dataset(tmp_path / "out")
    results = validate(tmp_path / "out")
    assert (read(), len(results)) == ([], 3)
    assert dataset(tmp_path / "out") == before
    with pytest.raises(NothingThere):
        validate(tmp_path / "nowhere")


def test_a_crash_while_years_are_compared_is_told_and_loses_nothing(
    tmp_path: Path, read: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [year(tmp_path, era, f"保証承諾は5{era},000百万円となりました。") for era in (5, 6)]

    def broken(*_: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("extractor.across.across_years", broken)
    results = run(files, tmp_path / "out")
    assert len(read()) == 2
    assert codes(results) == ["check-crashed", "check-crashed"]
    assert all(outcome.document is not None and outcome.document.records for outcome in results)
