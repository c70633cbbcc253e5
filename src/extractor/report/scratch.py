"""What the report gathers over all documents, on disk: findings and points of time series may be millions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

_SEVERITIES = ("error", "warning", "info")


class Scratch:
    """Rows kept in a file until the parts of the report are written."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path)
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute("CREATE TABLE findings (rank INT, code TEXT, severity TEXT, row TEXT)")
        self._base.execute("CREATE TABLE points (organization TEXT, concept TEXT, row TEXT)")

    def __enter__(self) -> Scratch:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def add_findings(self, findings: Iterable[dict[str, Any]]) -> None:
        """Findings of one document in their JSON form."""
        rows = [(_SEVERITIES.index(f["severity"]), f["code"], f["severity"], _text(f)) for f in findings]
        self._base.executemany("INSERT INTO findings VALUES (?, ?, ?, ?)", rows)

    def add_points(self, organization: str, points: Iterable[tuple[str, Sequence[Any]]]) -> None:
        """Points of one document: each the concept that it belongs to, and its row."""
        rows = [(organization, concept, _text(point)) for concept, point in points]
        self._base.executemany("INSERT INTO points VALUES (?, ?, ?)", rows)

    def counts(self) -> dict[str, dict[str, int]]:
        """How many findings there are by code and severity."""
        counts: dict[str, dict[str, int]] = {}
        query = "SELECT code, severity, COUNT(*) FROM findings GROUP BY code, severity ORDER BY code"
        for code, severity, count in self._base.execute(query):
            counts.setdefault(code, dict.fromkeys(_SEVERITIES, 0))[severity] = count
        return counts

    def findings(self) -> Iterator[str]:
        """The JSON text of each finding, the gravest first, then in the order in which they came."""
        for (row,) in self._base.execute("SELECT row FROM findings ORDER BY rank, rowid"):
            yield row

    def organizations(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """Publishers with their concepts and how many points each has."""
        found: dict[str, list[tuple[str, int]]] = {}
        query = "SELECT organization, concept, COUNT(*) FROM points GROUP BY 1, 2 ORDER BY 1, 2"
        for organization, concept, count in self._base.execute(query):
            found.setdefault(organization, []).append((concept, count))
        return list(found.items())

    def points(self, organization: str) -> Iterator[tuple[str, str]]:
        """(concept, JSON text of the point) of one publisher."""
        query = "SELECT concept, row FROM points WHERE organization = ? ORDER BY concept, rowid"
        yield from self._base.execute(query, (organization,))


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
