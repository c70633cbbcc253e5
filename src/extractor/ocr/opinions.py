"""Two recognisers on one piece of print: what is believed of each character.

Where both read the same figure, hardly one in 700 is wrong; where they differ, or where ink is left over that no
character accounts for, the reading is doubtful whatever odds the networks give (measured: 13 of 15 wrong readings had
odds over 0.9).  So a character in doubt has odds of at most ``DOUBTFUL``; a figure is in doubt as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from extractor.layout import is_wide
from extractor.normalise.characters import narrow
from extractor.normalise.numbers import parse_figure
from extractor.ocr.reading import AMOUNT, DOUBTFUL, FIGURE_CHARACTERS, Glyph, Reading

#: the second network reads Japanese text worse than the first
_SECOND_WEIGHT = 0.6
#: a piece of so few characters may be a figure that was taken for a word, unless they are kanji read with such odds
_SHORT, _SURE_KANJI = 2, 0.97
#: a network with lower odds for one of the characters is not sure of itself; points and signs have lower odds where it
#: is, since it knows several forms of them
_HESITANT, _HESITANT_SIGN = 0.9, 0.6
#: this share of figure characters makes a piece a figure, read by the figures' own odds ...
_FIGURE_SHARE = 0.6
#: ... unless a word stands in it with such odds; these alone are what recognisers make of signs and dashes
_WORD_ODDS, _LIKE_SIGNS = 0.6, frozenset("人入八ムへハ一ー二口日〇")
#: numerals that a dash with a speck, or a rule that is left over, looks like
_LIKE_DASHES = frozenset("一二三")
#: three digits after a point: as likely a comma that was misread by both
_POINT_OR_COMMA = re.compile(r"\.[0-9]{3}(?![0-9])")
#: a gap amid the digits, where no comma stands
_GAP = re.compile(r"[0-9] [0-9]")
#: what recognisers make of specks, of rules nearby and of the gap after a sign
_STRAY = " |｜'`"
_POINTS, _SIGNS, _BRACKETS = ".,、。．，・", "△▲-－−", "()（）[]"
#: what is compared as one: print knows no difference between them that would matter
_ALIKE = str.maketrans({"▲": "△", "「": "[", "」": "]", "【": "[", "】": "]", " ": None})
#: ink farther than this from the middle of every character, in units of type size, is accounted for by none
_REACH = 0.75
#: columns of ink narrower than this are points and specks
_NARROW = 0.2

#: what both recognisers read at one look; there may be no second
Look = tuple[Reading, Reading | None]


class Ink(Struct, frozen=True, gc=False):
    """What is known of a piece without reading it.

    ``columns`` tells which of its pixel columns hold ink, ``size`` is the type size in pixels; ``sign``: the middle of a
    triangle that it begins with.
    """

    columns: NDArray[np.bool_]
    size: float
    sign: float | None = None


class Piece(Struct, frozen=True, gc=False):
    """A piece of print as believed; ``whole``: one figure, never to be parted, however wide its characters are set."""

    glyphs: tuple[Glyph, ...]
    whole: bool = False

    @property
    def confidence(self) -> float:
        """That of its most doubtful character."""
        return _odds(self.glyphs)


def dash(width: float) -> Piece:
    """A lone dash ``width`` pixels wide."""
    return Piece((Glyph("－", width / 2, 1.0),), whole=True)


def wants_second(first: Reading) -> bool:
    """Whether another opinion is asked: for amounts, for what may be one misread, and where the first hesitates."""
    glyphs = first.glyphs
    return (
        (len(glyphs) <= _SHORT and not all("一" <= g.text <= "鿿" and g.odds >= _SURE_KANJI for g in glyphs))
        or _odds(glyphs) < _HESITANT
        or any(g.text in AMOUNT or g.text in _LIKE_SIGNS or (g.text.isascii() and g.text.isalnum()) for g in glyphs)
    )


def in_doubt(first: Reading, second: Reading | None) -> bool:
    """Whether a piece deserves another look: the networks differ, or one of them hesitates at an amount.

    Words that the first is sure of are not looked at again for the second, which reads them worse.
    """
    if second is None:
        return False
    one, other = first.glyphs, second.glyphs
    if any(g.text in AMOUNT for g in (*one, *other)):
        return _plain(one) != _plain(other) or any(_hesitates(g) for g in (*one, *other) if g.text in AMOUNT)
    return _plain(one) != _plain(other) and _odds(one) < _HESITANT


def _hesitates(glyph: Glyph) -> bool:
    return glyph.odds < (_HESITANT if glyph.text.isdecimal() else _HESITANT_SIGN)


def agreed(looks: Sequence[Look], ink: Ink) -> Piece:
    """What both recognisers read in one piece, at each look."""
    if not any(_holds_words(reading.glyphs) for reading in _readings(looks[0])) and any(
        _is_figure(reading.glyphs) for reading in _readings(looks[0])
    ):
        return _figure(looks, ink)
    glyphs = _voted([a.glyphs for a, _ in looks], [b.glyphs for _, b in looks if b is not None])
    held = [_held(glyphs, a.glyphs, b.glyphs) if b is not None else _words_only(glyphs) for a, b in looks]
    believed = tuple(_believed(glyphs, held))
    if len(believed) == 1 and believed[0].text in _LIKE_DASHES and believed[0].odds < _SURE_KANJI:
        return Piece((replace(believed[0], odds=min(believed[0].odds, DOUBTFUL)),))
    return Piece(believed)


def _readings(look: Look) -> Iterable[Reading]:
    return (reading for reading in look if reading is not None)


# --- text -------------------------------------------------------------------------------------------------------------


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
    elected = max((vote for vote in votes if vote.text == winner), key=lambda vote: vote.odds)
    others: dict[str, float] = {}
    for text, chance in (pair for vote in votes for pair in ((vote.text, vote.odds), *vote.others)):
        if text != winner:
            others[text] = max(chance, others.get(text, 0.0))
    return replace(elected, others=tuple(sorted(others.items(), key=lambda pair: -pair[1])))


def _believed(glyphs: Sequence[Glyph], held: Sequence[Sequence[bool]]) -> Iterable[Glyph]:
    """Words are believed where both readers have them at one look, an amount where they have all of it at one look."""
    for amount, run in groupby(range(len(glyphs)), key=lambda k: glyphs[k].text in AMOUNT):
        places = list(run)
        whole = any(all(look[k] for k in places) for look in held)
        for k in places:
            sure = whole if amount else any(look[k] for look in held)
            yield glyphs[k] if sure else replace(glyphs[k], odds=min(glyphs[k].odds, DOUBTFUL))


def _held(glyphs: Sequence[Glyph], one: Sequence[Glyph], other: Sequence[Glyph]) -> list[bool]:
    """Which of ``glyphs`` both readings have at their place, with nothing of an amount before or behind that they lack."""
    return [a and b for a, b in zip(_found(glyphs, one), _found(glyphs, other), strict=True)]


def _found(glyphs: Sequence[Glyph], reading: Sequence[Glyph]) -> list[bool]:
    own, read = [_plain((g,)) for g in glyphs], [_plain((g,)) for g in reading]
    found = [False] * len(own)
    broken: list[int] = []
    for tag, i, k, j, m in SequenceMatcher(None, own, read, autojunk=False).get_opcodes():
        if tag == "equal":
            found[i:k] = [True] * (k - i)
        elif any(text in AMOUNT for text in read[j:m]):
            broken += [i - 1, k]
    for k in broken:
        if 0 <= k < len(own) and own[k] in AMOUNT:
            found[k] = False
    return found


def _words_only(glyphs: Sequence[Glyph]) -> list[bool]:
    """Of one reader no figure is believed."""
    return [not (g.text.isdecimal() or g.text in AMOUNT) for g in glyphs]


# --- figures ----------------------------------------------------------------------------------------------------------


def _figure(looks: Sequence[Look], ink: Ink) -> Piece:
    """A figure is sure when both readers have it alike at one look, and at no look alike but otherwise."""
    read = [tuple(_without_stray_points(reading.figure) for reading in _readings(look)) for look in looks]
    alike = {_plain(a): a for a, *b in read if b and _plain(a) == _plain(b[0]) and _parses(a)}
    if len(alike) == 1:
        one = next(iter(alike.values()))
        doubtful = _POINT_OR_COMMA.search(_plain(one)) or _ink_left(one, ink) or any(map(_has_gap, looks))
    else:
        every = [reading for look in read for reading in look]
        one, doubtful = next((reading for reading in every if _parses(reading)), every[0]), True
    if ink.sign is not None and not any(g.text in _SIGNS for g in one):
        one, doubtful = _with_sign(one, ink.sign), True
    odds = [min(g.odds, DOUBTFUL) if doubtful else g.odds for g in one]
    return Piece(tuple(replace(g, odds=o) for g, o in zip(one, odds, strict=True)), whole=_parses(one))


def _has_gap(look: Look) -> bool:
    """Whether a reader sees a gap between two digits: a point stood there that a crease or a rule has taken."""
    return any(_GAP.search("".join(g.text for g in reading.glyphs)) for reading in _readings(look))


def _with_sign(glyphs: Sequence[Glyph], at: float) -> tuple[Glyph, ...]:
    """``glyphs`` with the sign that nobody read, where its triangle stands."""
    return tuple(sorted((*glyphs, Glyph("△", at, DOUBTFUL)), key=lambda g: g.at))


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


def _holds_words(glyphs: Sequence[Glyph]) -> bool:
    """Whether letters stand among the figures that are no misread sign: 万 in 870万9, 第 before 17."""
    return any(
        g.odds >= _WORD_ODDS and g.text.isalpha() and is_wide(g.text) and g.text not in _LIKE_SIGNS for g in glyphs
    )


def _plain(glyphs: Iterable[Glyph]) -> str:
    return narrow("".join(g.text for g in glyphs)).translate(_ALIKE)


def _parses(glyphs: Sequence[Glyph]) -> bool:
    """Whether the characters are a figure; a bracket may stand apart from its mate."""
    return parse_figure("".join(g.text for g in glyphs).strip(_BRACKETS)) is not None


def _mean_odds(glyphs: Sequence[Glyph]) -> float:
    return sum(g.odds for g in glyphs) / len(glyphs) if glyphs else 0.0


def _odds(glyphs: Sequence[Glyph]) -> float:
    return min((g.odds for g in glyphs), default=0.0)


def _ink_left(glyphs: Sequence[Glyph], ink: Ink) -> bool:
    """Whether a run of inked columns lies farther from every character than a character is wide: a lost △."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], ink.columns, [False])).astype(np.int8)))
    middles = np.array([g.at for g in glyphs])
    for start, end in pairwise(edges):
        if not ink.columns[start] or end - start < _NARROW * ink.size:
            continue
        if not len(middles) or np.abs(middles - (start + end) / 2).min() > max(_REACH * ink.size, (end - start) / 2):
            return True
    return False
