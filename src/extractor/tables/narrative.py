"""Running text that stands beside a table: its lines share their height with the rows, but belong to none of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.layout import line_of, rows_of_words, split_at_gaps
from extractor.model import Line, Ruling, Word
from extractor.normalise.numbers import parse_figure

#: a gap wider than this many line heights parts what stands side by side
_GAP = 1.0
#: a paragraph beside a table has so many lines and more, each of so many characters
_LINES, _CHARACTERS = 3, 8
#: lines of a paragraph begin at one place, but for an indent of the first
_ALIKE = 2.0
#: all but its last line end within this many line heights of its right edge
_RAGGED = 1.6
#: its lines follow each other within this many line heights
_LEADING = 1.3
#: a rule reaches so many line heights beyond text that it does not underline
_BEYOND = 4.0
#: what is not parted at the end of a line goes to the next as a whole
_UNBROKEN = re.compile(r"[（(「]?[0-9０-９.,，．%％]*[)）」、。，]*")


def without_narrative(words: Sequence[Word], rules: Iterable[Ruling] = ()) -> list[Word]:
    """The words but for those of paragraphs that have something else beside them.

    ``rules`` that reach over a column of text and what stands beside it part it: remarks on the rows of a table.
    """
    if not any("。" in word.text for word in words):  # what makes no sentence makes no paragraph
        return list(words)
    rows = [split_at_gaps(line_of(row), _GAP * row[0].box.height) for row in rows_of_words(words)]
    pieces = [piece for row in rows for piece in row]
    across = [rule for rule in rules if rule.horizontal]
    accompanied = {id(piece) for row in rows if len(row) > 1 for piece in row}
    gone = {
        id(word)
        for block in _blocks(pieces, across)
        if any(id(line) in accompanied for line in block)
        for line in block
        for word in line.words
    }
    return [word for word in words if id(word) not in gone]


def _blocks(pieces: Iterable[Line], rules: Sequence[Ruling]) -> list[list[Line]]:
    """Stretches of lines that make a paragraph."""
    open_: list[list[Line]] = []
    for piece in pieces:
        if (len(piece.text) < _CHARACTERS and not _ends(piece)) or parse_figure(piece.text) is not None:
            continue
        block = next((b for b in open_ if _goes_on(b, piece) and not _parted(b[-1], piece, rules)), None)
        if block is None:
            open_.append([piece])
        else:
            block.append(piece)
    return [block for block in map(_without_heading, open_) if _is_paragraph(block)]


def _without_heading(block: list[Line]) -> list[Line]:
    """A stretch of lines up to the end of its last sentence: a heading or a caption may follow at the same margin."""
    last = max((i for i, line in enumerate(block) if _ends(line)), default=len(block) - 1)
    return block[: last + 1]


def _ends(piece: Line) -> bool:
    return piece.text.endswith("。")


def _goes_on(block: Sequence[Line], piece: Line) -> bool:
    last = block[-1]
    (margin, top, _, bottom), (x0, below, _, _) = last.box, piece.box
    height, step = bottom - top, x0 - margin
    if not 0 <= below - bottom < _LEADING * height:
        return False
    opening = len(block) == 1 or _ends(block[-2])
    indented = (opening and -1.3 * height < step < 0) or (_ends(last) and 0 < step < 1.3 * height)
    return abs(step) < _ALIKE or indented


def _parted(above: Line, piece: Line, rules: Sequence[Ruling]) -> bool:
    left, right = min(above.box.x0, piece.box.x0), max(above.box.x1, piece.box.x1)
    wide = _BEYOND * piece.box.height
    return any(
        above.box.bottom - 2 <= rule.at <= piece.box.top + 2
        and rule.start < left + 2
        and rule.end > right - 2
        and (rule.start < left - wide or rule.end > right + wide)
        for rule in rules
    )


def _is_paragraph(block: Sequence[Line]) -> bool:
    right = max(line.box.x1 for line in block)
    full = [right - line.box.x1 - _unbroken(after) < _RAGGED * line.box.height for line, after in pairwise(block)]
    sentences = any("。" in line.text for line in block)
    return len(block) >= _LINES and sentences and sum(not f for f in full) <= sum(map(_ends, block[:-1]))


def _unbroken(line: Line) -> float:
    """How wide the first part of a line is that could not be parted to fill the line above."""
    opening = _UNBROKEN.match(line.text)
    return len(opening[0]) / len(line.text) * line.box.width if opening else 0.0
