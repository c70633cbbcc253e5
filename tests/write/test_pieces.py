"""Pieces that workers make: whoever makes them, and whatever becomes of them, the files of the dataset are the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import odd_makers
import pyarrow.parquet as pq
import pytest
from msgspec.structs import replace

from children import quick_children  # noqa: F401 - a fixture
from extractor.batch import pieces, work
from extractor.batch.local import Workers
from extractor.batch.pieces import maker_for
from extractor.batch.results import outcome_of
from extractor.batch.work import made_of
from extractor.model import Limits, Outcome, Status
from extractor.store import Entry, Index, Store
from extractor.write import NumberNotWritable, Place, RunInfo, Tally, piece, write_dataset, write_outcomes
from extractor.write.names import Input

Make = Callable[..., Outcome]


@pytest.fixture(scope="module", autouse=True)
def quick_workers(quick_children: None) -> Iterator[None]:  # noqa: ARG001, F811
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(work, "start", odd_makers.start)
        yield


@pytest.fixture(scope="module")
def workers(quick_workers: None) -> Iterator[Workers]:  # noqa: ARG001
    with Workers(Limits(jobs=3)) as made:
        yield made


@pytest.fixture(autouse=True)
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few records there are, workers make the pieces; and few rows make a row group."""
    monkeypatch.setattr(pieces, "_MANY", 0)
    monkeypatch.setattr(pieces, "_DOCUMENTS", 1)
    monkeypatch.setattr("extractor.write.parquet._ROW_GROUP", 12)


def kept(out: Path, outcomes: Sequence[Outcome]) -> tuple[Store, Index]:
    """``outcomes`` as a run would have kept them."""
    store, entries = Store(out), []
    for number, outcome in enumerate(outcomes):
        document_id = outcome.source.document_id if outcome.source else None
        entry, content = made_of(Entry(outcome.file, document_id, f"{number:040x}"), outcome)
        store.save_bytes(entry.key or "", content)
        entries.append(entry)
    return store, Index(tuple(entries))


def written(store: Store, index: Index, run: RunInfo, workers: Workers, left: Sequence[Outcome] = ()) -> Tally:
    """The dataset that ``workers`` make of what is kept, with outcomes that are ``left`` beside it."""

    def look(number: int) -> Outcome:
        return (
            outcome_of(index.entries[number], store)
            if number < len(index.entries)
            else left[number - len(index.entries)]
        )

    told = [Input(e.file, e.document_id, e.profile is not None, e.findings) for e in index.entries]
    make = maker_for(index, store, run.options.profile, workers, look)
    assert make is not None
    return write_outcomes(look, [*told, *map(Input.of, left)], store.out, run, make=make)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and "results" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def archive(make_outcome: Make, failed: Outcome) -> list[Outcome]:
    """Documents and copies of them among inputs that failed, the first of which takes longest."""
    first, copy = make_outcome("is slow.pdf"), make_outcome("copy.pdf")
    others = [make_outcome(f"{digit}.pdf", digit) for digit in "bcdef"]
    doubtful = Outcome("y.pdf", None, Status.FAILED, findings=first.findings, failure=failed.failure)
    again = make_outcome("of another prefix.pdf", "b", Decimal(7))
    return [first, failed, *others, copy, doubtful, again, make_outcome("third.pdf")]


