"""An output folder that is a URL: the work is done in a folder of this machine, and brought there whole at the end.

The folder of this machine stays, so that a run that was killed goes on from it; what another machine left at the URL is
fetched first.  Object stores know no locks: two machines must not work on one URL at the same time.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extractor.errors import RemoteNotReachable
from extractor.files import WORK_FOLDER
from extractor.inputs import file_system

#: what changes although nothing has changed, and what belongs to this machine
_OWN = {"lock"}


@contextmanager
def working_copy(url: str) -> Iterator[Path]:
    """A folder of this machine with what is kept at ``url``; when the block ends well it is brought there.

    Raises RemoteNotReachable.
    """
    system, root = file_system(url)
    folder = Path(tempfile.gettempdir()) / f"extractor-{hashlib.sha256(url.encode()).hexdigest()[:16]}"
    folder.mkdir(mode=0o700, exist_ok=True)
    try:
        _fetch(system, root.rstrip("/"), folder)
    except Exception as error:  # each driver has errors of its own
        raise RemoteNotReachable(f"{url}: {type(error).__name__}: {error}") from error
    yield folder
    try:
        _bring(system, root.rstrip("/"), folder)
    except Exception as error:
        raise RemoteNotReachable(f"{url}: {type(error).__name__}: {error}") from error


def _fetch(system: Any, root: str, folder: Path) -> None:
    """What earlier runs kept, unless this machine has it: results never change under their name."""
    for path, size in _sizes(system, root).items():
        place = folder / path
        if path.startswith(WORK_FOLDER) and place.name not in _OWN and not place.exists() and size is not None:
            place.parent.mkdir(parents=True, exist_ok=True)
            part = place.with_name(f".part-{place.name}")
            system.get_file(f"{root}/{path}", str(part))
            part.replace(place)


def _bring(system: Any, root: str, folder: Path) -> None:
    """Results first, then the dataset, then what is no longer part of it goes: a reader finds whole files at any moment."""
    there = _sizes(system, root)
    here = {
        p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*")) if p.is_file() and p.name not in _OWN
    }
    for path in sorted(here, key=lambda name: not name.startswith(WORK_FOLDER)):
        kept_result = path.startswith(f"{WORK_FOLDER}/results") and there.get(path) == here[path].stat().st_size
        if not kept_result:
            system.makedirs(f"{root}/{path}".rpartition("/")[0], exist_ok=True)
            system.put_file(str(here[path]), f"{root}/{path}")
    gone = [f"{root}/{path}" for path in there if path not in here]
    if gone:
        system.rm(gone)


def _sizes(system: Any, root: str) -> dict[str, int | None]:
    system.invalidate_cache()
    try:
        found = system.find(root, detail=True)
    except FileNotFoundError:
        return {}
    return {name.removeprefix(root).lstrip("/"): info.get("size") for name, info in found.items()}
