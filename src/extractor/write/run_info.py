"""With what a dataset was made."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata

from msgspec import Struct

from extractor.model import Options
from extractor.resources import schema_hashes
from extractor.version import __version__

DISTRIBUTION = "disclosure-extractor"


class RunInfo(Struct, frozen=True, gc=False):
    """What shaped a run, apart from its inputs.

    ``libraries`` are those that the extractor asks for, with the versions found; ``schemas`` gives the SHA-256 of every
    profile and schema by its path; ``seconds`` are stages of the run as a whole (those of documents stand in outcomes).
    """

    options: Options
    extractor: str
    python: str
    platform: str
    libraries: Mapping[str, str]
    schemas: Mapping[str, str]
    seconds: tuple[tuple[str, float], ...] = ()

    @classmethod
    def now(cls, options: Options, seconds: Iterable[tuple[str, float]] = ()) -> RunInfo:
        """The program as it runs now, with ``options``."""
        return cls(
            options=options,
            extractor=__version__,
            python=platform.python_version(),
            platform=f"{platform.system()} {platform.machine()}",
            libraries=dict(sorted(_libraries())),
            schemas=schema_hashes(),
            seconds=tuple(seconds),
        )


def _libraries() -> Iterator[tuple[str, str]]:
    for requirement in metadata.requires(DISTRIBUTION) or ():
        name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
        if "extra ==" not in requirement:
            yield name, metadata.version(name)
