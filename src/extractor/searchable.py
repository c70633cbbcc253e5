"""A scan with what was read of it: the same pages, with invisible text where the print stands, so that it can be searched.

OCRmyPDF's renderer lays the text out (a font without shapes, stretched to each word), pikepdf puts it under the page.
Text that nobody sees of an earlier OCR is taken out of the pages that were read anew.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec import Struct

from extractor.errors import ExtraMissing
from extractor.layout import lines_of
from extractor.model import Box, Limits, Line, Options, Page, Source
from extractor.pipeline import OnPage, pages_as_read
from extractor.read import Frame, open_pdf
from extractor.turning import Turn

#: operators that show text (ISO 32000-2, 9.4.3), the one that sets how, and its value for invisible
_SHOWS, _MODE, _INVISIBLE = {"Tj", "TJ", "'", '"'}, "Tr", 3


class Searchable(Struct, frozen=True, gc=False):
    """What was made: pages in the file, and those that got text."""

    pages: int
    read: int


def write_searchable(
    source: Source, target: Path, options: Options, limits: Limits | None = None, on_page: OnPage | None = None
) -> Searchable:
    """``source`` with invisible text on every page that ``options`` want read from its picture, at ``target``.

    Pages that were recognised before come out of the cache.  Raises ExtraMissing without OCRmyPDF, and what ``open_pdf``
    raises; an OSError when ``target`` cannot be written.
    """
    pikepdf = _library("pikepdf")
    with (
        open_pdf(source, options.password) as pdf,
        pikepdf.open(source.path, password=options.password or "") as file,
    ):
        read = 0
        for page in pages_as_read(pdf, options, limits or Limits()):
            if page.recognised and page.words:
                _lay(file, page, pdf.frame(page.number))
                read += 1
            if on_page is not None:
                on_page(page.number, len(pdf))
        made = BytesIO()
        file.save(made, encryption=file.is_encrypted)
        count = len(pdf)
    target.write_bytes(made.getvalue())
    return Searchable(count, read)


def _library(name: str) -> Any:
    from importlib import import_module  # noqa: PLC0415 - an extra: only who asks for it has it

    try:
        return import_module(name)
    except ImportError as error:
        raise ExtraMissing("searchable") from error


def _lay(file: Any, page: Page, frame: Frame) -> None:
    """The text of ``page`` onto its page of ``file``, turned as the print lies there."""
    pikepdf = _library("pikepdf")
    under = file.pages[page.number - 1]
    under.contents_coalesce()
    under.Contents = file.make_stream(_without_unseen(under))
    for form in under.form_xobjects.values():
        form.write(_without_unseen(form))
    with TemporaryDirectory() as folder, pikepdf.open(_rendered(page, Path(folder))) as text:
        form = file.copy_foreign(text.pages[0].as_form_xobject())
    name = under.add_resource(form, pikepdf.Name.XObject)
    numbers = " ".join(f"{number:.5f}" for number in _matrix(page, frame))
    under.contents_add(b"q", prepend=True)
    under.contents_add(f"Q q {numbers} cm {name} Do Q".encode())


def _without_unseen(drawing: Any) -> bytes:
    """The content of a page or a form without the text of an earlier OCR."""
    pikepdf = _library("pikepdf")
    stream: bytes = pikepdf.unparse_content_stream(list(_seen(pikepdf.parse_content_stream(drawing))))
    return stream


def _seen(instructions: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """What a page draws, less text that is drawn invisibly."""
    mode, kept = 0, [0]
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator == _MODE:
            mode = int(instruction.operands[0])
        elif operator == "q":
            kept.append(mode)
        elif operator == "Q" and len(kept) > 1:
            mode = kept.pop()
        if mode != _INVISIBLE or operator not in _SHOWS:
            yield instruction.operands, instruction.operator


def _matrix(page: Page, frame: Frame) -> tuple[float, ...]:
    """From the points of the page as read (origin bottom left) to those of the file."""
    turn = Turn(page.turned, page.width, page.height, skew=page.skew)

    def led(x: float, y: float) -> tuple[float, float]:
        shown = turn.back(Box(x, page.height - y, x, page.height - y))
        return frame.in_file(shown.x0, shown.top)

    (x, y), (x1, y1), (x2, y2) = led(0.0, 0.0), led(1000.0, 0.0), led(0.0, 1000.0)
    return (x1 - x) / 1000, (y1 - y) / 1000, (x2 - x) / 1000, (y2 - y) / 1000, x, y


def _rendered(page: Page, folder: Path) -> Path:
    """A PDF of one page with the text of ``page``, invisible."""
    elements, fonts = _library("ocrmypdf.models.ocr_element"), _library("ocrmypdf.font")
    renderer = _library("ocrmypdf.fpdf_renderer")
    data = Path(_library("ocrmypdf").__file__).parent / "data"
    logging.getLogger("ocrmypdf").setLevel(logging.ERROR)  # that no font has the characters is as it should be

    def element(kind: str, box: Box, text: str = "", children: list[Any] | None = None) -> Any:
        return elements.OcrElement(
            ocr_class=kind, bbox=elements.BoundingBox(*box), text=text, children=children or [], language="jpn"
        )

    def line(found: Line) -> Any:
        return element("ocr_line", found.box, children=[element("ocrx_word", w.box, w.text) for w in found.words])

    whole = element(
        "ocr_page", Box(0.0, 0.0, page.width, page.height), children=[line(found) for found in lines_of(page.words)]
    )
    target = folder / "text.pdf"
    renderer.Fpdf2PdfRenderer(whole, 72.0, fonts.MultiFontManager(data)).render(target)
    return target
