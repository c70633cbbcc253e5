"""The folder of schemas is found from a checkout and from a wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import resources


def test_in_a_checkout_it_is_at_the_top(root: Path) -> None:
    assert resources.schema_folder() == root / "schemas"
    assert (resources.schema_folder() / "document.schema.json").is_file()


def test_in_a_wheel_it_is_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "extractor" / "schemas"
    inside.mkdir(parents=True)
    (tmp_path / "schemas").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "extractor")
    assert resources.schema_folder() == inside


def test_an_incomplete_installation_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "a" / "extractor")
    with pytest.raises(FileNotFoundError, match="schemas is missing"):
        resources.schema_folder()
