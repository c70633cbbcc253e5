"""Words to lines of print and to text: what tables and sections both need to know of a page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from extractor.geometry import union
from extractor.model import STOP_SIZE, Box, Line, Word

#: a gap wider than this share of the type size is set as a space (JIS X 4051 sets a quarter em, 四分アキ, between scripts)
SPACE = 0.2
#: characters of a figure; the pitch of full-width type; the white between two of its characters, by the ink of the first
_FIGURES = frozenset("0123456789０１２３４５６７８９,，")
_FULL, _AFTER_DIGIT, _AFTER_COMMA = 0.8, 0.9, 1.3


def lines_of(words: Iterable[Word]) -> tuple[Line, ...]:
    """Group words into lines of print, top to bottom, each left to right.

    A word joins the line with which it shares more than half of the smaller height, so that small type beside large
    type stays on its line.
    """
    return tuple(map(_line, rows_of_words(words)))


def rows_of_words(words: Iterable[Word]) -> list[list[Word]]:
    """The words of each line of print, top to bottom, each line from left to right."""
    ordered = list(words)
    if len(ordered) == 1:
        return [ordered]
    ordered.sort(key=_reading_order)
    rows: list[list[Word]] = []
    row: list[Word] = []
    above, below, height = 0.0, 0.0, 0.0  # of the first word of the row
    for word in ordered:
        _, top, _, bottom = word.box
        own = bottom - top
        shared = (bottom if bottom < below else below) - (top if top > above else above)
        if row and shared > 0.5 * (own if own < height else height):
            row.append(word)
        else:
            row = [word]
            rows.append(row)
            above, below, height = top, bottom, own
    for row in rows:
        if len(row) > 1:
            row.sort(key=_left)
    return rows


def _reading_order(word: Word) -> tuple[float, float]:
    x0, top, _, bottom = word.box
    return top + bottom, x0


def _left(word: Word) -> float:
    return word.box[0]


def line_of(words: Sequence[Word]) -> Line:
    """One line from words known to stand side by side."""
    return _line(sorted(words, key=_left) if len(words) > 1 else words)


def _line(ordered: Sequence[Word]) -> Line:
    """One line from its words, left to right."""
    if len(ordered) == 1:
        return Line(tuple(ordered), ordered[0].box, ordered[0].text)
    return Line(tuple(ordered), union([word.box for word in ordered]), text_of_row(ordered))


def text_of(words: Iterable[Word]) -> str:
    """The text of a block: lines joined by newlines, gaps between words as one space."""
    return "\n".join([text_of_row(row) for row in rows_of_words(words)])


def split_at_gaps(line: Line, gap: float) -> tuple[Line, ...]:
    """Cut a line where two neighbours are further apart than ``gap`` points."""
    words = line.words
    if len(words) == 1:
        return (line,)
    cuts = [index for index in range(1, len(words)) if words[index].box[0] - words[index - 1].box[2] > gap]
    if not cuts:
        return (line,)
    return tuple(_line(words[start:end]) for start, end in pairwise((0, *cuts, len(words))))


@lru_cache(maxsize=1 << 14)
def is_wide(char: str) -> bool:
    """Whether a character is set on a full em (kanji, kana, full-width forms)."""
    return unicodedata.east_asian_width(char) in "WF"


def cut_word(word: Word, first: int, last: int) -> Word:
    """Characters ``first`` to ``last`` (exclusive) of a word, as a word."""
    box = Box(word.stop(first)[0], word.box.top, word.stop(last - 1)[1], word.box.bottom)
    stops = word.stops[first * STOP_SIZE : last * STOP_SIZE]
    return Word(word.text[first:last], box, stops, word.mcid, word.confidence)


def text_of_row(words: Sequence[Word]) -> str:
    """The text of one line of print, whose words are given from left to right."""
    if len(words) == 1:
        return words[0].text
    before = words[0]
    _, top, end, bottom = before.box
    height, parts = bottom - top, [before.text]
    for word in words[1:]:
        x0, top, x1, bottom = word.box
        size = min(height, bottom - top)
        gap = (x0 - end) / size
        if gap > SPACE and not _on_one_grid(before, word, gap, size):
            parts.append(" ")
        parts.append(word.text)
        before, end, height = word, x1, bottom - top
    return "".join(parts)


def _on_one_grid(before: Word, word: Word, gap: float, size: float) -> bool:
    """Whether two recognised words are one figure in full-width type: １ and ，fill but a part of the em they stand on.

    ``gap`` is in units of ``size``.  The text layer knows the width of its characters; a picture shows only the ink.
    """
    if before.confidence is None or not word.text[0].isdecimal() or before.text[-1] not in _FIGURES:
        return False
    pitches = [w.box.width / len(w.text) / size for w in (before, word) if len(w.text) > 1]
    return bool(pitches) and min(pitches) > _FULL and gap < (_AFTER_COMMA if before.text[-1] in ",，" else _AFTER_DIGIT)
