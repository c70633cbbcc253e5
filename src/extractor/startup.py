"""What makes a process of ours start soon: names that are imported on first use, garbage that is looked for seldom, and
what Arrow would load left out (pandas, NumPy, systems of files)."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module

#: what Arrow asks for whenever it may: pandas, and systems of files that are none of ours
_LEFT_OUT = frozenset({"pandas", "pyarrow._azurefs", "pyarrow._gcsfs", "pyarrow._hdfs", "pyarrow._s3fs"})
#: objects that are made before Python looks for garbage: a document makes many, and hardly any in circles
_SELDOM = 50_000


def on_first_use(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """The ``__getattr__`` of ``package`` (PEP 562): imports a name, from its module by ``homes``, when it is first asked for.

    No name may be that of a module, which takes its place in the package once it is imported: raises ValueError.
    """
    if clash := homes.keys() & set(homes.values()):
        raise ValueError(f"{package}: {sorted(clash)} would be modules once they are imported")

    def imported(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return imported


def collect_seldom() -> None:
    """Have this process look for garbage less often than Python does by itself."""
    gc.set_threshold(_SELDOM)


def keep_arrow_plain() -> None:
    """Have Arrow load neither pandas nor NumPy in this process, for good."""
    sys.meta_path.insert(0, _PlainArrow)


@contextmanager
def plain_arrow() -> Iterator[None]:
    """While this lasts, Arrow loads neither pandas nor NumPy, which it does whenever it may: half a second that a command can spare.

    For a process of our own only: Arrow that was loaded so knows no array or Series that is handed to it.
    """
    keep_arrow_plain()
    try:
        yield
    finally:
        sys.meta_path.remove(_PlainArrow)


class _PlainArrow:
    """A finder of modules to which those are not there, nor NumPy for Arrow's sake; what is loaded already stays."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        arrow = sys.modules.get("pyarrow")
        loading = arrow is not None and not hasattr(arrow, "Table")  # it is halfway through its own first lines
        if name in _LEFT_OUT or (name == "numpy" and loading):
            raise ModuleNotFoundError(name)
