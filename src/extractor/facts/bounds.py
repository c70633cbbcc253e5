"""Amounts that bound a class and are none of its own: 「3,000万円超5,000万円以下の保証」, 「2名以上とする」."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.facts.phrases import BOUNDING, behind_nouns
from extractor.facts.tokens import Kind, Token

#: nouns that name nothing that has a size: 「総額が1,000万円以上の場合」
CONDITIONS = frozenset({"", "場合", "とき", "時", "こと", "もの", "際", "ところ", "範囲", "水準"})


def bounded_noun(tokens: Sequence[Token], index: int) -> str | None:
    """The noun whose class the amount at ``index`` bounds: 保証 in 「3,000万円超5,000万円以下の保証」."""
    if not is_bound(tokens, index):
        return None
    i = index + 1
    while i + 1 < len(tokens) and (tokens[i].text in BOUNDING or tokens[i].kind is Kind.AMOUNT):
        i += 1
    if tokens[i].text != "の":
        return None
    end = behind_nouns(tokens, i + 1)
    while end < len(tokens) and tokens[end].text == "の" and behind_nouns(tokens, end + 1) > end + 1:
        end = behind_nouns(tokens, end + 1)
    noun = "".join(t.text for t in tokens[i + 1 : end])
    return noun if noun not in CONDITIONS else None


def is_bound(tokens: Sequence[Token], index: int) -> bool:
    """Whether an amount bounds the noun behind it and is none of its own: 「3,000万円超5,000万円以下の保証」."""
    word, after, noun = ([*tokens[index + 1 : index + 4], None, None, None])[:3]
    if word is None or after is None or word.text not in BOUNDING:
        return False
    if word.text == "以内" or _is_ruled(tokens, index + 2) or _is_pair(tokens, index) or _is_pair(tokens, index - 2):
        return True
    if index > 1 and tokens[index - 1].text == "超" and tokens[index - 2].kind is Kind.AMOUNT:
        return True  # 「5年超7年以下が最も多く」
    return (word.text == "超" and after.kind is Kind.AMOUNT) or (
        after.text == "の" and noun is not None and noun.kind in (Kind.NOUN, Kind.NAME)
    )


def _is_pair(tokens: Sequence[Token], index: int) -> bool:
    """「3名以上15名以下」."""
    kinds = [t.kind is Kind.AMOUNT or t.text in BOUNDING for t in tokens[max(index, 0) : index + 4]]
    return index >= 0 and len(kinds) == 4 and all(kinds) and tokens[index + 2].kind is Kind.AMOUNT


def _is_ruled(tokens: Sequence[Token], place: int) -> bool:
    """「2名以上とする」「2名以上を社外取締役とし」: what somebody lays down."""
    end = place
    if tokens[place].text == "を":
        end = behind_nouns(tokens, place + 1)
        if end == place + 1:
            return False
    behind = [t.text for t in tokens[end : end + 2]]
    return len(behind) == 2 and behind[0] == "と" and behind[1].startswith(("し", "する", "定め", "規定", "決議"))
