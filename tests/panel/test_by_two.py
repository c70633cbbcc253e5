"""Two processes write the same files as one, whatever becomes of the other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import odd_writers
import pytest
from panel_made import dataset, document, record

from children import quick_children  # noqa: F401 - a fixture
from extractor import deriving
from extractor.stopwatch import Stopwatch
from extractor.write.columns import table_specs
from extractor.write.derived import write_table

pytestmark = [pytest.mark.usefixtures("quick_children"), pytest.mark.slow]


def finished_tables(folder: Path) -> Path:
    folder.mkdir()
    stated = [
        record("a", 1, 2024, "71729"),
        record("a", 2, 2024, "3062", concept="subrogation", item="代位弁済"),
        record("b", 3, 2024, "3063", concept="subrogation", item="代位弁済"),
    ]
    dataset(folder, [document("a", 2024, tables=0), document("b", 2024, tables=0)], stated)
    for name in ("tables", "cells", "tokens", "sections"):
        write_table(folder, table_specs()[name], [])
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few records there are, a second process is started for them."""
    monkeypatch.setattr(deriving, "_MANY", 0)


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("killed", [False, True])
def test_two_processes_write_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed: bool) -> None:
    alone, watch = finished_tables(tmp_path / "alone"), Stopwatch()
    expected = deriving.derive(alone)
    if killed:
        monkeypatch.setattr(deriving, "_duckdb", odd_writers.killed_beside)
    assert deriving.derive(finished_tables(tmp_path / "two"), watch=watch, jobs=2) == expected
    assert files(tmp_path / "two") == files(alone)
    assert set(watch.seconds) == {"panel", "duckdb", "workbook", "document books"}


@pytest.mark.usefixtures("many")
def test_a_disk_that_is_full_for_the_other_process_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deriving, "_document_books", odd_writers.full_disk_beside)
    with pytest.raises(OSError, match="No space left"):
        deriving.derive(finished_tables(tmp_path / "two"), jobs=2)


def test_a_second_process_shows_no_progress_of_its_questions() -> None:
    """DuckDB takes a process without a script for a person at a prompt, and draws a bar on its output."""
    asked = "SELECT current_setting('enable_progress_bar')"
    code = f"from extractor.write.database import database\nwith database() as db: print(*db.execute({asked!r}).fetchone())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
