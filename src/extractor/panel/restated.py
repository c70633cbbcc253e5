"""Notes that say that last year's figures were arranged anew: 令和３年度の金額は組替後のものである."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.normalise.labels import normalise_label

_ANEW = re.compile(r"組み?替え?(?!保証|資金)|遡及(?:適用|修正|処理)|修正再表示|(?:区分|計上方法|表示方法|会計方針|集計方法|定義)[^。]{0,12}変更")
_NAMED = re.compile(r"「([^「」]+)」")


def restates(notes: Sequence[str], item: str | None) -> bool:
    """Whether one of ``notes`` tells that figures of ``item`` were arranged anew; names in 「」 limit what it is about."""
    return any(_tells(normalise_label(note), normalise_label(item or "")) for note in notes)


def _tells(note: str, item: str) -> bool:
    if _ANEW.search(note) is None:
        return False
    named = _NAMED.findall(note)
    return not named or item in named


_CORRECTS = re.compile(r"訂正|正誤|修正版|改訂|差し?替")


def corrects(edition_label: str | None, doc_type: str | None, supersedes: str | None) -> bool:
    """Whether a document corrects or replaces another edition."""
    return supersedes is not None or any(_CORRECTS.search(text) for text in (edition_label, doc_type) if text)
