"""Names in ``documents/``: safe on every file system, unique, the same every time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import Outcome
from extractor.write import RunInfo, write_dataset
from extractor.write.names import Input, document_names, safe_stem


def outcome(file: str, digit: str = "a") -> Input:
    return Input(file, digit * 64)


@pytest.mark.parametrize(
    ("file", "stem"),
    [
        ("x.pdf", "x"),
        ("reports/令和6年度 事業報告.pdf", "令和6年度 事業報告"),
        ("../../x.pdf", "x"),
        ("/etc/passwd", "passwd"),
        ("C:\\報告\\x.PDF", "x"),
        ("s3://bucket/a/x.pdf", "x"),
        ("..", "document"),
        ("", "document"),
        (".pdf", "pdf"),
        ("...pdf", "document"),
        ("con.pdf", "con_"),
        ("Com1.pdf", "Com1_"),
        ("aux.tar.pdf", "aux.tar_"),
        ("console.pdf", "console"),
        ("a:b*c?.pdf", "a_b_c_"),
        ("a\nb\0.pdf", "a_b_"),
        ("x .pdf", "x"),
        ("\u202efdp.exe.pdf", "_fdp.exe"),
        ("\udc83.pdf", "_"),
    ],
)
def test_a_name_is_the_stem_made_safe(file: str, stem: str) -> None:
    assert safe_stem(file) == stem


def test_a_long_name_is_cut_between_characters() -> None:
    assert safe_stem("あ" * 300 + ".pdf") == "あ" * 66


def test_a_shared_stem_is_told_apart_by_the_document() -> None:
    files = [outcome("a/x.pdf", "a"), outcome("b/x.pdf", "b"), outcome("c/X.pdf", "c"), outcome("y.pdf", "d")]
    names = ("x-aaaaaaaa", "x-bbbbbbbb", "X-cccccccc", "y")
    assert document_names(files) == names
    assert document_names(files[::-1]) == names[::-1]


def test_copies_of_one_file_and_files_without_an_id_get_a_number() -> None:
    unread = [Input(f"{n}/x.pdf", None) for n in "12"]
    files = [outcome("a/x.pdf"), outcome("b/x.pdf"), *unread]
    assert document_names(files) == ("x-aaaaaaaa", "x-aaaaaaaa-2", "x-unread", "x-unread-2")


def test_a_made_name_gives_way_to_a_real_one() -> None:
    files = [outcome("a/x.pdf", "a"), outcome("b/x.pdf", "b"), outcome("x-aaaaaaaa.pdf", "c")]
    assert document_names(files) == ("x-aaaaaaaa-2", "x-bbbbbbbb", "x-aaaaaaaa")


@given(st.lists(st.tuples(st.text(), st.sampled_from("abc")), max_size=8))
def test_names_are_unique_and_stay_in_their_folder(files: list[tuple[str, str]]) -> None:
    names = document_names([outcome(file, digit) for file, digit in files])
    assert len({name.casefold() for name in names}) == len(files)
    for name in names:
        assert name.strip(" .") == name != ""
        assert not set('<>:"/\\|?*\0\n') & set(name)
        assert len(f"{name}.json".encode()) <= 255


def test_hostile_names_end_in_the_folder_of_documents(
    tmp_path: Path, make_outcome: Callable[..., Outcome], run_info: RunInfo
) -> None:
    files = ["../../x.pdf", "x.pdf", "長" * 300 + ".pdf", "nul.pdf", "=cmd.pdf", "\udc83.pdf"]
    out = tmp_path / "deep" / "out"
    write_dataset([make_outcome(file, digit) for file, digit in zip(files, "abcdef", strict=True)], out, run_info)
    assert [p.name for p in tmp_path.iterdir()] == ["deep"]
    assert [p.name for p in (tmp_path / "deep").iterdir()] == ["out"]
    assert {p.stem for p in (out / "documents").iterdir()} == {
        "x-aaaaaaaa",
        "x-bbbbbbbb",
        "長" * 66,
        "nul_",
        "=cmd",
        "_",
    }
