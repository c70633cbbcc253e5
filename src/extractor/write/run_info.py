"""``run.json``: with what the dataset was made, what came out and how long it took."""

from __future__ import annotations

import hashlib
import json
import platform
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from importlib import metadata
from typing import TYPE_CHECKING, Any

from extractor.model import Options, Outcome, Severity, Status, Trust
from extractor.resources import schema_folder
from extractor.version import __version__

if TYPE_CHECKING:
    from extractor.write.dataset import Dataset

DISTRIBUTION = "disclosure-extractor"


@dataclass(frozen=True, slots=True)
class RunInfo:
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
            schemas=dict(_schema_hashes()),
            seconds=tuple(seconds),
        )


def run_files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """The one file ``run.json``."""
    form = run_as_json(dataset.run, dataset.outcomes, dataset.originals)
    yield "run.json", (json.dumps(form, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def run_as_json(run: RunInfo, outcomes: Iterable[Outcome], originals: Iterable[Outcome]) -> dict[str, Any]:
    """What ``run.json`` holds; the password, which ``Options`` keeps out of its repr, stays out of it too."""
    return {
        "extractor": run.extractor,
        "python": run.python,
        "platform": run.platform,
        "libraries": dict(run.libraries),
        "options": {f.name: getattr(run.options, f.name) for f in fields(run.options) if f.repr},
        "schemas": dict(run.schemas),
        "counts": _counts(tuple(outcomes), tuple(originals)),
        "seconds": _seconds(run, outcomes),
    }


def _counts(outcomes: tuple[Outcome, ...], originals: tuple[Outcome, ...]) -> dict[str, Any]:
    documents = [o.document for o in originals if o.document]
    status = Counter(o.status for o in outcomes)
    severity = Counter(f.severity for o in outcomes for f in o.findings)
    trust = Counter(r.trust for d in documents for r in d.records)
    return {
        "documents": len(outcomes),
        "status": {str(s): status[s] for s in Status},
        "pages": sum(len(d.pages) for d in documents),
        "tables": sum(len(d.tables) for d in documents),
        "cells": sum(len(t.cells) for d in documents for t in d.tables),
        "sections": sum(len(d.sections) for d in documents),
        "records": sum(len(d.records) for d in documents),
        "trust": {str(t): trust[t] for t in Trust},
        "findings": {str(s): severity[s] for s in Severity},
    }


def _seconds(run: RunInfo, outcomes: Iterable[Outcome]) -> dict[str, dict[str, float]]:
    """Seconds per stage: summed over the documents, and of the run as a whole (workers run side by side)."""
    stages: dict[str, float] = {}
    for outcome in outcomes:
        for stage, seconds in outcome.seconds:
            stages[stage] = stages.get(stage, 0.0) + seconds
    return {"documents": stages, "run": dict(run.seconds)}


def _libraries() -> Iterator[tuple[str, str]]:
    for requirement in metadata.requires(DISTRIBUTION) or ():
        name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
        if "extra ==" not in requirement:
            yield name, metadata.version(name)


def _schema_hashes() -> Iterator[tuple[str, str]]:
    folder = schema_folder()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".toml", ".json"}:
            yield path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()
