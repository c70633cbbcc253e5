"""Two recognisers on one piece of print: what is believed, and how far.

Where both read the same figure, hardly one in 700 is wrong; where they differ, or where ink is left over that no
character accounts for, the reading is doubtful whatever odds the networks give (measured: 13 of 15 wrong readings had
odds over 0.9).  So a doubtful reading has a confidence of at most ``DOUBTFUL``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractor.normalise.characters import narrow
from extractor.normalise.numbers import parse_figure
from extractor.ocr.recogniser import FIGURE_CHARACTERS, Glyph, Reading

#: the highest confidence of a reading that something speaks against
DOUBTFUL = 0.4
#: the second network reads Japanese text worse than the first
_SECOND_WEIGHT = 0.6
#: a network with lower odds for one of the characters is not sure of itself
_HESITANT = 0.9
#: this share of figure characters makes a piece a figure, read by the figures' own odds
_FIGURE_SHARE = 0.6
#: three digits after a point: as likely a comma that was misread by both
_POINT_OR_COMMA = re.compile(r"\.[0-9]{3}(?![0-9])")
#: what recognisers make of specks, of rules nearby and of the gap after a sign
_STRAY = " |｜'`"
_POINTS, _SIGNS, _BRACKETS = ".,、。．，・", "△▲-－−", "()（）[]"
#: a dash is flatter and wider than these, in units of type size, and wider than tall by the third
_DASH_HEIGHT, _DASH_WIDTH, _DASH_RATIO = 0.3, 0.3, 2.2
#: ink farther than this from the middle of every character, in units of type size, is accounted for by none
_REACH = 0.75
#: columns of ink narrower than this are points and specks
_NARROW = 0.2


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of print as believed: its characters and the confidence in all of them.

    ``whole``: one figure, never to be parted, however wide its characters are set.
    """

    glyphs: tuple[Glyph, ...]
    confidence: float
    whole: bool = False


def is_dash(width: float, height: float, size: float) -> bool:
    """A lone dash (no figure), told by its shape: recognisers read 一, 1, 二 or nothing."""
    return height < _DASH_HEIGHT * size and width > _DASH_WIDTH * size and width > _DASH_RATIO * height


def dash(width: float) -> Piece:
    """A lone dash ``width`` pixels wide."""
    return Piece((Glyph("－", width / 2, 1.0),), 1.0, whole=True)


def in_doubt(first: Reading, second: Reading) -> bool:
    """Whether a piece deserves another look: the networks differ, or one of them hesitates."""
    one, other = first.glyphs, second.glyphs
    return _plain(one) != _plain(other) or min(_odds(one), _odds(other)) < _HESITANT


def agreed(looks: Sequence[tuple[Reading, Reading]], ink: NDArray[np.bool_], size: float) -> Piece:
    """What both recognisers read in one piece, at each look; ``ink`` tells which of its columns hold ink."""
    if any(_is_figure(reading.glyphs) for reading in looks[0]):
        return _figure(
            [(_without_stray_points(a.figure), _without_stray_points(b.figure)) for a, b in looks], ink, size
        )
    glyphs = _voted([reading.glyphs for reading, _ in looks], [reading.glyphs for _, reading in looks])
    sure = any(_figures_in(a.glyphs) == _figures_in(b.glyphs) == _figures_in(glyphs) for a, b in looks)
    odds = _odds([g for g in glyphs if g.text.isdecimal()] or glyphs)
    return Piece(glyphs, odds if sure else min(odds, DOUBTFUL))


