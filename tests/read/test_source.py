"""Opening a file: what it is before any PDF code sees it, and how each kind of bad file is told."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from extractor.errors import (
    DocumentError,
    FileEmpty,
    FileMissing,
    FileNotReadable,
    NoSuchPage,
    NotPdf,
    PasswordNeeded,
    PdfDamaged,
)
from extractor.read import identify, open_pdf, printable
from pdfs import pdf, text

ENCRYPTED = Path(__file__).resolve().parents[1] / "files" / "encrypted.pdf"
GOOD = pdf(text(72, 700, "保証承諾 5,355"), info="/Title (Report)")


def error_of(file: Path, password: str | None = None) -> type[DocumentError] | None:
    try:
        with open_pdf(identify(str(file)), password) as document:
            document.page(1)
    except DocumentError as error:
        return type(error)
    return None


def saved(folder: Path, content: bytes) -> Path:
    file = folder / "a.pdf"
    file.write_bytes(content)
    return file


def test_a_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    source = identify(str(saved(tmp_path, GOOD)))
    assert source.document_id == hashlib.sha256(GOOD).hexdigest()
    assert (source.file, source.path) == (str(tmp_path / "a.pdf"), tmp_path / "a.pdf")


def test_an_open_document_tells_its_pages_and_its_title(tmp_path: Path) -> None:
    with open_pdf(identify(str(saved(tmp_path, GOOD)))) as document:
        assert (len(document), document.title) == (1, "Report")
        with pytest.raises(NoSuchPage):
            document.page(2)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", FileEmpty),
        (b"\n" * 2000 + GOOD, NotPdf),
        (b"PK\x03\x04 a spreadsheet", NotPdf),
        ("これは PDF ではありません".encode(), NotPdf),
        (b"%PDF-1.7\n", PdfDamaged),
        (b"%PDF-1.7\n" + bytes(5000), PdfDamaged),
        (GOOD, None),
        (b"\xef\xbb\xbf \n" + GOOD, None),
    ],
)
def test_a_file_is_what_its_bytes_say(tmp_path: Path, content: bytes, error: type[DocumentError] | None) -> None:
    assert error_of(saved(tmp_path, content)) is error


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5, 0.9, 0.97])
def test_a_file_that_is_cut_short_is_damaged(root: Path, tmp_path: Path, share: float) -> None:
    whole = (root / "samples" / "minato_r5_disclosure.pdf").read_bytes()
    assert error_of(saved(tmp_path, whole[: int(share * len(whole))])) is PdfDamaged


def test_a_document_without_pages_is_damaged(tmp_path: Path) -> None:
    assert error_of(saved(tmp_path, pdf())) is PdfDamaged


@pytest.mark.parametrize("password", [None, "", "Open Sesame", "open sesame ", "開けごま"])
def test_an_encrypted_file_needs_its_password(password: str | None) -> None:
    assert error_of(ENCRYPTED, password) is PasswordNeeded


@pytest.mark.parametrize("password", ["open sesame", "owner-only"])
def test_a_right_password_opens_it(password: str) -> None:
    assert error_of(ENCRYPTED, password) is None


def test_a_password_that_nobody_asked_for_is_no_error(tmp_path: Path) -> None:
    assert error_of(saved(tmp_path, GOOD), "open sesame") is None


def test_what_is_no_file_cannot_be_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    (tmp_path / "gone.pdf").symlink_to(tmp_path / "nowhere.pdf")
    assert error_of(tmp_path) is FileNotReadable
    assert error_of(pipe) is FileNotReadable
    assert error_of(tmp_path / "none.pdf") is FileMissing
    assert error_of(tmp_path / "gone.pdf") is FileMissing
    assert error_of(tmp_path / ("long" * 100 + ".pdf")) is FileNotReadable
    assert error_of(Path("nul\0l.pdf")) is FileMissing


def test_a_name_that_is_no_utf8_is_told_in_text(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path / "R6") + "評価".encode("shift_jis") + b".pdf")
    Path(name).write_bytes(GOOD)
    source = identify(name)
    assert source.file.endswith("R6\\x95]\\x89\\xbf.pdf")
    assert source.file.encode("utf-8")
    assert source.path.read_bytes() == GOOD
    assert printable("令和6年度.pdf") == "令和6年度.pdf"
