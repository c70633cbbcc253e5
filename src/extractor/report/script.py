"""Values as scripts: ``got("name", value)``, the only thing that a page opened from disk may load."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from extractor.write.arrow import whole_characters


def script(name: str, value: Any) -> bytes:
    """A script that hands ``value`` to the page."""
    return _called(name, json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def script_of_rows(name: str, rows: Iterable[str]) -> bytes:
    """The same for a list whose elements are JSON already."""
    return _called(name, "[" + ",\n".join(rows) + "]")


def _called(name: str, text: str) -> bytes:
    return whole_characters(f"got({json.dumps(name)},{text});\n").encode("utf-8")
