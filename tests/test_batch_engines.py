"""Another engine gives the same records, also when one of its workers is killed midway."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import dask
import pytest
from distributed import Client, LocalCluster

from children import quick_children  # noqa: F401 - a fixture
from extractor import Limits, run
from extractor.batch.on_dask import done_on_dask
from extractor.errors import EngineMissing
from pdfs import pdf, text

pytestmark = [pytest.mark.usefixtures("quick_children"), pytest.mark.slow]


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as made,
    ):
        yield made


def files_in(folder: Path, count: int) -> list[str]:
    files = [folder / f"{n}.pdf" for n in range(count)]
    for n, file in enumerate(files):
        words = text(72, 770, "令和６年度 決算報告書", 20) + text(72, 700, f"保証承諾は{n},355件でした。")
        file.write_bytes(pdf(words))
    files[1].write_bytes(b"%PDF-1.7 broken")
    return [str(file) for file in files]


def dataset(out: Path) -> dict[str, bytes]:
    return {
        name: (out / name).read_bytes() for name in ("records.csv", "records.parquet", "findings.csv", "cells.parquet")
    }


def test_dask_gives_the_same_records_although_a_worker_is_killed(
    tmp_path: Path, cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = files_in(tmp_path, 10)
    local = run(files, tmp_path / "local", limits=Limits(jobs=2))
    killed: list[int] = []
    with Client(cluster) as client:
        pids = list(client.run(os.getpid).values())

    def told(documents: int, _: int) -> None:
        if documents == 3 and not killed:
            killed.append(pids[0])
            os.kill(pids[0], signal.SIGKILL)

    engine = partial(done_on_dask, scheduler=cluster.scheduler_address)
    monkeypatch.setattr("extractor.batch.pieces._MANY", 0)  # rows are made by workers of this machine, too
    there = run(files, tmp_path / "dask", limits=Limits(jobs=2), on_progress=told, engine=engine)
    assert killed
    assert [o.status for o in there] == [o.status for o in local]
    assert [o.failure.code for o in there if o.failure] == ["pdf-damaged"]
    assert dataset(tmp_path / "dask") == dataset(tmp_path / "local")


def test_a_scheduler_that_does_not_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.batch.on_dask._CONNECT", 0.5)
    engine = partial(done_on_dask, scheduler="tcp://127.0.0.1:9")
    with pytest.raises(EngineMissing):
        run(files_in(tmp_path, 2), tmp_path / "out", engine=engine)
