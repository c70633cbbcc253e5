"""What an amount is an amount of: the nouns around it, the topic of its sentence, and what was spoken of before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.facts.cues import baseline_before, ends_clause
from extractor.facts.phrases import (
    COORDINATORS,
    Phrase,
    after_bracket,
    enclosing,
    phrase_before,
    run_before,
    text_of,
    trimmed,
)
from extractor.facts.tokens import Kind, Token
from extractor.facts.vocabulary import Vocabulary
from extractor.model import Period

#: particles of place and relation that a topic may carry before は
RELATIONS = frozenset({"に", "で", "と", "へ", "から", "まで", "て", "おい", "つい", "対し", "関し", "し", "あっ", "あたっ", "より", "おける"})
#: counters are people and firms to whom something is done: 「84企業に利用を打診」
RECIPIENT = frozenset({"に", "へ"})


@dataclass(frozen=True, slots=True)
class Mention:
    """What the words around one amount name: parts are None where they do not tell."""

    subject: str | None = None
    measure: str | None = None
    scenario: str | None = None
    baseline: str | None = None
    period: Period | None = None
    measured: bool = False  # the words are a measure of what was spoken of last
    passing: bool = False  # named by the amount's own clause: what comes after does not speak of it


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject set up at token ``index`` by ``marker`` (は, が, も, について)."""

    index: int
    subject: str
    marker: str
    mention: Mention


@dataclass(slots=True)
class Memory:
    """What a section has spoken of so far; filled sentence by sentence."""

    heading: str
    topic: str | None = None
    period: Period | None = None
    text: str = ""
    measure: str | None = None


@dataclass(slots=True)
class Reading:
    """One sentence while its amounts are read from left to right."""

    tokens: Sequence[Token]
    words: Vocabulary
    memory: Memory
    fiscal_year: int | None = None
    topics: tuple[Topic, ...] = ()
    found: dict[int, Mention] = field(default_factory=dict)


def read_subjects(
    tokens: Sequence[Token], words: Vocabulary, memory: Memory, fiscal_year: int | None = None
) -> dict[int, Mention]:
    """For each amount (by token index) its mention, with a subject."""
    reading = Reading(tokens, words, memory, fiscal_year)
    reading.topics = topics_of(reading)
    for index, token in enumerate(tokens):
        if token.kind is Kind.AMOUNT and index not in reading.found:
            mention = _mention(reading, index)
            subject = mention.subject or _current(reading, index)
            mention = replace(mention, subject=_resolved(subject, reading, index))
            reading.found[index] = mention
            _distribute(reading, index, mention)
    _remember(reading)
    return reading.found


# --- topics ---------------------------------------------------------------------------------------------------------------


def topics_of(reading: Reading) -> tuple[Topic, ...]:
    """The phrases that は, が, も and について mark, from left to right."""
    topics = []
    for i, token in enumerate(reading.tokens):
        marker = _marker(reading.tokens, i)
        if marker is None:
            continue
        end = i
        while end > 0 and reading.tokens[end - 1].text in RELATIONS:
            end -= 1
        mention = _named(reading, phrase_before(reading.tokens, end, _floor(reading.tokens, i)))
        topics.append(Topic(i, mention.subject or "", marker, mention))
        del token
    return tuple(topics)


def _marker(tokens: Sequence[Token], i: int) -> str | None:
    token = tokens[i]
    if token.kind is Kind.PARTICLE and token.text in ("は", "も") and token.role == "係助詞":
        return token.text
    if token.text == "が" and token.role == "格助詞":
        return "が"
    about = tokens[i].text == "つい" and i + 1 < len(tokens) and tokens[i + 1].text == "て"
    plain = about and (i + 2 >= len(tokens) or tokens[i + 2].text != "は")
    return "は" if plain else None


def _floor(tokens: Sequence[Token], index: int) -> int:
    bracket = enclosing(tokens, index)
    return 0 if bracket is None else bracket + 1


