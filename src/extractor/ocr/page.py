"""A picture of a page to the same words and rules that a text layer gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.model import Box, Layer, Page, Ruling, Word
from extractor.ocr.opinions import Piece, agreed, dash, in_doubt, is_dash
from extractor.ocr.picture import Picture, Pixels, prepare
from extractor.ocr.pixel_rules import PixelRule, part_rules
from extractor.ocr.recogniser import Glyph, Reading, first_recogniser, second_recogniser
from extractor.ocr.segments import Segment, segments_of, type_size, without_specks

#: what a recogniser is shown around the ink, in units of type size: less cuts strokes, more shows the next line
_MARGIN_ACROSS, _MARGIN_AGAIN, _MARGIN_ALONG = 0.15, 0.05, 0.4
#: a lone character is shown with paper beside it, to this width in units of its height
_NARROWEST = 2.0
#: a gap in the ink wider than this parts words, in units of type size: full-width digits leave gaps of 0.6
_WORD_GAP = 0.75
#: quarter turns that a sheet may lie in the scanner, the likeliest first
_TURNS = (0, 2, 1, 3)
#: upright print is read with odds above this; the widest pieces are asked
_UPRIGHT, _ASKED = 0.8, 12


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    """A level picture with its rules, its pieces of print and the grey of the print alone."""

    picture: Picture
    size: float
    rules: tuple[PixelRule, ...]
    ink: Pixels
    print: Pixels
    segments: tuple[Segment, ...]

    def crop(self, segment: Segment, across: float) -> Pixels:
        """What a recogniser is shown of a piece: all pieces of one type size get the same height."""
        height, middle = max(segment.height, 0.9 * self.size), (segment.top + segment.bottom) / 2
        reach, along = height * (0.5 + across), round(_MARGIN_ALONG * self.size)
        top, bottom = max(0, round(middle - reach)), round(middle + reach)
        crop = self.print[top:bottom, max(0, segment.left - along) : segment.right + along]
        missing = max(0, round(_NARROWEST * crop.shape[0]) - crop.shape[1])
        return np.asarray(cv2.copyMakeBorder(crop, 0, 0, 0, missing, cv2.BORDER_CONSTANT, value=(255,)), np.uint8)

    def columns(self, segment: Segment) -> NDArray[np.bool_]:
        """Which pixel columns of a piece hold ink."""
        return np.asarray(self.ink[segment.top : segment.bottom, segment.left : segment.right].any(axis=0), np.bool_)


def recognise(page: Page, scan: Pixels, scale: float) -> Page:
    """``page`` with the words and rules that its picture shows (grey, ``scale`` pixels per point); others are dropped."""
    turned, sheet = _upright(scan, scale)
    pieces = _read(sheet)
    words = [
        word for segment, piece in zip(sheet.segments, pieces, strict=True) for word in _words(sheet, segment, piece)
    ]
    sideways = turned % 2 == 1
    return replace(
        page,
        width=page.height if sideways else page.width,
        height=page.width if sideways else page.height,
        turned=turned,
        layer=Layer.OCR if words else Layer.NONE,
        words=tuple(words),
        rulings=tuple(_ruling(rule, scale) for rule in sheet.rules),
        fills=(),
        images=(),
        tagged=(),
        recognised=True,
    )


def _upright(scan: Pixels, scale: float) -> tuple[int, _Sheet]:
    """The quarter turns after which the print is upright, and the sheet so turned."""
    tried: list[tuple[float, int, int, _Sheet]] = []
    for turns in _TURNS:
        sheet = _sheet(np.ascontiguousarray(np.rot90(scan, turns)), scale)
        odds = _sample(sheet)
        if odds >= _UPRIGHT:
            return turns, sheet
        tried.append((odds, -len(tried), turns, sheet))
    _, _, turns, sheet = max(tried)
    return turns, sheet


def _sample(sheet: _Sheet) -> float:
    """The middle odds of the widest pieces: print upside down or on its side is not understood."""
    widest = sorted(sheet.segments, key=lambda s: -s.width)[:_ASKED]
    readings = first_recogniser().read([sheet.crop(s, _MARGIN_ACROSS) for s in widest])
    means = [float(np.mean([g.odds for g in r.glyphs])) if r.glyphs else 0.0 for r in readings]
    return float(np.median(means)) if means else 0.0


def _sheet(scan: Pixels, scale: float) -> _Sheet:
    picture = prepare(scan, scale)
    size = type_size(picture.ink)
    if not size:
        return _Sheet(picture, size, (), picture.ink, picture.grey, ())
    rules, mask, left = part_rules(picture.ink, size)
    ink = without_specks(left, size)
    beside = cv2.dilate(mask | (left & (1 - ink)), np.ones((3, 3), np.uint8))
    grey = picture.grey.copy()
    grey[(beside > 0) & (ink == 0)] = 255
    return _Sheet(picture, size, rules, ink, grey, segments_of(ink, rules, size))


def _read(sheet: _Sheet) -> tuple[Piece, ...]:
    """All pieces by both networks, those in doubt twice: the second time with other margins."""
    looks = [[look] for look in _look(sheet, sheet.segments, _MARGIN_ACROSS)]
    doubtful = [k for k, look in enumerate(looks) if in_doubt(*look[0])]
    for k, look in zip(doubtful, _look(sheet, [sheet.segments[k] for k in doubtful], _MARGIN_AGAIN), strict=True):
        looks[k].append(look)
    return tuple(_piece(sheet, segment, look) for segment, look in zip(sheet.segments, looks, strict=True))


def _look(sheet: _Sheet, segments: Sequence[Segment], across: float) -> list[tuple[Reading, Reading]]:
    crops = [sheet.crop(segment, across) for segment in segments]
    return list(zip(first_recogniser().read(crops), second_recogniser().read(crops), strict=True))


def _piece(sheet: _Sheet, segment: Segment, looks: Sequence[tuple[Reading, Reading]]) -> Piece:
    if is_dash(segment.width, segment.height, sheet.size):
        return dash(segment.width)
    piece = agreed(looks, _shifted(sheet, segment), sheet.size)
    return replace(piece, glyphs=_from_ink(sheet, segment, piece.glyphs))


def _shifted(sheet: _Sheet, segment: Segment) -> NDArray[np.bool_]:
    """The inked columns of a piece as its crop shows it, margin before it and all."""
    return np.concatenate((np.zeros(_margin(sheet, segment), np.bool_), sheet.columns(segment)))


def _margin(sheet: _Sheet, segment: Segment) -> int:
    return min(segment.left, round(_MARGIN_ALONG * sheet.size))


def _from_ink(sheet: _Sheet, segment: Segment, glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Characters with their middles counted from the left end of the ink."""
    margin = _margin(sheet, segment)
    return tuple(replace(g, at=g.at - margin) for g in glyphs)


