"""What the sections stage takes of a page, and measures of type on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import compress
from statistics import median

from msgspec import Struct

from extractor.layout import is_wide
from extractor.model import Box, Line, Word, unpacked


class PageText(Struct, frozen=True, dict=True):
    """The running text of one page: its lines (``layout.lines_of``) of words that lie in no table or caption.

    ``number`` is the 1-based page number in the file; ``width`` and ``height`` are in points.  ``tables`` are the areas
    that tables take: columns of text end above one that stands across them and begin anew below.  ``label`` is the number
    printed on it where it is known already: that of a half of a spread.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[Box, ...] = ()
    label: str | None = None

    @cached_property
    def sizes(self) -> tuple[float, ...]:
        """The type size of each line, in points."""
        return tuple(type_size(line.words) for line in self.lines)


class Row(Struct, frozen=True, gc=False):
    """A line of print in reading order.

    ``stack`` counts the columns of text through the document: rows of one stack stand right below each other.
    ``body`` is the type size of the document's running text, in points, ``size`` that of the line.  ``left`` is where the
    ink starts: leading spaces that were set as characters count as indentation.
    """

    line: Line
    page: int
    stack: int
    body: float
    size: float
    text: str
    left: float

    @classmethod
    def of(cls, line: Line, page: int, stack: int, body: float, size: float | None = None) -> Row:
        """``size`` where it is known."""
        size = type_size(line.words) if size is None else size
        blank = len(line.text) - len(line.text.lstrip())
        return cls(line, page, stack, body, size, line.text.strip(), line.box.x0 + blank * size)

    @property
    def right(self) -> float:
        return self.line.box.x1

    @property
    def ends(self) -> bool:
        """Whether the line ends a sentence."""
        return self.text.endswith(SENTENCE_ENDS)

    @property
    def large(self) -> bool:
        """Whether it is set in notably larger type than running text."""
        return self.size > LARGER * self.body


#: what a sentence has of, and labels hardly
KANA = re.compile(r"[ぁ-ん]")
SENTENCE_ENDS = ("。", "．」", "。」", "。）", "。)")
#: type that is larger than the running text by this factor is display type
LARGER = 1.15


def type_size(words: Sequence[Word]) -> float:
    """The type size of words in points: the advance of full-width characters, else a share of the line's height.

    A scan tells no advance from white that was set between the characters: no type is larger than its line is tall.
    """
    printed = [w for w in words if not w.text.isascii()]  # no character of ASCII is wide
    wide = [x1 - x0 for w in printed for x0, x1 in compress(unpacked(w.stops), map(is_wide, w.text))]
    tallest = max((w.box.height for w in words), default=0.0)
    # the line height of Latin fonts is 1.1 to 1.4 times their size
    if not wide:
        return 0.8 * tallest
    return min(median(wide), tallest) if any(w.confidence is not None for w in printed) else median(wide)


def body_size(sized: Iterable[tuple[Line, float]]) -> float:
    """The type size in which most characters are set, of lines with theirs; 10 points when there are none."""
    weights: dict[float, int] = {}
    for line, own in sized:
        size = round(own * 4) / 4
        weights[size] = weights.get(size, 0) + len(line.text)
    return max(weights, key=lambda s: weights[s], default=10.0) or 10.0
