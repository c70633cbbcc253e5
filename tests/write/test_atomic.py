"""Whole or not at all, and the same every time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from extractor.errors import OutputNotWritable
from extractor.files import write_whole
from extractor.model import Outcome
from extractor.write import NumberNotWritable, RunInfo, write_dataset

Contents = dict[str, bytes]


def contents(folder: Path) -> Contents:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_same_outcomes_give_the_same_bytes(
    tmp_path: Path, outcomes: tuple[Outcome, ...], run_info: RunInfo
) -> None:
    write_dataset(outcomes, tmp_path / "one", run_info)
    write_dataset(outcomes, tmp_path / "two", run_info)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_time_shows_in_two_files_only(tmp_path: Path, outcomes: tuple[Outcome, ...], run_info: RunInfo) -> None:
    write_dataset(outcomes, tmp_path / "one", run_info)
    slower = [replace(o, seconds=(("read", 9.5),)) for o in outcomes]
    write_dataset(slower, tmp_path / "two", replace(run_info, seconds=(("total", 10.0),)))
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert one.keys() == two.keys()
    assert {name for name in one if one[name] != two[name]} == {"documents.parquet", "run.json"}


def test_an_error_midway_leaves_every_old_file(tmp_path: Path) -> None:
    write_whole(tmp_path, [("a.txt", b"old a"), ("sub/b.txt", b"old b")])

    def files() -> Iterator[tuple[str, bytes]]:
        yield "a.txt", b"new a"
        yield "sub/c.txt", b"new c"
        raise RuntimeError("midway")

    with pytest.raises(RuntimeError, match="midway"):
        write_whole(tmp_path, files())
    assert contents(tmp_path) == {"a.txt": b"old a", "sub/b.txt": b"old b"}


def test_a_full_disk_leaves_the_old_dataset(
    tmp_path: Path, outcomes: tuple[Outcome, ...], run_info: RunInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dataset(outcomes[:1], tmp_path, run_info)
    before = contents(tmp_path)
    synced = []

    def full(handle: int) -> None:
        synced.append(handle)
        if len(synced) == 5:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputNotWritable, match="No space left on device"):
        write_dataset(outcomes, tmp_path, run_info)
    assert len(synced) == 5
    assert contents(tmp_path) == before


def test_every_file_is_brought_to_the_disk_before_it_takes_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _: steps.append("sync"))
    replace_file = Path.replace

    def replacing(self: Path, target: Path) -> Path:
        assert self.parent == target.parent
        steps.append("name")
        return replace_file(self, target)

    monkeypatch.setattr(Path, "replace", replacing)
    write_whole(tmp_path, [("a", b"1"), ("b", b"2")])
    assert steps[:4] == ["sync", "sync", "name", "name"]
    assert contents(tmp_path) == {"a": b"1", "b": b"2"}


def test_files_are_readable_like_any_other(tmp_path: Path) -> None:
    write_whole(tmp_path, [("a", b"1")])
    (tmp_path / "b").write_bytes(b"1")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_folder_that_cannot_be_written_is_a_usage_error(
    tmp_path: Path, outcomes: tuple[Outcome, ...], run_info: RunInfo
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputNotWritable, match="file"):
        write_dataset(outcomes, tmp_path / "file", run_info)
    assert (tmp_path / "file").read_text() == "in the way"


def test_an_unannounced_number_leaves_the_old_dataset(
    tmp_path: Path, make_outcome: Callable[..., Outcome], run_info: RunInfo
) -> None:
    write_dataset([make_outcome()], tmp_path, run_info)
    before = contents(tmp_path)
    with pytest.raises(NumberNotWritable, match="aaaaaaaaaaaa-p2-g1"):
        write_dataset([make_outcome(number=Decimal(10) ** 29)], tmp_path, run_info)
    assert contents(tmp_path) == before


def test_documents_of_an_earlier_run_do_not_linger(
    tmp_path: Path, make_outcome: Callable[..., Outcome], run_info: RunInfo
) -> None:
    write_dataset([make_outcome("x.pdf", "a"), make_outcome("y.pdf", "b")], tmp_path, run_info)
    (tmp_path / "documents" / "mine.json").write_text("{}")
    write_dataset([make_outcome("y.pdf", "b")], tmp_path, run_info)
    assert sorted(p.name for p in (tmp_path / "documents").iterdir()) == ["mine.json", "y.json"]


def test_a_file_of_that_name_that_is_not_ours_is_no_obstacle(
    tmp_path: Path, make_outcome: Callable[..., Outcome], run_info: RunInfo
) -> None:
    (tmp_path / "documents.parquet").write_bytes(b"not Parquet")
    write_dataset([make_outcome("x.pdf")], tmp_path, run_info)
    assert (tmp_path / "documents.parquet").read_bytes().startswith(b"PAR1")


def test_workbooks_of_a_longer_dataset_do_not_stay(
    tmp_path: Path, outcomes: tuple[Outcome, ...], run_info: RunInfo
) -> None:
    write_dataset(outcomes, tmp_path, run_info)
    (tmp_path / "dataset-records-2.xlsx").write_bytes(b"of an earlier run")
    (tmp_path / "dataset-mine.xlsx").write_bytes(b"somebody's own")
    write_dataset(outcomes, tmp_path, run_info)
    assert {path.name for path in tmp_path.glob("dataset*")} == {"dataset-mine.xlsx"}
