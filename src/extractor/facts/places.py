"""Where characters of a paragraph stand on the page."""

from __future__ import annotations

from extractor.geometry import union
from extractor.model import Anchor, Box, Paragraph, Where


def where_of(paragraph: Paragraph, start: int, end: int) -> Where | None:
    """The place of ``text[start:end]``; of what runs on to the next page, the part on its first page.

    A stretch is cut in proportion to its characters, which are of one width within an anchor.  None when no anchor
    covers any of it.
    """
    parts = [_part(a, start, end) for a in paragraph.anchors if a.start < end and a.end > start]
    if not parts:
        return None
    page = parts[0].page
    return Where(page, union(p.box for p in parts if p.page == page))


def _part(anchor: Anchor, start: int, end: int) -> Where:
    box, length = anchor.where.box, anchor.end - anchor.start
    first, last = max(start, anchor.start) - anchor.start, min(end, anchor.end) - anchor.start
    x0, x1 = (box.x0 + box.width * k / length for k in (first, last))
    return Where(anchor.where.page, Box(x0, box.top, x1, box.bottom))
