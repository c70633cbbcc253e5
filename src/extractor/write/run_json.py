"""``run.json``: with what the dataset was made, what came out and how long it took."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

from extractor.files import write_whole
from extractor.write.run_info import RunInfo
from extractor.write.tally import Tally

FILE = "run.json"


def write_run(folder: Path, run: RunInfo, tally: Tally) -> None:
    """Write ``run.json`` into ``folder``."""
    (folder / FILE).write_bytes(_printed(run_as_json(run, tally)))


def add_seconds(folder: Path, stage: str, seconds: float) -> None:
    """Tell of a stage that follows the dataset (the report) in the ``run.json`` that is there already; none, no harm."""
    try:
        form = json.loads((folder / FILE).read_bytes())
        form["seconds"]["run"][stage] = seconds
    except (OSError, ValueError, KeyError, TypeError):  # a folder of an older version, or of somebody's own
        return
    write_whole(folder, [(FILE, _printed(form))])


def _printed(form: dict[str, Any]) -> bytes:
    return (json.dumps(form, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def run_as_json(run: RunInfo, tally: Tally) -> dict[str, Any]:
    """What ``run.json`` holds; the password, which ``Options`` keeps out of its repr, stays out of it too.

    Seconds per stage are summed over the documents (workers run side by side); ``run`` has those of the run as a whole.
    """
    return {
        "extractor": run.extractor,
        "python": run.python,
        "platform": run.platform,
        "libraries": dict(run.libraries),
        "options": {
            f.name: getattr(run.options, f.name) for f in fields(run.options) if f.repr and f.name != "declared"
        },
        "schemas": dict(run.schemas),
        "counts": tally.as_json(),
        "seconds": {"documents": dict(tally.seconds), "run": dict(run.seconds)},
    }
