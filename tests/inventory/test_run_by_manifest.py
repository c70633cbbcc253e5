"""``run --manifest``: its word goes before the document's and is told so; passwords open files and are written nowhere."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from children import quick_children  # noqa: F401 - a fixture
from extractor import Limits, run
from extractor.batch import Manifest
from extractor.batch.asked import asked_for
from extractor.errors import ManifestFaulty
from extractor.inventory import Entry, manifest_text
from extractor.model import Options
from pdfs import pdf, text

ENCRYPTED = Path(__file__).resolve().parents[1] / "files" / "encrypted.pdf"
PASSWORD = "open sesame"  # noqa: S105 - of the file that was made for tests


def manifest_in(folder: Path, *entries: Entry) -> Path:
    path = folder / "manifest.csv"
    path.write_text(manifest_text(entries), "utf-8-sig")
    return path


def report(file: Path) -> str:
    words = text(72, 770, "令和６年度 決算報告書", 20) + text(72, 740, "長崎県信用保証協会", 12)
    file.write_bytes(pdf(words + text(72, 700, "保証承諾は5,355件でした。")))
    return str(file)


@pytest.mark.slow
@pytest.mark.usefixtures("quick_children")
def test_a_run_obeys_the_manifest_and_tells_where(tmp_path: Path) -> None:
    first, copy = report(tmp_path / "a.pdf"), report(tmp_path / "copy.pdf")
    (tmp_path / "secret.txt").write_text(PASSWORD + "\n", "utf-8")
    manifest = manifest_in(
        tmp_path,
        Entry(first, fiscal_year=2019, doc_type="評価", edition_label="2020年版"),
        Entry(copy, same_as=first),
        Entry(str(ENCRYPTED), needs_password=True, password_file=str(tmp_path / "secret.txt"), fiscal_year=2021),
    )
    outcomes = run(Manifest(manifest), tmp_path / "out", limits=Limits(jobs=1))
    assert [o.file for o in outcomes] == [first, str(ENCRYPTED)]
    rows = pd.read_parquet(tmp_path / "out" / "documents.parquet")
    assert rows["fiscal_year"].tolist() == [2019, 2021]
    assert [str(day) for day in rows["covers_from"]] == ["2019-04-01", "2021-04-01"]
    assert rows["edition_label"].fillna("").tolist() == ["2020年版", ""]
    told = {(f.severity.value, f.message_en.split()[0]) for f in outcomes[0].findings if f.code == "identity-declared"}
    assert ("warning", "fiscal_year") in told and ("info", "edition_label") in told
    for path in (tmp_path / "out").rglob("*"):
        assert not path.is_file() or PASSWORD.encode() not in path.read_bytes()


def test_documents_with_text_go_first(tmp_path: Path) -> None:
    manifest = manifest_in(tmp_path, Entry("scan.pdf", layer="none"), Entry("text.pdf", layer="text"), Entry("new.pdf"))
    asked = asked_for(Manifest(manifest), Options())
    assert [(one.file, one.slow) for one in asked] == [("scan.pdf", True), ("text.pdf", False), ("new.pdf", False)]
    assert asked[2].options == Options()


@pytest.mark.parametrize("content", [None, "", "one\ntwo\n"])
def test_a_password_file_that_is_none_is_told_without_its_content(tmp_path: Path, content: str | None) -> None:
    secret = tmp_path / "secret.txt"
    if content is not None:
        secret.write_text(content, "utf-8")
    with pytest.raises(ManifestFaulty) as error:
        asked_for(Manifest(manifest_in(tmp_path, Entry("a.pdf", password_file=str(secret)))), Options())
    assert "one" not in error.value.detail.replace("one line", "")