def _voted(first: Sequence[tuple[Glyph, ...]], second: Sequence[tuple[Glyph, ...]]) -> tuple[Glyph, ...]:
    """The likeliest text: of the readings with the likeliest number of characters, each character by its summed odds."""
    votes = [(reading, 1.0) for reading in first] + [(reading, _SECOND_WEIGHT) for reading in second]
    by_length: dict[int, list[tuple[tuple[Glyph, ...], float]]] = {}
    for reading, weight in votes:
        by_length.setdefault(len(reading), []).append((reading, weight))
    likeliest = max(
        by_length.values(), key=lambda group: sum(_mean_odds(reading) * weight for reading, weight in group)
    )
    weights = [weight for _, weight in likeliest]
    return tuple(_elected(column, weights) for column in zip(*(reading for reading, _ in likeliest), strict=True))


def _elected(votes: Sequence[Glyph], weights: Sequence[float]) -> Glyph:
    odds: dict[str, float] = {}
    for vote, weight in zip(votes, weights, strict=True):
        odds[vote.text] = odds.get(vote.text, 0.0) + vote.odds * weight
    winner = max(odds, key=lambda text: odds[text])
    return max((vote for vote in votes if vote.text == winner), key=lambda vote: vote.odds)


def _figure(looks: Sequence[tuple[tuple[Glyph, ...], tuple[Glyph, ...]]], ink: NDArray[np.bool_], size: float) -> Piece:
    """A figure is sure when both networks read it alike at one look, and at no look alike but otherwise."""
    alike = {_plain(a): a for a, b in looks if _plain(a) == _plain(b) and _parses(a)}
    if len(alike) == 1:
        one = next(iter(alike.values()))
        sure = not _POINT_OR_COMMA.search(_plain(one)) and not _ink_left(one, ink, size)
        return Piece(one, _odds(one) if sure else min(_odds(one), DOUBTFUL), whole=True)
    every = [reading for look in looks for reading in look]
    best = next((reading for reading in every if _parses(reading)), every[0])
    return Piece(best, min(_odds(best), DOUBTFUL), whole=_parses(best))


def _without_stray_points(glyphs: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """No figure begins or ends with a point, nor has one after its sign: such a point is a speck."""
    kept = list(glyphs)
    while kept and kept[-1].text in _POINTS:
        kept.pop()
    while kept and kept[0].text in _POINTS:
        kept.pop(0)
    while len(kept) > 1 and kept[0].text in _SIGNS and kept[1].text in _POINTS:
        kept.pop(1)
    return tuple(kept)


def _is_figure(glyphs: Sequence[Glyph]) -> bool:
    known = [g.text in FIGURE_CHARACTERS for g in glyphs if g.text not in _STRAY]
    digits = sum(g.text.isdecimal() for g in glyphs)
    return digits > 0 and sum(known) >= _FIGURE_SHARE * len(known)


def _plain(glyphs: Sequence[Glyph]) -> str:
    return narrow("".join(g.text for g in glyphs)).replace("▲", "△").replace(" ", "")


def _figures_in(glyphs: Sequence[Glyph]) -> str:
    """The digits and signs of a line of text, in order."""
    return "".join(c for c in _plain(glyphs) if c.isdecimal() or c in "△%")


def _parses(glyphs: Sequence[Glyph]) -> bool:
    """Whether the characters are a figure; a bracket may stand apart from its mate."""
    return parse_figure("".join(g.text for g in glyphs).strip(_BRACKETS)) is not None


def _mean_odds(glyphs: Sequence[Glyph]) -> float:
    return sum(g.odds for g in glyphs) / len(glyphs) if glyphs else 0.0


def _odds(glyphs: Sequence[Glyph]) -> float:
    return min((g.odds for g in glyphs), default=0.0)


def _ink_left(glyphs: Sequence[Glyph], ink: NDArray[np.bool_], size: float) -> bool:
    """Whether a run of inked columns lies farther from every character than a character is wide: a lost △."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], ink, [False])).astype(np.int8)))
    middles = np.array([g.at for g in glyphs])
    for start, end in pairwise(edges):
        if not ink[start] or end - start < _NARROW * size:
            continue
        if not len(middles) or np.abs(middles - (start + end) / 2).min() > max(_REACH * size, (end - start) / 2):
            return True
    return False
