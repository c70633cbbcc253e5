"""Outcomes to the folder ``report/``: one document at a time, so that memory stays flat over any number of them.

Data lie in scripts (``data/*.js``), each of which hands one value to the page: a page opened from disk may load scripts
beside it, and nothing else.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader

from extractor.errors import OutputNotWritable
from extractor.files import write_whole
from extractor.model import Decision, Document, Limits, Outcome, Severity, Source
from extractor.report.payload import decision_payload, document_payload, document_row, findings_payload
from extractor.report.pictures import Painter, Wish, kept, outdated, pages_by_need
from extractor.report.points import points_of, publisher_of
from extractor.report.scratch import Scratch
from extractor.report.script import script, script_of_rows
from extractor.report.words import words_of
from extractor.version import __version__

#: where the report lies, below the output folder
FOLDER = "report"
#: findings in one script of the list
_CHUNK = 1000
#: the scripts and the style, in the order in which the page loads them
_SCRIPTS = ("words", "core", "charts", "overview", "findings", "document", "story", "series", "decisions", "start")


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How large a report may grow, and what the processes that picture its pages may use.

    ``document_megabytes`` bounds the pictures of one document, ``megabytes`` those of all; what is left out is said.
    ``decisions`` are those of ``--corrections``: what is saved from the report holds them, and those that documents met.
    """

    limits: Limits = field(default_factory=Limits)
    megabytes: int = 2000
    document_megabytes: int = 8
    password: str | None = field(default=None, repr=False)
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportSize:
    """What was written, in bytes; ``pictures`` counts pages with a picture, of ``pages``."""

    documents: int
    pages: int
    pictures: int
    picture_bytes: int
    data_bytes: int


def write_report(outcomes: Iterable[Outcome], out: Path, options: ReportOptions | None = None) -> ReportSize:
    """Write ``out/report``; pictures of pages that an earlier report left there are taken as they are.

    Raises OutputNotWritable.
    """
    folder = out / FOLDER
    try:
        return _Builder(folder, options or ReportOptions()).build(outcomes)
    except OSError as error:
        raise OutputNotWritable(f"{error.filename or folder}: {error.strerror or error}") from error


@dataclass(frozen=True, slots=True)
class _Begun:
    """A document whose pictures are being made."""

    outcome: Outcome
    key: str
    document: Document
    wish: Wish
    pictures: Future[dict[int, int]]


