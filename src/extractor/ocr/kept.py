"""Recognised pages kept in the user's cache: reading one page costs seconds, and runs are repeated.

A page is known by its picture, the engine and this package's own code; where any of these changes it is read anew.
"""

from __future__ import annotations

import os
import time
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

import msgspec
import numpy as np
from msgspec.structs import replace

from extractor.model import Page
from extractor.ocr.page import recognise
from extractor.ocr.picture import Pixels
from extractor.ocr.reading import Engine

#: names the folder; empty: nothing is kept
VARIABLE = "EXTRACTOR_CACHE"
#: what was not asked for in so long is taken away
_SECONDS = 180 * 24 * 3600
#: one key in so many tidies up
_TIDY = 64


def recognise_once(page: Page, scan: Pixels, scale: float, engine: Engine) -> Page:
    """``recognise``, or what it gave the last time for the same picture."""
    folder = cache_folder()
    if folder is None:
        return recognise(page, scan, scale, engine)
    key = _key(page, scan, scale, engine)
    path = folder / key[:2] / key
    kept = _kept(path)
    if kept is None:
        kept = recognise(page, scan, scale, engine)
        _keep(path, kept)
        if int(key[:8], 16) % _TIDY == 0:
            _tidy(folder)
    return replace(kept, number=page.number, unplaced=page.unplaced, garbled=page.garbled)


def cache_folder() -> Path | None:
    """Where pages are kept: ``$EXTRACTOR_CACHE``, else the user's cache; None where the variable is empty."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) / "ocr" if named else None
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - never raises
    return Path(home) / "disclosure-extractor" / "ocr"


def _key(page: Page, scan: Pixels, scale: float, engine: Engine) -> str:
    settings = repr((scan.shape, scale, page.width, page.height, engine.name, engine.version, _code()))
    return sha256(settings.encode() + np.ascontiguousarray(scan).tobytes()).hexdigest()


@cache
def _code() -> str:
    """The hash of this package's source."""
    return sha256(b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))).hexdigest()


def _kept(path: Path) -> Page | None:
    """What is kept at ``path``; what cannot be read is as good as nothing."""
    try:
        page = msgspec.msgpack.decode(path.read_bytes(), type=Page)
        os.utime(path)
    except (OSError, msgspec.DecodeError):
        return None
    return page


def _keep(path: Path, page: Page) -> None:
    """A folder that cannot be written costs time, no result."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(msgspec.msgpack.encode(page))
        Path(file.name).replace(path)
    except OSError:
        return


def _tidy(folder: Path) -> None:
    oldest = time.time() - _SECONDS
    for path in folder.glob("*/*"):
        try:
            if path.stat().st_mtime < oldest:
                path.unlink()
        except OSError:
            continue