def _words(sheet: _Sheet, segment: Segment, piece: Piece) -> Iterator[Word]:
    """The piece cut where its ink leaves gaps, spaces left out."""
    runs = [(0, segment.width)] if piece.whole else _runs(sheet.columns(segment), _WORD_GAP * sheet.size)
    for run in runs:
        glyphs = [g for g in piece.glyphs if not g.text.isspace() and _nearest(runs, g) == run]
        if glyphs:
            yield _word(sheet, segment, glyphs, run, piece.confidence)


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


def _word(sheet: _Sheet, segment: Segment, glyphs: Sequence[Glyph], ink: tuple[int, int], confidence: float) -> Word:
    """Boxes are at least as tall as the type, as those of a text layer are: a dash stands in its line."""
    scale, middle = sheet.picture.scale, (segment.top + segment.bottom) / 2
    half = max(segment.height, sheet.size) / 2
    cuts = [(a.at + b.at) / 2 for a, b in pairwise(glyphs)]
    edges = [(segment.left + x) / scale for x in (ink[0], *cuts, ink[1])]
    text = "".join(g.text for g in glyphs)
    stops = tuple(pairwise(edges))
    box = Box(edges[0], (middle - half) / scale, edges[-1], (middle + half) / scale)
    return Word(text, box, stops, confidence=confidence)


def _ruling(rule: PixelRule, scale: float) -> Ruling:
    return Ruling(rule.horizontal, rule.at / scale, rule.start / scale, rule.end / scale, rule.thickness / scale)
