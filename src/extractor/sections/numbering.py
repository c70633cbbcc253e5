"""The numbering classes of Japanese headings (見出し番号), strongest first."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

KANJI_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")}
KATAKANA = "アイウエオカキクケコサシスセソタチツテト"
N = r"[0-9０-９]{1,3}"
K = r"[一二三四五六七八九十]{1,3}"

#: class name -> pattern of the numbering at the start of a line, in order of usual strength
CLASSES: dict[str, re.Pattern[str]] = {
    "part": re.compile(rf"第\s?(?P<n>{N}|{K})\s?[部編]"),
    "chapter": re.compile(rf"第\s?(?P<n>{N}|{K})\s?章|第(?P<m>{N})(?=[\s　]?【)"),
    "section": re.compile(rf"第\s?(?P<n>{N}|{K})\s?節"),
    "roman": re.compile(r"(?P<n>[Ⅰ-Ⅻ])[．.、]?|(?P<m>[IVX]{1,4})[．.、](?!\d)"),
    "kanji": re.compile(rf"(?P<n>{K})[．.、]"),
    "decimal3": re.compile(rf"(?P<n>{N}(?:[．.\-－]{N}){{2}})[．.]?(?=[\s　]|[^\d０-９％%．.,，]{{2}})"),
    "decimal2": re.compile(rf"(?P<n>{N}[．.\-－]{N})[．.]?(?=[\s　]+[^\d\s]|[^\d０-９％%．.,，\s億万千百兆円]{{2}})"),
    "arabic": re.compile(
        rf"(?P<n>{N})(?:[．.、](?![0-9０-９])|(?=[\s　]*【)|[\s　]+(?=[^\d０-９\s年月日期件名社円％%企先人回者倍万億千百か]))"
    ),
    "paren": re.compile(rf"[（(]\s?(?P<n>{N})\s?[)）]|(?P<m>[⑴-⒇])"),
    "paren-kanji": re.compile(rf"[（(](?P<n>{K})[)）]|(?P<m>[㈠-㈩])"),
    "half-paren": re.compile(rf"(?P<n>{N})[)）]"),
    "circled": re.compile(r"(?P<n>[①-⑳㉑-㉟])"),
    "katakana": re.compile(rf"(?P<n>[{KATAKANA}])[．.、)）\s　]|(?P<m>[㋐-㋔])"),
    "paren-katakana": re.compile(rf"[（(](?P<n>[{KATAKANA}])[)）]"),
    "alphabet": re.compile(r"[（(]?(?P<n>[a-zａ-ｚA-ZＡ-Ｚ])[．.)）](?![a-zA-Z])"),
}
RANK = {name: rank for rank, name in enumerate(CLASSES)}

BRACKETED = re.compile(r"(?:【[^【】]+】|≪[^≪≫]+≫|《[^《》]+》|〈[^〈〉]+〉|＜[^＜＞]+＞|<[^<>]+>|［[^［］]+］)")
PARENTHESISED = re.compile(r"[（(][^（()）]+[)）]")
MARKED = re.compile(r"[■◆◇□●○◎▼▽▲★☆❑❖]\s?\S")

CONTINUED = re.compile(
    r"\s?(?P<mark>[①-⑳]|[（(]\s?(?:続き?|つづき|承前)\s?[)）]|[（(]\d{1,2}\s?[/／]\s?\d{1,2}[)）]|[（(]その\s?[0-9０-９一二三四五六七八九]+[)）]"
    r"|その[0-9０-９一二三四五六七八九]+)$"
)


class Numbering(NamedTuple):
    """Printed numbering at the start of a line: its class, its text, and its ordinal where it is a plain number."""

    kind: str
    printed: str
    ordinal: int | None
    end: int


def numbering_of(text: str) -> Numbering | None:
    """The numbering that ``text`` starts with; ``１．`` gives printed ``１``, ``（１）`` stays ``（１）``."""
    start = len(text) - len(text.lstrip())
    for kind, pattern in CLASSES.items():
        match = pattern.match(text, start)
        if match:
            printed = match[0].strip("．.、 　")
            mark = match["n"] or match.groupdict().get("m") or ""
            return Numbering(kind, printed, ordinal(mark), match.end())
    return None


def ordinal(mark: str) -> int | None:
    """The number that a mark stands for: ``３``, ``③``, ``Ⅲ``, ``三``, ``ウ``, ``c`` are 3; None for ``1.2``."""
    plain = unicodedata.normalize("NFKC", mark).strip("()")
    if plain.isdecimal():
        return int(plain)
    if plain in KATAKANA and plain:
        return KATAKANA.index(plain) + 1
    if plain and set(plain) <= set("IVX"):
        return _roman(plain)
    if plain and set(plain) <= {*KANJI_DIGITS, "十"}:
        tens, found, ones = plain.rpartition("十")
        return (10 * (KANJI_DIGITS.get(tens, 1)) if found else 0) + KANJI_DIGITS.get(ones, 0)
    return ord(plain.lower()) - ord("a") + 1 if len(plain) == 1 and plain.isascii() and plain.isalpha() else None


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[c] for c in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-v if v < after else v for v, after in pairs)


def continued_base(text: str) -> str | None:
    """The title without the mark of its part (``…状況②``, ``…（続き）``, ``…（2/3）``); None when it has no such mark."""
    match = CONTINUED.search(text.strip())
    return text.strip()[: match.start()] if match and match.start() else None