@pytest.mark.slow
def test_workers_make_the_files_that_one_process_makes(
    tmp_path: Path, make_outcome: Make, failed: Outcome, run_info: RunInfo, workers: Workers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(pieces, "pieces_there", odd_makers.pieces_there)
    outcomes = archive(make_outcome, failed)
    left = [Outcome("corrections.toml", None, Status.INCONSISTENT, findings=outcomes[0].findings)]
    with monkeypatch.context() as patch:  # here some rows at a time, there all of a document at once
        patch.setattr(piece, "_ROWS", 2)
        patch.setattr(piece, "_TABLES", 1)
        tally = write_dataset([*outcomes, *left], tmp_path / "one", run_info)
    assert written(*kept(tmp_path / "three", outcomes), run_info, workers, left) == tally
    assert contents(tmp_path / "three") == contents(tmp_path / "one")
    monkeypatch.setattr(pieces, "_DOCUMENTS", 3)
    with Workers(Limits(jobs=1)) as alone:
        assert written(*kept(tmp_path / "alone", outcomes), run_info, alone, left) == tally
    assert contents(tmp_path / "alone") == contents(tmp_path / "one")
    groups = pq.ParquetFile(tmp_path / "one" / "records.parquet").metadata
    assert [groups.row_group(n).num_rows for n in range(groups.num_row_groups)] == [15, 15]
    ids = pq.read_table(tmp_path / "one" / "findings.parquet")["finding_id"].to_pylist()
    assert len(set(ids)) == len(ids) and Counter(name[:6] for name in ids) == {
        **{digit * 6: 2 for digit in "cdef"}, "aaaaaa": 4, "bbbbbb": 3, "unread": 4,
    }  # fmt: skip


@pytest.mark.slow
def test_what_a_worker_does_not_get_done_is_made_here(
    tmp_path: Path, make_outcome: Make, run_info: RunInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "pieces_there", odd_makers.pieces_there)
    names = ["dies", "stumbles", "hangs", "is killed once", "is well"]
    outcomes = [make_outcome(f"{name}.pdf", digit) for name, digit in zip(names, "abcde", strict=True)]
    tally = write_dataset(outcomes, tmp_path / "one", run_info)
    with Workers(Limits(jobs=1, seconds=2)) as workers:
        assert written(*kept(tmp_path / "three", outcomes), run_info, workers) == tally
    assert contents(tmp_path / "three") == contents(tmp_path / "one")


@pytest.mark.slow
def test_a_result_that_is_damaged_gives_its_place_to_its_copy(
    tmp_path: Path, make_outcome: Make, run_info: RunInfo, workers: Workers
) -> None:
    outcomes = [make_outcome("first.pdf"), make_outcome("second.pdf"), make_outcome("third.pdf")]
    store, index = kept(tmp_path / "out", outcomes)
    store.save_bytes(index.entries[0].key or "", b"damaged")
    tally = written(store, index, run_info, workers)
    assert [code.code for _, code in tally.failures] == ["result-damaged"]
    documents = pq.read_table(tmp_path / "out" / "documents.parquet").to_pylist()
    assert [d["error_code"] for d in documents] == ["result-damaged", None, None]
    assert [d["json_file"] for d in documents] == [None, "documents/second.json", "documents/third.json"]
    assert set(pq.read_table(tmp_path / "out" / "records.parquet")["file"].to_pylist()) == {"second.pdf"}
    findings = pq.read_table(tmp_path / "out" / "findings.parquet").to_pylist()
    assert [(f["finding_id"][-3:], f["file"]) for f in findings] == [
        ("001", "second.pdf"), ("002", "second.pdf"), ("003", "third.pdf"),
    ]  # fmt: skip
    assert "second.pdf" in findings[2]["message_en"]


@pytest.mark.slow
def test_a_number_that_would_vanish_stops_the_run_whoever_meets_it(
    tmp_path: Path, make_outcome: Make, run_info: RunInfo, workers: Workers
) -> None:
    store, index = kept(tmp_path / "out", [make_outcome("a.pdf", number=Decimal(10) ** 29)])
    with pytest.raises(NumberNotWritable):
        written(store, index, run_info, workers)
    assert contents(tmp_path / "out") == {}


def test_little_is_made_by_the_parent(tmp_path: Path, make_outcome: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "_MANY", 11)
    store, index = kept(tmp_path / "out", [make_outcome("a.pdf"), make_outcome("b.pdf", "b")])
    with Workers(Limits()) as workers:
        assert maker_for(index, store, "auto", workers, lambda _: make_outcome()) is None
        index = replace(index, entries=(*index.entries, index.entries[0]))
        assert maker_for(index, store, "auto", workers, lambda _: make_outcome()) is not None


def test_a_long_document_is_made_pieces_by_a_worker_that_did_not_read_it(
    tmp_path: Path, make_outcome: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, index = kept(tmp_path / "out", [make_outcome("a.pdf"), make_outcome("b.pdf", "b")])
    records = max(entry.records for entry in index.entries)
    monkeypatch.setattr(pieces, "_MANY", 0)
    with Workers(Limits()) as workers:
        read_by, _ = workers.pool()
        for long, same in ((records + 1, True), (records, False)):
            monkeypatch.setattr(pieces, "_LONG", long)
            maker_for(index, store, "auto", workers, lambda _: make_outcome())
            assert (workers.pool()[0] is read_by) is same


def test_a_task_is_of_some_entries_by_what_they_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "_DOCUMENTS", 16)
    entries = [Entry(f"{n}.pdf", records=records) for n, records in enumerate([1_500, 400, 200, 5_000, 1] + [0] * 20)]
    some = list(pieces._some((entry, Place(n, "")) for n, entry in enumerate(entries)))
    assert [[place.number for _, place in one] for one in some] == [
        [0, 1], [2], [3], list(range(4, 20)), list(range(20, 25)),
    ]  # fmt: skip
    assert [entry for one in some for entry, _ in one] == entries
