"""What tests all over the tree share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

#: a machine that has other work to do is slow, and no fault of the code
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root folder."""
    return ROOT


@pytest.fixture(scope="session")
def require_program() -> Callable[[str], str]:
    """Call it with a program's name for its path.

    Where the program is missing the test is skipped, but with ``CI=true`` it fails: the CI leaves nothing out.
    ``scripts/setup`` puts uv into ``.tools``, ``scripts/setup-system`` installs the rest.
    """
    return _require_program


def _require_program(name: str) -> str:
    found = shutil.which(name, path=os.pathsep.join([str(ROOT / ".tools" / "bin"), os.environ.get("PATH", "")]))
    if found is None:
        leave_out = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        leave_out(f"{name} is missing: run scripts/setup and scripts/setup-system")
    return found
