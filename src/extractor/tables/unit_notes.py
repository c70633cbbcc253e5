"""Unit notes (（単位：百万円）, （金額：円）, （千円）) and numbered captions (表１, 図表２－１) as they stand around tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from extractor.model import Line, Word
from extractor.normalise.characters import narrow, squeeze
from extractor.normalise.units import parse_unit_note, unit_in_label, unit_of
from extractor.tables.nearby import pieces

_OPEN, _CLOSE = "(\\[【〔<〈《", ")\\]】〕>〉》"
#: what says 単位 or 金額, with or without brackets around it
_NOTE = re.compile(
    rf"[{_OPEN}]\s*(?:単\s*位(?!\s*未\s*満)|金\s*額)\s*[:・\s]?\s*[^{_OPEN}{_CLOSE}]*"
    rf"(?:\([^()]*\)[^{_OPEN}{_CLOSE}]*)*[{_CLOSE}]?"
    rf"|単\s*位(?!\s*未\s*満)\s*[:・\s]\s*[^{_CLOSE}]+|(?<![^\s])金\s*額\s*:\s*[^{_CLOSE}\s]+"
)
#: a unit note even where the unit is not known
_SAYS_SO = re.compile(r"単\s*位\s*[:・]")
_ENCLOSED = re.compile(rf"[{_OPEN}]\s*([^{_OPEN}{_CLOSE}]*?)\s*[{_CLOSE}]")
_NUMBERED = re.compile(
    r"\s*[<〈【(\[]?\s*(?:(?:図\s*表|別\s*表|付\s*表|附\s*表|表)\s*[0-9]{1,3}(?:\s*[-―.]\s*[0-9]{1,3})*"
    r"|第\s*[0-9]{1,3}(?:\s*[-―.]\s*[0-9]{1,3})*\s*表)(?![0-9,、。のはがにをで])"
)


class UnitNote(Struct, frozen=True, gc=False):
    """A unit note as printed, the text that stands beside it on its line, and its words, where gaps set it apart."""

    text: str
    rest: str
    words: tuple[Word, ...] = ()

    @property
    def explicit(self) -> bool:
        """Whether it says of itself that it is one (単位：…), so that it is one whatever stands beside it."""
        return _SAYS_SO.search(narrow(self.text)) is not None


def unit_note_in(line: Line) -> UnitNote | None:
    """The unit note of a line; units alone count in brackets, or as the last piece of a line (百万円, ％)."""
    parts = pieces(line)
    for index, part in enumerate(parts):
        others = "　".join(p.text for i, p in enumerate(parts) if i != index)
        text = part.text.strip()
        if _names_units_only(text) and (others or len(parts) == 1) and (index == len(parts) - 1 or text[0] in "（([［"):
            return UnitNote(text, others.strip(), part.words)
    note = unit_note_of(line.text)
    return replace(note, words=_words_of(note.text, parts)) if note is not None else None


def _words_of(note: str, parts: Sequence[Line]) -> tuple[Word, ...]:
    """The words of a note, if pieces of its line hold it and nothing else."""
    wanted = squeeze(narrow(note))
    for first in range(len(parts)):
        for last in range(first, len(parts)):
            words = tuple(word for part in parts[first : last + 1] for word in part.words)
            if squeeze(narrow("".join(word.text for word in words))) == wanted:
                return words
    return ()


def unit_note_of(text: str) -> UnitNote | None:
    """The unit note that a text holds: ``収支計算書（単位：千円）``, ``四半期の業績（百万円）``."""
    found = _NOTE.search(narrow(text))
    if found is not None and (_SAYS_SO.search(found.group()) or parse_unit_note(found.group())):
        rest = text[: found.start()].rstrip() + text[found.end() :]
        return UnitNote(text[found.start() : found.end()].strip(), rest.strip())
    named = unit_in_label(text)
    if named is None:
        return None
    label = named[0]
    return UnitNote(text.strip()[len(label) :].strip(), label)


def is_numbered_caption(text: str) -> bool:
    """Whether a line is a caption by its numbering: ``表１　保証の状況``, ``図表２－１``, ``第３表``."""
    return _NUMBERED.match(narrow(text)) is not None


def _names_units_only(text: str) -> bool:
    """``（百万円）``, ``（件、％）``; without brackets one unit of money or shares (百万円, ％)."""
    enclosed = _ENCLOSED.fullmatch(narrow(text))
    if enclosed:
        return bool(parse_unit_note(f"({enclosed[1]})")) and not _is_word(enclosed[1])
    unit = unit_of(text)
    return unit is not None and unit.dimension in {"money", "ratio"}


def _is_word(text: str) -> bool:
    """（市）, （人）: one counter that is a word of its own names something else as often."""
    unit = unit_of(text)
    return unit is not None and unit.dimension not in {"money", "ratio", "multiple", "points"} and unit.name != "件"