class _Builder:
    def __init__(self, folder: Path, options: ReportOptions) -> None:
        self._folder, self._options = folder, options
        self._rows: list[dict[str, Any] | None] = []
        self._first: dict[str, str] = {}
        self._profiles: dict[str, None] = {}
        self._decisions = {decision.decision_id: decision for decision in options.decisions}
        self._used = 0
        self._data = 0

    def build(self, outcomes: Iterable[Outcome]) -> ReportSize:
        self._folder.mkdir(parents=True, exist_ok=True)
        with (
            tempfile.TemporaryDirectory(prefix="extractor-report-") as temporary,
            Scratch(Path(temporary, "scratch.sqlite")) as scratch,
            closing(Painter(self._options.limits)) as painter,
        ):
            begun: deque[tuple[int, _Begun]] = deque()
            for outcome in outcomes:
                number = len(self._rows)
                self._rows.append(None)
                one = self._begin(number, outcome, painter, scratch)
                if one is not None:
                    begun.append((number, one))
                if len(begun) > 2 * self._options.limits.jobs:
                    self._finish(*begun.popleft(), scratch)
            while begun:
                self._finish(*begun.popleft(), scratch)
            self._write_rest(scratch)
        self._tidy()
        return self._size()

    def _begin(self, number: int, outcome: Outcome, painter: Painter, scratch: Scratch) -> _Begun | None:
        """Start the pictures of a document; what was not read, and copies, are only rows of the overview."""
        document, source = outcome.document, outcome.source
        key = source.document_id[:12] if source is not None else None
        copy_of = self._first.get(key) if key is not None else None
        if document is None or source is None or key is None or copy_of is not None:
            self._rows[number] = document_row(outcome, key if document else None, {}, copy_of)
            scratch.add_findings(findings_payload(outcome, key or "", {}) if copy_of is None else ())
            return None
        self._first[key] = outcome.file
        self._profiles[document.profile] = None
        self._decisions.update((made.decision.decision_id, made.decision) for made in document.decisions)
        wish = self._wish(source, key, document, outcome)
        return _Begun(outcome, key, document, wish, painter.start(wish))

    def _wish(self, source: Source, key: str, document: Document, outcome: Outcome) -> Wish:
        pages: dict[int, Severity] = {}
        for finding in outcome.findings:
            if finding.where is not None and pages.get(finding.where.page) in (None, Severity.INFO):
                pages[finding.where.page] = finding.severity
        most = min(self._options.document_megabytes * 10**6, self._options.megabytes * 10**6 - self._used)
        folder = self._folder / "pages" / key
        return Wish(source, pages_by_need(document, pages), folder, max(most, 0), self._options.password)

    def _finish(self, number: int, one: _Begun, scratch: Scratch) -> None:
        try:
            pictures = one.pictures.result()
        except Exception:  # a hostile file, whatever it did to its process: the report says which pages lack pictures
            pictures = kept(one.wish)
        self._used += sum(pictures.values())
        self._rows[number] = document_row(one.outcome, one.key, pictures, None)
        payload = document_payload(one.outcome, one.document, pictures, one.key)
        self._write(f"data/doc-{one.key}.js", script(f"doc-{one.key}", payload))
        scratch.add_findings(payload["findings"])
        scratch.add_points(publisher_of(one.document), points_of(one.document, one.key))

    def _write_rest(self, scratch: Scratch) -> None:
        """What is about all documents, and the page itself; the page's index goes last."""
        texts, chunks = scratch.findings(), 0
        while chunk := list(islice(texts, _CHUNK)):
            self._write(f"data/findings-{chunks}.js", script_of_rows(f"findings-{chunks}", chunk))
            chunks += 1
        organizations = scratch.organizations()
        for number, (organization, _) in enumerate(organizations):
            self._write(f"data/series-{number}.js", _series(f"series-{number}", scratch.points(organization)))
        for name, content in _assets():
            self._write(name, content)
        index = {
            "version": __version__,
            "documents": self._rows,
            "codes": scratch.counts(),
            "finding_chunks": chunks,
            "series": [[organization, concepts] for organization, concepts in organizations],
            "decisions": [decision_payload(decision) for decision in self._decisions.values()],
            "words": words_of(self._profiles),
            "size": {"pictures": self._used, "data": self._data},
        }
        self._write("data/index.js", script("index", index))
        self._chunks, self._series = chunks, len(organizations)

    def _write(self, name: str, content: bytes) -> None:
        write_whole(self._folder, [(name, content)])
        self._data += len(content)

    def _tidy(self) -> None:
        """What an earlier report left of documents that are no part of this one."""
        keys = [row["id"] for row in self._rows if row is not None and row["id"] is not None]
        own = {f"doc-{key}.js" for key in keys} | {"index.js"}
        own |= {f"findings-{n}.js" for n in range(self._chunks)} | {f"series-{n}.js" for n in range(self._series)}
        for path in (self._folder / "data").glob("*.js"):
            if path.name not in own:
                path.unlink()
        for path in outdated(self._folder / "pages", keys):
            shutil.rmtree(path)

    def _size(self) -> ReportSize:
        rows = [row for row in self._rows if row is not None]
        return ReportSize(
            documents=len(rows),
            pages=sum(row["pages"] for row in rows if row["copy_of"] is None),
            pictures=sum(row["pictures"] for row in rows),
            picture_bytes=self._used,
            data_bytes=self._data,
        )


def _series(name: str, points: Iterator[tuple[str, str]]) -> bytes:
    concepts: dict[str, list[str]] = {}
    for concept, point in points:
        concepts.setdefault(concept, []).append(point)
    return script_of_rows(name, [f"[{json.dumps(concept)},[{','.join(rows)}]]" for concept, rows in concepts.items()])


def _assets() -> Iterator[tuple[str, bytes]]:
    """The page, its scripts and its style."""
    templates = Environment(loader=PackageLoader("extractor.report"), autoescape=True)
    page = templates.get_template("index.html").render(scripts=_SCRIPTS, version=__version__)
    yield "index.html", page.encode("utf-8")
    folder = files("extractor.report") / "assets"
    for name in ("report.css", "vega.js", *(f"{part}.js" for part in _SCRIPTS)):
        yield f"assets/{name}", (folder / name).read_bytes()
