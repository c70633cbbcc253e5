"""The measure, direction and sign of an amount, from what its words name and what stands behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from extractor.facts.bounds import is_bound
from extractor.facts.cues import NEXT, Change, balance_after, change_after, is_share, trend_after
from extractor.facts.mentions import Mention
from extractor.facts.naming import ASPECTS
from extractor.facts.tokens import Kind, Token
from extractor.facts.vocabulary import Vocabulary
from extractor.model import Direction, Quantity

#: 「93.8％の減少」 from 100 to 4.8 is not what anyone means: a ratio to the year before from here on
PLAUSIBLE_CHANGE = Decimal(50)
#: signs printed before a figure: 「前年度に比べ△3百万円」
SIGNS = frozenset("△▲+＋-−－")
RATIOS = ("ratio_prior_year", "ratio_plan", "ratio_base_year", "ratio_prior_period")
#: words for a change that tell which way it goes: 「減少額は5億円」「物流費の増加2億円」
CHANGED = {"減": Direction.DECREASE, "低下": Direction.DECREASE, "下落": Direction.DECREASE} | {
    **{"増": Direction.INCREASE, "上昇": Direction.INCREASE, "伸": Direction.INCREASE},
}
SHARE = re.compile(r"(?:割合|構成比率?|占める.{0,12}比率|シェア)(?:の(?:目標|計画|基準)値?)?$")
#: ends of subjects that are ratios: 「利率を0.2％引き下げ」 is a difference
RATE = re.compile(r"(?:率|割合|金利|利回り)$")


#: what stands between the amounts that それぞれ tells of
ROW = ("、", "，", "で", "と", "が", "は", "を")


class Measured(NamedTuple):
    """What kind of figure an amount is; ``quantity`` carries the sign of a stated change."""

    measure: str
    direction: Direction | None
    quantity: Quantity


def measured(tokens: Sequence[Token], index: int, mention: Mention, words: Vocabulary) -> Measured:
    """The measure of the amount at ``index``.

    Changes take the sign of their direction; ratios keep theirs (前年度比 97.3％ has fallen, but is not negative).
    """
    quantity = tokens[index].quantity
    assert quantity is not None
    change = change_after(tokens, index if mention.told_at is None else mention.told_at, words)
    if change is None and (mention.baseline is not None or mention.measure in RATIOS):
        change = _of_both(tokens, index, words)
    change = valued(change, mention.subject or "", words)
    change = change or _of_each(tokens, index, words) or _of_row(tokens, index, words)
    unsaid = mention.baseline is None and mention.measure is None and quantity.unit_base != "％"
    if change is not None and unsaid and balance_after(tokens, index, words, mention.subject or "") is not None:
        change = None  # 「35百万円のプラス」
    if change is None and quantity.raw[:1] in SIGNS and quantity.value and mention.measure in RATIOS:
        # 「前年比＋12.5％」 is what it grew by
        change = Change(Direction.DECREASE if quantity.value < 0 else Direction.INCREASE, True)
    if change is None and mention.baseline is not None and quantity.raw[:1] in SIGNS and quantity.value:
        change = Change(Direction.DECREASE if quantity.value < 0 else Direction.INCREASE, True)
    if change is not None and change.against is not None:
        mention = replace(mention, baseline=mention.baseline or change.against)
    if change is not None and _is_change(quantity, mention, change):
        measure = _change_measure(quantity, mention)
        return Measured(measure, change.direction, signed(quantity, change.direction))
    if is_bound(tokens, index):
        return Measured("bound", None, quantity)
    if mention.measure is not None:
        return _named_measure(tokens, index, mention, quantity, words, change)
    balance = balance_after(tokens, index, words, mention.subject or "")
    if balance is not None or (mention.subject or "").endswith(words.negative_subjects):
        direction = balance or Direction.DECREASE
        return Measured(_plain(tokens, index, mention, words), direction, signed(quantity, direction))
    return Measured(_plain(tokens, index, mention, words), change.direction if change else None, quantity)


def _of_each(tokens: Sequence[Token], index: int, words: Vocabulary) -> Change | None:
    """「件数で5件、金額で8,000万円（それぞれ）増加」: one word for each of the amounts before it."""
    last = index
    if (other := _other_aspect(tokens, index)) is not None:
        found = change_after(tokens, other, words)
        if found is not None:
            return found
    apart = False  # 「件数は前年度を3.1％、金額は6.4％それぞれ上回った」
    for i in range(index + 1, len(tokens)):
        apart = apart or tokens[i].text in ("は", "を")
        if tokens[i].kind is Kind.AMOUNT and not (apart and tokens[i].measures != tokens[index].measures):
            last = i
        elif tokens[i].text == "それぞれ":
            return change_after([*tokens[:i], *tokens[i + 1 :]], last, words) if last == i - 1 else None
        elif tokens[i].kind not in (Kind.NOUN, Kind.DATE) and tokens[i].text not in ROW:
            return None
    return None


def _of_row(tokens: Sequence[Token], index: int, words: Vocabulary) -> Change | None:
    """「預金が6億円、売掛金が4億円増加した」「一般分を1億円、個別分を3億円積み増し」: one verb for both."""
    if (
        index == 0
        or tokens[index - 1].text not in ("が", "を")
        or [t.text for t in tokens[index + 1 : index + 2]] != ["、"]
    ):
        return None
    i = index + 2
    while i < len(tokens) and tokens[i].kind is Kind.NOUN:
        i += 1
    other = i + (2 if [t.text for t in tokens[i + 1 : i + 2]] == ["同"] else 1)
    alike = i > index + 2 and other < len(tokens) and tokens[i].text in ("が", tokens[index - 1].text)
    row = alike and tokens[other].kind is Kind.AMOUNT
    if not row or (tokens[other].measures == "ratio") != (tokens[index].measures == "ratio"):
        return None
    return change_after(tokens, other, words) or _of_row(tokens, other, words)


def _other_aspect(tokens: Sequence[Token], index: int) -> int | None:
    """The second amount of 「件数で12.1％、金額で15.0％の増加」."""
    by = [t.text for t in tokens[index - 2 : index]] if index > 1 else []
    behind = [t.text for t in tokens[index + 1 : index + 4]]
    paired = len(by) == 2 and len(behind) == 3 and by[0] in ASPECTS and behind[1] in ASPECTS
    alike = paired and by[1] == behind[2] == "で" and behind[0] in ("、", "，")
    return index + 4 if alike and index + 4 < len(tokens) and tokens[index + 4].kind is Kind.AMOUNT else None


def _of_both(tokens: Sequence[Token], index: int, words: Vocabulary) -> Change | None:
    """「前年度比1億円、0.8％の減」: one word for the difference and its rate."""
    joint, other = (tokens[i] if i < len(tokens) else None for i in (index + 1, index + 2))
    if joint is None or other is None or joint.text not in ("、", "，", "・"):
        return None
    quantity = tokens[index].quantity
    value = quantity.value if quantity is not None and tokens[index].measures == "ratio" else None
    small = value is not None and abs(value) < PLAUSIBLE_CHANGE
    if small and other.measures in ("money", "count"):
        return change_after(tokens, index + 2, words)  # 「4.6％、92億円の減」
    if other.measures != "ratio" and {tokens[index].measures, other.measures} != {"count", "money"}:
        return None
    each = any(t.text == "それぞれ" for t in tokens[max(index - 2, 0) : index])
    return change_after(tokens, index + 2, words) if each or tokens[index].measures != "ratio" else None


def valued(change: Change | None, subject: str, words: Vocabulary) -> Change | None:
    """Better and worse as more and less: a rate of defaults that gets worse rises."""
    if change is None or not change.valued or not any(word in subject for word in words.adverse):
        return change
    turned = Direction.DECREASE if change.direction is Direction.INCREASE else Direction.INCREASE
    return replace(change, direction=turned)


def signed(quantity: Quantity, direction: Direction) -> Quantity:
    """The quantity with the sign of a direction; a printed sign stays."""
    if direction is Direction.INCREASE or quantity.value is None or quantity.value < 0:
        return quantity
    base = -abs(quantity.value_base) if quantity.value_base is not None else None
    return replace(quantity, value=-abs(quantity.value), value_base=base)


def _is_change(quantity: Quantity, mention: Mention, change: Change) -> bool:
    """Whether the amount is the change itself, and not a ratio that is said to have risen or fallen."""
    if quantity.unit_base != "％" or mention.measure not in RATIOS:
        return mention.measure not in ("share",)
    return change.direct or (quantity.value is not None and abs(quantity.value) < PLAUSIBLE_CHANGE)


def _change_measure(quantity: Quantity, mention: Mention) -> str:
    rate = quantity.unit_base == "％" and not RATE.search(mention.subject or "")
    against_plan = mention.baseline == "plan" or mention.measure in ("ratio_plan", "change_plan")
    months = mention.baseline == "prior_period" or mention.measure == "ratio_prior_period"
    if mention.baseline == "other":
        return "growth_rate_other" if rate else "difference"
    of_base = "_base_year" if mention.measure == "ratio_base_year" else "_prior_period" if months else ""
    against = "_plan" if against_plan else of_base
    return ("growth_rate" if rate else "change") + against


def _named_measure(
    tokens: Sequence[Token], index: int, mention: Mention, quantity: Quantity, words: Vocabulary, change: Change | None
) -> Measured:
    measure = mention.measure or ""
    if measure == "share" and tokens[index].measures != "ratio":
        measure = _plain(tokens, index, mention, words)  # 「役員の構成は10名」
    if measure in RATIOS and quantity.unit_base not in ("％", "倍"):
        # 「前年度比11百万円」, 「前年度比1.2ポイント」: a difference
        measure = _change_measure(quantity, mention)
    direction = change.direction if change else trend_after(tokens, index, words)
    named = next((d for stem, d in CHANGED.items() if stem in (mention.word or "")), None)
    if measure in ("change", "growth_rate") and named is not None:
        return Measured(measure, named, signed(quantity, named))
    if quantity.value is not None and quantity.value < 0 and measure not in RATIOS:
        direction = Direction.DECREASE
    return Measured(measure, direction, quantity)


def _of_kinds(tokens: Sequence[Token], index: int, subject: str) -> bool:
    """「金融機関別では、地方銀行が62.4％、信用金庫が24.8％」: what kinds have of all of them, where it is no rate of theirs."""
    cut = any(
        t.text.endswith("別") and tokens[i + 1].text in ("で", "に", "の", "は")
        for i, t in enumerate(tokens[: min(index, 5)])
    )
    cut = cut or any(t.text in ("内訳", "男女比", "男女") for t in tokens[:index])
    return cut and not RATE.search(subject)


def _of_those(tokens: Sequence[Token], index: int) -> bool:
    """「312先のうち、改善した先は128先（41.0％）」: the bracket tells which part of all they are."""
    alone = 1 < index < len(tokens) - 1 and tokens[index - 1].text in "（(" and tokens[index + 1].text in "）)"
    counted = alone and tokens[index - 2].kind is Kind.AMOUNT and tokens[index - 2].measures in ("count", "money")
    part = any(t.text in ("うち", "内訳") for t in tokens[:index])
    return counted and (part or any(t.text.startswith(NEXT) or t.text in ("順", "別") for t in tokens))


def _plain(tokens: Sequence[Token], index: int, mention: Mention, words: Vocabulary) -> str:
    """The measure of an amount that no word names, from what its unit measures."""
    if tokens[index].measures == "ratio":
        share = (
            mention.part
            or _of_those(tokens, index)
            or is_share(tokens, index, words)
            or bool(SHARE.search(mention.subject or ""))
            or _of_kinds(tokens, index, mention.subject or "")
        )
        return "share" if share else "ratio"
    return {"money": "amount", "points": "change"}.get(tokens[index].measures, tokens[index].measures)
