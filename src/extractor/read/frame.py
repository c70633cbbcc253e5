"""From PDF user space (origin bottom left, unrotated) to the page as displayed (origin top left)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractor.model import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible box of a page in user space and its rotation in quarter turns clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> Frame:
        """CropBox, else MediaBox, else what PDFium takes the page to be (inherited boxes)."""
        sides = [ctypes.c_float() for _ in range(4)]
        if raw.FPDFPage_GetCropBox(page, *sides) or raw.FPDFPage_GetMediaBox(page, *sides):
            left, bottom, right, top = (side.value for side in sides)
        else:
            box = raw.FS_RECTF()
            raw.FPDF_GetPageBoundingBox(page, box)
            left, bottom, right, top = box.left, box.bottom, box.right, box.top
        return cls(
            min(left, right), min(bottom, top), max(left, right), max(bottom, top), raw.FPDFPage_GetRotation(page)
        )

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of user space as (x, distance from the top) on the displayed page."""
        match self.turns:
            case 0:
                return x - self.left, self.top - y
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case _:
                return self.top - y, self.right - x

    def boxes(self) -> Callable[[float, float, float, float], tuple[float, float, float, float]]:
        """``box`` for many calls: the same as a plain function that gives tuples."""
        left, bottom, right, top = self.left, self.bottom, self.right, self.top
        match self.turns:
            case 0:
                return lambda x0, y0, x1, y1: (x0 - left, top - y1, x1 - left, top - y0)
            case 1:
                return lambda x0, y0, x1, y1: (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
            case 2:
                return lambda x0, y0, x1, y1: (right - x1, y0 - bottom, right - x0, y1 - bottom)
            case _:
                return lambda x0, y0, x1, y1: (top - y1, right - x1, top - y0, right - x0)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of user space as a Box on the displayed page."""
        xa, ya = self.point(left, top)
        xb, yb = self.point(right, bottom)
        return Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
