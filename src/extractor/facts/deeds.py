"""Subjects that stand behind their amount: what is counted (「210件の相談案件」) and what is done with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.facts.mentions import Reading
from extractor.facts.phrases import HEDGES, after_bracket, is_noun, phrase_before, text_of
from extractor.facts.reading import current, current_topic, predicate_between
from extractor.facts.tokens import Kind, Token
from extractor.facts.vocabulary import Vocabulary

#: those to whom something is done: 「40企業に参加を案内」
RECIPIENT = frozenset({"に", "へ"})


def right_of(reading: Reading, index: int) -> str | None:
    """The noun that an amount counts (「210件の相談案件」), or what is done (「186企業に…を提案」)."""
    tokens = reading.tokens
    i = after_bracket(tokens, index + 1)
    if tokens[index].measures == "ratio":
        return sharing(reading, index)
    if tokens[index].measures in ("points", "multiple") or i >= len(tokens):
        return None
    if tokens[i].text == "の":
        return _partaking(reading, index) or noun_after(reading, index) or _balance(reading, index, i + 1)
    done = _deed(reading, i) if tokens[index].measures == "count" else None
    done = done or _happened(tokens, index, i)
    topic = current_topic(reading, index)
    if done is None or topic is None:
        return done
    set_up = max(t.index for t in reading.topics if t.index < index and t.subject == topic)
    if predicate_between(tokens, set_up, index):
        return done
    return topic if done in topic else f"{topic}の{done}"


def _happened(tokens: Sequence[Token], index: int, i: int) -> str | None:
    """「42先で経営改善計画が策定された」: what there is with those that are counted."""
    end = _noun_end(tokens, i + 1) if tokens[index].measures == "count" and tokens[i].text == "で" else i + 1
    marked = i + 1 < end < len(tokens) and tokens[end].text == "が"
    return "".join(t.text for t in tokens[i + 1 : end]) if marked else None


#: what may stand between a share and those who make it up: 「9割を超える職員が」
_SHARING = re.compile(
    r"(?:強|弱|余り?|程度|以上)?を(?:占め|超え|上回)(?:る|った|た|ている)|(?:以上|強|弱|近く|程度)?の"
)


def sharing(reading: Reading, index: int) -> str | None:
    """Those who are a share of all: 「8割の企業が」, 「9割を超える職員が」."""
    tokens, words = reading.tokens, reading.words
    for end in range(index + 2, min(index + 6, len(tokens))):
        if _SHARING.fullmatch("".join(t.text for t in tokens[index + 1 : end])) and is_noun(tokens[end]):
            last = _noun_end(tokens, end)
            noun = "".join(t.text for t in tokens[end:last])
            marked = last < len(tokens) and tokens[last].text in ("が", "は", "から", "に")
            return noun if marked and noun not in {*words.generic, *words.directions, *words.balances} else None
    return None


def _partaking(reading: Reading, index: int) -> str | None:
    """「創業塾を4回開催し、73名の参加」: what is counted is done at what was counted before, in another counter."""
    before = [i for i, m in reading.found.items() if i < index and not m.passing]
    noun, whole = noun_after(reading, index), current(reading, index)
    if not before or noun is None or whole is None or noun in whole or whole in noun:
        return None
    last, this = reading.tokens[max(before)], reading.tokens[index]
    act = reading.tokens[_noun_end(reading.tokens, index + 2) - 1]
    counted = last.quantity is not None and this.quantity is not None and this.measures == last.measures == "count"
    other = counted and last.quantity.unit_base != this.quantity.unit_base  # type: ignore[union-attr]
    return f"{whole}の{noun}" if other and act.role == "サ変可能" and act.text == noun else None


def _balance(reading: Reading, index: int, place: int) -> str | None:
    """収入 of 「5億円の収入があった」, where nothing else is spoken of."""
    noun = reading.tokens[place].text if place < len(reading.tokens) else ""
    return noun if noun in reading.words.balances and current(reading, index) is None else None


def noun_after(reading: Reading, index: int) -> str | None:
    """The noun that の, が or は ties to the amount before it; 「2名以上を役員とする」 names it, too."""
    tokens, words = reading.tokens, reading.words
    i = after_bracket(tokens, behind_hedge(tokens, index))
    if i >= len(tokens) or tokens[i].text not in ("の", "が", "は", "を"):
        return None
    end = _noun_end(tokens, i + 1)
    if tokens[i].text == "を":
        named_so = [t.text[:1] for t in tokens[end : end + 2]] in (["と", "す"], ["と", "し"])
        return "".join(t.text for t in tokens[i + 1 : end]) or None if named_so else None
    while tokens[i].text in ("の", "が") and end + 1 < len(tokens) and tokens[end].text == "の":
        further = _noun_end(tokens, end + 1)
        if further == end + 1:
            break
        end = further
    noun = "".join(t.text for t in tokens[i + 1 : end])
    known = {*words.generic, *words.directions, *words.balances, *words.scenarios, "合計", "計"}
    return noun if noun and noun not in known and not noun.startswith(words.selves) else None


def _noun_end(tokens: Sequence[Token], start: int) -> int:
    end = start
    while end < len(tokens) and tokens[end].kind in (Kind.NOUN, Kind.NAME):
        end += 1
    return end


def behind_hedge(tokens: Sequence[Token], index: int) -> int:
    """The place behind the amount at ``index`` and the hedging word that follows it: 「3名以上」."""
    return index + (2 if index + 1 < len(tokens) and tokens[index + 1].text in HEDGES else 1)


def deed_to(reading: Reading, index: int, subject: str) -> str | None:
    """「…事業については、40企業に参加を案内」: what is done tells two counts of one topic apart."""
    after = reading.tokens[index + 1 : index + 2]
    if reading.tokens[index].measures != "count" or not after or after[0].text not in RECIPIENT:
        return None
    deed = _deed(reading, index + 1)
    return None if deed is None or deed in subject or deed in reading.words.directions else deed


#: what a clause says of a noun behind it: 「1,512件だった条件変更」「2,398億円となった保証債務残高」
_STATING = re.compile(
    r"(?:だっ|であっ|あっ|となっ|に達し(?:てい)?|に上っ(?:てい)?|にのぼっ(?:てい)?|にとどまっ(?:てい)?|に留まっ(?:てい)?|を超え(?:てい)?"
    r"|を(?:目標|計画|予定|予算)と(?:し(?:てい)?)?|を見込んで(?:い)?)た|を(?:目標|計画)とする"
)


def stated_of(reading: Reading, index: int) -> str | None:
    """The noun behind the clause or the row that an amount ends, where nothing before it names one."""
    tokens, i = reading.tokens, index + 1
    while (further := _next_amount(reading, i)) is not None:
        i = further + 1
    if i < len(tokens) and tokens[i].text == "の":
        return noun_after(reading, i - 1)
    for start in range(i + 2, min(i + 8, len(tokens))):
        if _STATING.fullmatch("".join(t.text for t in tokens[i:start])) and is_noun(tokens[start]):
            end = _noun_end(tokens, start)
            while (further := _noun_end(tokens, _behind_joint(tokens, end))) > _behind_joint(tokens, end) > end:
                end = further
            return "".join(t.text for t in tokens[start:end]) or None
    return _done_by(reading, i)


def _behind_joint(tokens: Sequence[Token], i: int) -> int:
    """``i``, or the place behind the の (への, との) that ties a noun to what follows."""
    joint = i + 1 if i < len(tokens) and tokens[i].text in ("へ", "と", "から") else i
    return joint + 1 if joint < len(tokens) and tokens[joint].text == "の" else i


def _done_by(reading: Reading, start: int) -> str | None:
    """「1,280人が受講し」: what those who are counted did."""
    particle, deed, verb = ([*reading.tokens[start : start + 3], None, None, None])[:3]
    if particle is None or deed is None or verb is None or particle.text != "が" or verb.kind is not Kind.VERB:
        return None
    known = deed.text in reading.words.light or deed.text in reading.words.directions
    return deed.text if deed.role == "サ変可能" and not known else None


def _next_amount(reading: Reading, i: int) -> int | None:
    """The amount that goes on with a row: 「第1四半期は110億円、第2四半期は98億円」「3.6％減の2,398億円」."""
    tokens = reading.tokens
    if [t.text for t in tokens[i : i + 2]][1:] == ["の"] and tokens[i].text in reading.words.directions:
        i += 2
    else:
        while i < len(tokens) and (tokens[i].kind is Kind.DATE or tokens[i].text in ("、", "，", "は", "が")):
            i += 1
    return i if i < len(tokens) and tokens[i].kind is Kind.AMOUNT else None


def treated_so(reading: Reading, index: int) -> str | None:
    """「…のうち、150件、7億円について管理事務停止を行った」: what is done with those that amounts tell of."""
    tokens, i = reading.tokens, index + 1
    while i + 1 < len(tokens) and tokens[i].text in ("、", "，", "・") and tokens[i + 1].kind is Kind.AMOUNT:
        i += 2
    return _deed(reading, i + 2) if [t.text for t in tokens[i : i + 3]] == ["に", "つい", "て"] else None


def _deed(reading: Reading, start: int) -> str | None:
    """What a clause says is done: its object and its verb as nouns (「専門家の派遣の提案」)."""
    tokens, words = reading.tokens, reading.words
    first = start + 2 if [t.text for t in tokens[start : start + 2]] == ["へ", "の"] else start
    thing, verb = None, None
    if tokens[start].text == "と":
        return None  # 「171社と目標を上回り」
    deed, stop = ([*tokens[start + 1 : start + 3], None, None])[:2]
    ends = ("、",) if current_topic(reading, start) else ("、", "し", "する")
    if tokens[start].text == "を" and deed is not None and stop is not None and stop.text in ends:
        return deed.text if deed.role == "サ変可能" and deed.text not in words.light else None  # 「38件を採択、」
    for i in range(first, len(tokens)):
        token = tokens[i]
        if token.kind is Kind.AMOUNT or token.text in ("、", "，", "。", "（", "("):
            break
        if token.text == "を" and thing is None:
            phrase = phrase_before(tokens, i, first)
            thing = text_of(tokens, phrase) if phrase is not None else None
        elif token.kind is Kind.VERB and i > first and tokens[i - 1].role == "サ変可能":
            verb = tokens[i - 1].text if tokens[i - 1].text not in words.light else None
            break
    if thing is None and tokens[start].text in RECIPIENT and first == start:
        return verb  # 「1,012企業に訪問し」
    return f"{thing}の{verb}" if thing and verb else thing


def flow_after(reading: Reading, index: int, source: str | None = None, into: str | None = None) -> str | None:
    """The line of the accounts that a verb makes of its object: 「2億円を準備金に繰り入れ」 is 準備金繰入.

    ``source`` is the account named before the amount (「準備金から1億円を取り崩し」), ``into`` the one that it goes to.
    """
    tokens, words = reading.tokens, reading.words
    row = into is not None and [t.text for t in tokens[index + 1 : index + 2]] in (["、"], ["と"])
    # 「準備金に2億円、基金に1億円を繰り入れ」: the verb behind the last of them is that of all
    if index + 1 >= len(tokens) or (tokens[index + 1].text not in ("を", "は") and not row):
        return _flow_of_object(reading, index) or _flow_noun(reading, index, source)
    target = into
    for i in range(index + 1 if row else index + 2, min(len(tokens), index + 24)):
        token = tokens[i]
        # 「2億円を準備金に、残る2億円を基金に繰り入れ」: one verb for both
        shared = target is not None and (token.text == "、" or token.kind is Kind.AMOUNT)
        if not shared and (token.kind is Kind.AMOUNT or token.text in ("、", "。")):
            return None
        if token.text in RECIPIENT and target is None:
            phrase = phrase_before(tokens, i, index + 2)
            target = text_of(tokens, phrase) if phrase is not None else None
        stem = _stem(tokens, i, words)
        if stem is not None:
            return _account(reading, index, stem, source, target)
    return None


#: flows whose source is not the account: 「剰余金から1億円を積み立て」
INTO = frozenset({"積立", "繰入", "造成", "拠出", "受入"})


def _account(reading: Reading, index: int, flow: str, source: str | None, target: str | None) -> str | None:
    topic = current_topic(reading, index) or reading.memory.topic
    owner = target or (topic or source if flow in INTO else source or topic)
    owner = owner and owner.removesuffix("残高")  # 「企業債残高は、9億円を償還したため」
    return owner + flow if owner and flow not in owner[-4:] else owner


def _flow_noun(reading: Reading, index: int, source: str | None) -> str | None:
    """「18百万円の取崩しを行い」."""
    tokens = reading.tokens
    if [t.text for t in tokens[index + 1 : index + 2]] != ["の"]:
        return None
    noun = noun_after(reading, index) or ""
    flow = next((f for stem, f in reading.words.flows.items() if noun == stem or noun == stem + "し"), None)
    return _account(reading, index, flow, source, None) if flow else None


def _flow_of_object(reading: Reading, index: int) -> str | None:
    """「準備金を1億円取り崩し」: the account is the object, the amount stands right before the verb."""
    tokens = reading.tokens
    if index < 2 or tokens[index - 1].text != "を" or index + 1 >= len(tokens):
        return None
    stem, phrase = _stem(tokens, index + 1, reading.words), phrase_before(tokens, index - 1)
    return text_of(tokens, phrase) + stem if stem and phrase is not None else None


def _stem(tokens: Sequence[Token], i: int, words: Vocabulary) -> str | None:
    """The noun that the verb at ``i`` makes: 繰り入れ → 繰入; a noun is a verb when する follows it."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    joined = tokens[i].text + (after.text if after else "")
    if tokens[i].kind is Kind.NOUN:
        return words.flows.get(tokens[i].text) if after is not None and after.kind is Kind.VERB else None
    if tokens[i].kind is not Kind.VERB:
        return None
    return next((noun for stem, noun in words.flows.items() if joined.startswith(stem)), None)
