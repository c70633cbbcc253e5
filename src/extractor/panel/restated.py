"""Notes that say that last year's figures were arranged anew: 令和３年度の金額は組替後のものである."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor.normalise.labels import normalise_label

_ANEW = re.compile(
    r"組み?替え?|遡及|再表示|修正再|過年度修正|(?:区分|計上方法|表示方法|会計方針|集計方法|定義)[^。]{0,12}変更"
)
_NAMED = re.compile(r"「([^「」]+)」")


def restates(notes: Sequence[str], item: str | None) -> bool:
    """Whether one of ``notes`` tells that figures of ``item`` were arranged anew; names in 「」 limit what it is about."""
    return any(_tells(note, normalise_label(item or "")) for note in notes)


@lru_cache(maxsize=65_536)  # the notes of a table hang on each of its figures
def _tells(note: str, item: str) -> bool:
    text = normalise_label(note)
    if _ANEW.search(text) is None:
        return False
    named = _NAMED.findall(text)
    return not named or item in named


_CORRECTED = re.compile(r"訂正|改訂|修正|正誤|差し?替え?")
_ORDINAL = re.compile(r"第(\d+)版")


@lru_cache  # each figure of a document asks
def edition_of(label: str | None) -> int:
    """Which edition of a document its label names: 1 without a label, 2 for 訂正版, 3 for 第３版."""
    text = normalise_label(label or "")
    number = _ORDINAL.search(text)
    return int(number[1]) if number else 2 if _CORRECTED.search(text) else 1
