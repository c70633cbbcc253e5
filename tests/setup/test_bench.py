"""``scripts/bench`` measures what it says, on files that it is given."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


#: those that need no environment of their own
CONTESTANTS = ["floor", "pdfplumber", "read+tables", "whole job"]


def bench(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "scripts" / "lib" / "bench.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_every_contestant_runs_on_the_file_and_its_figures_are_kept(tmp_path: Path) -> None:
    kept = tmp_path / "bench.json"
    chosen = [argument for name in CONTESTANTS for argument in ("--only", name)]
    done = bench(ROOT / "tests" / "layouts" / "calc.pdf", "--rounds", "1", *chosen, "--json", kept)
    assert done.returncode == 0, done.stderr
    told = json.loads(kept.read_text("utf-8"))
    by_name = {result["contestant"]: result for result in told["results"]}
    assert list(by_name) == CONTESTANTS
    for result in by_name.values():
        assert result["pages"] > 0
        assert result["cpu"] > 0
        assert result["peak"] > 10
        assert 0 <= sum(result["stages"].values()) <= 1.2 * max(result["seconds"], result["cpu"])
    assert all(name in done.stdout for name in by_name)
    assert {"date", "python", "machine", "libraries"} <= told.keys()


def test_a_contestant_that_is_not_installed_is_told_and_the_others_run(tmp_path: Path) -> None:
    kept = tmp_path / "bench.json"
    chosen = ("--only", "pdfspine", "--only", "floor", "--json", kept)
    done = bench(ROOT / "tests" / "layouts" / "calc.pdf", "--rounds", "1", *chosen)
    assert done.returncode == 0, done.stderr
    assert "pdfspine cannot run on calc.pdf" in done.stderr
    assert [result["contestant"] for result in json.loads(kept.read_text("utf-8"))["results"]] == ["floor"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = bench(tmp_path / "none.pdf")
    assert done.returncode == 2
    assert "none.pdf" in done.stderr
