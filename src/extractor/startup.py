"""What makes a process of ours start soon: names that are imported on first use, garbage that is looked for seldom."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from importlib import import_module

#: objects that are made before Python looks for garbage: a document makes many, and hardly any in circles
_SELDOM = 50_000


def on_first_use(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """The ``__getattr__`` of ``package`` (PEP 562): imports a name, from its module by ``homes``, when it is first asked for."""

    def imported(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return imported


def collect_seldom() -> None:
    """Have this process look for garbage less often than Python does by itself."""
    gc.set_threshold(_SELDOM)
