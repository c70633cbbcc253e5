"""Inputs and an output folder on an S3-compatible server of this machine, and inputs over HTTP; none leaves a copy."""

from __future__ import annotations

import functools
import http.server
import os
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from moto.server import ThreadedMotoServer

from children import quick_children  # noqa: F401 - a fixture
from extractor import Limits, run
from extractor.batch.remote_out import working_copy
from extractor.errors import InputListFaulty, NoInput, RemoteNotReachable
from extractor.inputs import expand, file_system, is_remote
from pdfs import pdf, text

pytestmark = [pytest.mark.usefixtures("quick_children"), pytest.mark.slow]


def report(number: int) -> bytes:
    return pdf(text(72, 770, "令和６年度 決算報告書", 20) + text(72, 700, f"保証承諾は{number},355件でした。"))


@pytest.fixture(scope="module")
def bucket() -> Iterator[Any]:
    """The file system of a bucket ``archive`` with three reports in it."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "testing")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
            patch.delenv(name, raising=False)
        system, _ = file_system("s3://archive/")
        system.mkdir("archive")
        for number in (1, 2, 3):
            system.pipe(f"archive/{'deep/' if number == 3 else ''}{number}.pdf", report(number))
        system.pipe("archive/notes.txt", b"none")
        yield system
    server.stop()


def test_urls_are_expanded_as_paths_are(bucket: Any) -> None:
    assert bucket.exists("archive/1.pdf")
    every = ("s3://archive/1.pdf", "s3://archive/2.pdf", "s3://archive/deep/3.pdf")
    assert expand(["s3://archive/"]) == every
    assert expand(["s3://archive/*.pdf"]) == every[:2]
    assert expand(["s3://archive/2.pdf", "s3://archive/*.pdf"]) == (every[1], every[0])
    with pytest.raises(NoInput):
        expand(["s3://archive/none/*.pdf"])
    with pytest.raises(RemoteNotReachable):
        expand(["nosuch://archive/"])


def spooled() -> set[str]:
    return {path.name for path in Path(tempfile.gettempdir()).glob("extractor-*.pdf")}


def test_a_run_from_a_bucket_to_a_bucket_goes_on_where_it_ended(bucket: Any, tmp_path: Path) -> None:
    before = spooled()
    local = tmp_path / "local"
    local.mkdir()
    for number in (1, 2):
        (local / f"{number}.pdf").write_bytes(report(number))
    expected = run([local], tmp_path / "out", limits=Limits(jobs=1))
    with working_copy("s3://archive/result") as folder:
        found = run(["s3://archive/*.pdf", "s3://archive/gone.pdf"], folder, limits=Limits(jobs=1))
    assert [o.file for o in found] == ["s3://archive/1.pdf", "s3://archive/2.pdf", "s3://archive/gone.pdf"]
    assert [o.failure.code if o.failure else None for o in found] == [None, None, "file-missing"]
    assert [len(o.document.records) for o in found if o.document] == [
        len(o.document.records) for o in expected if o.document
    ]
    with bucket.open("archive/result/records.parquet") as file:
        assert pd.read_parquet(file)["file"].tolist() == ["s3://archive/1.pdf", "s3://archive/2.pdf"]
    for path in sorted(folder.rglob("*"), reverse=True):  # another machine goes on: it has no folder yet
        path.unlink() if path.is_file() else path.rmdir()
    read: list[int] = []
    with working_copy("s3://archive/result") as folder:
        run(["s3://archive/1.pdf"], folder, limits=Limits(jobs=1), on_progress=lambda done, _: read.append(done))
    assert read == [1]  # done before anything was read
    assert spooled() == before


def test_a_file_over_http_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(report(4))
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        good, gone = run([f"{url}/a.pdf", f"{url}/gone.pdf"], tmp_path / "out", limits=Limits(jobs=1))
        server.shutdown()
    assert good.document is not None and len(good.document.records) == 1
    assert gone.failure is not None and gone.failure.code in ("file-missing", "file-not-readable")


def test_a_list_names_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.pdf", "b.pdf"):
        Path(name).write_bytes(report(1))
    Path("list.txt").write_text("# those of spring\nb.pdf\n\na.pdf\n", "utf-8")
    assert expand(["@list.txt"]) == ("b.pdf", "a.pdf")
    Path("circle.txt").write_text("@circle.txt", "utf-8")
    for item in ("@none.txt", "@circle.txt"):
        with pytest.raises(InputListFaulty):
            expand([item])
    Path("@odd.pdf").write_bytes(report(2))
    assert expand(["@odd.pdf"]) == ("@odd.pdf",)
    assert is_remote("s3://a/b.pdf") and not is_remote("a/b.pdf") and not is_remote(os.fspath(tmp_path))
