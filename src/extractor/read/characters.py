"""The characters of a page to Words.

A word ends at white space, at a new line and at a gap; rules that cross it are left to the table stage, which can cut a
word between any two characters.  Bold faked by printing twice is read once.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractor.layout import SPACE, is_wide
from extractor.model import Box, Word
from extractor.read.frame import Frame

#: share of the type size above and below the base line that a character takes where its font does not say (JIS em box)
_ASCENT, _DESCENT = 0.88, 0.12
#: a box lower than this share of the type size is the ink, not the line
_TIGHT = 0.88
#: runs this close, in points, meet end to end
_NEAR = 1.0


class Char(NamedTuple):
    """One character and its box, full advance width and full line height, with the marked content it belongs to."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    mcid: int | None


#: so many characters tell which way the text of a page runs, and this share of them must agree
_SAMPLE, _AGREED = 300, 0.8


@contextmanager
def text_of_page(page: pdfium.PdfPage) -> Iterator[object]:
    """PDFium's text of a page, freed at the end."""
    text_page = raw.FPDFText_LoadPage(page)
    try:
        yield text_page
    finally:
        raw.FPDFText_ClosePage(text_page)


def running_turns(text_page: object) -> int | None:
    """By how many quarter turns clockwise the page must be turned for its text to run upright; None when there is no telling.

    A page set sideways without saying so (no /Rotate) is read the way its text runs.
    """
    count = min(raw.FPDFText_CountChars(text_page), _SAMPLE)
    turns = Counter(-round(raw.FPDFText_GetCharAngle(text_page, i) / (math.pi / 2)) % 4 for i in range(count))
    if not turns:
        return None
    most, votes = turns.most_common(1)[0]
    return most if votes >= _AGREED * count else None


def words_of(text_page: object, frame: Frame, clipped: frozenset[int], *, tagged: bool) -> tuple[Word, ...]:
    """All words of a page in the order of the file's text; of a tagged PDF with their marked-content ids.

    Text objects in ``clipped`` (addresses) are not seen on paper: their characters are left out.
    """
    objects = _TextObjects(text_page, clipped) if tagged or clipped else None
    return tuple(_word(run) for run in _joined(_once(_runs(text_page, frame, objects))))


class _TextObjects:
    """What text objects say of their characters, looked up once for each object."""

    def __init__(self, text_page: object, clipped: frozenset[int]) -> None:
        self._text_page = text_page
        self._clipped = clipped
        self._mcids: dict[int, int | None] = {}

    def look_up(self, index: int) -> tuple[bool, int | None]:
        """Whether a character is clipped away, and its marked-content id."""
        item = raw.FPDFText_GetTextObject(self._text_page, index)
        if not item:
            return False, None
        address = ctypes.addressof(item.contents)
        if address not in self._mcids:
            mcid = raw.FPDFPageObj_GetMarkedContentID(item)
            self._mcids[address] = mcid if mcid >= 0 else None
        return address in self._clipped, self._mcids[address]


def _runs(text_page: object, frame: Frame, objects: _TextObjects | None) -> list[list[Char]]:
    """Characters with ink in the order of the file's text, parted at white space, at new lines and at gaps.

    This is the innermost loop of reading: it looks into boxes itself rather than call for each step.
    """
    rect = raw.FS_RECTF()
    into, unicode_of, box_of = ctypes.byref(rect), raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    size_of, box_on = raw.FPDFText_GetFontSize, frame.boxes()
    runs: list[list[Char]] = [[]]
    run = runs[0]
    scale, full, last = 1.0, math.inf if frame.turns % 2 == 0 else 0.0, None
    for index in range(raw.FPDFText_CountChars(text_page)):
        code = unicode_of(text_page, index)
        text = chr(code)
        if code <= 0x20 or text.isspace():
            last = None
            continue
        if not box_of(text_page, index, into):
            continue
        gone, mcid = objects.look_up(index) if objects else (False, None)
        if gone:
            continue
        height = rect.top - rect.bottom
        if height < full:
            size = size_of(text_page, index)
            if height < _TIGHT * scale * size:
                scale = _scale(text_page, index)
                _loosen(text_page, index, scale * size, text, rect)
            else:
                full = height
        char = Char(text, *box_on(rect.left, rect.bottom, rect.right, rect.top), mcid)
        if last is not None and _continues(last, char):
            run.append(char)
        else:
            run = [char]
            runs.append(run)
        last = char
    return runs[1:]


def _scale(text_page: object, index: int) -> float:
    """By how much the text matrix enlarges the font size."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, index, matrix)
    return math.hypot(matrix.c, matrix.d)


def _loosen(text_page: object, index: int, em: float, text: str, rect: raw.FS_RECTF) -> None:
    """Widen an ink box to the em box.

    PDFium gives no more than the ink for Type 3 fonts and for characters that it has itself normalised (Kangxi radicals).
    """
    if rect.top - rect.bottom >= _TIGHT * em:
        return
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, index, x, y)
    if is_wide(text):
        rect.left, rect.right = min(x.value, rect.left), max(rect.right, x.value + em)
    rect.bottom, rect.top = y.value - _DESCENT * em, y.value + _ASCENT * em


def _once(runs: Iterable[list[Char]]) -> list[list[Char]]:
    """Leave out runs printed again at nearly the same place (fake bold, shadows)."""
    seen: dict[str, list[Char]] = {}
    kept = []
    for run in runs:
        first = run[0]
        reach = 0.15 * (first.bottom - first.top)
        same = seen.setdefault("".join([c.text for c in run]), [])
        if not any(abs(o.x0 - first.x0) <= reach and abs(o.top - first.top) <= reach for o in same):
            same.append(first)
            kept.append(run)
    return kept


def _joined(runs: list[list[Char]]) -> Iterator[list[Char]]:
    """Runs that meet end to end as one; in the order of the file where nothing is joined.

    Some files set the lines of two columns character by character.
    """
    starts: dict[int, list[int]] = {}
    for index, run in enumerate(runs):
        starts.setdefault(round(run[0].x0 / _NEAR), []).append(index)
    used: set[int] = set()
    for index, run in enumerate(runs):
        if index in used:
            continue
        used.add(index)
        whole = list(run)
        while (after := _follower(whole[-1], runs, starts, used)) is not None:
            used.add(after)
            whole.extend(runs[after])
        yield whole


def _follower(last: Char, runs: list[list[Char]], starts: dict[int, list[int]], used: set[int]) -> int | None:
    """The run that begins where ``last`` ends; None when there is none."""
    column = round(last.x1 / _NEAR)
    for key in (column - 1, column, column + 1):
        for index in starts.get(key, ()):
            if index not in used and abs(runs[index][0].x0 - last.x1) <= _NEAR and _continues(last, runs[index][0]):
                return index
    return None


def _continues(before: Char, char: Char) -> bool:
    """Whether a character follows another on its line without a gap."""
    _, _, top, x1, bottom, _ = before
    size = min(bottom - top, char.bottom - char.top)
    return -0.5 * size <= char.x0 - x1 <= SPACE * size and min(bottom, char.bottom) - max(top, char.top) >= 0.6 * size


def _word(run: list[Char]) -> Word:
    texts, x0s, tops, x1s, bottoms, mcids = zip(*run, strict=True)
    box = Box(min(x0s), min(tops), max(x1s), max(bottoms))
    return Word("".join(texts), box, tuple(zip(x0s, x1s, strict=True)), mcids[0])
