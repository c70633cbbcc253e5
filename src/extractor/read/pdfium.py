"""PDFium (pypdfium2) to Page.

PDFium was measured 8 times faster than a pure Python parser and right where others are not (Kangxi radicals, SJIS CMaps).
It is not safe to use from several threads: one process reads one document at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2 as pdfium
from msgspec.structs import replace
from numpy.typing import NDArray
from pypdfium2 import raw

from extractor.errors import ImageTooLarge, NoSuchPage, PasswordNeeded, PdfDamaged
from extractor.limits import give_back
from extractor.model import Layer, Page, Source, Word
from extractor.read.characters import running_turns, text_of_page, words_of
from extractor.read.fonts import japanese_font_found
from extractor.read.frame import Frame
from extractor.read.paths import Drawing, drawing_on
from extractor.read.source import check_header
from extractor.read.structure import tagged_tables
from extractor.read.triage import is_garbled

if TYPE_CHECKING:
    from PIL import Image

#: an image that covers this share of the page is the page: a scan
_SCAN = 0.6
#: with hardly any text beside it, one that covers this share is what the page has to say: a table pasted as a picture
_PASTED = 0.3
#: pixels of the largest picture that is made of a page: A2 at 200 dpi, 16 MB in grey
_PIXELS = 16e6
POINTS_PER_INCH = 72
#: form XObjects within one another in which images are looked for
_FORMS = 5
#: fewer characters beside such an image are a page number or a stamp, not the page's text
_STAMP = 30


class Pdf:
    """An open PDF.  ``page(n)`` reads one page (1-based) and frees PDFium's memory for it at once."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self._document = document
        self._tagged = bool(raw.FPDFCatalog_IsTagged(document))

    def __len__(self) -> int:
        return len(self._document)

    @property
    def title(self) -> str | None:
        """The title that the file's metadata gives, if any."""
        return self._document.get_metadata_value("Title") or None

    def page(self, number: int) -> Page:
        """Raises NoSuchPage, and PdfDamaged when PDFium cannot load the page."""
        with self._loaded(number) as page:
            return _read(page, number, tagged=self._tagged)

    def enclosed(self) -> tuple[int, int]:
        """How many files are attached to the document, and how many scripts it holds; nothing is done with either."""
        return (
            max(raw.FPDFDoc_GetAttachmentCount(self._document), 0),
            max(raw.FPDFDoc_GetJavaScriptActionCount(self._document), 0),
        )

    def frame(self, number: int) -> Frame:
        """The visible box of a page and how it is turned; raises like ``page``."""
        with self._loaded(number) as page:
            return Frame.of(page)

    def picture(self, number: int, dpi: int, most: int | None = None) -> tuple[NDArray[np.uint8], float]:
        """A page as displayed, in grey (height x width, 255 is white), and its pixels per point.

        A sheet too large for ``_PIXELS`` is pictured smaller.  Raises ImageTooLarge for a page that shows an image of
        more than ``most`` pixels, NoSuchPage and PdfDamaged like ``page``.
        """
        with self._loaded(number) as page:
            if most is not None and _largest_image(page) > most:
                raise ImageTooLarge(f"p. {number}")
            width, height = page.get_size()
            scale = min(dpi / POINTS_PER_INCH, (_PIXELS / max(width * height, 1.0)) ** 0.5)
            drawn = page.render(scale=scale, grayscale=True)
            grey = np.array(drawn.to_numpy(), np.uint8)
            drawn.close()
        return grey.reshape(grey.shape[:2]), scale

    def shown(self, number: int, width: int) -> Image.Image:
        """A page as displayed, in colour, ``width`` pixels wide (a very long page less).  Raises like ``page``."""
        with self._loaded(number) as page:
            across, down = page.get_size()
            scale = min(width / max(across, 1.0), (_PIXELS / max(across * down, 1.0)) ** 0.5)
            drawn = page.render(scale=scale)
            image: Image.Image = drawn.to_pil().convert("RGB")
            drawn.close()
        return image

    @contextmanager
    def _loaded(self, number: int) -> Iterator[pdfium.PdfPage]:
        if not 1 <= number <= len(self._document):
            raise NoSuchPage(f"{number} of {len(self._document)}")
        try:
            page = self._document[number - 1]
        except pdfium.PdfiumError as error:
            raise PdfDamaged(f"p. {number}") from error
        try:
            yield page
        finally:
            page.close()


@contextmanager
def open_pdf(source: Source, password: str | None = None) -> Iterator[Pdf]:
    """Open a PDF; raises FileEmpty, NotPdf, PasswordNeeded or PdfDamaged."""
    check_header(source)
    try:
        document = pdfium.PdfDocument(source.path, password=password)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise PasswordNeeded(source.file) from error
        raise PdfDamaged(source.file) from error
    try:
        if len(document) == 0:
            raise PdfDamaged(source.file)
        yield Pdf(document)
    finally:
        document.close()
        give_back()  # PDFium keeps what it has unpacked of a file as long as that is open, 0.1 MB a page


def _largest_image(page: pdfium.PdfPage) -> int:
    """The pixels of the largest image that is drawn on a page, before it is unpacked."""
    images = page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=_FORMS)
    sizes = (image.get_px_size() for image in images)
    return max((width * height for width, height in sizes), default=0)


def _read(page: pdfium.PdfPage, number: int, *, tagged: bool) -> Page:
    shown = Frame.of(page)
    with text_of_page(page) as text_page:
        runs = running_turns(text_page)
        frame = shown if runs is None else replace(shown, turns=runs)
        drawing = drawing_on(page, frame)
        found = words_of(text_page, frame, drawing.clipped, tagged=tagged)
    words = tuple(word for word in found if _is_shown(word, frame.width, frame.height))
    return Page(
        number=number,
        width=frame.width,
        height=frame.height,
        unplaced=drawing.unplaced if drawing.unplaced and not japanese_font_found() else 0,
        turned=(frame.turns - shown.turns) % 4,
        layer=_layer(words, drawing, frame),
        garbled=is_garbled(words),
        words=words,
        rulings=drawing.rulings,
        fills=drawing.fills,
        shapes=drawing.shapes,
        images=drawing.images,
        tagged=tagged_tables(page) if tagged else (),
    )


def _is_shown(word: Word, width: float, height: float) -> bool:
    """Whether any of a word lies on the displayed page: printers leave notes beyond the trim."""
    x0, top, x1, bottom = word.box
    return 0.0 < x1 > x0 < width and 0.0 < bottom > top < height


def _layer(words: tuple[Word, ...], drawing: Drawing, frame: Frame) -> Layer:
    """Text that is never painted over a picture of the page is somebody's OCR, and as doubtful as ours would be."""
    if not words:
        return Layer.NONE
    largest = max((image.width * image.height for image in drawing.images), default=0.0) / (frame.width * frame.height)
    if largest > _PASTED and sum(len(word.text) for word in words) < _STAMP:
        return Layer.NONE
    if largest <= _SCAN:
        return Layer.TEXT
    return Layer.TEXT if drawing.visible_text else Layer.OCR
