"""Numbering of headings (見出し番号) and the marks of titles that go on over several pages."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor.normalise.characters import compatible
from extractor.normalise.labels import numbering_level, split_numbering

KANJI_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")}
KATAKANA = "アイウエオカキクケコサシスセソ"

BRACKETED = re.compile(
    r"(?:【[^【】]+】|≪[^≪≫]+≫|《[^《》]+》|〈[^〈〉]+〉|＜[^＜＞]+＞|<[^<>]+>|［[^［］]+］|〔[^〔〕]+〕)"
)
PARENTHESISED = re.compile(r"[（(][^（()）]+[)）]")
MARKED = re.compile(r"[■◆◇□●○◎▼▽▲★☆❑❖]\s?\S")
#: a katakana with a comma begins a list of words more often than it numbers a heading
LISTED = re.compile(r"[ア-ン]、")
#: a higher number without a point or bracket behind it is a figure
BARE = 30

CONTINUED = re.compile(
    r"\s?(?:[①-⑳]|[（(]\s?(?:続き?|つづき|承前)\s?[)）]|[（(]\s?[0-9０-９]{1,2}\s?[/／]\s?[0-9０-９]{1,2}\s?[)）]"
    r"|[（(]?その\s?[0-9０-９一二三四五六七八九]+[)）]?)$"
)


class Numbering(NamedTuple):
    """Printed numbering at the start of a line.

    ``rank`` orders its class (1 is the highest, 編), ``style`` is how it is set off (``.``, ``【``), ``ordinal`` is its
    number (None for ``1.2``), ``end`` where it ends.
    """

    rank: int
    style: str
    printed: str
    ordinal: int | None
    end: int


@lru_cache(maxsize=4096)
def numbering_of(text: str) -> Numbering | None:
    """The numbering that ``text`` starts with; ``１．`` gives printed ``１``, ``（１）`` stays ``（１）``."""
    mark, rest = split_numbering(text)
    if mark is None or LISTED.match(mark):
        return None
    rank, number = numbering_level(mark), ordinal(mark)
    if rank is None or (mark.isdecimal() and (number or 0) > BARE):
        return None
    printed = mark.rstrip("．.、 　")
    style = "【" if rest.startswith("【") else compatible(mark[len(printed) :]).strip()
    return Numbering(rank, style, printed, number, len(text.rstrip()) - len(rest))


def ordinal(mark: str) -> int | None:
    """The number that a mark stands for: ``３．``, ``（３）``, ``③``, ``Ⅲ``, ``第三章``, ``ウ``, ``c)`` are 3."""
    plain = compatible(mark)
    arabic = re.findall(r"\d+", plain)
    if arabic:
        return int(arabic[0]) if len(arabic) == 1 else None
    kanji = re.search(r"[一二三四五六七八九十]+", plain)
    if kanji:
        tens, found, ones = kanji[0].rpartition("十")
        return (10 * KANJI_DIGITS.get(tens, 1) if found else 0) + KANJI_DIGITS.get(ones, 0)
    inner = plain.strip("().、 ")
    if inner and set(inner.upper()) <= set("IVX"):
        return _roman(inner.upper())
    if len(inner) == 1 and inner in KATAKANA:
        return KATAKANA.index(inner) + 1
    return ord(inner.lower()) - ord("a") + 1 if len(inner) == 1 and inner.isascii() and inner.isalpha() else None


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[c] for c in text]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def continued_base(text: str) -> str | None:
    """The title without the mark of its part (``…状況②``, ``…（続き）``, ``…（2/3）``); None when it has none."""
    stripped = text.strip()
    match = CONTINUED.search(stripped)
    return stripped[: match.start()] if match and match.start() else None