def _named(reading: Reading, phrase: Phrase | None) -> Mention:
    """What a noun phrase names: a subject, a measure of one, a plan, a year, or nothing (the publisher itself)."""
    if phrase is None:
        return Mention()
    tokens, words = reading.tokens, reading.words
    head = "".join(t.text for t in tokens[run_before(tokens, phrase.end, phrase.start) : phrase.end])
    period = _period_in(reading, phrase)
    if all(t.kind is Kind.DATE or t.text in "の末、" for t in tokens[phrase.start : phrase.end]):
        return Mention(period=period)
    subject = text_of(tokens, phrase)
    if words.baselines.get(subject) == "prior_year":
        return Mention(period=_prior(reading.fiscal_year))
    measure = next((w for w in words.measure_words if head.endswith(w)), None)
    if measure is not None:
        owner = _without(subject, measure, words)
        return Mention(owner, words.measures[measure], period=period, measured=True)
    scenario = _scenario(head, subject, words)
    if scenario is not None:
        word, meaning = scenario
        owner = _without(subject, word, words)
        return Mention(owner, scenario=meaning, period=period)
    return Mention(_without_self(subject, words), period=period)


def _scenario(head: str, subject: str, words: Vocabulary) -> tuple[str, str] | None:
    """A word for a plan when it is the whole head: 「保証承諾の計画」, not 「経営計画」."""
    if head in words.scenarios:
        return head, words.scenarios[head]
    found = next((w for w in words.scenario_words if len(w) > 2 and head.endswith(w)), None)
    return (found, words.scenarios[found]) if found and subject.endswith(found) else None


def _without(subject: str, word: str, words: Vocabulary) -> str | None:
    """The owner of a measure or a plan: 「保証承諾の前年度比」 is of 保証承諾."""
    rest = re.sub(r"(?:[にのは]|全体に|に対する|における)$", "", subject.removesuffix(word))
    rest = re.sub(r"(?:対|の)$", "", rest)
    return _without_self(rest, words) if rest and rest not in words.baselines else None


def _without_self(subject: str, words: Vocabulary) -> str | None:
    for name in sorted(words.selves, key=len, reverse=True):
        if subject == name:
            return None
        for link in ("の", "における", "が", "は"):
            subject = subject.removeprefix(name + link)
    for name in words.endings:
        subject = subject.removeprefix(name + "の")
    return subject or None


def _period_in(reading: Reading, phrase: Phrase) -> Period | None:
    """The year that a phrase or what was trimmed off its front names."""
    start = run_before(reading.tokens, phrase.start)
    while start > 0 and reading.tokens[start - 1].text in ("の", "おける", "に", "末", "中"):
        start -= 1
        start = run_before(reading.tokens, start)
    for token in reading.tokens[start : phrase.head + 1]:
        if token.kind is Kind.DATE and token.period is not None and token.period != Period():
            return token.period
    return None


def _prior(fiscal_year: int | None) -> Period | None:
    return Period(fiscal_year - 1) if fiscal_year is not None else None


# --- one amount -----------------------------------------------------------------------------------------------------------


def _mention(reading: Reading, index: int) -> Mention:
    """What stands around the amount at ``index``."""
    tokens = reading.tokens
    bracket = enclosing(tokens, index)
    floor = 0 if bracket is None else bracket + 1
    near, period, inherited = _skipped(reading, index, floor)
    if inherited:
        return Mention(_outer(reading, bracket), reading.memory.measure, period=period, measured=True)
    if tokens[near - 1 : near] and tokens[near - 1].text == "うち" and near - 1 >= floor:
        return replace(_part(reading, index, near - 1, floor), period=period)
    if near == floor:
        left = Mention(_outer(reading, bracket)) if bracket is not None else Mention()
    else:
        left = _left(reading, near, floor, index)
    if bracket is not None and (left.subject is None or left.subject in reading.words.relational):
        left = replace(left, subject=_owned(_outer(reading, bracket), left.subject, reading.words))
    if left.subject is None and left.measure is None and bracket is None:
        left = replace(left, subject=_right(reading, index))
    if bracket is None and left.subject in reading.words.relational:
        left = replace(left, subject=_owned(_owner(reading, index), left.subject, reading.words))
    if bracket is None and tokens[index + 1 : index + 2] and tokens[index + 1].text in RECIPIENT and left.subject:
        left = replace(left, subject=_with_deed(reading, index, left.subject))
    flow = _flow(reading, index) if left.measure is None else None
    if flow is not None and (not _adjacent(tokens, near) or tokens[near - 1].text in reading.words.relational):
        left = replace(left, subject=flow, passing=True)
    return replace(left, period=left.period or period)


