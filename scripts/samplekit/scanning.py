"""Pages of a PDF as a scanner would give them: pictures, askew, turned, blurred, speckled, in files of their own."""

from __future__ import annotations

import math
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
#: the seed of the specks: the same scan comes out the same every time
_SEED = 20241
#: darker than this is ink where a scanner knows black and white only
_INK = 160


@dataclass(frozen=True, slots=True)
class Scan:
    """How a page is scanned.

    ``skew`` is in degrees counter-clockwise, ``blur`` the sigma in pixels, ``specks`` the share of pixels turned over,
    ``jpeg`` the quality with which the picture is kept (none: without loss), ``turns`` quarter turns on the glass.
    """

    dpi: int = 200
    skew: float = 0.0
    blur: float = 0.0
    specks: float = 0.0
    bilevel: bool = False
    jpeg: int | None = None
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
    if scan.blur:
        grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), scan.blur), np.uint8)
    if scan.bilevel:
        grey = np.where(grey < _INK, 0, 255).astype(np.uint8)
    specks = np.random.default_rng(_SEED).random(grey.shape) < scan.specks
    grey = np.where(specks, 255 - grey, grey).astype(np.uint8)
    if scan.jpeg:
        kept = BytesIO()
        Image.fromarray(grey).save(kept, "JPEG", quality=scan.jpeg)
        grey = np.array(Image.open(kept), np.uint8)
    return np.ascontiguousarray(np.rot90(grey, -scan.turns))


def scanned(file: Path, pages: int | list[int], scan: Scan, target: Path) -> Path:
    """A PDF at ``target`` that holds nothing but the pictures of ``pages``."""
    numbers = [pages] if isinstance(pages, int) else pages
    pictures = [Image.fromarray(picture_of(file, number, scan)) for number in numbers]
    if scan.bilevel:
        pictures = [picture.convert("1") for picture in pictures]
    pictures[0].save(target, "PDF", resolution=scan.dpi, save_all=True, append_images=pictures[1:])
    return target


def place_on_scan(x: float, y: float, width: float, height: float, scan: Scan) -> tuple[float, float]:
    """Where a point of a page (``width`` x ``height`` points, origin top left) comes to lie on its scan."""
    angle, dx, dy = math.radians(scan.skew), x - width / 2, y - height / 2
    x = width / 2 + dx * math.cos(angle) + dy * math.sin(angle)
    y = height / 2 - dx * math.sin(angle) + dy * math.cos(angle)
    for _ in range(scan.turns):
        x, y, width, height = height - y, x, height, width
    return x, y
