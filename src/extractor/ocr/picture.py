"""The picture of a page made fit for reading: paper white, lines level, ink told from paper."""

from __future__ import annotations

import cv2
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

#: the paper's shade is taken from a copy this many times smaller: print vanishes in it, shadows of the binding stay
_PAPER_SCALE = 8
#: ink is darker than these shades of grey, whatever Otsu's threshold says of a nearly empty or a very dark page
_DARKEST, _LIGHTEST = 110, 200
#: hair lines that a scanner smeared are darker than this, here and there as dark as ink
_FAINT = 226
#: how far between Otsu's threshold and paper ink ends
_TOWARDS_PAPER, PAPER = 0.35, 255
#: degrees by which a sheet may lie askew in the scanner; steps of the search, from coarse to fine
_ASKEW = 3.0
_STEPS = (0.5, 0.1, 0.02)
#: the skew is sought on a copy of this many pixels: finer ones show the same angle
_SEARCH_SIZE = 1000


class Picture(Struct, frozen=True, eq=False, gc=False):
    """A page in grey (255 is paper) and in ink (1) and paper (0), level; ``scale`` is pixels per PDF point.

    ``skew``: degrees counter-clockwise by which the scan was turned about its centre to be level.
    """

    grey: Pixels
    ink: Pixels
    scale: float
    skew: float

    @property
    def faint(self) -> Pixels:
        """Ink, and what is hardly darker than paper (1)."""
        return (self.grey < _FAINT).astype(np.uint8) | self.ink


def skew_of(scan: Pixels) -> float:
    """By how many degrees counter-clockwise a scan (grey, height x width) must be turned to be level."""
    return _skew_of(_ink_of(_whitened(scan)))


def prepare(level: Pixels, scale: float, skew: float = 0.0) -> Picture:
    """The picture of a scanned page that was turned by ``skew`` to be level, at ``scale`` pixels per point."""
    grey = _whitened(level)
    return Picture(grey, _ink_of(grey), scale, skew)


def _whitened(scan: Pixels) -> Pixels:
    """Grey levels divided by the shade of the paper around them."""
    height, width = scan.shape
    small = cv2.resize(scan, (width // _PAPER_SCALE + 1, height // _PAPER_SCALE + 1), interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 15)
    paper = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(scan, np.maximum(paper, 1), scale=255), np.uint8)


def _ink_of(grey: Pixels) -> Pixels:
    """Otsu's threshold, moved towards paper: a hair stroke between two rows of pixels is half as dark as ink."""
    between, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)
    threshold = between + _TOWARDS_PAPER * (PAPER - between)
    return (grey < min(max(threshold, _DARKEST), _LIGHTEST)).astype(np.uint8)


def _skew_of(ink: Pixels) -> float:
    """The angle at which lines of print stand out best against the gaps between them (projection profile)."""
    factor = min(1.0, _SEARCH_SIZE / max(ink.shape))
    small = cv2.resize(ink * np.uint8(255), None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)

    def contrast(angle: float) -> float:
        rows = turned(np.asarray(small, np.uint8), angle, paper=0).sum(axis=1, dtype=np.float64)
        return float(np.square(np.diff(rows)).sum())

    best, reach = 0.0, _ASKEW
    for step in _STEPS:
        count = round(reach / step)
        best = max((best + step * k for k in range(-count, count + 1)), key=contrast)
        reach = step
    return best if abs(best) >= _STEPS[-1] else 0.0


def turned(image: Pixels, angle: float, *, paper: int) -> Pixels:
    """``image`` turned about its middle by ``angle`` degrees counter-clockwise."""
    height, width = image.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return np.asarray(cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper), np.uint8)
