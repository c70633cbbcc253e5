"""Pages of the samples as a scanner would give them: pictures, askew, turned, speckled, in files of their own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Scan:
    """How a page is scanned; ``specks`` is the share of pixels turned over, ``turns`` quarter turns on the glass."""

    dpi: int = 200
    skew: float = 0.0
    specks: float = 0.0
    bilevel: bool = False
    turns: int = 0


def picture_of(file: Path, page: int, scan: Scan) -> Pixels:
    """A page (1-based) of a PDF in grey, scanned."""
    document = pdfium.PdfDocument(file)
    drawn = document[page - 1].render(scale=scan.dpi / 72, grayscale=True).to_numpy()
    grey = np.array(drawn, np.uint8).reshape(drawn.shape[:2])
    document.close()
    if scan.skew:
        height, width = grey.shape
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), scan.skew, 1.0)
        grey = np.asarray(
            cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255,)), np.uint8
        )
    if scan.bilevel:
        grey = np.where(grey < 160, 0, 255).astype(np.uint8)
    specks = np.random.default_rng(20241).random(grey.shape) < scan.specks
    grey = np.where(specks, 255 - grey, grey).astype(np.uint8)
    return np.ascontiguousarray(np.rot90(grey, -scan.turns))


def scanned(file: Path, page: int, scan: Scan, target: Path) -> Path:
    """A PDF at ``target`` that holds nothing but the picture of one page."""
    Image.fromarray(picture_of(file, page, scan)).save(target, "PDF", resolution=scan.dpi)
    return target
