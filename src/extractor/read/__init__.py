"""PDF to Page: characters, rules, fills, images and the structure tree, in the coordinates of the page as displayed."""

from __future__ import annotations

from extractor.read.pdfium import Pdf, open_pdf
from extractor.read.source import identify, printable

__all__ = ["Pdf", "identify", "open_pdf", "printable"]
