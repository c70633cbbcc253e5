"""With what a dataset was made."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping

from msgspec import Struct

from extractor.model import Options
from extractor.resources import schema_hashes
from extractor.version import __version__
from extractor.write.libraries import required_versions

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
            libraries=required_versions(DISTRIBUTION),
            schemas=schema_hashes(),
            seconds=tuple(seconds),
        )
