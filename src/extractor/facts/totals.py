"""Sums of what a sentence named before: whose a 合計 is, and whose a 残高 that is named by that word alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from extractor.facts.mentions import Reading
from extractor.facts.phrases import run_before
from extractor.facts.reading import current, current_topic, owned
from extractor.facts.tokens import Kind, Token

#: 「政策投資に5億円、更新に2億円、合わせて7億円」
TOGETHER = ("合わせ", "あわせ", "併せ", "差引き", "差し引き")
#: ends of names for lines of one account
SIBLINGS = ("増加額", "減少額", "増減額", "期首残高", "取崩額", "繰入額", "積立額")
#: words for a sum of what was named before
TOTALS = frozenset({"合計", "合計額", "総計", "計", "総額", "総数"})


def _summed(reading: Reading, index: int, word: str | None) -> str | None:
    """「借入金は45億円、社債は20億円であり、合計は65億円」: the sum is that of both."""
    unit = reading.tokens[index].quantity
    before = {i: m for i, m in reading.found.items() if i < index and m.measure is None}
    parts = [m for m in before.values() if not m.passing]
    amounts = [q for i in before if (q := reading.tokens[i].quantity) is not None]
    alike = unit is not None and all(q.unit_base == unit.unit_base for q in amounts)
    names = list(dict.fromkeys(m.subject for m in parts if m.subject))
    return "と".join(names) if word in TOTALS and alike and 1 < len(names) == len(amounts) else None


def total_of(reading: Reading, index: int) -> str | None:
    """「採用は、新卒18名、中途6名の合計24名」: a sum is of the topic, else of the parts before it."""
    together = any(t.text.startswith(TOGETHER) for t in reading.tokens[max(index - 3, 0) : index])
    taken = index > 1 and reading.tokens[index - 1].text == "で"  # 「合計で5,190件」
    word = "合計" if together else reading.tokens[index - 1 - taken].text if index else ""
    joined = _summed(reading, index, word)
    if together and joined is None and reading.tokens[index - 1].text == "年間":
        return _of_the_year(reading, index)
    topic = current_topic(reading, index)
    if joined is None or (topic and topic not in joined.split("と")):
        return joined and topic
    return owned(joined, word, reading.words)  # 「相談は4,210件、来所は980件、合計で5,190件」


def _of_the_year(reading: Reading, index: int) -> str | None:
    """「期末配当は18円、中間配当15円と合わせて年間33円」: what the parts of the year are parts of."""
    names = [m.subject for i, m in sorted(reading.found.items()) if i < index and m.subject]
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*(name[::-1] for name in names), strict=False))
    noun = "".join(letters[0] for letters in alike)[::-1]
    return "年間" + noun if len(names) > 1 and len(noun) > 1 else None


def with_owner(reading: Reading, index: int, noun: str) -> str | None:
    """A noun that needs an owner, with it; of the lines of one account (期首残高 …) none owns another."""
    start = run_before(reading.tokens, index)
    listed = start > 1 and reading.tokens[start - 1].text in "、，" and reading.tokens[start - 2].kind is Kind.AMOUNT
    if listed and current_topic(reading, index) is None and _is_named(reading.tokens, start - 2):
        return noun  # 「承諾700億円、残高1,900億円」
    owner = _summed(reading, index, noun) or current(reading, index)
    if owner in (None, noun) and noun in reading.words.joined and reading.found:
        owner = reading.found[max(reading.found)].subject
    alone = owner is not None and owner.endswith(SIBLINGS) and current_topic(reading, index) is None
    return noun if alone else owned(owner, noun, reading.words)


def _is_named(tokens: Sequence[Token], amount: int) -> bool:
    """Whether a noun stands right before an amount, and before it another one of the same row or the start of all."""
    start = run_before(tokens, amount)
    return start < amount and (start == 0 or tokens[start - 1].text in ("、", "，", "は"))
