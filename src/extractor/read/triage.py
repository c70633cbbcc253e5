"""Whether a text layer is what the page shows: evidence that it is not, counted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from extractor.model import Word

#: fewer characters prove nothing
_FEWEST = 20
#: shares of characters that no font meant: controls, private use, nothing at all
_UNREAD = 0.05
#: share of characters that Japanese print does not have
_ALIEN = 0.1
#: so many mixed-up figures, and this share of all, are no accident
_MIXED, _MIXED_SHARE = 2, 0.03
_FIGURE = re.compile(r"[0-9lIOo|()][0-9lIOo|(),.]{2,}")
#: letters and brackets amid digits: l,065,331 and 43(),()92
_MIXED_UP = re.compile(r"[0-9],?[lIOo|]+,?[0-9]|^[lIOo|],?[0-9]{2}|[0-9],?\(\)|\(\),?[0-9]|,[lIOo|]{1,3}(?![A-Za-z])")
#: characters whose kind is remembered: more than Japanese print has
_KNOWN = 1 << 14
_CID = re.compile(r"\(cid:\d+\)")


def is_garbled(words: Iterable[Word]) -> bool:
    """Whether a page's text is no text (a font without ToUnicode) or figures with letters in them (a bad OCR)."""
    texts = [word.text for word in words]
    printed = "".join(_CID.sub("\ufffd", "".join(texts)).split())
    total = len(printed)
    if total < _FEWEST:
        return False
    odd = [character for character in frozenset(printed) if _is_odd(character)]
    unread = sum(map(printed.count, filter(_is_unread, odd)))
    alien = sum(map(printed.count, filter(_is_alien, odd)))
    if unread >= _UNREAD * total or alien >= _ALIEN * total:
        return True
    figures = _FIGURE.findall("\n".join(texts))
    mixed = sum(_MIXED_UP.search(figure) is not None and _has_digits(figure) for figure in figures)
    return mixed >= _MIXED and mixed >= _MIXED_SHARE * sum(map(_has_digits, figures))


def _has_digits(figure: str) -> bool:
    return sum(map(str.isdigit, figure)) > 1


@lru_cache(maxsize=_KNOWN)
def _is_odd(character: str) -> bool:
    return _is_unread(character) or _is_alien(character)


def _is_unread(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) in {"Cc", "Co", "Cn", "Cs"}


def _is_alien(character: str) -> bool:
    """Neither in JIS X 0213 nor in Latin-1 nor a form of what is."""
    plain = unicodedata.normalize("NFKC", character)
    if all(ord(c) < 0x100 for c in plain):
        return False
    try:
        plain.encode("shift_jis_2004")
    except UnicodeEncodeError:
        return unicodedata.category(character)[0] == "L"
    return False