def _part(reading: Reading, index: int, end: int, floor: int) -> Mention:
    """「…のうち5億円」, 「、うち5億円が創業保証」: a part of what is spoken of, never that itself."""
    flow = _flow(reading, index)
    if flow is not None:
        return Mention(flow, passing=True)
    tokens = reading.tokens
    whole = None
    if end > floor and tokens[end - 1].text == "の":
        whole = _named(reading, phrase_before(tokens, end - 1, floor)).subject
    whole = whole or _owner(reading, index)
    return Mention(f"{whole or ''}のうち{_noun_after(reading, index) or ''}", passing=True)


def _noun_after(reading: Reading, index: int) -> str | None:
    """The noun that の, が or は ties to the amount before it."""
    tokens, words = reading.tokens, reading.words
    i = after_bracket(tokens, index + 1)
    if i >= len(tokens) or tokens[i].text not in ("の", "が", "は"):
        return None
    end = i + 1
    while end < len(tokens) and tokens[end].kind in (Kind.NOUN, Kind.NAME):
        end += 1
    noun = "".join(t.text for t in tokens[i + 1 : end])
    return noun if noun and noun not in {*words.generic, *words.directions, *words.balances} else None


def _with_deed(reading: Reading, index: int, subject: str) -> str:
    """「…事業については、84企業に利用を打診」: two counts of one topic are told apart by what is done."""
    quantity = reading.tokens[index].quantity
    if quantity is None or quantity.unit_base in ("％", "JPY"):
        return subject
    deed = _deed(reading, index + 1)
    return subject if deed is None or deed in subject else f"{subject}の{deed}"


def _skipped(reading: Reading, index: int, floor: int) -> tuple[int, Period | None, bool]:
    """Where the words end that stand before the amount and its adverbs; a year among them; whether it says 同."""
    tokens, period = reading.tokens, None
    i = index
    while i > floor:
        token = tokens[i - 1]
        compared = token.kind is Kind.DATE and i < index and tokens[i].text.startswith("比")
        if token.kind is Kind.DATE and not compared:
            if i - 1 > floor and tokens[i - 2].kind is Kind.NOUN and tokens[i - 2].text == "対":
                break
            period = token.period or period
        elif token.text == "同" and i == index:
            ratio = tokens[index].quantity
            return i - 1, period, ratio is not None and ratio.unit_base in ("％", "ポイント")
        elif token.text == "うち":
            break
        elif not (token.text in reading.words.skips or (token.kind is Kind.ADVERB and token.text not in COORDINATORS)):
            break
        i -= 1
    return i, period, False


def _left(reading: Reading, near: int, floor: int, index: int) -> Mention:
    """What the words that end at ``near`` name."""
    tokens, words = reading.tokens, reading.words
    token = tokens[near - 1]
    if _adjacent(tokens, near):
        mention = _named(reading, phrase_before(tokens, near, floor))
        if mention.subject is None and not mention.measured and tokens[near - 1].kind is Kind.DATE:
            return mention
        return mention
    baseline = baseline_before(tokens, near, words)
    if baseline is not None:
        return Mention(_within(reading, baseline[1], floor), baseline=baseline[0])
    comma = token.text in ("、", "，")
    topic = next((t for t in reading.topics if t.index == near - (2 if comma else 1) - _te(tokens, near, comma)), None)
    if topic is not None and topic.marker != "が" or (topic is not None and not comma):
        return topic.mention
    if comma or token.kind is Kind.MARK:
        return Mention()
    return _by_particle(reading, near, floor, index)


def _te(tokens: Sequence[Token], near: int, comma: bool) -> int:
    """「について」 ends on て, one token behind つい, where its topic is noted."""
    last = near - (2 if comma else 1)
    return 1 if 0 < last < len(tokens) and tokens[last].text == "て" and tokens[last - 1].text == "つい" else 0


