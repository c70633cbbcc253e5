"""Marks of a scanned sheet that were read as characters, told by where they stand: beside all print, or in the fold of a book.

A recogniser reads "1" in nearly any upright mark.  What is left out here is told (``marks-not-read``), never dropped in
silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.geometry import centre
from extractor.layout import rows_of_words
from extractor.model import Box, Page, Word
from extractor.turning import Turn

#: a word that was recognised with less is doubted
_SURE = 0.5
#: characters of one line of print are no further apart, in units of their height
_APART = 0.5
#: page numbers stand alone in this share of the height at head and foot
_MARGIN = 0.14


def without_side_marks(page: Page) -> Page:
    """A recognised ``page`` without single characters that stand alone in their line, to the left or right of all print.

    A column of single digits has a heading, which is wider than they are.
    """
    if not page.recognised:
        return page
    print_ = [w.box for w in page.words if not may_be_mark(w)]
    if not print_:
        return page
    left, right = min(box.x0 for box in print_), max(box.x1 for box in print_)
    alone = [row[0] for row in rows_of_words(page.words) if len(row) == 1 and may_be_mark(row[0])]
    return without(page, [w for w in alone if _is_beside(w.box, left, right, page) and not is_ruled(page, w.box)])


def _is_beside(box: Box, left: float, right: float, page: Page) -> bool:
    amid = _MARGIN * page.height < centre(box)[1] < (1 - _MARGIN) * page.height
    apart = _APART * box.height
    return amid and (box.x1 < left - apart or box.x0 > right + apart)


def without(page: Page, marks: Sequence[Word]) -> Page:
    """``page`` with the boxes of ``marks`` in place of the words."""
    if not marks:
        return page
    gone = {id(word) for word in marks}
    words = tuple(word for word in page.words if id(word) not in gone)
    turn = Turn(page.turned, page.width, page.height, page.number, page.skew)
    return replace(page, words=words, marks=(*page.marks, *(turn.back(word.box) for word in marks)))


def may_be_mark(word: Word) -> bool:
    """A single character, or something that holds no figure and that nobody was sure of."""
    return len(word.text) == 1 or (is_doubted(word) and not any(map(str.isdecimal, word.text)))


def is_doubted(word: Word) -> bool:
    """Whether it was recognised, but not for certain."""
    return word.confidence is not None and word.confidence < _SURE


def is_ruled(page: Page, box: Box) -> bool:
    """Whether a horizontal rule of the page reaches past both sides of ``box``: it may be a cell of a table."""
    return any(rule.horizontal and rule.start < box.x0 and box.x1 < rule.end for rule in page.rulings)
