"""Which libraries an installed distribution asks for, and which versions of them are there.

Read from the first lines of their METADATA: ``importlib.metadata`` loads the modules of e-mail for that, and all of each
file, 0.1 s together.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

#: what follows the name of a distribution in a requirement
_AFTER_NAME = re.compile(r"[^A-Za-z0-9._-]")


def required_versions(distribution: str) -> dict[str, str]:
    """Library → version, of those that ``distribution`` asks for without extras, sorted by name.

    Raises importlib.metadata.PackageNotFoundError where one of them is missing.
    """
    folders = _folders()
    wanted = [asked for asked in _fields(folders, distribution, "Requires-Dist") if "extra ==" not in asked]
    names = sorted(_AFTER_NAME.split(asked, maxsplit=1)[0] for asked in wanted)
    return {name: _fields(folders, name, "Version")[0] for name in names}


def _fields(folders: dict[str, Path], distribution: str, field: str) -> list[str]:
    folder = folders.get(_normal(distribution))
    if folder is None:  # installed in some older way
        from importlib.metadata import metadata  # noqa: PLC0415

        return metadata(distribution).get_all(field) or []
    return [value for name, value in _head(folder) if name == field]


def _folders() -> dict[str, Path]:
    """The folder of each distribution by its normal name; the first on the path counts, as it does for imports."""
    folders: dict[str, Path] = {}
    for place in sys.path:
        with suppress(OSError):
            for folder in Path(place or ".").iterdir():
                if folder.suffix == ".dist-info":
                    folders.setdefault(_normal(folder.name.partition("-")[0]), folder)
    return folders


def _normal(name: str) -> str:
    """PEP 503: hyphen, underscore and point are one, and so are capitals and small letters."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _head(folder: Path) -> Iterator[tuple[str, str]]:
    """The fields of a METADATA, without what describes the distribution at length."""
    with suppress(OSError), (folder / "METADATA").open(encoding="utf-8") as file:
        for line in file:
            name, colon, value = line.rstrip("\n").partition(": ")
            if not line.strip():
                return
            if colon:
                yield name, value
