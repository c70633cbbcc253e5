"""The command line as its users meet it: help, exit codes, what is printed and what is left behind."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import odd_workers
from children import quick_children  # noqa: F401 - a fixture
from extractor import __version__, cli
from extractor.batch import work
from extractor.cli import main
from extractor.model import Failure, Finding, Options, Outcome, Severity, Status
from extractor.run_command import exit_code
from extractor.write import RunInfo, write_dataset
from pdfs import pdf, text

pytestmark = pytest.mark.usefixtures("quick_children")

FILES = Path(__file__).resolve().parent / "files"
GOOD = pdf(text(72, 770, "令和６年度 決算報告書", 20) + text(72, 740, "みなと県信用保証協会", 12))
PASSWORD = "open sesame"  # noqa: S105 - of the file that was made for these tests


def call(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    """The exit code of ``extractor ARGUMENTS``, run within this process."""
    monkeypatch.setattr(sys, "argv", ["extractor", *map(str, arguments)])
    monkeypatch.setenv("COLUMNS", "300")
    with pytest.raises(SystemExit) as exit_:
        cli.main()
    assert isinstance(exit_.value.code, int)
    return exit_.value.code


def saved(file: Path, content: bytes = GOOD) -> Path:
    file.write_bytes(content)
    return file


# --- help -------------------------------------------------------------------------------------------------------------


def test_help_names_the_commands() -> None:
    done = CliRunner().invoke(cli.app, ["--help"])
    assert done.exit_code == 0
    for command in ("run", "profiles"):
        assert re.search(rf"^\s+{command}\s+\S", done.output, re.MULTILINE)


def test_help_of_run_has_examples_options_and_exit_codes() -> None:
    done = CliRunner().invoke(cli.app, ["run", "--help"], env={"COLUMNS": "120"})
    assert done.exit_code == 0
    assert len(re.findall(r"^\s+extractor run .+--out", done.output, re.MULTILINE)) >= 3
    for option in ("--out", "--jobs", "--profile", "--password", "--timeout"):
        assert option in done.output
    codes = done.output.split("Exit codes:")[1]
    assert [word for word in codes.split() if word.isdigit()] == list("0123")


def test_no_arguments_give_help() -> None:
    assert "Usage: extractor" in CliRunner().invoke(cli.app, []).output


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("extractor.cli", ("numpy", "pyarrow", "pypdfium2", "sudachipy", "jsonschema", "pebble", "rich.console")),
        ("extractor.batch", ("pyarrow", "pandas", "pdfplumber", "rich", "cv2", "onnxruntime")),
    ],
)
def test_what_only_asks_or_only_reads_loads_nothing_more(module: str, heavy: tuple[str, ...]) -> None:
    """``--help`` answers at once, and a worker (which imports ``batch``) starts without what only writing needs."""
    code = f"import sys, {module}; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_version_is_that_of_the_package() -> None:
    done = CliRunner().invoke(cli.app, ["--version"])
    assert (done.exit_code, done.output) == (0, f"extractor {__version__}\n")


def test_profiles_are_listed_with_their_names_in_both_languages() -> None:
    done = CliRunner().invoke(cli.app, ["profiles"])
    lines = [line.split("\t") for line in done.output.splitlines()]
    assert done.exit_code == 0
    assert {"credit_guarantee", "generic"} <= {name for name, *_ in lines}
    assert all(len(line) == 3 and all(line) for line in lines)
    assert "信用保証協会" in done.output


# --- exit codes -------------------------------------------------------------------------------------------------------


def outcome(status: Status, *severities: Severity) -> Outcome:
    findings = tuple(Finding("code", severity, "文", "Sentence") for severity in severities)
    failure = Failure("not-pdf", "文", "Sentence") if status is Status.FAILED else None
    return Outcome("a.pdf", None, status, None, findings, failure)


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ([outcome(Status.OK)], 0),
        ([outcome(Status.OK, Severity.WARNING, Severity.INFO), outcome(Status.PARTIAL, Severity.WARNING)], 0),
        ([outcome(Status.OK), outcome(Status.INCONSISTENT, Severity.ERROR)], 1),
        ([outcome(Status.PARTIAL, Severity.WARNING, Severity.ERROR)], 1),
        ([outcome(Status.INCONSISTENT, Severity.ERROR), outcome(Status.FAILED)], 3),
        ([outcome(Status.FAILED)], 3),
    ],
)
def test_the_exit_code_tells_the_worst(tmp_path: Path, outcomes: list[Outcome], code: int) -> None:
    tally = write_dataset(outcomes, tmp_path, RunInfo.now(Options()))
    assert exit_code(tally) == code


@pytest.mark.parametrize(
    "arguments",
    [
        ["run"],
        ["run", "a.pdf"],
        ["run", "--out", "x"],
        ["run", "a.pdf", "--out", "x", "--jobs", "0"],
        ["run", "a.pdf", "--out", "x", "--timeout", "0"],
        ["run", "a.pdf", "--out", "x", "--jobs", "many"],
        ["run", "a.pdf", "--out", "x", "--no-such-option"],
        ["no-such-command"],
    ],
)
def test_a_wrong_call_is_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(monkeypatch, *arguments) == 2
    assert "Error" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_begun_is_2_and_told_in_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, empty = saved(tmp_path / "a.pdf"), tmp_path / "empty"
    empty.mkdir()
    for arguments, english, japanese in (
        ([empty, "--out", tmp_path / "out"], "name a file, or a folder that holds some", "PDF が見つかりません"),
        ([tmp_path / "*.doc", "--out", tmp_path / "out"], "No PDF was found", "PDF が見つかりません"),
        ([file, "--out", file], "give --out a folder that you may write to", "書き込めません"),
        ([file, "--out", tmp_path / "out", "--profile", "no-such"], "no-such", "プロファイル"),
    ):
        assert call(monkeypatch, "run", *arguments) == 2
        printed = capsys.readouterr()
        assert english in printed.err
        assert japanese in printed.err
        assert "Traceback" not in printed.err
        assert printed.out == ""
    assert not (tmp_path / "out").exists()


# --- whole runs -------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_sample_is_done_and_every_file_is_there(root: Path, tmp_path: Path) -> None:
    sample, out = root / "samples" / "nagasaki_r6_hyouka.pdf", tmp_path / "out"
    command = [Path(sys.executable).with_name("extractor"), "run", sample, "--out", out]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "200"})
    assert (done.returncode in (0, 1), done.stderr) == (True, "")
    assert "18 pages" in done.stdout
    assert str(out / "records.csv") in done.stdout
    made = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    tables = ("documents", "records", "tables", "cells", "sections", "findings")
    assert {f"{table}.parquet" for table in tables} <= made
    assert {"records.csv", "findings.csv", "datapackage.json", "run.json", f"documents/{sample.stem}.json"} <= made
    assert not [name for name in made if Path(name).name.startswith(".")]
    seconds = json.loads((out / "run.json").read_text("utf-8"))["seconds"]["run"]
    stages = ["reading", "settling", "dataset", "panel", "duckdb", "workbook", "document books", "report"]
    assert list(seconds) == stages
    assert all(taken >= 0 for taken in seconds.values())


@pytest.mark.slow
def test_error_findings_are_1_and_bad_files_are_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(work, "work", odd_workers.work)
    doubtful = saved(tmp_path / "doubtful.pdf")
    assert call(monkeypatch, "run", doubtful, "--out", tmp_path / "one", "--jobs", "1") == 1
    printed = capsys.readouterr().out
    assert re.search(r"error\W+sum-mismatch\W+1\b", printed)
    assert re.search(r"inconsistent\W+1\b", printed)

    bad = [
        saved(tmp_path / "not-pdf.pdf", b"PK\x03\x04"),
        saved(tmp_path / "file-empty.pdf", b""),
        saved(tmp_path / "pdf-damaged.pdf", GOOD[: len(GOOD) // 2]),
        saved(tmp_path / "password-needed.pdf", (FILES / "encrypted.pdf").read_bytes()),
        tmp_path / "file-missing.pdf",
    ]
    out = tmp_path / "three"
    assert call(monkeypatch, "run", *bad[:2], doubtful, *bad[2:], "--out", out, "--password", "wrong") == 3
    printed = capsys.readouterr().out
    assert re.search(r"failed\W+5\b", printed)
    rows = pd.read_parquet(out / "documents.parquet").set_index("file")
    assert rows.index.tolist() == [str(file) for file in (*bad[:2], doubtful, *bad[2:])]
    assert rows.loc[str(doubtful), "status"] == "inconsistent"
    for file in bad:
        row = rows.loc[str(file)]
        assert (row["status"], row["error_code"]) == ("failed", file.stem)
        assert f"{file}: {row['error_message']}" in printed
        assert re.search(r"[a-z]{3}", row["error_message"]) and re.search("[ぁ-ん]{2}", row["error_message_ja"])
    assert rows.loc[[str(f) for f in bad[:4]], "document_id"].str.fullmatch("[0-9a-f]{64}").all()


def test_the_password_opens_the_file_and_reaches_no_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    files = (FILES / "encrypted.pdf", saved(tmp_path / "pdf-damaged.pdf", GOOD[:500]))
    assert call(monkeypatch, "run", *files, "--out", out, "--password", PASSWORD, "--jobs", "1") == 3
    printed = capsys.readouterr()
    [opened, damaged] = pd.read_parquet(out / "documents.parquet").to_dict("records")
    assert (opened["organization"], opened["fiscal_year"]) == ("みなと県信用保証協会", 2024)
    assert damaged["error_code"] == "pdf-damaged"
    texts = [printed.out, printed.err]
    for path in out.rglob("*"):
        if path.suffix == ".parquet":
            texts.append(pd.read_parquet(path).to_json(force_ascii=False))
        elif path.suffix == ".outcome":
            texts.append(zlib.decompress(path.read_bytes()).decode("utf-8", errors="replace"))
        elif path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                texts += [book.read(name).decode("utf-8", errors="replace") for name in book.namelist()]
        elif path.is_file():
            texts.append(path.read_bytes().decode("utf-8-sig", errors="replace"))
    assert len(texts) > 10
    assert any("みなと県信用保証協会" in written for written in texts)
    assert not [written for written in texts if PASSWORD in written]


@pytest.mark.slow
def test_a_terminal_without_japanese_gets_the_summary_all_the_same(tmp_path: Path) -> None:
    extractor = Path(sys.executable).with_name("extractor")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [extractor, "run", tmp_path / "none.pdf", "--out", tmp_path / "out"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (3, "")
    assert "There is no such file" in done.stdout


# --- Ctrl-C -----------------------------------------------------------------------------------------------------------

HANGING = """
import sys
import odd_workers
from extractor import cli
from extractor.batch import work
work.work = odd_workers.work
cli.main()
"""


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def wait_for(condition: object, seconds: float = 30) -> None:
    assert callable(condition)
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.05)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
@pytest.mark.slow
def test_ctrl_c_stops_at_once_and_leaves_no_worker_behind(tmp_path: Path) -> None:
    hanging = saved(tmp_path / "hangs.pdf")
    command = [sys.executable, "-c", HANGING, "run", tmp_path, "--out", tmp_path / "out", "--jobs", "2"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True
    ) as process:
        told = hanging.with_suffix(".pid")
        wait_for(lambda: told.exists() and told.read_text())
        begin = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
        out, err = process.communicate(timeout=30)
    assert time.monotonic() - begin < 10
    assert process.returncode == 130
    assert "stopped" in err and "中断" in err
    assert "Traceback" not in err
    assert out == ""
    wait_for(lambda: not alive(int(told.read_text())))
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".extractor"]


def test_a_fault_of_ours_is_3(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """1 would say "done, with error findings"."""

    def broken() -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("extractor.cli.app", broken)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 3
    assert "ZeroDivisionError: planted" in capsys.readouterr().err
