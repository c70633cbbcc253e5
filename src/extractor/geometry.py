"""Pure functions on boxes (PDF points, origin top left)."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.model import Box, Word


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of ``boxes``; raises ValueError when there are none."""
    boxes = list(boxes)
    if len(boxes) == 1:
        return boxes[0]
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return Box(min(x0s), min(tops), max(x1s), max(bottoms))


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """Length that the intervals [a0, a1] and [b0, b1] share; 0 when they are apart."""
    low, high = a0 if a0 >= b0 else b0, a1 if a1 <= b1 else b1
    return high - low if high > low else 0.0


def centre(box: Box) -> tuple[float, float]:
    """(x, y) of the middle of ``box``."""
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


def holds_centre(outer: Box, inner: Box, slack: float = 0.0) -> bool:
    """Whether the middle of ``inner`` lies within ``outer``, widened by ``slack`` on every side."""
    x0, top, x1, bottom = outer
    a0, above, a1, below = inner
    return x0 - slack <= (a0 + a1) / 2 <= x1 + slack and top - slack <= (above + below) / 2 <= bottom + slack


def centred_in(box: Box, words: Iterable[Word]) -> list[Word]:
    """The words whose middle lies within ``box``, as ``holds_centre`` tells of one."""
    x0, top, x1, bottom = box
    return [
        word for word in words if x0 <= ((at := word.box)[0] + at[2]) / 2 <= x1 and top <= (at[1] + at[3]) / 2 <= bottom
    ]


def centred_out(box: Box, words: Iterable[Word]) -> list[Word]:
    """The words whose middle lies not within ``box``."""
    x0, top, x1, bottom = box
    return [
        word
        for word in words
        if not (x0 <= ((at := word.box)[0] + at[2]) / 2 <= x1 and top <= (at[1] + at[3]) / 2 <= bottom)
    ]


def meet(a: Box, b: Box) -> bool:
    """Whether two boxes share an area."""
    return overlap(a.x0, a.x1, b.x0, b.x1) > 0 and overlap(a.top, a.bottom, b.top, b.bottom) > 0


def same_line(a: Box, b: Box) -> bool:
    """Whether two boxes stand on one line of print: they share more than half of the lower one's height."""
    _, top, _, bottom = a
    _, other, _, low = b
    shared = (bottom if bottom <= low else low) - (top if top >= other else other)
    return (shared if shared > 0.0 else 0.0) > 0.5 * min(bottom - top, low - other)
