"""The characters of a page to Words.

A word ends at white space, at a new line and at a gap; rules that cross it are left to the table stage, which can cut a
word between any two characters.  Bold faked by printing twice is read once.
"""

from __future__ import annotations

import ctypes
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium
from msgspec import Struct
from numpy.typing import NDArray
from pypdfium2 import raw

from extractor.geometry import union
from extractor.layout import SPACE, is_wide
from extractor.model import STOP_SIZE, Box, Word
from extractor.read.bulk import bulk
from extractor.read.bulk_types import Rows
from extractor.read.frame import Floats, Frame

#: share of the type size above and below the base line that a character takes where its font does not say (JIS em box)
_ASCENT, _DESCENT = 0.88, 0.12
#: a box lower than this share of the type size is the ink, not the line
_TIGHT = 0.88
#: marks in a row (」、「) are set half an em into one another (JIS X 4051), and not to the last digit of a float
_SET_IN = 0.55
#: runs this close, in points, meet end to end
_NEAR = 1.0


class Chars(Struct, frozen=True, gc=False):
    """The characters of a page that leave ink, in the order of the file's text, and their full advance widths, packed."""

    text: str
    stops: bytes


class Run(NamedTuple):
    """Characters of a page from one index to another (exclusive) that follow on each other without a gap.

    ``top`` to ``bottom`` is the full line height of the first of them, ``last_top`` to ``last_bottom`` that of the last;
    ``mcid`` is that of the first, -1 for none.
    """

    first: int
    end: int
    box: Box
    x0: float
    top: float
    bottom: float
    x1: float
    last_top: float
    last_bottom: float
    mcid: int


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
    angles = bulk().angles(text_page, _SAMPLE)
    if len(angles) and not angles.any():  # as on nearly all pages
        return 0
    quarters = (-np.rint(angles.astype(np.float64) / (math.pi / 2)).astype(np.int64) % 4).tolist()
    agreed = _agreed(quarters)
    # line ends that PDFium adds to short texts run upright whatever the text does
    return agreed if agreed is not None else _agreed([q for i, q in enumerate(quarters) if _is_printed(text_page, i)])


def _agreed(quarters: Sequence[int]) -> int | None:
    votes = Counter(quarters).most_common(1)
    return votes[0][0] if votes and votes[0][1] >= _AGREED * len(quarters) else None


def _is_printed(text_page: object, index: int) -> bool:
    return bool(raw.FPDFText_GetUnicode(text_page, index) > 0x20 and not raw.FPDFText_IsGenerated(text_page, index))


def words_of(text_page: object, frame: Frame, clipped: frozenset[int], *, tagged: bool) -> tuple[Word, ...]:
    """All words of a page in the order of the file's text; of a tagged PDF with their marked-content ids.

    Text objects in ``clipped`` (addresses) are not seen on paper: their characters are left out.
    """
    chars, runs = _runs(text_page, frame, clipped, tagged=tagged)
    return tuple(_word(chars, parts) for parts in _joined(_once(chars, runs)))


def _runs(text_page: object, frame: Frame, clipped: frozenset[int], *, tagged: bool) -> tuple[Chars, list[Run]]:
    """Characters with ink, and where they are parted: at white space, at new lines and at gaps."""
    glyphs = with_unicode(bulk().glyphs(text_page, with_objects=tagged or bool(clipped)))
    white = _is_white(glyphs["code"])
    seen = (glyphs["boxed"] != 0) & ~white
    if clipped:
        seen &= ~np.isin(glyphs["object"], np.array(list(clipped), np.uint64))
    inked = np.flatnonzero(seen)
    if not len(inked):
        return Chars("", b""), []
    shown = glyphs[inked]
    if frame.turns % 2 == 0:
        _loosen_all(text_page, inked, shown)
    left, low, right, high = (shown[side].astype(np.float64) for side in ("left", "bottom", "right", "top"))
    x0, top, x1, bottom = frame.boxes(left, low, right, high)
    # white space between two characters parts them, as does anything but the next place on the line
    whites = np.cumsum(white)[inked]
    parted = (whites[1:] != whites[:-1]) | ~_follow(x0, top, x1, bottom)
    starts = np.concatenate(([0], np.flatnonzero(parted) + 1))
    least = (np.minimum.reduceat(side, starts).tolist() for side in (x0, top))
    most = (np.maximum.reduceat(side, starts).tolist() for side in (x1, bottom))
    ends = np.append(starts[1:], len(inked))
    begins = (side[starts].tolist() for side in (x0, top, bottom))
    finishes = (side[ends - 1].tolist() for side in (x1, top, bottom))
    mcids = shown["mcid"][starts].tolist()
    boxes = map(Box, *least, *most)
    runs = list(map(Run, starts.tolist(), ends.tolist(), boxes, *begins, *finishes, mcids))
    text = shown["code"].astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    stops = np.column_stack((x0, x1)).astype("<f8", copy=False).tobytes()
    return Chars(text, stops), runs


def with_unicode(glyphs: Rows) -> Rows:
    """``glyphs`` with U+FFFD for a code that is none of Unicode's: PDFium gives the codes of a CMap like UniJIS-UTF8-H as they are."""
    beyond = glyphs["code"] > sys.maxunicode
    if beyond.any():
        glyphs = glyphs.copy()
        glyphs["code"][beyond] = 0xFFFD
    return glyphs


