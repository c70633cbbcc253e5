"""Signs told by their shape: what recognisers read wrongly or not at all."""

from __future__ import annotations

import cv2
import numpy as np

from extractor.ocr.picture import Pixels

#: a dash is flatter and wider than these, in units of type size, and wider than tall by the third
_DASH_HEIGHT, _DASH_WIDTH, _DASH_RATIO = 0.3, 0.3, 2.2
#: what stands beside a dash are specks when each is smaller than this and all have no more ink than this, in units of type
#: size (squared): strokes of 二 are longer, and a 7 whose leg has faded has more left of it
_SPECK, _SPECKS = 0.25, 0.03
#: a triangle is so wide and so tall, in units of type size
_TRIANGLE_WIDTH, _TRIANGLE_HEIGHT = (0.55, 1.2), (0.5, 1.1)
#: its extent in the upper and the lower part, as shares of its width; and how far off the middle its top may be
_UPPER, _LOWER, _OFF = 0.5, 0.75, 0.15
#: a figure begins with a sign, or with a bracket and a sign
_BEGINNING = 2


def is_dash(width: float, height: float, size: float) -> bool:
    """A lone dash (no figure), told by its shape: recognisers read 一, 1, 二 or nothing."""
    return height < _DASH_HEIGHT * size and width > _DASH_WIDTH * size and width > _DASH_RATIO * height


def is_specked_dash(ink: Pixels, size: float) -> bool:
    """Whether a piece (its ink) is a dash with specks above or beside it: recognisers read 二 or a sign with a point."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    parts = sorted((int(w), int(h), int(area)) for _, _, w, h, area in stats[1:])
    if len(parts) < 2:
        return False
    *others, (width, height, _) = parts
    slight = sum(area for *_, area in others) <= _SPECKS * size * size
    return is_dash(width, height, size) and slight and all(max(w, h) < _SPECK * size for w, h, _ in others)


def sign_before(ink: Pixels, size: float) -> float | None:
    """The middle of the △ or ▲ that a piece (its ink) begins with, in pixels from its left."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    order = sorted(range(1, count), key=lambda k: int(stats[k, cv2.CC_STAT_LEFT]))
    tall = [k for k in order if stats[k, cv2.CC_STAT_HEIGHT] >= _TRIANGLE_HEIGHT[0] * size][:_BEGINNING]
    for k in tall:
        x, y, width, height = (int(value) for value in stats[k, : cv2.CC_STAT_AREA])
        if is_triangle(labels[y : y + height, x : x + width] == k, size):
            return x + width / 2
    return None


def is_triangle(mask: np.ndarray, size: float) -> bool:
    """Whether a component stands on its broad side and is pointed above, outline or solid."""
    height, width = mask.shape
    if not (_TRIANGLE_WIDTH[0] * size <= width <= _TRIANGLE_WIDTH[1] * size and height <= _TRIANGLE_HEIGHT[1] * size):
        return False
    inked = [np.flatnonzero(row) for row in mask]
    if not all(map(len, inked)):
        return False
    extents = np.array([row[-1] - row[0] + 1 for row in inked]) / width
    middles = np.array([(row[-1] + row[0]) / 2 for row in inked]) / width
    upper, lower = extents[: height // 3], extents[-(height // 5 + 1) :]
    return bool(
        upper.mean() <= _UPPER
        and lower.max() >= _LOWER
        and abs(middles[: height // 2].mean() - 0.5) <= _OFF
        and np.corrcoef(np.arange(height), extents)[0, 1] > 0.9
    )
