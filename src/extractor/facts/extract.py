"""Sections to facts: each amount of the prose with what its sentence says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from extractor.facts.bases import basis_of, is_of_which
from extractor.facts.cues import COMPARING, forecast_after
from extractor.facts.measures import measured
from extractor.facts.mentions import Memory, Mention
from extractor.facts.segments import with_segments
from extractor.facts.subjects import read_subjects
from extractor.facts.tokens import Kind, Token, tokens_of
from extractor.facts.vocabulary import Vocabulary
from extractor.model import Fact, Period, Section
from extractor.normalise.amounts import find_amounts
from extractor.normalise.fiscal import MARCH
from extractor.prose import Sentence, confidence_in, sentences_of, where_of

#: verbs behind a year that the amounts are not of: 「前年度に引き続き」
GOING_ON = ("引き続", "続", "次", "倣", "なら")
#: what opens an item of a list
ITEMS = ("・", "･", "•", "‣", "⦁", "○", "●", "◇", "◆", "□", "■", "▶", "➢", "➤", "✓", "→")
#: so many sentences before an amount are read for what they speak of
LOOK_BACK = 3


def facts_of(
    sections: Sequence[Section], vocabulary: Vocabulary, fiscal_year: int | None, last: int = MARCH
) -> tuple[Fact, ...]:
    """Every amount stated in the paragraphs of ``sections``, in printed order.

    ``fiscal_year`` is the one the document is about: amounts whose sentence names no other take it.  ``last`` is the
    last month of the publisher's business year, by which 前期末 and 上期 are placed.
    """
    facts = [fact for section in sections for fact in _facts_in(section, vocabulary, fiscal_year, last)]
    return with_segments(facts, {section.path: _title(section) for section in sections})


def _facts_in(section: Section, words: Vocabulary, fiscal_year: int | None, last: int) -> Iterator[Fact]:
    sentences = [s for p in section.paragraphs for s in sentences_of(p)]
    holding = [i for i, s in enumerate(sentences) if any(map(str.isnumeric, s.text)) and find_amounts(s.text)]
    needed = sorted({j for i in holding for j in range(max(0, i - LOOK_BACK), i + 1)})
    memory = Memory(_title(section))
    before_items: Memory | None = None
    for i in needed:
        begins = i == 0 or sentences[i].paragraph is not sentences[i - 1].paragraph
        if begins:  # a list speaks of its items: what follows it goes on with what came before
            listed = sentences[i].text.startswith(ITEMS)
            if before_items is not None and not listed:
                memory = before_items
            before_items = (before_items or replace(memory)) if listed else None
        tokens = tokens_of(sentences[i].text, fiscal_year, last)
        if _is_entry(tokens):
            memory.entry = tokens[0].period
        elif begins:
            memory.entry = None
        yield from _facts_of_sentence(tokens, sentences[i], section, words, memory, fiscal_year)


def _title(section: Section) -> str:
    """The heading without its numbering, for amounts that nothing else names."""
    return section.heading.removeprefix(section.number or "").lstrip("．.、 　") or "本文"


def _facts_of_sentence(
    tokens: Sequence[Token],
    sentence: Sentence,
    section: Section,
    words: Vocabulary,
    memory: Memory,
    fiscal_year: int | None,
) -> Iterator[Fact]:
    mentions = read_subjects(tokens, words, memory, fiscal_year)
    for index, mention in sorted(mentions.items()):
        yield _fact(tokens, index, mention, sentence, section, words, memory.entry or Period(fiscal_year))


def _fact(
    tokens: Sequence[Token],
    index: int,
    mention: Mention,
    sentence: Sentence,
    section: Section,
    words: Vocabulary,
    usual: Period,
) -> Fact:
    token = tokens[index]
    result = measured(tokens, index, mention, words)
    subject = mention.subject or _title(section)
    place = (sentence.paragraph, sentence.start + token.start, sentence.start + token.end)
    return Fact(
        quantity=result.quantity,
        subject=subject,
        measure=result.measure,
        where=where_of(*place) or section.where,
        section=section.path,
        sentence=sentence.text,
        direction=result.direction,
        scenario=mention.scenario
        or (None if _is_past(mention, usual.fiscal_year) else forecast_after(tokens, index, words)),
        scope=words.scopes.get(mention.word or "") or scope_of(subject, words),
        period=mention.period or _opening_period(tokens, index) or usual,
        basis=basis_of(tokens, index, subject),
        of_which=mention.of_which or (not mention.passing and is_of_which(tokens, index)),
        confidence=confidence_in(*place),
    )


def _is_past(mention: Mention, fiscal_year: int | None) -> bool:
    year = mention.period.fiscal_year if mention.period is not None else None
    return year is not None and fiscal_year is not None and year < fiscal_year


def scope_of(subject: str, words: Vocabulary) -> str | None:
    """What limits the subject: consolidated or not, else the modifiers before its last noun."""
    told = next((meaning for word, meaning in words.scopes.items() if word in subject), None)
    limits, found, head = subject.rpartition("の")
    if told or not found or head in words.relational or head.endswith("」") or len(limits) < 2:
        return told
    return re.sub(r"(?:から|まで|[へとで])$", "", limits) or None


def _opens_clause(tokens: Sequence[Token], i: int) -> bool:
    """「前年度に開設した窓口の利用は」「前年度に51.4％だった利用率は」: a verb that belongs to the noun behind it."""
    while i < len(tokens) and (tokens[i].role == "サ変可能" or tokens[i].kind is Kind.AMOUNT):
        i += 1
    verb = i
    while i < len(tokens) and tokens[i].kind is Kind.VERB:
        i += 1
    return verb < i < len(tokens) and tokens[i].kind in (Kind.NOUN, Kind.NAME)


def _is_entry(tokens: Sequence[Token]) -> bool:
    """「平成21年３月　議決権所有割合を51.0％とする。」: an entry of a history begins with its date, set off by a space."""
    date, *rest = tokens[:2]
    if date.kind is not Kind.DATE or not rest or rest[0].kind not in (Kind.NOUN, Kind.NAME, Kind.DETERMINER):
        return False
    spaced = rest[0].start - date.start > len(date.text)  # the space may count to the date
    return spaced and date.period not in (None, Period())


def _opening_period(tokens: Sequence[Token], index: int) -> Period | None:
    """「令和5年度は、…」: the year that opens the sentence holds for its amounts, up to a later one that opens a clause."""
    first = next((i for i, t in enumerate(tokens) if t.kind is not Kind.ADVERB and t.text not in ("、", "，")), index)
    period = _set_year(tokens, first) if first < index else None
    if period is None:
        return None
    for i in range(first + 1, index):
        later = _set_year(tokens, i) if tokens[i - 1].text in ("、", "，") else None
        if later is not None and (later.fiscal_year or 0) > (period.fiscal_year or 0):
            period = later  # 「令和5年度は312億円だったが、令和6年度には…」
    return period


def _set_year(tokens: Sequence[Token], i: int) -> Period | None:
    """The year that は, に or a comma sets for what follows; None for a comparison, and for a clause about a noun."""
    token = tokens[i]
    following, verb = ([t.text for t in tokens[i + 1 : i + 3]] + ["", ""])[:2]
    compared = following == "に" and verb.startswith((*COMPARING, *GOING_ON))
    about = following == "に" and _opens_clause(tokens, i + 2)
    if token.kind is not Kind.DATE or following not in ("は", "に", "、", "末") or compared or about:
        return None
    return token.period if token.period != Period() else None
