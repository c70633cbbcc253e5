"""Label keys: what two printings of one name have in common.

``label_key`` is the form that aliases and labels are compared in.  ``reduced_key`` takes off what is printed around a
name and is no part of it.  Both are rules, not likeness: no label ever meets a name that merely resembles it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from extractor.normalise.labels import normalise_label, split_numbering

_SPACE = re.compile(r"\s+")

#: ・ ○ ◎ and a digit left of ① after NFKC, before a word that it does not count
_BULLET = re.compile(r"^(?:[・○●◎◇◆□■]+|\d{1,2}(?=[一-龥])(?![年月日件人名社先口回期億万千百円]))")
#: Ⅳ before a word, which compatible characters make IV
_ROMAN = re.compile(r"^(?:IX|IV|V?I{1,3}|V|XI{0,2})(?=[ぁ-んァ-ヶ一-龥])")
#: うち  （うち  内、
_OF_WHICH = re.compile(r"^[(]?(?:うち|内[、,])")

_UNITS = "百万円|千円|億円|万円|円|件|%|ポイント|先|企業|企業者|人|名|社|口|倍|か所"
#: （百万円）  （単位:件）  (A)  (A-B)  (1+2)  (※1)  （注2）  （△は損失）
_BRACKET = re.compile(
    rf"[(\[](?:(?:単位:?)?(?:{_UNITS})(?:[、,・](?:{_UNITS}))*"
    r"|[A-Za-z0-9](?:[-\u2010-\u2015\u2212+=÷/×*][A-Za-z0-9])*"
    r"|(?:※|注|\*)\d*"
    r"|[△▲][^)\]]*)[)\]]$"
)
#: ※1  *2  注3 at the end
_NOTE_MARK = re.compile(r"(?:※\d*|\*\d+|注\d+)$")
_DECORATION = "【】〔〕〈〉《》[]「」"
#: （資産の部）: a whole label in brackets
_WRAPPED = re.compile(r"\(([^()]+)\)")


class Spelling(Struct, frozen=True, eq=False, gc=False):
    """Variants of spelling (補填 for 補てん) that are made one before labels are compared."""

    variants: Mapping[str, str]
    pattern: re.Pattern[str] | None


@lru_cache(maxsize=16384)
def label_key(text: str, spelling: Spelling) -> str:
    """``text`` normalised, without spaces, in the profile's spelling."""
    key = _SPACE.sub("", normalise_label(text))
    if spelling.pattern is None:
        return key
    return spelling.pattern.sub(lambda match: spelling.variants[match.group()], key)


@lru_cache(maxsize=16384)
def reduced_key(text: str, spelling: Spelling) -> str:
    """The key of a label without numbering, うち, note marks and brackets that hold a unit, a formula or a sign rule.

    ``（１）うち保証料（百万円）`` is 保証料; a bracket that says more (``代位弁済（元利）``) stays.
    """
    # numbering first: ① and Ⅰ are plain digits and letters once normalised
    key = label_key(split_numbering(text)[1], spelling)
    before = None
    while key and key != before:
        before = key
        key = _ROMAN.sub("", _BULLET.sub("", split_numbering(key)[1])).strip(_DECORATION)
        key = _BRACKET.sub("", _NOTE_MARK.sub("", key))
        key = _WRAPPED.sub(r"\1", key) if _WRAPPED.fullmatch(key) else key
        key = _without_of_which(key)
    return key


def _without_of_which(key: str) -> str:
    match = _OF_WHICH.match(key)
    if match is None:
        return key
    rest = key[match.end() :]
    return rest.removesuffix(")") if match.group()[0] == "(" else rest


def spelling_of(variants: Mapping[str, str]) -> Spelling:
    """The variants as one pattern, the longest first."""
    words = sorted(variants, key=len, reverse=True)
    return Spelling(dict(variants), re.compile("|".join(map(re.escape, words))) if words else None)
