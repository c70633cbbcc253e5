"""Ink to segments of lines of print: what is read in one piece."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from extractor.ocr.picture import Pixels
from extractor.ocr.pixel_rules import PixelRule

#: in units of type size squared: less ink than this is a speck; a segment with less than the second is dirt
_SPECK, _DIRT = 0.006, 0.03
#: gaps between characters of one segment, in units of type size: up to an em, as in figures set apart from their △
_GAP = 0.9
#: strokes of one character lie this near above one another, and together are this tall, in units of type size
_STROKE_GAP, _TALLEST = 0.4, 1.3
#: specks of a page at most this tall (pixels) do not take part in measuring the type size
_TINY = 5


class Segment(Struct, frozen=True, gc=False):
    """A piece of one line of print, in pixels; ``left`` and ``right`` bound its ink."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


def type_size(ink: Pixels) -> float:
    """The height of the page's tall characters in pixels, by which everything else on it is measured."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    heights, widths = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    characters = heights[(heights > _TINY) & (heights < 0.1 * ink.shape[0]) & (widths < 3 * heights)]
    return float(np.percentile(characters, 80)) if len(characters) else 0.0


def without_specks(ink: Pixels, size: float) -> Pixels:
    """``ink`` less the components that are smaller than any point of a character."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    keep = stats[:, cv2.CC_STAT_AREA] >= max(2.0, _SPECK * size * size)
    keep[0] = False
    return np.asarray(keep[labels], np.uint8)


def segments_of(ink: Pixels, rules: Sequence[PixelRule], size: float) -> tuple[Segment, ...]:
    """The segments of ``ink`` (rules and specks taken out), in reading order; none crosses an upright rule."""
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, max(3, round(_GAP * size) | 1)), np.uint8))
    for rule in rules:
        if not rule.horizontal:
            joined[int(rule.start) : int(rule.end), int(rule.at)] = 0
    _, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(joined, np.uint8), connectivity=8)
    amounts = np.bincount(labels[ink > 0], minlength=len(stats))
    boxes = [(int(x), int(y), int(x + w), int(y + h)) for x, y, w, h, _ in stats[1:]]
    groups = _grouped(boxes, _walls(rules), size)
    found = [
        _around([boxes[k] for k in group]) for group in groups if sum(amounts[k + 1] for k in group) >= _DIRT * size**2
    ]
    return tuple(sorted(found, key=lambda s: (s.top, s.left)))


def _walls(rules: Sequence[PixelRule]) -> NDArray[np.float64]:
    """(x, top, bottom) of upright rules."""
    walls = [(rule.at, rule.start, rule.end) for rule in rules if not rule.horizontal]
    return np.array(walls, np.float64).reshape(-1, 3)


def _grouped(boxes: list[tuple[int, int, int, int]], walls: NDArray[np.float64], size: float) -> list[list[int]]:
    """Boxes that belong to one piece of a line: side by side, or strokes of one character above one another."""
    group = list(range(len(boxes)))

    def root(k: int) -> int:
        while group[k] != k:
            k = group[k]
        return k

    order = sorted(range(len(boxes)), key=lambda k: boxes[k][1])
    for position, a in enumerate(order):
        for b in order[position + 1 :]:
            if boxes[b][1] > boxes[a][3] + _STROKE_GAP * size:
                break
            if _belong(boxes[a], boxes[b], size) and not _parted(boxes[a], boxes[b], walls):
                group[root(a)] = root(b)
    members: dict[int, list[int]] = {}
    for k in range(len(boxes)):
        members.setdefault(root(k), []).append(k)
    return list(members.values())


def _belong(a: tuple[int, int, int, int], b: tuple[int, int, int, int], size: float) -> bool:
    down = min(a[3], b[3]) - max(a[1], b[1])
    side = min(a[2], b[2]) - max(a[0], b[0])
    if down >= 0.5 * min(a[3] - a[1], b[3] - b[1]):
        return side >= -_GAP * size
    tall = max(a[3], b[3]) - min(a[1], b[1])
    return side >= 0.5 * min(a[2] - a[0], b[2] - b[0]) and down >= -_STROKE_GAP * size and tall <= _TALLEST * size


def _parted(a: tuple[int, int, int, int], b: tuple[int, int, int, int], walls: NDArray[np.float64]) -> bool:
    """Whether an upright rule stands between the middles of two boxes, at their height."""
    left, right = sorted(((a[0] + a[2]) / 2, (b[0] + b[2]) / 2))
    middle = (max(a[1], b[1]) + min(a[3], b[3])) / 2
    return bool(np.any((walls[:, 0] > left) & (walls[:, 0] < right) & (walls[:, 1] < middle) & (walls[:, 2] > middle)))


def _around(boxes: list[tuple[int, int, int, int]]) -> Segment:
    return Segment(
        min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
    )
