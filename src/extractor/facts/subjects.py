"""What an amount is an amount of: the nouns around it, the topic of its sentence, and what was spoken of before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.facts.anaphora import distribute, remember, resolved
from extractor.facts.cues import baseline_before
from extractor.facts.deeds import deed_to, flow_after, noun_after, right_of
from extractor.facts.phrases import COORDINATORS, Phrase, enclosing, phrase_before, run_before
from extractor.facts.reading import (
    Memory,
    Mention,
    Reading,
    Topic,
    clause_subject,
    current,
    current_topic,
    floor_of,
    named,
    owned,
    topics_of,
)
from extractor.facts.tokens import Kind, Token
from extractor.facts.vocabulary import Vocabulary
from extractor.model import Period


def read_subjects(
    tokens: Sequence[Token], words: Vocabulary, memory: Memory, fiscal_year: int | None = None
) -> dict[int, Mention]:
    """For each amount (by token index) its mention, with a subject."""
    reading = Reading(tokens, words, memory, fiscal_year)
    reading.topics = topics_of(reading)
    for index, token in enumerate(tokens):
        if token.kind is Kind.AMOUNT and index not in reading.found:
            mention = _mention(reading, index)
            subject = mention.subject or current(reading, index)
            measure = mention.measure or _announced(reading, index)
            mention = replace(mention, subject=resolved(subject, reading, index), measure=measure)
            reading.found[index] = mention
            memory.measure = mention.measure or memory.measure
            distribute(reading, index, mention)
    remember(reading)
    return reading.found


def _announced(reading: Reading, index: int) -> str | None:
    """The measure that the topic set up for the percentages of its sentence: 「構成比は、銀行 54％、信金 28％」."""
    if reading.tokens[index].measures != "ratio":
        return None
    topics = [t for t in reading.topics if t.index < index and t.marker == "は"]
    return topics[-1].mention.measure if topics and topics[-1].mention.measured else None


class Near(NamedTuple):
    """What precedes an amount once adverbs are passed over.

    Words end at ``end`` (``floor`` is where the sentence or the bracket begins); ``period`` is a year found on the way;
    ``same``: the amount follows 同.
    """

    end: int
    floor: int
    period: Period | None
    same: bool


def _mention(reading: Reading, index: int) -> Mention:
    """What stands around the amount at ``index``."""
    tokens, words = reading.tokens, reading.words
    bracket = enclosing(tokens, index)
    near = _near(reading, index, floor_of(tokens, index))
    if near.same:
        return Mention(_outer(reading, bracket), reading.memory.measure, period=near.period, measured=True)
    if near.end > near.floor and tokens[near.end - 1].text == "うち":
        return replace(_part(reading, index, near.end - 1, near.floor), period=near.period)
    left = _left(reading, near, index) if near.end > near.floor else Mention()
    left = replace(left, period=left.period or near.period)
    if bracket is not None:
        lacking = left.subject is None or left.subject in words.relational
        return replace(left, subject=owned(_outer(reading, bracket), left.subject, words)) if lacking else left
    return _completed(reading, index, near, left)


def _completed(reading: Reading, index: int, near: Near, left: Mention) -> Mention:
    """What stands before an amount, with what stands behind it and with its owner."""
    tokens, words = reading.tokens, reading.words
    flow = flow_after(reading, index) if left.measure is None else None
    if flow is not None and (not _adjacent(tokens, near.end) or tokens[near.end - 1].text in words.relational):
        return replace(left, subject=flow, passing=True)
    if left.subject is None and left.measure is None:
        return replace(left, subject=right_of(reading, index))
    if left.subject in words.relational:
        return replace(left, subject=owned(current(reading, index, fallback=False), left.subject, words))
    if left.subject is not None and not _adjacent(tokens, near.end):
        deed = deed_to(reading, index, left.subject)
        return replace(left, subject=f"{left.subject}の{deed}", passing=True) if deed else left
    return left


def _part(reading: Reading, index: int, end: int, floor: int) -> Mention:
    """「…のうち5億円」, 「、うち5億円が創業保証」: a part of what is spoken of, never that itself."""
    flow = flow_after(reading, index)
    if flow is not None:
        return Mention(flow, passing=True)
    whole = None
    if end > floor and reading.tokens[end - 1].text == "の":
        whole = named(reading, phrase_before(reading.tokens, end - 1, floor)).subject
    whole = whole or current(reading, index, fallback=False)
    return Mention(f"{whole or ''}のうち{noun_after(reading, index) or ''}", passing=True)


def _near(reading: Reading, index: int, floor: int) -> Near:
    tokens, period = reading.tokens, None
    if index > floor and tokens[index - 1].text == "同":
        ratio = tokens[index].quantity
        return Near(index - 1, floor, None, ratio is not None and ratio.unit_base in ("％", "ポイント"))
    end = index
    while end > floor:
        token = tokens[end - 1]
        if token.kind is Kind.DATE:
            period = token.period or period
        elif token.text == "うち" or not (token.text in reading.words.skips or _adverb(token)):
            break
        end -= 1
    return Near(end, floor, period, False)


def _adverb(token: Token) -> bool:
    return token.kind is Kind.ADVERB and token.text not in COORDINATORS


def _left(reading: Reading, near: Near, index: int) -> Mention:
    """What the words before an amount name."""
    tokens, end, floor = reading.tokens, near.end, near.floor
    token = tokens[end - 1]
    if _adjacent(tokens, end):
        phrase = phrase_before(tokens, end, floor)
        each = phrase is not None and any(t.text == "それぞれ" for t in tokens[end:index])
        if phrase is not None and each and tokens[phrase.start - 1].text in ("に", "を", "は", "が"):
            # 「総額に歳入歳出それぞれ5億円」: of the total, on both sides
            return named(reading, phrase_before(tokens, phrase.start - 1, floor))
        return named(reading, phrase)
    baseline = baseline_before(tokens, end, reading.words)
    if baseline is not None:
        return Mention(clause_subject(reading, baseline[1], floor), baseline=baseline[0])
    comma = token.text in ("、", "，")
    topic = _topic_at(reading, end - (1 if comma else 0))
    if topic is not None and not (comma and topic.marker == "が"):
        return topic.mention
    return Mention() if token.kind is Kind.MARK else _by_particle(reading, near, index)


def _topic_at(reading: Reading, end: int) -> Topic | None:
    """The topic whose marker ends at ``end``; 「について」 ends on て, its topic is noted at つい."""
    about = end >= 2 and reading.tokens[end - 1].text == "て" and reading.tokens[end - 2].text == "つい"
    return next((t for t in reading.topics if t.index == end - (2 if about else 1)), None)


def _adjacent(tokens: Sequence[Token], end: int) -> bool:
    """Whether a noun stands right before the amount."""
    token = tokens[end - 1] if end else None
    return token is not None and (
        token.kind in (Kind.NOUN, Kind.NAME) or (token.kind is Kind.MARK and token.text in ("」", "』", "】"))
    )


def _by_particle(reading: Reading, near: Near, index: int) -> Mention:
    """What the noun before a particle says: 「相談を42件」, 「目標値である60％」, 「対象全体の64％」."""
    tokens, end = reading.tokens, near.end
    token = tokens[end - 1]
    if token.text == "ある" and end - 2 > near.floor and tokens[end - 2].text == "で":
        return _equated(reading, end - 2, near.floor, index)
    if token.kind is Kind.VERB or token.role == "接続助詞":
        return _place(reading, end, near.floor)
    if token.text == "から" and end > 1 and tokens[end - 2].kind is Kind.AMOUNT:
        return reading.found.get(end - 2, Mention())
    phrase = phrase_before(tokens, end - 1, near.floor)
    mention = named(reading, phrase)
    if phrase is not None and token.text == "の":
        subject = clause_subject(reading, phrase.start, near.floor, strict=True)
        return replace(mention, subject=subject) if subject is not None else mention
    if phrase is not None and token.text == "で":
        return Mention() if mention.subject in reading.words.relational else _located(reading, phrase)
    return mention if token.text in ("を", "に", "へ", "が") else replace(mention, subject=None)


def _equated(reading: Reading, end: int, floor: int, index: int) -> Mention:
    """「目標値である60％」: a noun that keeps its name beside its owner, since it is what the amount is called."""
    mention = named(reading, phrase_before(reading.tokens, end, floor))
    head = "".join(t.text for t in reading.tokens[run_before(reading.tokens, end, floor) : end])
    owner = current(reading, index, fallback=False)
    return replace(mention, subject=mention.subject or owned(owner, head, reading.words))


def _place(reading: Reading, end: int, floor: int) -> Mention:
    """「営業活動において18百万円」: the topic at a place; 「準備金として2億円」: what the amount serves as."""
    tokens = reading.tokens
    said = [t.text for t in tokens[max(end - 3, floor) : end]]
    if said == ["と", "し", "て"]:
        return named(reading, phrase_before(tokens, end - 3, floor))
    if said[1:] != ["おい", "て"]:
        return Mention()
    phrase = phrase_before(tokens, end - 3, floor)
    return _located(reading, phrase) if phrase is not None else Mention()


def _located(reading: Reading, phrase: Phrase) -> Mention:
    mention = named(reading, phrase)
    owner = current_topic(reading, phrase.start) or reading.memory.topic
    if mention.subject is None or owner is None:
        return mention
    return replace(mention, subject=f"{mention.subject}における{owner}")


def _outer(reading: Reading, bracket: int | None) -> str | None:
    """What a bracket belongs to: the amount before it, or the noun."""
    if bracket is None or bracket == 0:
        return None
    before = bracket - 1
    if reading.tokens[before].kind is Kind.AMOUNT:
        found = reading.found.get(before)
        return found.subject if found else None
    while before > 0 and reading.tokens[before].text in ("は", "が", "も", "を", "に"):
        before -= 1
    return named(reading, phrase_before(reading.tokens, before + 1, floor_of(reading.tokens, bracket))).subject
