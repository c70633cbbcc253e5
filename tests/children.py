"""For tests that start interpreters: compiled modules are kept between them, also where the environment forbids it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def quick_children(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Child processes share a cache of bytecode: without one, each compiles pandas anew (2 s)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.mktemp("bytecode")))
        yield
