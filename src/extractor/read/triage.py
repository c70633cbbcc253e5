"""Whether a text layer is what the page shows: evidence that it is not, counted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

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
_CID = re.compile(r"\(cid:\d+\)")


def is_garbled(words: Iterable[Word]) -> bool:
    """Whether a page's text is no text (a font without ToUnicode) or figures with letters in them (a bad OCR)."""
    texts = [word.text for word in words]
    characters = [c for c in _CID.sub("\ufffd", "".join(texts)) if not c.isspace()]
    if len(characters) < _FEWEST:
        return False
    unread = sum(map(_is_unread, characters))
    alien = sum(map(_is_alien, characters))
    if unread >= _UNREAD * len(characters) or alien >= _ALIEN * len(characters):
        return True
    figures = [m.group() for text in texts for m in _FIGURE.finditer(text) if sum(map(str.isdigit, m.group())) > 1]
    mixed = sum(_MIXED_UP.search(figure) is not None for figure in figures)
    return mixed >= max(_MIXED, _MIXED_SHARE * len(figures))


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
