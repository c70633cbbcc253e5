"""Pieces as believed to words, as a text layer gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from extractor.layout import SPACE, is_wide, rows_of_words
from extractor.model import STOP_SIZE, Box, Ruling, Word, packed, unpacked
from extractor.ocr.opinions import Piece
from extractor.ocr.reading import DOUBTFUL, Glyph
from extractor.ocr.segments import Segment

#: a gap in the ink wider than this parts words, in units of type size: full-width digits leave gaps of 0.6
_WORD_GAP = 0.75
#: the em in units of the tallest ink; the white on both sides of a kanji, in ems, and of a narrow one (自) at most
_EM, _BEARING, _WIDEST = 1.06, 0.06, 0.3
#: points and brackets stand on one side of their em and leave half of it white (JIS X 4051)
_WHITE_BEHIND, _WHITE_BEFORE, _WHITE = "、。，．）」』】〕)", "（「『【〔(", 0.9
#: a line is set in wide steps when the middles of most of its characters, at least so many, stand apart by one step (give
#: or take the third), more than the second in units of type size; what is nearer than the last (in steps) then belongs together
_FEWEST, _STEP, _EVEN, _TOGETHER = 8, 1.2, 0.15, 1.35
#: a point stands at the left of its step, so that the next character is farther
_POINTS, _BEHIND_POINT = "，．、。,.", 0.3
#: digits are full-width where the middles of most and of what follows them, at least so many, are so many ems apart; such
#: neighbours are no farther than the last (a 1 leaves most of its em white)
_PAIRS, _FULL, _NEXT = 2, 0.88, 1.45
_OF_FIGURES = frozenset("0123456789０１２３４５６７８９,.，．%％▲△")


def words_of(piece: Piece, segment: Segment, columns: NDArray[np.bool_], size: float, scale: float) -> Iterator[Word]:
    """The piece cut where its ink (``columns``) leaves gaps and where belief ends, spaces left out; in points.

    ``size`` is the type size in pixels, ``scale`` pixels per point.
    """
    runs = [(0, segment.width)] if piece.whole else _runs(columns, _WORD_GAP * size)
    for run in runs:
        glyphs = [g for g in piece.glyphs if not g.text.isspace() and _nearest(runs, g) == run]
        if not glyphs:
            continue
        edges = [float(run[0]), *((a.at + b.at) / 2 for a, b in pairwise(glyphs)), float(run[1])]
        first = 0
        for _, same in groupby(glyphs, key=lambda g: g.odds <= DOUBTFUL):
            count = len(list(same))
            yield _word(glyphs[first : first + count], edges[first : first + count + 1], segment, size, scale)
            first += count


def _runs(columns: NDArray[np.bool_], gap: float) -> list[tuple[int, int]]:
    """Stretches of inked columns, those joined that lie nearer than ``gap``."""
    inked = np.flatnonzero(columns)
    breaks = np.flatnonzero(np.diff(inked) > gap)
    starts = inked[np.concatenate(([0], breaks + 1))]
    ends = inked[np.concatenate((breaks, [len(inked) - 1]))] + 1
    return [(int(a), int(b)) for a, b in zip(starts, ends, strict=True)]


def _nearest(runs: Sequence[tuple[int, int]], glyph: Glyph) -> tuple[int, int]:
    """The stretch of ink that a character belongs to."""
    return min(runs, key=lambda run: max(run[0] - glyph.at, glyph.at - run[1], 0.0))


def _word(glyphs: Sequence[Glyph], edges: Sequence[float], segment: Segment, size: float, scale: float) -> Word:
    """A word with the box that a text layer gives: that of the type, not of its ink; a dash stands in its line."""
    middle, em = (segment.top + segment.bottom) / 2, max(segment.height, size) * _EM
    white = (
        max(_BEARING * em, min((em - edges[-1] + edges[0]) / 2, _WIDEST * em)) if len(glyphs) == 1 else _BEARING * em
    )
    before, after = (white if is_wide(g.text) and g.text.isalpha() else 0.0 for g in (glyphs[0], glyphs[-1]))
    places = [(segment.left + x) / scale for x in (edges[0] - before, *edges[1:-1], edges[-1] + after)]
    box = Box(places[0], (middle - em / 2) / scale, places[-1], (middle + em / 2) / scale)
    text = "".join(g.text for g in glyphs)
    return Word(text, box, packed(pairwise(places)), confidence=min(g.odds for g in glyphs))


# --- words that a gap parts and nothing else --------------------------------------------------------------------------


def joined(words: Iterable[Word], rulings: Sequence[Ruling]) -> tuple[Word, ...]:
    """Words joined over the white of points and brackets, and in lines set in wide, even steps (第 １ 条)."""
    walls = [r for r in rulings if not r.horizontal]
    return tuple(word for row in rows_of_words(words) for word in _joined_row(row, walls))


def _joined_row(row: list[Word], walls: Sequence[Ruling]) -> list[Word]:
    step, full = _step_of(row), _has_full_width_digits(row)
    kept = [row[0]]
    for word in row[1:]:
        last = kept[-1]
        together = _belong(last, word, step) or (full and _is_one_figure(last, word))
        if not together or _walled(last, word, walls):
            kept.append(word)
        elif ((last.confidence or 0.0) <= DOUBTFUL) == ((word.confidence or 0.0) <= DOUBTFUL):
            kept[-1] = _one(last, word)
        else:
            kept[-1:] = _touching(last, word)
    return kept


def _belong(last: Word, word: Word, step: float | None) -> bool:
    gap, height = word.box.x0 - last.box.x1, max(last.box.height, word.box.height)
    white = (last.text[-1] in _WHITE_BEHIND) + (word.text[0] in _WHITE_BEFORE)
    if white and gap <= (SPACE + _WHITE * white) * height:
        return True
    if step is None:
        return False
    reach = _TOGETHER + (_BEHIND_POINT if last.text[-1] in _POINTS else 0.0)
    return sum(word.stop(0)) / 2 - sum(last.stop(-1)) / 2 <= reach * step


def _step_of(row: Sequence[Word]) -> float | None:
    """The step in points in which the characters of a line are set, where it is wide and even."""
    middles = [(a + b) / 2 for word in row for a, b in unpacked(word.stops)]
    if len(row) < 2 or len(middles) < _FEWEST:
        return None
    steps = np.diff(middles)
    step, height = float(np.median(steps)), float(np.median([w.box.height for w in row]))
    if step <= _STEP * height:
        return None
    wide = [is_wide(character) or character.isdecimal() for word in row for character in word.text]
    even = np.abs(steps / step - 1) <= _EVEN
    return step if even.mean() >= 0.5 and sum(wide) >= 0.6 * len(wide) else None


def _has_full_width_digits(row: Sequence[Word]) -> bool:
    """Whether the digits of a line take a full em each."""
    steps = [
        (sum(word.stop(k + 1)) - sum(word.stop(k))) / 2 / word.box.height
        for word in row
        for k, (a, b) in enumerate(pairwise(word.text))
        if a.isdecimal() and (b.isdecimal() or (b.isalpha() and is_wide(b)))
    ]
    return len(steps) >= _PAIRS and float(np.median(steps)) >= _FULL


def _is_one_figure(last: Word, word: Word) -> bool:
    """Whether two words are one figure, by the step of full-width digits."""
    if last.text[-1] not in _OF_FIGURES or word.text[0] not in _OF_FIGURES:
        return False
    reach = _NEXT + (_BEHIND_POINT if last.text[-1] in _POINTS else 0.0)
    return sum(word.stop(0)) / 2 - sum(last.stop(-1)) / 2 <= reach * max(last.box.height, word.box.height)


def _walled(last: Word, word: Word, walls: Sequence[Ruling]) -> bool:
    """Whether an upright rule stands between two words."""
    middle, across = (last.box.x1 + word.box.x0) / 2, (word.box.top + word.box.bottom) / 2
    reach = (word.box.x0 - last.box.x1) / 2 + 1
    return any(r.start < across < r.end and abs(r.at - middle) <= reach for r in walls)


def _one(before: Word, after: Word) -> Word:
    left, right = _touching(before, after)
    box = Box(left.box.x0, min(left.box.top, right.box.top), right.box.x1, max(left.box.bottom, right.box.bottom))
    confidence = min(left.confidence or 0.0, right.confidence or 0.0)
    return Word(left.text + right.text, box, left.stops + right.stops, confidence=confidence)


def _touching(before: Word, after: Word) -> list[Word]:
    """The two with no gap between them."""
    middle = (before.box.x1 + after.box.x0) / 2
    return [
        msgspec.structs.replace(
            before,
            box=before.box._replace(x1=middle),
            stops=before.stops[:-STOP_SIZE] + packed([(before.stop(-1)[0], middle)]),
        ),
        msgspec.structs.replace(
            after,
            box=after.box._replace(x0=middle),
            stops=packed([(middle, after.stop(0)[1])]) + after.stops[STOP_SIZE:],
        ),
    ]
