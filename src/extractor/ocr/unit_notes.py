"""Unit notes (（単位：百万円、％）) mended: few words can stand in them, so that a misread one is told and undone.

One wrong character there would take the unit from every figure of a table.  Of all ways to read a note as units, the
likeliest by what both recognisers thought of is taken where no other is nearly as likely; else what is in doubt is left
open (〓, as print has it for what it lacks), so that no figure takes a unit that may be another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from extractor.normalise.characters import narrow
from extractor.normalise.units import unit_of
from extractor.ocr.reading import DOUBTFUL, MEANT, SETTLED, Glyph

#: 単位 or what is left of it, and what stands behind it
_NOTE = re.compile(r"[(\[【〔〈]?(?:単.|.位)[:;.・]?(?P<units>[^)\]】〕〉]+)[)\]】〕〉]?$")
#: no unit is longer, nor are several without a gap
_LONGEST, _STRETCH = 6, 12
_OUTSIDE = re.compile(r"[、,・/;.]+")
#: characters of small or faint print, and those of units that they are read for
_LIKE = {
    "円": "門丹内冊用田月因日冂口同问门巴刊凸四",
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
#: what a likeness counts beside the odds of recognisers; what units that are seldom noted count beside money, shares and
#: cases; how many times likelier than the next a reading must be
_LIKENESS, _SELDOM, _LIKELIER = 0.02, 0.1, 10.0
_OFTEN = frozenset(["件", "人", "社"])
#: stands for a character that may be several
_OPEN = "〓"


class _Way(Struct, frozen=True, gc=False):
    """A way to read a stretch as units, each with its place, and how likely it is."""

    units: tuple[tuple[str, int], ...] = ()
    odds: float = 1.0

    @property
    def text(self) -> str:
        return "".join(unit for unit, _ in self.units)


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
        read = _read(kept[first:last])
        if read is None:
            return tuple(glyphs)
        way, sure = read
        if done:
            done.append(replace(kept[first - 1], text="、"))
        for unit, at in way.units:
            if at:
                done.append(Glyph("、", (kept[first + at - 1].at + kept[first + at].at) / 2, kept[first + at].odds))
            done += [_spelled(kept[first + at + k], character, sure) for k, character in enumerate(unit)]
    # a separator before the closing bracket is left: behind it the note goes on in the next piece of the line
    return (*_headed(kept[:start]), *done, *kept[last:])


def _spelled(glyph: Glyph, text: str, sure: bool) -> Glyph:
    """A character of a unit; what it was read as is kept where that was something else, or was in doubt."""
    if narrow(glyph.text) != narrow(text):
        return replace(glyph, text=text, was=glyph.text, odds=max(glyph.odds, SETTLED) if sure else glyph.odds)
    if glyph.odds > DOUBTFUL:
        return glyph
    if not sure:
        return replace(glyph, text=_OPEN)
    return replace(glyph, odds=SETTLED, was=glyph.others[0][0] if glyph.others else glyph.text)


def _headed(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """What stands before the units, with 単位 spelled right."""
    head = list(glyphs)
    at = next(k for k, g in enumerate(head) if g.text == "単" or (k + 1 < len(head) and head[k + 1].text == "位"))
    head[at : at + 2] = [_headword(g, text) for g, text in zip(head[at : at + 2], "単位", strict=False)]
    return tuple(head)


def _headword(glyph: Glyph, text: str) -> Glyph:
    if glyph.text == text and glyph.odds > DOUBTFUL:
        return glyph
    return replace(glyph, text=text, odds=max(glyph.odds, SETTLED), was=glyph.was or glyph.text)


def _stretches(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of ``text[start:end]`` between its separators."""
    stretches, at = [], start
    for gap in _OUTSIDE.finditer(text, start, end):
        stretches.append((at, gap.start()))
        at = gap.end()
    return [(a, b) for a, b in (*stretches, (at, end)) if b > a]


def _read(glyphs: Sequence[Glyph]) -> tuple[_Way, bool] | None:
    """The likeliest way to read a stretch as units, and whether no other is nearly as likely; None where there is none.

    What was read as units is left so, whatever else may be likelier; of other readings the sure ones alone count.
    """
    if len(glyphs) > _STRETCH:
        return None
    choices = [_choices(glyph) for glyph in glyphs]
    ways = sorted(_ways(choices, 0), key=lambda way: (-way.odds, len(way.units)))
    plain = "".join(narrow(g.text) for g in glyphs)
    best = next((way for way in ways if narrow(way.text) == plain), ways[0] if ways else None)
    if best is None:
        return None
    rival = max((way.odds for way in ways if narrow(way.text) != narrow(best.text)), default=0.0)
    sure = best.odds >= _LIKELIER * rival
    return (best, sure) if sure or narrow(best.text) == plain else None


def _choices(glyph: Glyph) -> dict[str, float]:
    """What a character may be, with what speaks for it."""
    found = {text: odds for text, odds in glyph.others if odds >= MEANT and len(text) == 1}
    odds = max(glyph.odds, *found.values(), MEANT)
    found[narrow(glyph.text)] = odds
    for text in (narrow(glyph.text), *tuple(found)):
        for meant in _MEANT.get(text, ()):
            found[meant] = max(found.get(meant, 0.0), _LIKENESS * found[text])
    return found


def _ways(choices: Sequence[dict[str, float]], at: int) -> Iterator[_Way]:
    """All ways to read ``choices[at:]`` as units that are known."""
    if at == len(choices):
        yield _Way()
        return
    for end in range(at + 1, min(len(choices), at + _LONGEST) + 1):
        here = list(_units(choices[at:end], at))
        if here:
            yield from (
                _Way((*unit.units, *rest.units), unit.odds * rest.odds) for rest in _ways(choices, end) for unit in here
            )


def _units(choices: Sequence[dict[str, float]], at: int) -> Iterator[_Way]:
    """The units that all of ``choices`` together may be."""
    for letters in product(*(choice.items() for choice in choices)):
        text = "".join(letter for letter, _ in letters)
        unit = unit_of(text)
        if unit is not None:
            odds = 1.0 if unit.dimension in {"money", "ratio"} or unit.base in _OFTEN else _SELDOM
            for _, chance in letters:
                odds *= chance
            yield _Way(((text, at),), odds)
