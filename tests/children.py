"""For tests that start interpreters: compiled modules are kept between them, also where the environment forbids it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def quick_children(pytestconfig: pytest.Config) -> Iterator[None]:
    """Child processes share a cache of bytecode: without one, each compiles pandas anew (2 s)."""
    cache = pytestconfig.cache
    assert cache is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        patch.setenv("PYTHONPYCACHEPREFIX", str(cache.mkdir("bytecode")))
        yield
