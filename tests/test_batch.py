"""Many documents at once: what goes wrong with one stays with it, and any caller can start a run."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import odd_workers
from children import quick_children  # noqa: F401 - a fixture
from extractor import Limits, Options, run
from extractor.batch import work
from extractor.errors import NoInput, OutputNotWritable, ProfileError
from extractor.inputs import expand
from extractor.model import Status
from pdfs import pdf, text

pytestmark = pytest.mark.usefixtures("quick_children")

ROOT = Path(__file__).resolve().parents[1]
GOOD = pdf(text(72, 770, "令和６年度 決算報告書", 20) + text(72, 700, "保証承諾は5,355件でした。"))


def made(folder: Path, *names: str) -> list[str]:
    files = [folder / name for name in names]
    for number, file in enumerate(files):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(GOOD + b"%" * number)
    return [str(file) for file in files]


# --- what is to be read -----------------------------------------------------------------------------------------------


def test_folders_globs_and_files_are_expanded_once_and_in_order(tmp_path: Path) -> None:
    files = made(tmp_path, "a/2.pdf", "a/1.PDF", "a/deep/3.pdf", "b/4.pdf")
    made(tmp_path, "a/notes.txt", "b/notes.txt")
    below_a = [files[1], files[0], files[2]]
    assert expand([str(tmp_path / "a")]) == tuple(below_a)
    assert expand([files[3], str(tmp_path / "a"), files[0]]) == (files[3], *below_a)
    assert expand([str(tmp_path / "**" / "*.pdf")]) == tuple(sorted([files[0], files[2], files[3]]))
    assert expand([str(tmp_path / "*")]) == (*below_a, files[3])


def test_a_name_with_brackets_is_a_file_before_it_is_a_glob(tmp_path: Path) -> None:
    [file] = made(tmp_path, "R6 [訂正版].pdf")
    assert expand([file]) == (file,)


def test_a_file_that_is_missing_is_left_to_its_outcome(tmp_path: Path) -> None:
    assert expand([str(tmp_path / "none.pdf")]) == (str(tmp_path / "none.pdf"),)


@pytest.mark.parametrize("item", ["", "*.pdf", "deep/**/*.pdf"])
def test_a_folder_or_a_glob_without_pdfs_is_told(tmp_path: Path, item: str) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "notes.txt").write_text("none")
    with pytest.raises(NoInput, match=str(tmp_path)):
        expand([str(tmp_path / item)])
    with pytest.raises(NoInput):
        expand([])


# --- what cannot be done ----------------------------------------------------------------------------------------------


def test_an_output_path_that_is_a_file_is_told_before_anything_is_read(tmp_path: Path) -> None:
    [file] = made(tmp_path, "a.pdf")
    for out in (file, f"{file}/deeper"):
        with pytest.raises(OutputNotWritable):
            run([file], out)
    assert Path(file).read_bytes() == GOOD


def test_an_unknown_profile_is_told_and_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ProfileError):
        run(made(tmp_path, "a.pdf"), tmp_path / "out", Options(profile="no-such"))
    assert not (tmp_path / "out").exists()


@pytest.fixture
def common_folder() -> Iterator[Path]:
    """A folder that every user may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def as_common_user(code: str, *arguments: Path) -> list[str]:
    """The lines that ``code`` prints without root's powers; it imports first, since the interpreter may be root's own."""
    drop = "import os\nif os.getuid() == 0:\n    os.setgroups([]), os.setgid(65534), os.setuid(65534)\n"
    imports = "import sys\nfrom extractor import extract, run\nfrom extractor.inputs import expand\nfrom extractor.read import identify\n"
    imports += "import extractor.write\n"  # which run() does late
    warm = f"extract({str(ROOT / 'none.pdf')!r})\n"
    command = [sys.executable, "-c", imports + warm + drop + textwrap.dedent(code), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().split("\n")


@pytest.mark.slow
def test_a_file_that_may_not_be_read_is_told(common_folder: Path) -> None:
    mine, yours = (Path(file) for file in made(common_folder, "mine.pdf", "yours.pdf"))
    mine.chmod(0o000)
    yours.chmod(0o644)
    code = "print(extract(sys.argv[1]).failure.code)\nprint(identify(sys.argv[2]).file)"
    assert as_common_user(code, mine, yours) == ["file-not-readable", str(yours)]


@pytest.mark.slow
def test_a_folder_that_may_not_be_entered_is_told_and_hides_nothing_else(common_folder: Path) -> None:
    made(common_folder, "in/open.pdf", "in/shut/secret.pdf")
    (common_folder / "in").chmod(0o755)
    (common_folder / "in" / "shut").chmod(0o000)
    code = "for f in expand(sys.argv[1:]):\n    print(f)\nprint([extract(f).failure.code for f in sys.argv[2:]])"
    folder = common_folder / "in"
    try:
        told = as_common_user(code, folder, folder / "shut" / "secret.pdf", folder / "shut")
    finally:
        (folder / "shut").chmod(0o700)
    assert told[:-1] == [f"{folder}/open.pdf", f"{folder}/shut", f"{folder}/shut/secret.pdf"]
    assert told[-1] == "['file-not-readable', 'file-not-readable']"


@pytest.mark.slow
def test_an_output_folder_that_may_not_be_written_is_told(common_folder: Path) -> None:
    files = made(common_folder, "a.pdf")
    (common_folder / "out").mkdir(mode=0o755)
    if os.getuid() != 0:
        (common_folder / "out").chmod(0o555)
    code = """
        for out in sys.argv[2:]:
            try:
                run(sys.argv[1:2], out)
            except Exception as error:
                print(error.code, error.exit_code)
    """
    told = as_common_user(code, Path(files[0]), common_folder / "out", common_folder / "out" / "deeper")
    assert told == ["output-not-writable 2"] * 2


# --- documents that go wrong ------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_what_hangs_or_dies_takes_nothing_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "work", odd_workers.work)
    names = ["hangs", "first", "dies", "crashes", "stumbles", "last"]
    files = made(tmp_path, *(f"{name}.pdf" for name in names))
    moved: list[tuple[int, int]] = []
    begin = time.monotonic()
    outcomes = run(
        files, tmp_path / "out", limits=Limits(jobs=2, seconds=4), on_progress=lambda *done: moved.append(done)
    )
    assert time.monotonic() - begin < 120  # one of them would sleep for ten minutes
    assert [o.file for o in outcomes] == files
    codes = [o.failure.code if o.failure else None for o in outcomes]
    assert codes == ["time-exceeded", None, "worker-died", "worker-died", "internal-error", None]
    assert all(o.source is not None for o in outcomes)
    failures = [o.failure for o in outcomes if o.failure]
    assert "4" in failures[0].message_en and "4" in failures[0].message_ja
    assert "7" in failures[1].message_en
    assert "a slip of ours" in failures[3].message_ja
    assert moved[-1][0] == len(files)

    rows = pd.read_parquet(tmp_path / "out" / "documents.parquet")
    assert list(rows["status"] == "failed") == [code is not None for code in codes]
    assert [code if isinstance(code, str) else None for code in rows["error_code"]] == codes
    assert rows["document_id"].notna().all()
    told = rows[rows["status"] == "failed"][["error_message", "error_message_ja"]]
    assert told.notna().all(axis=None)
    assert not (told["error_message"] == told["error_message_ja"]).any()


@pytest.mark.slow
def test_a_document_whose_worker_is_killed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a system that ran out of memory, perhaps for another process's sake."""
    monkeypatch.setattr(work, "work", odd_workers.work)
    files = made(tmp_path, "is killed once.pdf", "other.pdf")
    outcomes = run(files, tmp_path / "out", limits=Limits(jobs=1))
    assert (tmp_path / "is killed once.killed").exists()
    assert [o.failure for o in outcomes] == [None, None]


def test_a_file_whose_name_is_no_utf8_is_read_and_told(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path / "R6") + "評価".encode("shift_jis"))
    Path(f"{name}.pdf").write_bytes(GOOD)
    outcomes = run([f"{name}.pdf", f"{name}-none.pdf"], tmp_path / "out", limits=Limits(jobs=1))
    assert [o.status for o in outcomes] == [
        Status.OK if not outcomes[0].findings else outcomes[0].status,
        Status.FAILED,
    ]
    rows = pd.read_parquet(tmp_path / "out" / "documents.parquet")
    assert rows["file"].tolist() == [f"{tmp_path}/R6\\x95]\\x89\\xbf{end}.pdf" for end in ("", "-none")]


