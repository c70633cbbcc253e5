"""A page as it was understood, drawn over the page itself: so that a person sees why a number came out as it did."""

from __future__ import annotations

from collections.abc import Iterable

import pypdfium2 as pdfium
from msgspec import Struct
from PIL import Image, ImageDraw

from extractor.layout import lines_of
from extractor.model import Box, CellKind, Limits, Options, Page, Source, Table
from extractor.pipeline import page_as_read, tables_and_charts
from extractor.read import open_pdf
from extractor.spreads import logical_pages, spread_of
from extractor.stopwatch import Stopwatch
from extractor.tables import TablesOnPage
from extractor.turning import Turn

#: fill (RGBA) of each kind of cell
_CELLS = {
    CellKind.HEADER: (66, 133, 244, 70),
    CellKind.STUB: (52, 168, 83, 60),
    CellKind.VALUE: (251, 188, 5, 70),
    CellKind.NOTE: (154, 160, 166, 60),
}
_WORD, _RULE, _CELL, _TEXT = (120, 120, 120, 160), (219, 68, 55, 255), (40, 60, 120, 255), (123, 31, 162, 255)
_CHART = (240, 120, 0, 255)
#: pixels beyond this are more than a person looks at, and more than a hostile page should get
_MOST_PIXELS = 40_000_000


class Drawn(Struct, frozen=True, gc=False):
    """The picture of one page, and what was found on it."""

    image: Image.Image
    page: Page
    found: TablesOnPage


def draw_page(source: Source, number: int, options: Options | None = None, scale: float = 2.0) -> Drawn:
    """Page ``number`` (1-based) with its words (grey), rules (red), cells (headings blue, row labels green, figures
    yellow, notes grey), charts with their figures (orange) and lines of running text in reading order (violet).

    The page is read as a run with ``options`` reads it, from its picture where that is called for.  ``scale`` is in pixels
    per point.
    """
    options = options or Options()
    with open_pdf(source, options.password) as pdf:
        page = page_as_read(pdf, number, options, Limits(), Stopwatch())
    read = [tables_and_charts(p, source.document_id[:12]) for p in logical_pages(page, spread_of(page), number)]
    found = TablesOnPage(tuple(t for f, _ in read for t in f.tables), tuple(w for f, _ in read for w in f.rest))
    image = _rendered(source, number, options.password, scale)
    over = Image.new("RGBA", image.size, (0, 0, 0, 0))
    turn = Turn(page.turned, page.width, page.height, skew=page.skew)
    shown = page.height if page.turned % 2 else page.width
    pen = _Pen(ImageDraw.Draw(over), image.width / max(shown, 1.0), turn)
    pen.boxes((w.box for w in page.words), _WORD)
    for rule in page.rulings:
        pen.rule(rule.horizontal, rule.at, rule.start, rule.end)
    for table in found.tables:
        pen.table(table)
    for chart in (chart for _, charts in read for chart in charts):
        pen.boxes([chart.where.box, *(label.where.box for label in chart.labels)], _CHART)
    for order, line in enumerate((line for f, _ in read for line in lines_of(f.rest)), 1):
        pen.label(line.box, str(order))
    return Drawn(Image.alpha_composite(image, over).convert("RGB"), page, found)


def _rendered(source: Source, number: int, password: str | None, scale: float) -> Image.Image:
    document = pdfium.PdfDocument(source.path, password=password)
    try:
        page = document[number - 1]
        width, height = page.get_size()
        most = (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5
        rendered: Image.Image = page.render(scale=min(scale, most)).to_pil()
        return rendered.convert("RGBA")
    finally:
        document.close()


class _Pen(Struct, frozen=True, gc=False):
    """Draws boxes given in points of the page as read."""

    draw: ImageDraw.ImageDraw
    scale: float
    turn: Turn

    def _pixels(self, box: Box) -> tuple[float, float, float, float]:
        box = self.turn.back(box)
        return box.x0 * self.scale, box.top * self.scale, box.x1 * self.scale, box.bottom * self.scale

    def boxes(self, boxes: Iterable[Box], colour: tuple[int, int, int, int]) -> None:
        for box in boxes:
            self.draw.rectangle(self._pixels(box), outline=colour)

    def rule(self, horizontal: bool, at: float, start: float, end: float) -> None:
        box = Box(start, at, end, at) if horizontal else Box(at, start, at, end)
        self.draw.line(self._pixels(box), fill=_RULE, width=2)

    def table(self, table: Table) -> None:
        for cell in table.cells:
            self.draw.rectangle(self._pixels(cell.where.box), fill=_CELLS[cell.kind], outline=_CELL)
        x0, top, _, _ = self._pixels(table.where[0].box)
        self.draw.text((x0, top - 12), f"{table.found_by} {table.n_rows} x {table.n_cols}", fill=_CELL)

    def label(self, box: Box, text: str) -> None:
        self.boxes([box], _TEXT)
        x0, top, _, _ = self._pixels(box)
        self.draw.text((x0 - 14, top), text, fill=_TEXT)
