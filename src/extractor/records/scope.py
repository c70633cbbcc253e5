"""Whether figures are those of a group (連結) or of the company alone (個別, 単体, 提出会社), and what else limits them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import repeat

from extractor.normalise.labels import normalise_label, split_numbering

CONSOLIDATED, NON_CONSOLIDATED = "consolidated", "non_consolidated"

#: 連結子会社, 連結会社間の… and 連結の範囲 speak of something else than the figures
_GROUP = re.compile(r"(?<!非)連結(?!子会社|会社(?!の状況)|法人|の範囲|除外|開始)")
_ALONE = re.compile(
    r"提出会社|(?<!非)単体|非連結(?!子会社)|個別(?:財務|業績|決算|貸借|損益|経営|ベース|注記|計算)|^[(（]?個別[)）]?$"
)
#: names of statements and years that say 連結 where they are of the group
_PLAIN = re.compile(r"財務諸表|貸借対照表(?!計上)|損益計算書|株主資本等変動計算書|事業年度")
#: accounts and schemes that a caption or a heading is about: 一般会計, 創業保証制度の実績
_LIMIT = re.compile(
    r"(?:.*[都道府県市区町村])?([一-龥ァ-ヶー・]{1,20}(?:会計|制度))(?:の|における|に係る)?"
    r"(?:実績|状況|推移|内訳|予算|歳入|歳出|決算|収支|概要|利用|補正|について|$)"
)
#: these words name every account or scheme, and so none
_ANY = frozenset({"会計", "制度", "信用保証制度", "保証制度", "信用補完制度", "各会計", "全会計", "特別会計"})


def reports_group(texts: Iterable[str]) -> bool:
    """Whether a document states figures of a group, as its headings and captions tell; then the others are apart."""
    return any(_GROUP.search(normalise_label(text)) for text in texts)


def scope_of(nearest_first: Iterable[str], group: bool) -> str | None:
    """What the nearest heading says of the group or the company alone; ``group``: the document reports both."""
    return next(filter(None, map(_scope_in, nearest_first, repeat(group))), None)


@lru_cache(maxsize=4096)
def _scope_in(text: str, group: bool) -> str | None:
    label = normalise_label(text)
    if _GROUP.search(label):
        return CONSOLIDATED
    if _ALONE.search(label) or (group and _PLAIN.search(label)):
        return NON_CONSOLIDATED
    return None


def limit_of(texts: Sequence[str]) -> str | None:
    """The account or scheme that the nearest of ``texts`` is about."""
    return next(filter(None, map(_limit_in, texts)), None)


@lru_cache(maxsize=4096)
def _limit_in(text: str) -> str | None:
    found = _LIMIT.search(normalise_label(split_numbering(text)[1]))
    return found[1] if found is not None and found[1] not in _ANY else None
