"""A picture of a page to the same words and rules that a text layer gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import cv2
import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from extractor.model import Box, Fill, Layer, Page, Ruling, Settled
from extractor.ocr.bands import Band, without_bands
from extractor.ocr.dirt import is_crossed, is_slight, part_dirt, without_bars
from extractor.ocr.opinions import Ink, Look, Piece, agreed, dash, in_doubt, wants_second
from extractor.ocr.picture import PAPER, Picture, Pixels, prepare, skew_of, turned
from extractor.ocr.pixel_rules import PixelRule, part_rules
from extractor.ocr.reading import DOUBTFUL, Engine, Reading, Recogniser
from extractor.ocr.segments import Segment, segments_of, type_size, without_specks
from extractor.ocr.shapes import is_dash, is_specked_dash, sign_before
from extractor.ocr.spelling import spelled
from extractor.ocr.unit_notes import mended
from extractor.ocr.words import joined, words_of
from extractor.turning import Turn

#: what a recogniser is shown around the ink, in units of type size: less cuts strokes, more shows the next line
_MARGIN_ACROSS, _MARGIN_AGAIN, _MARGIN_ALONG = 0.15, 0.05, 0.4
#: a lone character is shown with paper beside it, to this width in units of its height
_NARROWEST = 2.0
#: what is nearer to a rule than this, in units of type size, and flat, is the rule's
_AT_RULE = 0.3
#: a dash with a speck at its line is no taller than this, in units of type size
_DASHED = 1.3
#: quarter turns that a sheet may lie in the scanner, the likeliest first
_TURNS = (0, 2, 1, 3)
#: upright print is read with odds above this, and in pieces of so many characters: of print on its side two or three that
#: stand side by side by chance are read well, too; the widest pieces are asked
_UPRIGHT, _LINE, _ASKED = 0.8, 5, 12


#: pieces with what the first recogniser read in them
Readings = Mapping[Segment, Reading]


class _Sheet(Struct, frozen=True, eq=False, gc=False):
    """A level picture with its rules, its pieces of print, the grey of the print alone, and ``marks`` that are no print."""

    picture: Picture
    size: float
    rules: tuple[PixelRule, ...]
    ink: Pixels
    print: Pixels
    segments: tuple[Segment, ...]
    bands: tuple[Band, ...]
    marks: tuple[Segment, ...] = ()

    def crop(self, segment: Segment, across: float) -> Pixels:
        """What a recogniser is shown of a piece: all pieces of one type size get the same height."""
        height, middle = max(segment.height, 0.9 * self.size), (segment.top + segment.bottom) / 2
        reach, along = height * (0.5 + across), round(_MARGIN_ALONG * self.size)
        top, bottom = max(0, round(middle - reach)), round(middle + reach)
        crop = self.print[top:bottom, max(0, segment.left - along) : segment.right + along]
        missing = max(0, round(_NARROWEST * crop.shape[0]) - crop.shape[1])
        return np.asarray(cv2.copyMakeBorder(crop, 0, 0, 0, missing, cv2.BORDER_CONSTANT, value=(255,)), np.uint8)

    def is_dash(self, segment: Segment) -> bool:
        """Whether a piece is a dash, specks aside."""
        if segment.height > _DASHED * self.size:
            return False
        return is_dash(segment.width, segment.height, self.size) or is_specked_dash(self.inked(segment), self.size)

    def inked(self, segment: Segment) -> Pixels:
        """The ink of a piece."""
        return self.ink[segment.top : segment.bottom, segment.left : segment.right]

    def columns(self, segment: Segment) -> NDArray[np.bool_]:
        """Which pixel columns of a piece hold ink."""
        return np.asarray(self.inked(segment).any(axis=0), np.bool_)


def recognise(page: Page, scan: Pixels, scale: float, engine: Engine) -> Page:
    """``page`` with the words and rules that its picture shows (grey, ``scale`` pixels per point); others are dropped."""
    turns, sheet, seen = _upright(scan, scale, engine.first)
    pieces = tuple(_read(sheet, engine, seen))
    read = tuple(zip(pieces, sheet.segments, strict=True))
    found = [word for p, segment in read for word in words_of(p, segment, sheet.columns(segment), sheet.size, scale)]
    rulings = tuple(_ruling(rule, scale) for rule in sheet.rules)
    words = joined(found, rulings)
    width, height = (page.height, page.width) if turns % 2 else (page.width, page.height)
    turn = Turn((4 - turns) % 4, width, height, skew=sheet.picture.skew)
    return replace(
        page,
        width=width,
        height=height,
        turned=(4 - turns) % 4,
        skew=sheet.picture.skew,
        layer=Layer.OCR if words else Layer.NONE,
        words=words,
        rulings=rulings,
        fills=tuple(Fill(band.in_points(scale), (band.shade,) * 3) for band in sheet.bands),
        shapes=(),
        images=(),
        tagged=(),
        recognised=True,
        marks=tuple(_place(segment, scale, turn) for segment in sheet.marks),
        settled=tuple(s for p, segment in read if (s := _settled(p, segment, scale, turn)) is not None),
    )


def _upright(scan: Pixels, scale: float, reader: Recogniser) -> tuple[int, _Sheet, Readings]:
    """The quarter turns, counter-clockwise, after which the print is upright, the sheet so turned, and what was read."""
    tried: list[tuple[float, int, int, _Sheet, Readings]] = []
    for turns in _TURNS:
        sheet = _sheet(np.ascontiguousarray(np.rot90(scan, turns)), scale)
        seen = _sample(sheet, reader)
        odds = [[g.odds for g in r.glyphs] for r in seen.values()] or [[]]
        tried.append((sum(map(sum, odds)), -len(tried), turns, sheet, seen))
        if np.median([np.mean(o or [0]) for o in odds]) >= _UPRIGHT and np.median([len(o) for o in odds]) >= _LINE:
            break
    _, _, turns, sheet, seen = max(tried, key=lambda t: t[:2])
    return turns, sheet, seen


def _sample(sheet: _Sheet, reader: Recogniser) -> Readings:
    """The widest pieces, read: print upside down or on its side is not understood."""
    widest = sorted(sheet.segments, key=lambda s: -s.width)[:_ASKED]
    return dict(zip(widest, reader.read([sheet.crop(s, _MARGIN_ACROSS) for s in widest]), strict=True))


def _sheet(scan: Pixels, scale: float) -> _Sheet:
    skew = skew_of(scan)
    level, bands = without_bands(turned(scan, skew, paper=PAPER) if skew else scan, scale)
    picture = prepare(level, scale, skew)
    size = type_size(picture.ink)
    if not size:
        return _Sheet(picture, size, (), picture.ink, picture.grey, (), bands)
    rules, mask, left = part_rules(picture.ink, picture.faint, size)
    ink, bars = without_bars(without_specks(left, size), size)
    beside = cv2.dilate(mask | (left & (1 - ink)), np.ones((3, 3), np.uint8))
    grey = picture.grey.copy()
    grey[(beside > 0) & (ink == 0)] = 255
    found = tuple(s for s in segments_of(ink, rules, size) if not _is_left_of_rule(s, rules, size))
    segments, dirt = part_dirt(found, rules, ink, size)
    return _Sheet(picture, size, rules, ink, grey, segments, bands, (*bars, *dirt))


def _is_left_of_rule(segment: Segment, rules: Sequence[PixelRule], size: float) -> bool:
    """Whether a piece that looks like a dash is what a scanner left beside a rule: a dash stands amid its cell."""
    if not is_dash(segment.width, segment.height, size):
        return False
    middle = (segment.top + segment.bottom) / 2
    return any(
        r.horizontal and abs(r.at - middle) <= _AT_RULE * size and r.start < segment.right and r.end > segment.left
        for r in rules
    )


def _read(sheet: _Sheet, engine: Engine, seen: Readings) -> Iterator[Piece]:
    """All pieces by both networks, those in doubt twice: the second time with other margins.  Dashes are not read."""
    print_ = [s for s in sheet.segments if not sheet.is_dash(s)]
    looks = {s: [look] for s, look in zip(print_, _look(sheet, print_, _MARGIN_ACROSS, engine, seen), strict=True)}
    doubtful = [segment for segment, look in looks.items() if in_doubt(*look[0])]
    for segment, look in zip(doubtful, _look(sheet, doubtful, _MARGIN_AGAIN, engine, {}), strict=True):
        looks[segment].append(look)
    return (_piece(sheet, segment, looks.get(segment, ())) for segment in sheet.segments)


def _look(sheet: _Sheet, segments: Sequence[Segment], across: float, engine: Engine, seen: Readings) -> list[Look]:
    """Each piece by the first recogniser (unless it was ``seen`` before), and by the second where that may matter."""
    crops = [sheet.crop(segment, across) for segment in segments]
    unread = [k for k, segment in enumerate(segments) if segment not in seen]
    read = dict(zip(unread, engine.first.read([crops[k] for k in unread]), strict=True))
    first = [read[k] if k in read else seen[segment] for k, segment in enumerate(segments)]
    if engine.second is None:
        return [(reading, None) for reading in first]
    asked = [k for k, reading in enumerate(first) if wants_second(reading)]
    second = dict(zip(asked, engine.second.read([crops[k] for k in asked]), strict=True))
    return [(reading, second.get(k)) for k, reading in enumerate(first)]


def _piece(sheet: _Sheet, segment: Segment, looks: Sequence[Look]) -> Piece:
    if not looks:
        return dash(segment.width)
    margin = min(segment.left, round(_MARGIN_ALONG * sheet.size))
    # the inked columns of a piece as its crop shows it, margin before it and all
    columns = np.concatenate((np.zeros(margin, np.bool_), sheet.columns(segment)))
    sign = sign_before(sheet.inked(segment), sheet.size)
    piece = agreed(looks, Ink(columns, sheet.size, None if sign is None else sign + margin))
    glyphs = piece.glyphs if piece.whole else mended(spelled(piece.glyphs))
    foreign = is_slight(segment, sheet.ink, sheet.size) or is_crossed(segment, sheet.ink, sheet.size)
    if foreign and any(g.text.isdecimal() for g in glyphs):
        glyphs = tuple(replace(g, odds=min(g.odds, DOUBTFUL)) for g in glyphs)
    return replace(piece, glyphs=tuple(replace(g, at=g.at - margin) for g in glyphs))


def _settled(piece: Piece, segment: Segment, scale: float, turn: Turn) -> Settled | None:
    """What of a piece words have settled, at its place on the page as displayed."""
    if all(g.was is None for g in piece.glyphs):
        return None
    read, taken = "".join(g.was or g.text for g in piece.glyphs), "".join(g.text for g in piece.glyphs)
    return Settled(_place(segment, scale, turn), read, taken)


def _place(segment: Segment, scale: float, turn: Turn) -> Box:
    """Where a piece stands on the page as displayed."""
    sides = (segment.left, segment.top, segment.right, segment.bottom)
    return turn.back(Box(*(side / scale for side in sides)))


def _ruling(rule: PixelRule, scale: float) -> Ruling:
    return Ruling(rule.horizontal, rule.at / scale, rule.start / scale, rule.end / scale, rule.thickness / scale)
