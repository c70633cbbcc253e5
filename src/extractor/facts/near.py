"""What stands right before an amount, once the words are passed over that name nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.facts.mentions import Reading
from extractor.facts.naming import REGIONS, is_part
from extractor.facts.phrases import COORDINATORS, HEDGES, phrase_before
from extractor.facts.tokens import Kind, Token
from extractor.model import Period

#: 「1株当たり」「1件につき」: what an amount is given for each of
ONE = re.compile(r"[1１](?:[株口]|米?ドル|ユーロ|英?ポンド|人民元)")
PER_UNIT = ("当たり", "当り", "あたり", "につき", "ごと")


class Near(NamedTuple):
    """What precedes an amount once adverbs are passed over.

    Words end at ``end`` (``floor`` is where the sentence or the bracket begins); ``period`` is a year found on the way;
    ``same``: the amount follows 同.
    """

    end: int
    floor: int
    period: Period | None
    same: bool


def is_per_unit(token: Token) -> bool:
    """Whether a name says for each of what an amount is given: 1株当たり."""
    return token.kind is Kind.NAME and (token.text.endswith((*PER_UNIT, "平均")) or bool(ONE.fullmatch(token.text)))


def near_of(reading: Reading, index: int, floor: int) -> Near:
    """What stands before the amount at ``index``, once adverbs, years and asides are passed over."""
    tokens, period = reading.tokens, None
    if index > floor and tokens[index - 1].text == "同":
        ratio = tokens[index].quantity
        alone = index - 1 == floor and floor > 0  # 「（同98百万円）」
        return Near(
            index - 1, floor, None, alone or (ratio is not None and ratio.unit_base in ("％", "ポイント", "倍"))
        )
    end = index
    while end > floor:
        token = tokens[end - 1]
        stepped = _passed_over(reading, end, floor)
        if token.kind is Kind.DATE:
            period = token.period or period
        elif stepped is not None:
            end, period = stepped[0], stepped[1] or period
            continue
        elif token.text.startswith("引き続") and tokens[end - 2].text == "に":
            return Near(end - 3, floor, None, False)  # 「前年度に引き続き3回」
        elif token.text == "うち" or not (token.text in reading.words.skips or _adverb(token) or is_per_unit(token)):
            break
        elif _is_suffix(reading, end, floor) or _is_part_of_all(tokens, end):
            break  # 「負債総額1,000万円」: a part of the name
        end -= 1
    return Near(end, floor, period, False)


def _passed_over(reading: Reading, end: int, floor: int) -> tuple[int, Period | None] | None:
    """Where several words before ``end`` begin that say nothing of what an amount is of, and the year that they name."""
    tokens, text = reading.tokens, reading.tokens[end - 1].text
    before = tokens[end - 2] if end - 2 > floor else None
    if before is None:
        return None
    if text == "に" and before.text == "まで" and tokens[end - 3].period:
        return end - 3, tokens[end - 3].period  # 「2030年度までに30％とする」
    if text == "残る" and before.text in ("に", "へ", "は", "を"):
        return end - 1, None  # 「準備金への繰入れに残る2億円を充て」
    since = (text == "以来" and before.kind is Kind.DATE) or (text == "に" and before.text.endswith(("ぶり", "振り")))
    former = text == "の" and before.text in FORMER and tokens[end - 3].text == "を"  # 「対象を従来の250先から」
    # 「県内4会場」「新たに3市」, in two words
    region = before.text + text in REGIONS and tokens[end - 3].kind is not Kind.NOUN
    if since or former or (region and not _is_part_of_all(tokens, end)) or _is_adverb(reading, before.text + text):
        return end - 2, None
    start = _equal(tokens, end - 1, floor) if text == "の" else None
    start = start if start is not None else _aside(tokens, end, floor)
    return (start, None) if start is not None else None


#: words for how things stood
FORMER = frozenset({"従来", "当初", "現行", "これまで"})


def _is_adverb(reading: Reading, text: str) -> bool:
    return text.endswith("に") and text in reading.words.skips


def _equal(tokens: Sequence[Token], end: int, floor: int) -> int | None:
    """Where 「（その）半分以下」 begins, if it ends at ``end``."""
    start = end - (2 if tokens[end - 1].text in HEDGES else 1)
    if start <= floor or tokens[start].text not in EQUAL:
        return None
    return start - 1 if tokens[start - 1].text == "その" else start


def _is_part_of_all(tokens: Sequence[Token], end: int) -> bool:
    start = end - (1 if tokens[end - 1].text in REGIONS else 2)
    return "".join(t.text for t in tokens[start:end]) in REGIONS and is_part(tokens, start, end)


def _is_suffix(reading: Reading, end: int, floor: int) -> bool:
    words, before = reading.words, reading.tokens[end - 2] if end - 2 >= floor else None
    noun = before is not None and before.kind is Kind.NOUN and before.text not in words.skips
    return noun and reading.tokens[end - 1].text in words.relational


#: words that tell of an amount that it is as large as another one: 「同額の1億円」
EQUAL = frozenset({"同額", "残額", "半額", "全額", "残余", "半分", "半数", "大半", "残り"})
#: nouns of 「…を対象に」, 「…を基準日として」, which say how a thing is done
ASIDE = frozenset(
    {
        "対象",
        "中心",
        "背景",
        "目的",
        "契機",
        "機",
        "目途",
        "目処",
        "前提",
        "基準日",
        "基準",
        "テーマ",
        "皮切り",
        "始め",
        "はじめ",
    }
)


def _aside(tokens: Sequence[Token], end: int, floor: int) -> int | None:
    """Where 「全職員を対象に」 begins, if it ends at ``end``."""
    said = [t.text for t in tokens[max(floor, end - 5) : end]]
    noun = end - (2 if said[-1:] == ["に"] else 4 if said[-3:] == ["と", "し", "て"] else end + 1)
    if noun <= floor or tokens[noun].text not in ASIDE or tokens[noun - 1].text != "を":
        return None
    amount = noun - 2 if tokens[noun - 2].kind is Kind.AMOUNT else noun - 1  # 「保証料24億円を中心に」
    phrase = phrase_before(tokens, amount, floor)
    return phrase.start if phrase is not None else None


def _adverb(token: Token) -> bool:
    return token.kind is Kind.ADVERB and token.text not in COORDINATORS
