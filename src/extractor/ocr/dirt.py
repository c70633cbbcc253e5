"""Ink that is no print, told by where it stands and how little it is: dust, the shadow of a sheet's edge, bars of headings.

A recogniser reads "1" in nearly any upright mark.  What is left out here is told (``marks-not-read``), never dropped in silence.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.picture import Pixels
from extractor.ocr.pixel_rules import PixelRule
from extractor.ocr.segments import Segment
from extractor.ocr.shapes import is_dash

#: print has at least this ink, in units of type size squared (the thinnest 1 has 0.11), and this height
_LEAST_INK, _LEAST_HEIGHT = 0.1, 0.55
#: strokes taller or wider than these are no character's of type whose height is at most the third; no characters touch
#: one another over more than the last; all in units of type size
_TALL, _WIDE, _TYPE, _LONG = 1.4, 2.0, 1.2, 3.0
#: print at the edge of the text reaches no farther beyond all other print than this, in units of type size
_BEYOND = 1.0
#: an upright line so near to the side of the picture, as a share of its width, is the shadow of the sheet
_EDGE = 0.02
#: a bar is solid, at least this tall in units of type size, this narrow in units of its height, and taller than all print
#: beside it by the fourth; it hangs below that print, too: by the last, in units of type size, if it is not so much taller
_SOLID, _BAR_HEIGHT, _BAR_WIDTH, _TALLER, _HANGS = 0.9, 1.3, 0.5, 1.05, 0.15
#: print beside a bar stands within this reach and is at least this tall, in units of its height; two characters at least
_REACH, _BESIDE, _NEIGHBOURS = 6.0, 0.5, 2


def is_slight(segment: Segment, ink: Pixels, size: float) -> bool:
    """Whether a piece has less ink than any digit: what is read in it is no figure."""
    amount = int(ink[segment.top : segment.bottom, segment.left : segment.right].sum())
    return amount < _LEAST_INK * size * size


def is_crossed(segment: Segment, ink: Pixels, size: float) -> bool:
    """Whether a stroke that is no character's runs through a piece: a seal, a mark by hand, a crease.

    Such a stroke is taller or wider than type, while other ink of the piece has the height of type: what recognisers make
    of the digits under it is no figure that one may trust, even where they agree.
    """
    _, _, stats, _ = cv2.connectedComponentsWithStats(
        ink[segment.top : segment.bottom, segment.left : segment.right], connectivity=8
    )
    widths, heights = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    large = (heights > _TALL * size) | (widths > _WIDE * size)
    typed = (heights >= _LEAST_HEIGHT * size) & (heights <= _TYPE * size)
    # a stroke along a figure makes one component of all its digits
    return bool(large.any() and (typed & ~large).any()) or bool((widths > _LONG * size).any())


def part_dirt(
    segments: Sequence[Segment], rules: Sequence[PixelRule], ink: Pixels, size: float
) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Pieces of print, and slight ones that stand on no line of print or beside all of it."""
    slight = [is_slight(s, ink, size) for s in segments]
    boxes = [s for s, is_less in zip(segments, slight, strict=True) if not is_less and s.height >= _LEAST_HEIGHT * size]
    if not boxes:
        return tuple(segments), ()
    sound = np.array([(s.left, s.top, s.right, s.bottom) for s in boxes], np.float64)
    width = ink.shape[1]
    upright = [rule.at for rule in rules if not rule.horizontal and min(rule.at, width - rule.at) > _EDGE * width]
    left = min((*upright, sound[:, 0].min())) - _BEYOND * size
    right = max((*upright, sound[:, 2].max())) + _BEYOND * size
    dirt = {
        k
        for k, segment in enumerate(segments)
        if slight[k] and (_is_astray(segment, sound, size) or not _is_within(segment, left, right, size))
    }
    kept = tuple(s for k, s in enumerate(segments) if k not in dirt)
    return kept, tuple(segments[k] for k in sorted(dirt))


def _is_within(segment: Segment, left: float, right: float, size: float) -> bool:
    """Whether a slight piece stands where print is; a column may hold dashes alone."""
    return (segment.right >= left and segment.left <= right) or is_dash(segment.width, segment.height, size)


def _is_astray(segment: Segment, sound: NDArray[np.float64], size: float) -> bool:
    """Whether a slight piece has no print on its line; a dash may stand between two lines of a label."""
    if is_dash(segment.width, segment.height, size):
        return bool(segment.top > sound[:, 3].max() or segment.bottom < sound[:, 1].min())
    common = np.minimum(sound[:, 3], segment.bottom) - np.maximum(sound[:, 1], segment.top)
    return not np.any(common >= 0.5 * segment.height)


def without_bars(ink: Pixels, size: float) -> tuple[Pixels, tuple[Segment, ...]]:
    """``ink`` less the solid bars that stand beside headings, taller than their print: a 1 is as tall as other digits."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    x, y, w, h, area = (stats[:, k].astype(np.float64) for k in range(5))
    solid = (area >= _SOLID * w * h) & (h >= _BAR_HEIGHT * size) & (w <= _BAR_WIDTH * h)
    solid[0] = False
    bars: list[int] = []
    for k in np.flatnonzero(solid):
        apart = np.maximum(x, x[k]) - np.minimum(x + w, x[k] + w[k])
        common = np.minimum(y + h, y[k] + h[k]) - np.maximum(y, y[k])
        beside = (apart <= _REACH * h[k]) & (common >= _BESIDE * h[k]) & ~solid
        beside[0] = False
        if beside.sum() < _NEIGHBOURS:
            continue
        taller, hangs = h[k] / h[beside].max(), y[k] + h[k] - (y + h)[beside].max()
        if hangs > 0 and (taller >= _TALLER or (taller >= 1 and hangs >= _HANGS * size)):
            bars.append(int(k))
    if not bars:
        return ink, ()
    found = tuple(Segment(*(int(v) for v in (x[k], y[k], x[k] + w[k], y[k] + h[k]))) for k in bars)
    return np.asarray(np.where(np.isin(labels, bars), 0, ink), np.uint8), found