def _adjacent(tokens: Sequence[Token], near: int) -> bool:
    token = tokens[near - 1] if near else None
    return token is not None and (
        token.kind in (Kind.NOUN, Kind.NAME, Kind.DATE) or (token.kind is Kind.MARK and token.text in "」』】")
    )


def _by_particle(reading: Reading, near: int, floor: int, index: int) -> Mention:
    tokens, words = reading.tokens, reading.words
    token = tokens[near - 1]
    if token.text == "ある" and near - 2 > floor and tokens[near - 2].text == "で":
        mention = _named(reading, phrase_before(tokens, near - 2, floor))
        head = "".join(t.text for t in tokens[run_before(tokens, near - 2, floor) : near - 2])
        subject = mention.subject or _owned(_owner(reading, index), head, words)
        return replace(mention, subject=subject)
    end = near - 1
    if token.kind is Kind.VERB or token.role == "接続助詞":
        return _place(reading, near, floor)
    phrase = phrase_before(tokens, end, floor)
    if phrase is None:
        return Mention()
    if token.text == "の":
        return _of_noun(reading, phrase, floor)
    if token.text in ("を", "に", "へ", "が"):
        return _named(reading, phrase)
    if token.text == "で" or token.text == "と":
        return replace(_named(reading, phrase), subject=None) if token.text == "と" else _located(reading, phrase, near)
    return Mention(period=_period_in(reading, phrase))


def _of_noun(reading: Reading, phrase: Phrase, floor: int) -> Mention:
    """「検証企業全体の70.2％」: of what が or は marks in the clause, else of the noun itself; 「…のうち」 too."""
    named = _named(reading, phrase)
    subject = _within(reading, phrase.start, floor)
    return replace(named, subject=subject) if subject is not None else named


def _place(reading: Reading, near: int, floor: int) -> Mention:
    """「営業活動において18百万円」: the part of the topic that a place names."""
    tokens = reading.tokens
    if near >= 3 and tokens[near - 1].text == "て" and tokens[near - 2].text in ("おい",):
        phrase = phrase_before(tokens, near - 3, floor)
        return _located(reading, phrase, near) if phrase is not None else Mention()
    return Mention()


def _located(reading: Reading, phrase: Phrase, near: int) -> Mention:
    named = _named(reading, phrase)
    owner = _current_topic(reading, phrase.start) or reading.memory.topic
    if named.subject is None or owner is None:
        return named
    return replace(named, subject=f"{named.subject}における{owner}")


def _outer(reading: Reading, bracket: int | None) -> str | None:
    """What a bracket belongs to: the amount before it, or the noun."""
    if bracket is None or bracket == 0:
        return None
    tokens = reading.tokens
    before = bracket - 1
    if tokens[before].kind is Kind.AMOUNT:
        found = reading.found.get(before)
        return found.subject if found else None
    while before > 0 and tokens[before].text in ("は", "が", "も", "を", "に"):
        before -= 1
    return _named(reading, phrase_before(tokens, before + 1, _floor(tokens, bracket))).subject


def _owned(owner: str | None, noun: str | None, words: Vocabulary) -> str | None:
    """A noun that needs an owner, with it: 「…基金」 and 「期末残高」 are …基金期末残高."""
    if owner is None or noun is None or owner.endswith(noun):
        return owner or noun
    return owner + ("" if noun in words.joined else "の") + noun


# --- what was spoken of ---------------------------------------------------------------------------------------------------


def _current_topic(reading: Reading, before: int, markers: str = "はも") -> str | None:
    """The last topic before a place, は before も, outside of brackets that have closed."""
    for marker in markers:
        for topic in reversed(reading.topics):
            if topic.index < before and topic.marker == marker and topic.subject:
                if enclosing(reading.tokens, topic.index) in (None, enclosing(reading.tokens, before)):
                    return topic.subject
    return None


def _within(reading: Reading, before: int, floor: int) -> str | None:
    """The subject of the clause that ``before`` stands in: が nearest to it, with no predicate between."""
    for topic in reversed(reading.topics):
        if not floor <= topic.index < before:
            continue
        if not _predicate(reading.tokens, topic.index, before) and topic.subject and topic.marker in "がは":
            return topic.subject
        if topic.marker == "は" and topic.subject:
            return topic.subject
    return None


