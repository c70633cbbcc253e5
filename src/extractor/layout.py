"""Words to lines of print and to text: what tables and sections both need to know of a page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.geometry import overlap, union
from extractor.model import Box, Line, Word

#: a gap wider than this share of the type size is set as a space (JIS X 4051 sets a quarter em, 四分アキ, between scripts)
SPACE = 0.2


def lines_of(words: Iterable[Word]) -> tuple[Line, ...]:
    """Group words into lines of print, top to bottom, each left to right.

    A word joins the line with which it shares more than half of the smaller height, so that small type beside large
    type stays on its line.
    """
    rows: list[list[Word]] = []
    spans: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda w: (w.box.top + w.box.bottom, w.box.x0)):
        top, bottom = word.box.top, word.box.bottom
        if rows and overlap(top, bottom, *spans[-1]) > 0.5 * min(bottom - top, spans[-1][1] - spans[-1][0]):
            rows[-1].append(word)
        else:
            rows.append([word])
            spans.append((top, bottom))
    return tuple(line_of(row) for row in rows)


def line_of(words: Sequence[Word]) -> Line:
    """One line from words known to stand side by side."""
    ordered = tuple(sorted(words, key=lambda w: w.box.x0))
    return Line(ordered, union(w.box for w in ordered), _join(ordered))


def text_of(words: Iterable[Word]) -> str:
    """The text of a block: lines joined by newlines, gaps between words as one space."""
    return "\n".join(line.text for line in lines_of(words))


def split_at_gaps(line: Line, gap: float) -> tuple[Line, ...]:
    """Cut a line where two neighbours are further apart than ``gap`` points."""
    runs: list[list[Word]] = [[line.words[0]]]
    for before, word in pairwise(line.words):
        if word.box.x0 - before.box.x1 > gap:
            runs.append([])
        runs[-1].append(word)
    return tuple(line_of(run) for run in runs)


def is_wide(char: str) -> bool:
    """Whether a character is set on a full em (kanji, kana, full-width forms)."""
    return unicodedata.east_asian_width(char) in "WF"


def cut_word(word: Word, first: int, last: int) -> Word:
    """Characters ``first`` to ``last`` (exclusive) of a word, as a word."""
    stops = word.stops[first:last]
    box = Box(stops[0][0], word.box.top, stops[-1][1], word.box.bottom)
    return Word(word.text[first:last], box, stops, word.mcid, word.confidence)


def _join(words: Sequence[Word]) -> str:
    parts = [words[0].text]
    for before, word in pairwise(words):
        size = min(before.box.height, word.box.height)
        parts.append(" " if word.box.x0 - before.box.x1 > SPACE * size else "")
        parts.append(word.text)
    return "".join(parts)
