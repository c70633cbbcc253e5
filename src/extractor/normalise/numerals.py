"""The strict grammar of numerals: digits in comma groups, decimals, 兆 億 万 千 百 十, and kanji numerals.

A numeral is exact or it is none: ``1,23``, ``007``, ``1億2億`` and ``5億12,000万`` are refused.  All functions take
narrowed text (``characters.narrow``).
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import lru_cache

from msgspec import Struct

#: figures beyond this are not understood: they would not fit decimal128(38, 9), in which records are written
MAX_DIGITS = 24
MAX_DECIMALS = 9
#: arithmetic that cannot round: wider than any product of a figure that we accept
EXACT = Context(prec=80)

#: digits that may form a numeral, with commas and points still to be checked
DIGITS = r"[0-9]+(?:[,.][0-9]+)*"
KANJI_DIGITS = "〇一二三四五六七八九壱壹弐貳参參"
SMALL_SCALES = {"十": 10, "拾": 10, "百": 100, "千": 1000}
BIG_SCALES = {"万": 10**4, "萬": 10**4, "億": 10**8, "兆": 10**12}
_DIGIT_OF = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {
    "壱": "1", "壹": "1", "弐": "2", "貳": "2", "参": "3", "參": "3",
}  # fmt: skip

_PLAIN = re.compile(r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]+))?")
_TERM = re.compile(rf"({DIGITS})([十百千]?)([万億兆]?)")
_D = f"[{KANJI_DIGITS}]"
_FOUR = rf"(?:{_D}?千)?(?:{_D}?百)?(?:{_D}?[十拾])?{_D}?"
_KANJI = re.compile(rf"(?:(?P<t>{_FOUR})兆)?(?:(?P<o>{_FOUR})億)?(?:(?P<m>{_FOUR})[万萬])?(?P<r>{_FOUR})")
#: 千百, 百十, 千百十: falling scales that stand for one each
_SCALES_FALL = re.compile(r"(?:千百[十拾]?|[千百][十拾])[万億兆]?")
_KANJI_TERM = re.compile(rf"({_D}?)([千百十拾]?)")


class Numeral(Struct, frozen=True, gc=False):
    """A numeral: ``value`` counts ``scale`` (``12億3百万`` → 1203 of 百万), ``step`` is its resolution in ``scale``."""

    value: Decimal
    scale: str
    factor: int
    step: Decimal


def plain(text: str) -> Decimal | None:
    """Digits with or without comma groups and decimals; None when a group or a leading zero is wrong."""
    found = _PLAIN.fullmatch(text)
    if found is None or len(text) > MAX_DIGITS or len(found[1] or "") > MAX_DECIMALS:
        return None
    return Decimal(text.replace(",", ""))


@lru_cache(maxsize=65536)
def numeral(text: str) -> Numeral | None:
    """The numeral that ``text`` (narrowed, no spaces) as a whole is; None when it is none or breaks a rule."""
    value = plain(text)
    if value is not None:
        return Numeral(value, "", 1, _resolution(value))
    if len(text) > 2 * MAX_DIGITS:
        return None
    return _mixed(text) if text[:1].isascii() else _kanji(text)


def _resolution(value: Decimal) -> Decimal:
    return Decimal((0, (1,), int(value.as_tuple().exponent)))


def _mixed(text: str) -> Numeral | None:
    """Arabic digits with scales, falling: 1,993億1百万, 17億870万9,000, 9千4百万."""
    terms = list(_TERM.finditer(text))
    if not terms or "".join(t[0] for t in terms) != text or not any(t[2] or t[3] for t in terms):
        return None
    total = section = Decimal(0)
    big_limit, small_limit = Decimal(10) ** MAX_DIGITS, None
    for term in terms:
        value = plain(term[1])
        last = term is terms[-1]
        if value is None or (not last and "." in term[1]):
            return None
        worth = value * SMALL_SCALES.get(term[2], 1)
        if small_limit is not None and worth >= small_limit:
            return None
        section += worth
        small_limit = Decimal(SMALL_SCALES[term[2]]) if term[2] else Decimal(1)
        if term[3]:
            big = BIG_SCALES[term[3]]
            if section * big >= big_limit:
                return None
            total, section = total + section * big, Decimal(0)
            big_limit, small_limit = Decimal(big), None
    if section >= big_limit:
        return None
    scale, factor = _printed_scale(terms[-1][2], terms[-1][3])
    lowest = SMALL_SCALES.get(terms[-1][2], 1) * BIG_SCALES.get(terms[-1][3], 1)
    step = _resolution(Decimal(terms[-1][1].replace(",", "")))
    return _scaled(total + section, scale, factor, step * lowest)


def _printed_scale(small: str, big: str) -> tuple[str, int]:
    """The scale as a unit is named by it: 百万 and 千 are such scales, 百 alone or 千億 are not."""
    if big == "万" and small == "百":
        return "百万", 10**6
    if big:
        return big, BIG_SCALES[big]
    return ("千", 1000) if small == "千" else ("", 1)


def _scaled(ones: Decimal, scale: str, factor: int, step: Decimal) -> Numeral | None:
    value = tidy(EXACT.divide(ones, Decimal(factor)))
    if value.adjusted() >= MAX_DIGITS:
        return None
    return Numeral(value, scale, factor, tidy(EXACT.divide(step, Decimal(factor))))


def tidy(value: Decimal) -> Decimal:
    """The same value without an exponent above zero and without zeros that were not printed."""
    shortened = EXACT.normalize(value) if value == value.to_integral_value() else value
    return EXACT.quantize(shortened, Decimal(1)) if shortened == shortened.to_integral_value() else shortened


def _kanji(text: str) -> Numeral | None:
    """Kanji numerals: 三百二十万, 千五百, 十五億, or digit by digit (二〇二四).

    A lone 一 is refused: in print it cannot be told from a dash.  So is a scale alone, with 万, 億 and 兆 behind it
    (十, 千万, 百億): they name units, while 千百 can only be a figure.
    """
    unsaid = not any(char in _DIGIT_OF for char in text) and not _SCALES_FALL.fullmatch(text)
    if text == "一" or unsaid or ("萬" in text and "万" in text):
        return None
    if len(text) > 1 and all(char in _DIGIT_OF for char in text):
        digits = "".join(_DIGIT_OF[char] for char in text)
        return None if digits[0] == "0" or len(digits) > MAX_DIGITS else Numeral(Decimal(digits), "", 1, Decimal(1))
    found = _KANJI.fullmatch(text)
    if found is None or not text:
        return None
    return _kanji_sum(found)


def _kanji_sum(found: re.Match[str]) -> Numeral | None:
    total, scale, lowest = 0, "", 1
    for group, name in (("t", "兆"), ("o", "億"), ("m", "万"), ("r", "")):
        part = found[group]
        if part is None or (group == "r" and part == ""):
            continue
        worth, step = _four(part)
        if not worth:
            return None
        factor = BIG_SCALES.get(name, 1)
        total, scale, lowest = total + worth * factor, name, step * factor
    return _scaled(Decimal(total), scale, BIG_SCALES.get(scale, 1), Decimal(lowest)) if total else None


def _four(text: str) -> tuple[int, int]:
    """Value below 10000 and its lowest place: 三百二十 → (320, 10); (0, 1) when a digit is 〇 or nothing is there."""
    value, lowest = 0, 1
    for term in _KANJI_TERM.finditer(text):
        if not term[0]:
            continue
        digit = int(_DIGIT_OF[term[1]]) if term[1] else 1
        if digit == 0:
            return 0, 1
        lowest = SMALL_SCALES.get(term[2], 1)
        value += digit * lowest
    return value, lowest
