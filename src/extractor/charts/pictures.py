"""Pictures that may hold figures which nobody can read: images of some size on a page of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractor.geometry import holds_centre, overlap, union
from extractor.layout import lines_of
from extractor.model import Box, Layer, Line, Page, Picture, Where, Word

#: a smaller image is a logo, a stamp or a mark: in points, and as a share of the page
_BROAD, _HIGH, _SHARE = 80.0, 50.0, 0.03
#: a larger one is the page itself
_PAGE = 0.6
#: parts of one picture lie no further apart, in points
_PARTS = 1.5
#: with more characters over it, it is the ground that text stands on; a page with fewer is but a picture and its number
_GROUND = 30
#: a caption stands above or below within so many of its own heights
_NEAR = 2.5
#: what announces a chart
_SAYS_CHART = re.compile(r"図|グラフ|チャート|推移")


def pictures_on(page: Page, words: Sequence[Word]) -> tuple[Picture, ...]:
    """The pictures of a page whose own text was read, with the captions that call them charts.

    ``words`` are those of the running text: captions stand among them.
    """
    if page.layer is not Layer.TEXT:
        return ()
    lines = lines_of(words) if page.images else ()
    area = page.width * page.height
    alone = sum(len(word.text) for word in page.words) <= _GROUND
    found = []
    for box in _whole(page.images):
        share = box.width * box.height / area
        if not (_SHARE <= share < _PAGE and box.width >= _BROAD and box.height >= _HIGH):
            continue
        if sum(len(w.text) for w in page.words if holds_centre(box, w.box)) <= _GROUND:
            found.append(Picture(Where(page.number, box), _caption(box, lines), alone))
    return tuple(found)


def _whole(images: Iterable[Box]) -> list[Box]:
    """Images that touch are one picture, cut into parts by the program that wrote the file."""
    boxes: list[Box] = []
    for image in images:
        near = [box for box in boxes if _touch(box, image)]
        boxes = [box for box in boxes if box not in near] + [union([image, *near])]
    return sorted(boxes, key=lambda box: (box.top, box.x0))


def _touch(a: Box, b: Box) -> bool:
    across = min(a.x1, b.x1) - max(a.x0, b.x0)
    along = min(a.bottom, b.bottom) - max(a.top, b.top)
    return across >= -_PARTS and along >= -_PARTS


def _caption(box: Box, lines: Sequence[Line]) -> str | None:
    near = [
        line
        for line in lines
        if overlap(line.box.x0, line.box.x1, box.x0, box.x1) > 0
        and max(box.top - line.box.bottom, line.box.top - box.bottom) <= _NEAR * line.box.height
        and not line.text.rstrip().endswith("。")
    ]
    return next((line.text for line in near if _SAYS_CHART.search(line.text)), None)
