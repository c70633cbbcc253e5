"""From PDF user space (origin bottom left, unrotated) to the page as displayed (origin top left)."""

from __future__ import annotations

import ctypes
from typing import TypeVar

import numpy as np
import pypdfium2 as pdfium
from msgspec import Struct
from numpy.typing import NDArray
from pypdfium2 import raw

Floats = NDArray[np.float64]
#: one number, or one for each of many things
Number = TypeVar("Number", float, Floats)


class Frame(Struct, frozen=True, gc=False):
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

    def point(self, x: Number, y: Number) -> tuple[Number, Number]:
        """A point of user space (or many) as (x, distance from the top) on the displayed page."""
        match self.turns:
            case 0:
                return x - self.left, self.top - y
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case _:
                return self.top - y, self.right - x

    def in_file(self, x: float, y: float) -> tuple[float, float]:
        """The point of user space that ``point`` leads to (x, y)."""
        match self.turns:
            case 0:
                return x + self.left, self.top - y
            case 1:
                return y + self.left, x + self.bottom
            case 2:
                return self.right - x, y + self.bottom
            case _:
                return self.right - y, self.top - x

    def boxes(self, x0: Floats, y0: Floats, x1: Floats, y1: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Rectangles of user space (left, bottom, right, top) as x0, top, x1 and bottom on the displayed page."""
        left, bottom, right, top = self.left, self.bottom, self.right, self.top
        match self.turns:
            case 0:
                return x0 - left, top - y1, x1 - left, top - y0
            case 1:
                return y0 - bottom, x0 - left, y1 - bottom, x1 - left
            case 2:
                return right - x1, y0 - bottom, right - x0, y1 - bottom
            case _:
                return top - y1, right - x1, top - y0, right - x0
