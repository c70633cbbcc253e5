"""What makes a result the result of a run: the file's bytes, the options, the profiles and schemas, the program."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from extractor.model import Options
from extractor.resources import code_hash, schema_hashes
from extractor.version import __version__


def run_key(options: Options) -> str:
    """What all results of a run have in common.

    Secrets (which ``Options`` keeps out of its repr) take no part, nor do decisions, which come after reading.
    """
    asked = {f.name: str(getattr(options, f.name)) for f in fields(options) if f.repr and f.name != "decisions"}
    own = Path(options.profile)
    if own.suffix == ".toml" and own.is_file():
        asked["profile"] = hashlib.sha256(own.read_bytes()).hexdigest()
    return _digest([__version__, code_hash(), json.dumps(asked, sort_keys=True), json.dumps(schema_hashes())])


def result_key(document_id: str, run: str) -> str:
    """The name under which the result of one document is kept."""
    return _digest([document_id, run])


def group_key(keys: Iterable[str], also: str = "") -> str:
    """The name of what was made of several results together; ``also`` is whatever else had a part in it."""
    return _digest([*sorted(keys), also])


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:40]
