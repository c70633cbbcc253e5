"""Paragraphs: their sentences, and where their characters stand on the page; the section that a place belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from operator import itemgetter

from msgspec import Struct

from extractor.geometry import union
from extractor.model import Anchor, Box, Paragraph, Section, Where

_OPENING, _CLOSING = "「『（(【", "」』）)】"
#: all that tells where sentences end
_CUT = re.compile(f"[{re.escape(_OPENING + _CLOSING)}。！？]")


class Sentence(Struct, frozen=True, gc=False):
    """One sentence: ``text`` is ``paragraph.text[start:start + len(text)]``."""

    text: str
    start: int
    paragraph: Paragraph


def sentences_of(paragraph: Paragraph) -> tuple[Sentence, ...]:
    """Cut at 。 (and ！ ？) outside of brackets; brackets that are never closed do not swallow what follows."""
    text = paragraph.text
    ends = [i + 1 for i in _stops(text)]
    bounds = [0, *ends, len(text)]
    out = []
    for start, end in pairwise(bounds):
        part = text[start:end]
        blank = len(part) - len(part.lstrip())
        if part.strip():
            out.append(Sentence(part.strip(), start + blank, paragraph))
    return tuple(out)


def is_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does; a label may hold one in brackets (（返済予定のものを除く。）)."""
    return text.rstrip().endswith("。")


def _stops(text: str) -> list[int]:
    depth, stops = 0, []
    for found in _CUT.finditer(text):
        i, char = found.start(), found.group()
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 or not any(c in _CLOSING for c in text[i:]):
            stops.append(i)
    return stops


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


def confidence_in(paragraph: Paragraph, start: int, end: int) -> float | None:
    """The lowest confidence of the words that ``text[start:end]`` touches; None for a text layer."""
    known = [a.confidence for a in paragraph.anchors if a.start < end and a.end > start and a.confidence is not None]
    return min(known, default=None)


def _part(anchor: Anchor, start: int, end: int) -> Where:
    box, length = anchor.where.box, anchor.end - anchor.start
    first, last = max(start, anchor.start) - anchor.start, min(end, anchor.end) - anchor.start
    x0, x1 = (box.x0 + box.width * k / length for k in (first, last))
    return Where(anchor.where.page, Box(x0, box.top, x1, box.bottom))


class Outline:
    """The heading paths of a document by where they begin."""

    def __init__(self, sections: Iterable[Section]) -> None:
        begun: dict[tuple[int, float], tuple[str, ...]] = {}
        for section in sections:
            begun.setdefault((section.where.page, section.where.box.top), section.path)
        self._paths = sorted(begun.items())

    def at(self, where: Where) -> tuple[str, ...]:
        """The path of the last section that begins before ``where`` in page order; empty before the first."""
        index = bisect_right(self._paths, (where.page, where.box.bottom), key=itemgetter(0))
        return self._paths[index - 1][1] if index else ()
