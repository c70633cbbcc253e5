"""A missing program leaves a test out on a desk, and fails it in the CI."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAMS = ("chromium", "tesseract", "uv")


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_args, **_kwargs: None)


@pytest.mark.usefixtures("nothing_installed")
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_missing_program_fails_the_test_in_the_ci(
    program: str, monkeypatch: pytest.MonkeyPatch, require_program: Callable[[str], str]
) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=f"{program} is missing"):
        require_program(program)


@pytest.mark.usefixtures("nothing_installed")
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_missing_program_leaves_the_test_out_elsewhere(
    program: str, monkeypatch: pytest.MonkeyPatch, require_program: Callable[[str], str]
) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="scripts/setup-system"):
        require_program(program)


def test_a_program_on_the_path_is_found(monkeypatch: pytest.MonkeyPatch, require_program: Callable[[str], str]) -> None:
    python = Path(sys.executable)
    monkeypatch.setenv("PATH", str(python.parent))
    assert require_program(python.name) == str(python)
