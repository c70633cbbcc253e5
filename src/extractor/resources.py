"""Where the files that come with the package are: profiles, the JSON Schema of a document, the codebook."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def schema_folder() -> Path:
    """The folder ``schemas``: inside the package when it was installed from a wheel, else at the top of the checkout.

    Raises FileNotFoundError when neither is there, which means that the installation is incomplete.
    """
    for folder in (_PACKAGE / "schemas", _PACKAGE.parents[1] / "schemas"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the folder of schemas is missing beside {_PACKAGE}")


def schema_hashes() -> dict[str, str]:
    """The SHA-256 of every profile and schema, by its path below the folder of schemas."""
    folder = schema_folder()
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".toml", ".json"})
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@cache
def code_hash() -> str:
    """The SHA-256 over the package's own modules: what it makes of a document changes with them, released or not."""
    digest = hashlib.sha256()
    modules = (os.path.join(at, name) for at, _, names in os.walk(_PACKAGE) for name in names if name.endswith(".py"))  # noqa: PTH118 - three times as fast as paths
    for path in sorted(modules):
        with open(path, "rb") as file:  # noqa: PTH123
            digest.update(os.path.relpath(path, _PACKAGE).encode() + b"\0" + file.read())
    return digest.hexdigest()
