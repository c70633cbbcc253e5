"""PDF to Page: characters, rules, fills, images and the structure tree, in the coordinates of the page as displayed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.read.condition import condition_of
    from extractor.read.frame import Frame
    from extractor.read.pdfium import Pdf, open_pdf
    from extractor.read.source import check_header, identify, printable
    from extractor.read.streams import broken_streams

__all__ = ["Frame", "Pdf", "broken_streams", "check_header", "condition_of", "identify", "open_pdf", "printable"]

_HOME = {
    "condition_of": "condition",
    "Frame": "frame",
    "Pdf": "pdfium",
    "open_pdf": "pdfium",
    "check_header": "source",
    "identify": "source",
    "printable": "source",
    "broken_streams": "streams",
}


def __getattr__(name: str) -> object:
    """Import on first use (PEP 562): who plans a run or writes its files reads no page."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
