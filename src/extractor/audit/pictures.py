"""Pictures of where a number stands, as printed: nothing on them comes from what was read but a frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pypdfium2 as pdfium
from msgspec import Struct
from PIL import Image, ImageDraw

from extractor.errors import DocumentError
from extractor.model import Box
from extractor.read import identify

#: pixels per point of the close-up, and of the page
_CLOSE, _PAGE = 3.0, 1.4
#: points around the number on the close-up
_BESIDE, _ABOVE = 90.0, 24.0
_MOST_PIXELS = 30_000_000
_FRAME = (200, 0, 0)


class Place(Struct, frozen=True, gc=False):
    """Where a number stands; ``document_id`` is the SHA-256 that the file must have."""

    number: int
    file: str
    document_id: str
    page: int
    box: Box


class Pictures(Struct, frozen=True, gc=False):
    """The pictures of one place."""

    number: int
    close: Image.Image
    page: Image.Image


def pictures_of(places: Sequence[Place], password: str | None) -> Iterator[Pictures | tuple[Place, str]]:
    """The pictures of each place, file by file and page by page; a place that cannot be shown comes with the reason."""
    ordered = sorted(places, key=lambda place: (place.file, place.page, place.number))
    for (file, document_id), group in groupby(ordered, key=lambda place: (place.file, place.document_id)):
        of_file = list(group)
        reason = _changed(file, document_id)
        if reason is not None:
            yield from ((place, reason) for place in of_file)
            continue
        try:
            document = pdfium.PdfDocument(Path(file), password=password)
        except pdfium.PdfiumError as error:
            yield from ((place, str(error)) for place in of_file)
            continue
        try:
            for page, on_page in groupby(of_file, key=lambda place: place.page):
                yield from _on_page(document, page, list(on_page))
        finally:
            document.close()


def _changed(file: str, document_id: str) -> str | None:
    """Why the file is not the one that was read."""
    try:
        found = identify(file).document_id
    except DocumentError as error:
        return error.message_en
    return None if found == document_id else "the file has changed since it was read"


def _on_page(document: pdfium.PdfDocument, number: int, places: Sequence[Place]) -> Iterator[Pictures]:
    page = document[number - 1]
    width, height = page.get_size()
    scale = min(_CLOSE, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    large: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    small = large.resize((max(int(width * _PAGE), 1), max(int(height * _PAGE), 1)))
    for place in places:
        yield Pictures(place.number, _close_up(large, place.box, scale), _few_colours(_framed(small, place.box, _PAGE)))


def _close_up(image: Image.Image, box: Box, scale: float) -> Image.Image:
    framed = _framed(image, box, scale)
    area = (box.x0 - _BESIDE, box.top - _ABOVE, box.x1 + _BESIDE, box.bottom + _ABOVE)
    x0, top, x1, bottom = (int(edge * scale) for edge in area)
    return _few_colours(framed.crop((max(x0, 0), max(top, 0), min(x1, image.width), min(bottom, image.height))))


def _framed(image: Image.Image, box: Box, scale: float) -> Image.Image:
    framed = image.copy()
    x0, top, x1, bottom = (edge * scale for edge in box)
    ImageDraw.Draw(framed).rectangle((x0 - 3, top - 3, x1 + 3, bottom + 3), outline=_FRAME, width=2)
    return framed


def _few_colours(image: Image.Image) -> Image.Image:
    """Small files: print has few colours."""
    return image.quantize(32)