def _predicate(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(tokens[i].text in ("、", "，") and ends_clause(tokens, i) for i in range(start + 1, end))


def _owner(reading: Reading, index: int) -> str | None:
    return _current(reading, index, fallback=False)


def _current(reading: Reading, index: int, fallback: bool = True) -> str | None:
    """What is spoken of at an amount that names nothing itself.

    The subject of the amount before it, unless a topic was set up since; then the topic, then that of the sentence
    before, then the nearest noun to the left, at last the heading.
    """
    floor = _floor(reading.tokens, index)
    last = max((i for i, m in reading.found.items() if floor <= i < index and not m.passing), default=None)
    clause = _within(reading, index, floor)
    if last is not None:
        later = [t for t in reading.topics if last < t.index < index and t.subject and t.marker in "はが"]
        later = [t for t in later if t.marker == "は" or not _predicate(reading.tokens, t.index, index)]
        if later:
            return later[-1].subject
        subject = reading.found[last].subject
        if subject is not None:
            return subject
    found = clause or _current_topic(reading, index) or reading.memory.topic
    if found or not fallback:
        return found
    return _nearest(reading, index) or reading.memory.heading


def _nearest(reading: Reading, index: int) -> str | None:
    for end in range(index, 0, -1):
        if reading.tokens[end - 1].kind is Kind.NOUN:
            phrase = phrase_before(reading.tokens, end, _floor(reading.tokens, index))
            named = _named(reading, phrase)
            if named.subject:
                return named.subject
    return None


# --- to the right ---------------------------------------------------------------------------------------------------------


def _right(reading: Reading, index: int) -> str | None:
    """The noun that an amount counts (「474件の支援候補先」), or what is done (「424企業に…を提案」)."""
    tokens = reading.tokens
    quantity = tokens[index].quantity
    if quantity is None or quantity.unit_base in ("％", "ポイント", "倍"):
        return None
    i = after_bracket(tokens, index + 1)
    if i >= len(tokens):
        return None
    if tokens[i].text == "の":
        return _noun_after(reading, index)
    if quantity.unit_base == "JPY":
        return None
    done = _deed(reading, i)
    topic = _current_topic(reading, index)
    if done is None:
        return None
    set_up = [t.index for t in reading.topics if t.index < index and t.subject == topic]
    if topic is None or _predicate(tokens, set_up[-1], index):
        return done
    return topic if done in topic else f"{topic}の{done}"


def _deed(reading: Reading, start: int) -> str | None:
    """What a clause says is done: its object and its verb as nouns (「経営支援メニュー等の提案」)."""
    tokens, words = reading.tokens, reading.words
    first = start
    if tokens[start].text == "へ" and start + 1 < len(tokens) and tokens[start + 1].text == "の":
        first = start + 2
    goal, verb = None, None
    for i in range(first, len(tokens)):
        token = tokens[i]
        if token.kind is Kind.AMOUNT or token.text in ("、", "，", "。") or token.text in "（(":
            break
        if token.text == "を" and goal is None:
            goal = i
        if i + 1 < len(tokens) and token.role == "サ変可能" and tokens[i + 1].kind is Kind.VERB:
            verb = token.text if token.text not in words.light else None
            break
        if token.kind is Kind.VERB and goal is not None:
            break
    thing = None
    if goal is not None:
        phrase = phrase_before(tokens, goal, first)
        thing = text_of(tokens, phrase) if phrase is not None else None
    return "の".join(p for p in (thing, verb) if p) or None


def _flow(reading: Reading, index: int) -> str | None:
    """The line of the accounts that a verb makes: 「2億円を準備金に繰り入れ」 is 準備金繰入, 「…は、43百万円を取り崩し」."""
    tokens, words = reading.tokens, reading.words
    if index + 1 >= len(tokens) or tokens[index + 1].text != "を":
        return None
    target = None
    for i in range(index + 2, min(len(tokens), index + 16)):
        token = tokens[i]
        if token.kind is Kind.AMOUNT or token.text in ("、", "。"):
            return None
        if token.text in RECIPIENT and target is None:
            phrase = phrase_before(tokens, i, index + 2)
            target = text_of(tokens, phrase) if phrase is not None else None
        stem = _stem(tokens, i, words)
        if stem is not None:
            owner = target or _current_topic(reading, index) or reading.memory.topic
            return owner + stem if owner and stem not in owner[-4:] else owner
    return None


def _stem(tokens: Sequence[Token], i: int, words: Vocabulary) -> str | None:
    joined = tokens[i].text + (tokens[i + 1].text if i + 1 < len(tokens) else "")
    if tokens[i].kind not in (Kind.VERB, Kind.NOUN):
        return None
    return next((noun for stem, noun in words.flows.items() if joined.startswith(stem)), None)


# --- 同 and それぞれ --------------------------------------------------------------------------------------------------------

_SAME = re.compile(r"同(?=[一-鿿ァ-ヶA-Za-z])(?!期|月|年|日|様|程度|時|額|率|意|社会|等|行|一|士|業|席|窓|居|盟|調|封|伴|感)([一-鿿ァ-ヶー々A-Za-z]+)")


def _resolved(subject: str | None, reading: Reading, index: int) -> str:
    """A subject with 同… replaced by what it stands for."""
    subject = subject or reading.memory.heading or "本文"
    match = _SAME.search(subject)
    if match is None:
        return subject
    before = "".join(t.text for t in reading.tokens[:index])
    noun = match[1]
    for text in (before, reading.memory.text):
        for length in range(len(noun), 1, -1):
            found = re.findall(rf"([一-鿿ァ-ヶー々A-Za-z・]+{re.escape(noun[:length])})", text)
            full = [f for f in found if not f.startswith("同") and len(f) > length]
            if full:
                return subject.replace("同" + noun[:length], full[-1], 1)
    return subject


def _distribute(reading: Reading, index: int, mention: Mention) -> None:
    """それぞれ: the first amount is the first thing's, the second the second's."""
    tokens = reading.tokens
    near = index - 1
    while near > 0 and tokens[near].kind in (Kind.NOUN, Kind.DATE):
        near -= 1
    if "それぞれ" not in {t.text for t in tokens[near:index]} or mention.subject is None:
        return
    things = _things(reading, near)
    series = _series(tokens, index)
    if len(things) != len(series) or len(things) < 2:
        return
    for place, thing in zip(series, things, strict=True):
        reading.found[place] = replace(mention, subject=_resolved(thing, reading, index))


def _things(reading: Reading, before: int) -> list[str]:
    """The nouns joined by 、, と, 及び before a topic's は."""
    tokens = reading.tokens
    marks = [t.index for t in reading.topics if t.index <= before + 1 and t.marker in "はが"]
    if not marks:
        return []
    end, things = marks[-1], []
    while True:
        phrase = phrase_before(tokens, end, run_before(tokens, end)) if run_before(tokens, end) < end else None
        if phrase is None:
            break
        start = trimmed(tokens, phrase.start, phrase.end)
        things.append(text_of(tokens, Phrase(start, start, end)))
        joint = tokens[phrase.start - 1].text if phrase.start else ""
        if joint not in COORDINATORS | {"、", "，", "と", "・"}:
            break
        end = phrase.start - 1
    return things[::-1]


def _series(tokens: Sequence[Token], index: int) -> list[int]:
    series, i = [index], index + 1
    while i + 1 < len(tokens) and (tokens[i].text in COORDINATORS | {"、", "，", "と"}):
        if tokens[i + 1].kind is not Kind.AMOUNT:
            break
        series.append(i + 1)
        i += 2
    return series


def _remember(reading: Reading) -> None:
    topics = [t for t in reading.topics if t.marker == "は" and t.subject and not t.mention.measured]
    topics = [t for t in topics if enclosing(reading.tokens, t.index) is None]
    if topics:
        reading.memory.topic = _resolved(topics[-1].subject, reading, topics[-1].index)
    elif reading.found:
        reading.memory.topic = reading.found[max(reading.found)].subject
    reading.memory.text = (reading.memory.text + "".join(t.text for t in reading.tokens))[-4000:]