# --- who calls --------------------------------------------------------------------------------------------------------

SCRIPT = """
import sys, threading
from extractor import Limits, extract, run
print("main ran")
outcomes = []
def work():
    outcomes.extend(run(sys.argv[1:-1], sys.argv[-1], limits=Limits(jobs=2)))
if "thread" in sys.argv[-1]:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
else:
    work()
print([o.status.value for o in outcomes] == [extract(f).status.value for f in sys.argv[1:-1]], len(outcomes))
print("__file__" in globals(), __spec__)
"""


@pytest.mark.parametrize("kind", ["script", "python -c in a thread", "standard input"])
@pytest.mark.slow
def test_any_caller_can_run_without_a_guard(tmp_path: Path, kind: str) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    start = {"script": [str(script)], "standard input": ["-"]}.get(kind, ["-c", SCRIPT])
    command = [sys.executable, *start, *made(tmp_path, "1.pdf", "2.pdf", "3.pdf"), str(tmp_path / f"out {kind}")]
    stdin = SCRIPT if kind == "standard input" else ""
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:3] == ["main ran", "True 3", f"{'-c' not in kind} None"]
    assert done.stderr == "", done.stderr


def test_pages_are_counted_in_memory_that_needs_no_lock() -> None:
    """A lock that dies with the worker that holds it would stop the parent for good."""
    work._Worker.done = (ctypes.c_long * 3)()
    for number, done in ((0, 1), (2, 1), (2, 2)):
        work._Worker.done[number] = done
    assert sum(work._Worker.done) == 3
