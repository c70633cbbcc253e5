"""Characters that print alike: folded for comparison, or narrowed one for one for the parsers.

PDF fonts map glyphs back to whichever of several look-alike characters their maker chose: full-width digits, eight
kinds of dash, two wave dashes, Kangxi radicals in place of the ideographs.  ``fold`` makes such texts equal; ``narrow``
does so without changing the length, so that offsets into the narrowed text are offsets into the printed one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: every mark printed as a horizontal stroke, the prolonged sound mark ー left out (it is a letter inside katakana)
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\uff0d\ufe58\ufe63\u23af"
#: strokes short enough to be a minus sign before a figure; longer ones (— ― ─) before a figure are not understood
SHORT_DASHES = "-\u2010\u2011\u2012\u2013\u2212\uff0d\ufe63"
#: triangles that mark a negative figure; Δ, ∆ and ⊿ stand in for △ in some fonts
TRIANGLES = "△▲▵▴\u0394\u2206\u22bf"
#: what may stand before a figure to make it negative
MINUS_MARKS = TRIANGLES + SHORT_DASHES
#: wave dashes and tildes used for 「から」
WAVES = "~\u301c\uff5e\u223c\u02dc\u2053"

# CJK Radicals Supplement has (but for two) no compatibility decomposition; these pairs are those of the Unicode
# Character Database, EquivalentUnifiedIdeograph.txt (17.0.0), as far as the ideograph lies in the Basic Plane.
_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺈⺉⺊⺋⺌⺍⺎⺏⺐⺒⺓⺔⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺫⺬⺭⺯⺰⺱⺲⺳⺴⺶⺹⺺⺻"
    "⺼⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
_IDEOGRAPHS = (
    "厂乛乚乙亻冂刀刂卜㔾小小兀尣尢巳幺彑忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王目示礻糹纟罓罒㓁冗羊耂肀聿"
    "肉艹艹艹虎衤覀西见角讠贝车辶辶辶邑钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
_RADICAL_TABLE = dict(zip(map(ord, _RADICALS), _IDEOGRAPHS, strict=True))

#: zero-width characters, soft hyphens and variation selectors: no ink of their own
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
)


class _Table(dict[int, int | str | None]):
    """What ``str.translate`` puts for characters; it learns which it leaves, since a missing one costs an exception."""

    def __missing__(self, code: int) -> int:
        self[code] = code
        return code


def _single(code: int) -> str | None:
    """What NFKC makes of one character, if that is one other character."""
    char = chr(code)
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 and folded != char else None


def _narrow_table() -> dict[int, str]:
    # Superscripts, circled digits and Roman numerals are left out on purpose: they are marks, not digits of a figure.
    blocks = (
        range(0x2F00, 0x2FE0),  # Kangxi radicals
        range(0x2000, 0x200B),  # spaces of many widths
        range(0x3000, 0x3001),
        range(0xF900, 0xFB00),  # compatibility ideographs
        range(0xFE50, 0xFE70),  # small form variants
        range(0xFF00, 0xFFEF),  # full-width and half-width forms
        range(0x1D7CE, 0x1D800),  # digits of the mathematical alphabets
    )
    table = {code: folded for block in blocks for code in block if (folded := _single(code)) is not None}
    table |= {0xA0: " "} | _RADICAL_TABLE
    table |= dict.fromkeys(map(ord, DASHES), "―") | dict.fromkeys(map(ord, SHORT_DASHES), "-")
    return table | dict.fromkeys(map(ord, TRIANGLES), "△") | dict.fromkeys(map(ord, WAVES), "~")


_NARROW = _Table(_narrow_table())
_FOLD = _Table(
    {
        **_RADICAL_TABLE,
        **dict.fromkeys(map(ord, DASHES), "-"),
        **dict.fromkeys(map(ord, WAVES), "~"),
        **_INVISIBLE,
    }
)
#: what NFKC leaves, and ``compatible`` does not
_LEFT = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef⺁-⻳]")

#: Symbols of statistical tables (統計表の符号): － none, … not available, x withheld; and the words set in their place.
#: Sources: 日本統計年鑑 (総務省統計局) 「統計表の符号」; 「皆増」「皆減」 stand for a ratio to or from nothing.
#: ``*`` is left out: it marks a provisional or partial figure, so that alone it is not understood.
_EMPTY_MARK = re.compile(
    rf"[{re.escape(DASHES)}ー]+|[…‥]+|[・･]{{2,}}|\.{{2,}}|\*{{2,}}|n\.?a\.?|n/a|x|皆増|皆減|該当なし|該当無し",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def narrow(text: str) -> str:
    """``text`` with full-width forms, radicals, dashes, triangles and waves unified, character for character.

    Short dashes become ``-``, long ones ``―``, triangles ``△``, waves ``~``.  The length never changes.
    """
    return text if text.isascii() else text.translate(_NARROW)


@lru_cache(maxsize=16384)
def compatible(text: str) -> str:
    """NFKC, with the radicals that NFKC leaves out unified and characters without ink removed."""
    if text.isascii():
        return text
    if _LEFT.search(text) is None:
        return unicodedata.normalize("NFKC", text)
    return unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).translate(_RADICAL_TABLE)


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """``text`` for comparison: NFKC, radicals unified, every dash ``-``, every wave ``~``, nothing without ink.

    △ and ▲ stay as they are: whether they are signs is for the parsers to say.
    """
    return unicodedata.normalize("NFKC", text).translate(_FOLD)


def squeeze(text: str) -> str:
    """``text`` without any white space."""
    return "".join(text.split())


@lru_cache(maxsize=4096)
def is_empty_mark(text: str) -> bool:
    """Whether ``text`` is a mark that stands for no figure: a dash (also repeated), ``…``, ``・・・``, ``***``, ``n.a.``, ``x``.

    A lone 一 is not one: it may be the kanji numeral or a misread dash, and is refused by everyone.
    """
    return _EMPTY_MARK.fullmatch(squeeze(narrow(text))) is not None
