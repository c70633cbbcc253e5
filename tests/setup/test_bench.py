"""``scripts/bench`` measures what it says, on files that it is given."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


def bench(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "scripts" / "lib" / "bench.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_every_contestant_runs_on_the_file_and_its_figures_are_kept(tmp_path: Path) -> None:
    kept = tmp_path / "bench.json"
    done = bench(ROOT / "tests" / "layouts" / "calc.pdf", "--rounds", "1", "--json", kept)
    assert done.returncode == 0, done.stderr
    told = json.loads(kept.read_text("utf-8"))
    by_name = {result["contestant"]: result for result in told["results"]}
    assert list(by_name) == ["floor", "pdfplumber", "read+tables", "whole job"]
    for result in by_name.values():
        assert result["pages"] > 0
        assert 0 <= sum(result["stages"].values()) <= result["seconds"]
    assert all(name in done.stdout for name in by_name)
    assert {"date", "python", "machine", "libraries"} <= told.keys()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = bench(tmp_path / "none.pdf")
    assert done.returncode == 2
    assert "none.pdf" in done.stderr
