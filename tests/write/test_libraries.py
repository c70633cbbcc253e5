"""Versions of libraries, told as ``importlib.metadata`` tells them."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

import pytest

from extractor.write.libraries import required_versions
from extractor.write.run_info import DISTRIBUTION


def test_the_versions_are_those_that_importlib_finds() -> None:
    asked = [one for one in metadata.requires(DISTRIBUTION) or () if "extra ==" not in one]
    names = sorted(re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in asked)
    found = required_versions(DISTRIBUTION)
    assert found == {name: metadata.version(name) for name in names}
    assert list(found) == names
    assert len(names) > 20


def test_the_first_on_the_path_counts_and_what_is_missing_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def installed(place: str, folder: str, head: str) -> None:
        (tmp_path / place / folder).mkdir(parents=True)
        (tmp_path / place / folder / "METADATA").write_text(f"Metadata-Version: 2.4\n{head}\n\nVersion: in the text\n")

    installed(
        "one", "Our_Thing-1.0.dist-info", "Name: Our.Thing\nVersion: 1.0\nRequires-Dist: a-b>=2\nRequires-Dist: c"
    )
    installed("one", "a_b-2.1.dist-info", "Name: a-b\nVersion: 2.1")
    installed("two", "a_b-9.dist-info", "Name: a-b\nVersion: 9")
    installed("two", "c-3+local.dist-info", "Name: c\nVersion: 3+local")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "none"), str(tmp_path / "one"), str(tmp_path / "two")])
    assert required_versions("our-thing") == {"a-b": "2.1", "c": "3+local"}
    installed("two", "lonely-1.dist-info", "Name: lonely\nVersion: 1\nRequires-Dist: nowhere-at-all")
    with pytest.raises(metadata.PackageNotFoundError):
        required_versions("lonely")
