"""Paragraphs to sentences."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from extractor.model import Paragraph

_OPENING, _CLOSING = "「『（(【", "」』）)】"


@dataclass(frozen=True, slots=True)
class Sentence:
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


def _stops(text: str) -> list[int]:
    depth, stops = 0, []
    for i, char in enumerate(text):
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif char in "。！？" and (depth == 0 or not any(c in _CLOSING for c in text[i:])):
            stops.append(i)
    return stops
