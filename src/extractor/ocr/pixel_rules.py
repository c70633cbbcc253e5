"""Rules found in pixels, and the ink without them."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from extractor.ocr.picture import Pixels

#: in units of type size: no stroke of a character is as long as the first; breaks of a rule up to the second are
#: healed; what is then shorter than the third is a dash
_STROKE, _BREAK, _SHORTEST = 1.4, 1.0, 2.2
#: a longer break, up to the first in units of type size, is healed when this share of it still shows ink
_LONGEST_BREAK, _LEFT_IN_BREAK = 3.0, 0.3
#: so far beside what is left of a broken rule there is no ink, in units of type size
_BESIDE = 0.15
#: a rule is at most this thick, in units of type size: what is thicker is a bar or a picture
_THICKEST = 0.45
#: a faint line is a rule when this share of it shows as ink, or when it begins and ends with a rule, as near as this in
#: units of type size
_INK_IN_FAINT, _WITH_A_RULE = 0.3, 0.5
#: a hair line that black and white broke into even pieces: each longer than any dash that is a character and as thin as
#: this, so many at least, no farther apart than the last, in units of type size; where it shares ink with no stroke
_PIECE, _THIN, _PIECES, _APART = 1.1, 0.15, 4, 5.0
#: pixels by which its pieces stand above or below one another, once level
_UNEVEN = 1.5
#: pixels around a rule where a scanner smears it
_SMEAR = 1


class _Rule(NamedTuple):
    """A level rule, in pixels of the page or of the page laid on its side: as in ``PixelRule``."""

    at: float
    start: float
    end: float
    thickness: float


class PixelRule(Struct, frozen=True, gc=False):
    """A level rule, in pixels: ``at`` is its middle on the other axis."""

    horizontal: bool
    at: float
    start: float
    end: float
    thickness: float


def part_rules(ink: Pixels, faint: Pixels, size: float) -> tuple[tuple[PixelRule, ...], Pixels, Pixels]:
    """The rules of a page, the mask of their pixels, and the ink that is left; ``size`` is the type size in pixels.

    ``faint``: the ink, and what is so light that it may be a hair line in part, or a shade of the paper.
    """
    level, across = _with_faint(ink, faint, size)
    # An upright rule is a level one of the page laid on its side.
    upright, down = _with_faint(np.ascontiguousarray(ink.T), np.ascontiguousarray(faint.T), size)
    mask = across | down.T
    left = ink & (1 - mask)
    crossed = _bridged(left, (1, 0), level) & across | _bridged(left, (0, 1), upright) & down.T
    mask &= 1 - (crossed & ink)
    rules = tuple(PixelRule(True, *place) for place in level) + tuple(PixelRule(False, *place) for place in upright)
    return rules, mask, ink & (1 - mask)


def _with_faint(ink: Pixels, faint: Pixels, size: float) -> tuple[list[_Rule], Pixels]:
    """Rules in ink, and those that a scanner left so light that only pieces of them are ink."""
    rules, mask = _rules(ink, size)
    found = [(_share_of_ink(rule, ink), rule) for rule in _rules(faint, size)[0]]
    for share, rule in sorted(found, reverse=True):
        if not mask[_place(rule)].any() and (share >= _INK_IN_FAINT or _goes_with(rule, rules, size)):
            rules.append(rule)
            mask[_place(rule)] = 1
    for rule in _in_pieces(ink & (1 - mask), rules, size):
        rules.append(rule)
        mask[_place(rule)] = 1
    return rules, mask


def _in_pieces(ink: Pixels, rules: list[_Rule], size: float) -> list[_Rule]:
    """Hair lines of which only pieces are left: in one line, evenly, all the way along another rule.

    A line that lies askew by a degree comes and goes with every row of pixels that it crosses.  A row of dashes begins
    behind its label.
    """
    runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, _row(_PIECE * size))
    _, _, stats, centres = cv2.connectedComponentsWithStats(runs, connectivity=8)
    thin = [k for k in range(1, len(stats)) if stats[k, cv2.CC_STAT_HEIGHT] <= max(2.0, _THIN * size)]
    found: list[_Rule] = []
    for pieces in _in_line([_piece(float(centres[k][1]), stats[k]) for k in thin]):
        start, end = pieces[0].start, max(piece.end for piece in pieces)
        apart = max((b.start - a.end for a, b in pairwise(pieces)), default=0.0)
        reach = apart + _WITH_A_RULE * size
        along = [r for r in rules if abs(r.start - start) <= reach and abs(r.end - end) <= reach]
        share = sum(piece.end - piece.start for piece in pieces) / (end - start)
        if along and len(pieces) >= _PIECES and apart <= _APART * size and share >= _INK_IN_FAINT:
            at, thickness = (
                float(np.mean(values)) for values in zip(*((p.at, p.thickness) for p in pieces), strict=True)
            )
            found.append(_Rule(at, along[0].start, along[0].end, thickness))
    return found


def _piece(at: float, stats: NDArray[np.int32]) -> _Rule:
    x, _, width, height = (float(value) for value in stats[: cv2.CC_STAT_AREA])
    return _Rule(at, x, x + width, height)


def _in_line(pieces: list[_Rule]) -> list[list[_Rule]]:
    """Pieces of rules by the line they stand in, from left to right."""
    lines: list[list[_Rule]] = []
    for piece in sorted(pieces):
        if lines and piece.at - lines[-1][0].at <= _UNEVEN:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda piece: piece.start) for line in lines]


def _place(rule: _Rule) -> tuple[slice, slice]:
    at, start, end, thickness = rule
    return slice(max(0, round(at - thickness / 2)), round(at + thickness / 2) + 1), slice(int(start), int(end))


def _share_of_ink(rule: _Rule, ink: Pixels) -> float:
    return float(ink[_place(rule)].any(axis=0).mean())


def _goes_with(rule: _Rule, rules: list[_Rule], size: float) -> bool:
    """Whether another rule begins and ends there: those of one table do, a fold of the paper or a streak does not."""
    return any(max(abs(rule.start - other.start), abs(rule.end - other.end)) <= _WITH_A_RULE * size for other in rules)


def _rules(ink: Pixels, size: float) -> tuple[list[_Rule], Pixels]:
    """(at, start, end, thickness) of level rules, and the mask of their pixels."""
    runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, _row(_STROKE * size))
    healed = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, _row(_BREAK * size))
    long = cv2.morphologyEx(healed, cv2.MORPH_OPEN, _row(_SHORTEST * size))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(long, connectivity=8)
    found, mask = [], np.zeros_like(ink)
    for k in range(1, count):
        x, y, width, height, area = (int(value) for value in stats[k])
        thickness = area / width
        if thickness > _THICKEST * size:
            continue
        found.append(_Rule(float(centres[k][1]), float(x), float(x + width), thickness))
        top, bottom = max(0, y - _SMEAR), y + height + _SMEAR
        mask[y : y + height, x : x + width] |= (labels[y : y + height, x : x + width] == k).astype(np.uint8)
        mask[top:bottom, x : x + width] |= _smeared(mask[top:bottom, x : x + width])
    return _mended(found, ink, size), mask


def _mended(rules: list[_Rule], ink: Pixels, size: float) -> list[_Rule]:
    """Rules that a scanner broke, whole again: pieces in one line with enough ink left between them."""
    whole: list[_Rule] = []
    for rule in sorted(rules, key=lambda r: r.start):
        before = next((w for w in whole if _goes_on(w, rule, ink, size)), None)
        if before is None:
            whole.append(rule)
            continue
        at, start, end, thickness = before
        share = (end - start) / (end - start + rule.end - rule.start)
        middle = share * at + (1 - share) * rule.at
        whole[whole.index(before)] = _Rule(middle, start, max(end, rule.end), max(thickness, rule.thickness))
    return whole


def _goes_on(before: _Rule, rule: _Rule, ink: Pixels, size: float) -> bool:
    """Whether ``rule`` is the rest of ``before`` after a break."""
    gap = rule.start - before.end
    reach = max(before.thickness, rule.thickness) / 2 + _SMEAR
    if abs(before.at - rule.at) > reach or gap > _LONGEST_BREAK * size:
        return False
    if gap <= _BREAK * size:
        return True
    middle, along = (before.at + rule.at) / 2, slice(int(before.end), int(rule.start))
    top, bottom = max(0, int(middle - reach)), int(middle + reach) + 1
    beside = max(2, round(_BESIDE * size))
    around = [ink[max(0, top - beside) : top, along], ink[bottom : bottom + beside, along]]
    # where ink goes on beside it, it is a character's, which stands where two cells are one
    alone = ink[top:bottom, along].any(axis=0) & ~np.concatenate(around).any(axis=0)
    return float(alone.mean()) >= _LEFT_IN_BREAK


def _smeared(mask: Pixels) -> Pixels:
    return np.asarray(cv2.dilate(mask, np.ones((2 * _SMEAR + 1, 1), np.uint8)), np.uint8)


def _bridged(left: Pixels, axis: tuple[int, int], rules: list[_Rule]) -> Pixels:
    """Where ink stands on both sides of a rule: a stroke that crosses it."""
    if not rules:
        return np.zeros_like(left)
    reach = (int(max(thickness for *_, thickness in rules)) + 2 * _SMEAR + 2) | 1
    kernel = np.ones((reach, 1) if axis == (1, 0) else (1, reach), np.uint8)
    return np.asarray(cv2.morphologyEx(left, cv2.MORPH_CLOSE, kernel), np.uint8)


def _row(length: float) -> Pixels:
    """A kernel of odd length: one of even length would move what it opens."""
    return np.ones((1, max(3, round(length) | 1)), np.uint8)
