"""Unit notes (（単位：百万円、％）) mended: few words can stand in them, so that a misread one is told and undone.

One wrong character there would take the unit from every figure of a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from extractor.normalise.characters import narrow
from extractor.normalise.units import unit_of
from extractor.ocr.reading import DOUBTFUL, MEANT, SETTLED, Glyph

#: 単位 or what is left of it, and what stands behind it
_NOTE = re.compile(r"[(\[【〔〈]?(?:単.|.位)[:;.・]?(?P<units>[^)\]】〕〉]+)[)\]】〕〉]?$")
#: no unit is longer
_LONGEST = 8
_OUTSIDE = re.compile(r"[、,・/;.]+")
#: characters of small or faint print, and those of units that they are read for
_LIKE = {
    "円": "門丹内冊用田月因日冂口同问门巴",
    "千": "干于手午壬",
    "万": "方刀力乃",
    "百": "自目白日",
    "億": "意憶臆偉",
    "件": "作伴仲仵併",
    "%": "％",
    "人": "入八",
    "社": "杜",
}
_MEANT = {read: [own for own, many in _LIKE.items() if read in many] for read in "".join(_LIKE.values())}


def mended(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """``glyphs`` of a unit note with its units spelled as units are, and parted; of anything else, as they are."""
    kept = [g for g in glyphs if not g.text.isspace()]
    plain = [narrow(g.text) for g in kept]
    if any(len(text) != 1 for text in plain):
        return tuple(glyphs)
    note = _NOTE.search("".join(plain))
    if note is None:
        return tuple(glyphs)
    start, end = note.span("units")
    done: list[Glyph] = []
    last = start
    for first, last in _stretches("".join(plain), start, end):
        spelled = _units("".join(plain[first:last]))
        if spelled is None:
            return tuple(glyphs)
        sure = _is_only_one(kept[first:last], spelled)
        if done:
            done.append(replace(kept[first - 1], text="、"))
        for unit, at in spelled:
            if at:
                done.append(Glyph("、", (kept[first + at - 1].at + kept[first + at].at) / 2, kept[first + at].odds))
            done += [_spelled(kept[first + at + k], character, sure) for k, character in enumerate(unit)]
    # a separator before the closing bracket is left: behind it the note goes on in the next piece of the line
    return (*_headed(kept[:start]), *done, *kept[last:])


def _is_only_one(glyphs: Sequence[Glyph], spelled: Sequence[tuple[str, int]]) -> bool:
    """Whether whatever else a reader meant (千, T) is no unit: so that a doubt between readers is none."""
    choices = [[g.text, *(text for text, odds in g.others if odds >= MEANT)] for g in glyphs]
    if len(glyphs) > _LONGEST:
        return False
    meant = "".join(unit for unit, _ in spelled)
    ways = {"".join(way) for way in product(*choices)}
    return all(way == meant or not _parted(narrow(way), 0) for way in ways)


def _spelled(glyph: Glyph, text: str, sure: bool) -> Glyph:
    """A character of a unit; what it was read as is kept where that was something else, or was in doubt."""
    if narrow(glyph.text) != narrow(text):
        return replace(glyph, text=text, was=glyph.text, odds=max(glyph.odds, SETTLED) if sure else glyph.odds)
    if sure and glyph.odds <= DOUBTFUL:
        return replace(glyph, odds=SETTLED, was=glyph.others[0][0] if glyph.others else glyph.text)
    return glyph


def _headed(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """What stands before the units, with 単位 spelled right."""
    head = list(glyphs)
    at = next(k for k, g in enumerate(head) if g.text == "単" or (k + 1 < len(head) and head[k + 1].text == "位"))
    head[at : at + 2] = [replace(g, text=text) for g, text in zip(head[at : at + 2], "単位", strict=False)]
    return tuple(head)


def _stretches(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of ``text[start:end]`` between its separators."""
    stretches, at = [], start
    for gap in _OUTSIDE.finditer(text, start, end):
        stretches.append((at, gap.start()))
        at = gap.end()
    return [(a, b) for a, b in (*stretches, (at, end)) if b > a]


def _units(text: str) -> list[tuple[str, int]] | None:
    """``text`` as units set without a gap, each with its place; None where it is none, or may be several things."""
    found = [way for spelled in _spellings(text) for way in _parted(spelled, 0)]
    plain = [way for way in found if "".join(unit for unit, _ in way) == text]
    best = plain or found
    fewest = min(map(len, best), default=0)
    best = [way for way in best if len(way) == fewest]
    return best[0] if len(best) == 1 else None


def _spellings(text: str) -> list[str]:
    """``text`` with any of its characters taken for those that they are like; at most two of them are wrong."""
    choices = [[character, *_MEANT.get(character, [])] for character in text]
    if len(text) > _LONGEST:
        return [text]
    return ["".join(way) for way in product(*choices) if sum(a != b for a, b in zip(way, text, strict=True)) <= 2]


def _parted(text: str, at: int) -> list[list[tuple[str, int]]]:
    """All ways to part ``text[at:]`` into units that are known."""
    if at == len(text):
        return [[]]
    ways: list[list[tuple[str, int]]] = []
    for end in range(at + 1, len(text) + 1):
        if unit_of(text[at:end]) is not None:
            ways += [[(text[at:end], at), *rest] for rest in _parted(text, end)]
    return ways
