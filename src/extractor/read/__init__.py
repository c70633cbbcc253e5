"""PDF to Page: characters, rules, fills, images and the structure tree, in the coordinates of the page as displayed."""

from __future__ import annotations

from extractor.read.condition import condition_of
from extractor.read.frame import Frame
from extractor.read.pdfium import Pdf, open_pdf
from extractor.read.source import check_header, identify, printable
from extractor.read.streams import broken_streams

__all__ = ["Frame", "Pdf", "broken_streams", "check_header", "condition_of", "identify", "open_pdf", "printable"]
