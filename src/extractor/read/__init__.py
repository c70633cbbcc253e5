"""PDF to Page: characters, rules, fills, images and the structure tree, in the coordinates of the page as displayed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.startup import on_first_use

if TYPE_CHECKING:
    from extractor.read.condition import condition_of
    from extractor.read.frame import Frame
    from extractor.read.pdfium import Pdf, open_pdf
    from extractor.read.source import check_header, identify, printable
    from extractor.read.streams import broken_streams

__all__ = ["Frame", "Pdf", "broken_streams", "check_header", "condition_of", "identify", "open_pdf", "printable"]

# who plans a run or writes its files reads no page
__getattr__ = on_first_use(
    __name__,
    {
        "condition_of": "condition",
        "Frame": "frame",
        "Pdf": "pdfium",
        "open_pdf": "pdfium",
        "check_header": "source",
        "identify": "source",
        "printable": "source",
        "broken_streams": "streams",
    },
)