#: for each code up to the last white space of Unicode, U+3000, whether it is one, as ``str.isspace`` tells; then one that is not
_WHITE = np.array([code <= 0x20 or chr(code).isspace() for code in range(0x3002)])


def _is_white(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    white: NDArray[np.bool_] = _WHITE[np.minimum(codes, len(_WHITE) - 1)]
    return white


def _follow(x0: Floats, top: Floats, x1: Floats, bottom: Floats) -> NDArray[np.bool_]:
    """For each character but the first, whether it follows the one before it, as ``_continues`` tells of two."""
    height = bottom - top
    size = np.minimum(height[:-1], height[1:])
    gap = x0[1:] - x1[:-1]
    shared = np.minimum(bottom[1:], bottom[:-1]) - np.maximum(top[1:], top[:-1])
    follow: NDArray[np.bool_] = (-_SET_IN * size <= gap) & (gap <= SPACE * size) & (shared >= 0.6 * size)
    return follow


def _loosen_all(text_page: object, indexes: NDArray[np.intp], glyphs: Rows) -> None:
    """Widen ink boxes to em boxes, in place.

    PDFium gives no more than the ink for Type 3 fonts and for characters that it has itself normalised (Kangxi radicals).
    Only boxes lower than all that were found full need a question to PDFium.
    """
    heights = glyphs["top"].astype(np.float64) - glyphs["bottom"].astype(np.float64)
    scale, places = 1.0, np.arange(len(heights))
    while len(places):
        place, places = places[0], places[1:]
        index, height = int(indexes[place]), float(heights[place])
        size = raw.FPDFText_GetFontSize(text_page, index)
        if height < _TIGHT * scale * size:
            scale = _scale(text_page, index)
            if height < _TIGHT * scale * size:
                _loosen(text_page, index, scale * size, glyphs[place])
        else:
            places = places[heights[places] < height]


def _scale(text_page: object, index: int) -> float:
    """By how much the text matrix enlarges the font size."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, index, matrix)
    return math.hypot(matrix.c, matrix.d)


def _loosen(text_page: object, index: int, em: float, glyph: np.void) -> None:
    """Widen one ink box to the em box."""
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, index, x, y)
    if is_wide(chr(glyph["code"])):
        glyph["left"] = min(x.value, float(glyph["left"]))
        glyph["right"] = max(float(glyph["right"]), x.value + em)
    glyph["bottom"], glyph["top"] = y.value - _DESCENT * em, y.value + _ASCENT * em


def _once(chars: Chars, runs: Iterable[Run]) -> list[Run]:
    """Leave out runs printed again at nearly the same place (fake bold, shadows)."""
    seen: dict[str, list[tuple[float, float]]] = {}
    kept = []
    for run in runs:
        x0, top = run.x0, run.top
        reach = 0.15 * (run.bottom - top)
        same = seen.setdefault(chars.text[run.first : run.end], [])
        for left, high in same:
            if abs(left - x0) <= reach and abs(high - top) <= reach:
                break
        else:
            same.append((x0, top))
            kept.append(run)
    return kept


def _joined(runs: list[Run]) -> Iterator[list[Run]]:
    """Runs that meet end to end as one; in the order of the file where nothing is joined.

    Some files set the lines of two columns character by character.
    """
    begins = np.array([run.x0 for run in runs])
    ends = np.array([run.x1 for run in runs])
    ordered = np.sort(begins)
    # with some room, since the exact question is asked of those that may meet
    meets = np.searchsorted(ordered, ends - 1.1 * _NEAR) < np.searchsorted(ordered, ends + 1.1 * _NEAR)
    meeting = set(np.flatnonzero(meets).tolist())
    starts: dict[int, list[int]] = {}
    for index, column in enumerate(np.rint(begins / _NEAR).tolist()):
        starts.setdefault(int(column), []).append(index)
    used: set[int] = set()
    for index, run in enumerate(runs):
        if index in used:
            continue
        used.add(index)
        whole = [run]
        last: int | None = index
        while last in meeting and (last := _follower(whole[-1], runs, starts, used)) is not None:
            used.add(last)
            whole.append(runs[last])
        yield whole


def _follower(last: Run, runs: list[Run], starts: dict[int, list[int]], used: set[int]) -> int | None:
    """The run that begins where ``last`` ends; None when there is none."""
    column = round(last.x1 / _NEAR)
    for key in (column - 1, column, column + 1):
        for index in starts.get(key, ()):
            if index not in used and abs(runs[index].x0 - last.x1) <= _NEAR and _continues(last, runs[index]):
                return index
    return None


def _continues(before: Run, run: Run) -> bool:
    """Whether a run follows another on its line without a gap."""
    size = min(before.last_bottom - before.last_top, run.bottom - run.top)
    shared = min(before.last_bottom, run.bottom) - max(before.last_top, run.top)
    return -_SET_IN * size <= run.x0 - before.x1 <= SPACE * size and shared >= 0.6 * size


def _word(chars: Chars, parts: list[Run]) -> Word:
    text = "".join([chars.text[part.first : part.end] for part in parts])
    stops = b"".join([chars.stops[part.first * STOP_SIZE : part.end * STOP_SIZE] for part in parts])
    mcid = parts[0].mcid
    return Word(text, union([part.box for part in parts]), stops, mcid if mcid >= 0 else None)
