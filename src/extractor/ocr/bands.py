"""Solid bands with light print on them (headings of tables, titles of slides), turned into dark print on paper."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from msgspec import Struct

from extractor.model import Box
from extractor.ocr.picture import Pixels

#: a band is darker than paper by this many shades of grey; print on it stands out by as many
_DARKER = 40
#: its least height and width in points: a line of print and a character
_HEIGHT, _WIDTH = 7.0, 10.0
#: this share of the box around it is of its shade, give or take so many: a photograph has many shades
_SOLID, _SHADES = 0.5, 20
#: print covers a share of it between these, and what is darker than it less than this share of that
_PRINT, _DARK_PRINT = (0.004, 0.45), 0.5
#: how far a band's own edge reaches, in pixels
_EDGE = 2


class Band(Struct, frozen=True, eq=False, gc=False):
    """A band in pixels, its area within its box (1, its print included), and its shade of grey."""

    box: tuple[int, int, int, int]
    mask: Pixels
    shade: int

    def in_points(self, scale: float) -> Box:
        x0, top, x1, bottom = self.box
        return Box(x0 / scale, top / scale, x1 / scale, bottom / scale)


def without_bands(scan: Pixels, scale: float) -> tuple[Pixels, tuple[Band, ...]]:
    """The picture (level, grey) with the print of its bands dark on white, and the bands; ``scale`` is pixels a point."""
    bands = tuple(_bands(scan, scale))
    if not bands:
        return scan, ()
    turned = scan.copy()
    for band in bands:
        x0, top, x1, bottom = band.box
        area = turned[top:bottom, x0:x1]
        light = max(int(np.percentile(area, 99.5)), band.shade + _DARKER)
        spread = (area.astype(np.float32) - band.shade) / (light - band.shade)
        inverted = np.clip(255 - 255 * spread, 0, 255).astype(np.uint8)
        inside = cv2.erode(band.mask, np.ones((2 * _EDGE + 1, 2 * _EDGE + 1), np.uint8), borderValue=0)
        around = cv2.dilate(band.mask, np.ones((2 * _EDGE + 1, 2 * _EDGE + 1), np.uint8))
        area[around > 0] = 255
        area[inside > 0] = inverted[inside > 0]
    return turned, bands


def _bands(scan: Pixels, scale: float) -> Iterator[Band]:
    paper = int(np.percentile(scan[::4, ::4], 90))
    toned = (scan < paper - _DARKER).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(toned, connectivity=4)
    large = (stats[1:, cv2.CC_STAT_HEIGHT] >= _HEIGHT * scale) & (stats[1:, cv2.CC_STAT_WIDTH] >= _WIDTH * scale)
    for k in np.flatnonzero(large) + 1:
        x, y, width, height, area = (int(value) for value in stats[k])
        if area < _SOLID * width * height:
            continue
        inside = scan[y : y + height, x : x + width]
        shade = int(np.argmax(np.bincount(inside[inside < paper - _DARKER], minlength=256)))
        near = np.abs(inside.astype(np.int16) - shade) <= _SHADES
        light = float((inside > shade + _DARKER).mean())
        dark = float((inside < shade - _DARKER).mean())
        if near.mean() >= _SOLID and _PRINT[0] <= light <= _PRINT[1] and dark <= _DARK_PRINT * light:
            own = (labels[y : y + height, x : x + width] == k).astype(np.uint8)
            yield Band((x, y, x + width, y + height), _filled(own), shade)


def _filled(mask: Pixels) -> Pixels:
    """``mask`` with all that it encloses."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return np.asarray(cv2.drawContours(np.zeros_like(mask), outlines, -1, (1,), cv2.FILLED), np.uint8)
