"""Marks of a scanned sheet that were read as characters, told by where they stand: beside all print, or in the fold of a book.

A recogniser reads "1" in nearly any upright mark.  What is left out here is told (``marks-not-read``), never dropped in
silence.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from extractor.geometry import centre, union
from extractor.layout import rows_of_words
from extractor.model import Box, Page, Word
from extractor.turning import Turn

#: a word that was recognised with less is doubted
_SURE = 0.5
#: characters of one line of print are no further apart, in units of their height
_APART = 0.5
#: of print that shows through, no more characters are read as a word than this
_SCRAP = 3
#: a mark at least so high, in points, and so much wider than high, is a line of print
_TYPE, _LINE = 8.0, 3.0
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


def without_scraps(page: Page) -> Page:
    """A recognised ``page`` without the lines of which nothing but scraps was read, where most of it was read so.

    That is the back of the sheet that shows through, or print too faint to be read.  Each such line becomes one mark, which
    is wide (``is_line``): that a line was not read is a warning.
    """
    doubted = [word for word in page.words if is_doubted(word)]
    if not page.recognised or 2 * len(doubted) <= len(page.words):
        return page
    scraps = [row for row in rows_of_words(page.words) if all(is_doubted(w) and len(w.text) <= _SCRAP for w in row)]
    lines = [union([word.box for word in row]) for row in scraps]
    if not any(map(is_line, lines)):
        return page
    gone = {id(word) for row in scraps for word in row}
    lines = [_turn(page).back(line) for line in lines]
    return replace(page, words=tuple(w for w in page.words if id(w) not in gone), marks=(*page.marks, *lines))


def is_line(mark: Box) -> bool:
    """Whether a mark has the height of type and the width of a part of a line."""
    return mark.height >= _TYPE and mark.width > _LINE * mark.height


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
    turn = _turn(page)
    return replace(page, words=words, marks=(*page.marks, *(turn.back(word.box) for word in marks)))


def _turn(page: Page) -> Turn:
    return Turn(page.turned, page.width, page.height, page.number, page.skew)


def may_be_mark(word: Word) -> bool:
    """A single character, or something that holds no figure and that nobody was sure of."""
    return len(word.text) == 1 or (is_doubted(word) and not any(map(str.isdecimal, word.text)))


def is_doubted(word: Word) -> bool:
    """Whether it was recognised, but not for certain."""
    return word.confidence is not None and word.confidence < _SURE


def is_ruled(page: Page, box: Box) -> bool:
    """Whether a horizontal rule of the page reaches past both sides of ``box``: it may be a cell of a table."""
    return any(rule.horizontal and rule.start < box.x0 and box.x1 < rule.end for rule in page.rulings)
