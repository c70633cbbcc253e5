"""Pictures of pages: rendered in processes of their own, since PDFs are hostile, and kept from run to run.

A picture's name follows from the bytes of the file, the page and the width, so that one that is there is right.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path

from msgspec import Struct

from extractor.errors import DocumentError, NoSuchPage
from extractor.limits import restrain
from extractor.model import Document, Limits, Severity, Source, Trust
from extractor.read import open_pdf
from extractor.workers import WorkerPool

#: pixels across a page: small print of an A4 page is still legible
WIDTH = 1100
#: WebP quality at which print stays clean; a page of text takes about 60 kB
_QUALITY = 55
#: seconds for the pictures of one document
_SECONDS = 300.0


class Wish(Struct, frozen=True, gc=False):
    """The pictures of one document: ``pages`` in the order of need, rendered until ``most_bytes`` are reached."""

    source: Source
    pages: tuple[int, ...]
    folder: Path
    most_bytes: int
    password: str | None = None


class Painter:
    """Renders the pictures of documents side by side; ``close`` ends its processes."""

    def __init__(self, limits: Limits) -> None:
        self._pool = WorkerPool(limits.jobs, restrain, (limits,))

    def start(self, wish: Wish) -> Future[dict[int, int]]:
        """Bytes of each picture by page, once they are made; what a hostile file breaks leaves the pages without."""
        made = kept(wish)
        future: Future[dict[int, int]] = Future()
        if len(made) == len(wish.pages) or sum(made.values()) >= wish.most_bytes:
            future.set_result(made)
        else:
            future = self._pool.schedule(paint, wish, seconds=_SECONDS)
        return future

    def close(self) -> None:
        """Nothing that was started is waited for."""
        self._pool.stop()


def kept(wish: Wish) -> dict[int, int]:
    """The bytes of the pictures that an earlier report left."""
    paths = {page: wish.folder / picture_name(page) for page in wish.pages}
    return {page: path.stat().st_size for page, path in paths.items() if path.exists()}


def picture_name(page: int) -> str:
    """``p012.webp``: the file of a page's picture in the folder of its document."""
    return f"p{page:03d}.webp"


def paint(wish: Wish) -> dict[int, int]:
    """Render what is missing, until the bytes allowed are used up."""
    made = kept(wish)
    used = sum(made.values())
    try:
        wish.folder.mkdir(parents=True, exist_ok=True)
        with open_pdf(wish.source, wish.password) as pdf:
            for page in [page for page in wish.pages if page not in made]:
                try:
                    picture = io.BytesIO()
                    pdf.shown(page, WIDTH).save(picture, "WEBP", quality=_QUALITY, method=2)
                except (NoSuchPage, DocumentError):
                    continue  # the page is told as unread, and shown without its picture
                used += picture.tell()
                if used > wish.most_bytes:
                    break
                made[page] = picture.tell()
                _write(wish.folder / picture_name(page), picture.getvalue())
    except (DocumentError, OSError):
        return made  # moved away, locked or damaged since it was read: its pages are shown without pictures
    return made


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a later run takes what is there."""
    part = path.with_suffix(".part")
    part.write_bytes(content)
    part.replace(path)


def pages_by_need(document: Document, finding_pages: Mapping[int, Severity]) -> tuple[int, ...]:
    """The pages of the file: first those with doubts, then those with numbers, then the rest."""
    suspect = {r.where.page for r in document.records if r.trust is Trust.SUSPECT}
    numbers = {r.where.page for r in document.records}
    grave = {page for page, severity in finding_pages.items() if severity is not Severity.INFO}
    ranked = sorted(
        {page.number for page in document.pages},
        key=lambda page: (page not in suspect and page not in grave, page not in numbers, page),
    )
    return tuple(ranked)


def outdated(folder: Path, kept: Iterable[str]) -> Sequence[Path]:
    """Folders of pictures of documents that are no part of the report any more."""
    names = set(kept)
    if not folder.is_dir():
        return ()
    return [path for path in sorted(folder.iterdir()) if path.is_dir() and path.name not in names]
