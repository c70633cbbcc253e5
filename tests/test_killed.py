"""Runs that are killed, and a disk that is full: the next call ends with the same bytes (scripts/lib/kill_test.py has 30)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from children import quick_children  # noqa: F401 - a fixture
from pdfs import pdf, text

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts" / "lib"))

from kill_test import finished, full_disk, killed

pytestmark = [pytest.mark.usefixtures("quick_children"), pytest.mark.slow]


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    for number in range(4):
        words = text(72, 770, "令和６年度 決算報告書", 20) + text(72, 700, f"保証承諾は{number},355件でした。")
        (folder / f"{number}.pdf").write_bytes(pdf(words))
    return folder


def test_a_killed_run_and_a_full_disk_are_resumed_to_the_same_bytes(inputs: Path, tmp_path: Path) -> None:
    expected = finished(inputs, tmp_path / "undisturbed")
    assert "records.parquet" in expected
    assert killed(inputs, tmp_path / "out", 1.5, worker=False)
    assert finished(inputs, tmp_path / "out") == expected
    assert full_disk(inputs, tmp_path / "full") != 0
    assert finished(inputs, tmp_path / "full") == expected
