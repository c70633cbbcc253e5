"""What the words before an amount name: the noun next to it, a topic, a baseline, a place, a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from extractor.facts.cues import COMPARING, baseline_before, is_clause_noun, measured_against
from extractor.facts.deeds import noun_after, sharing
from extractor.facts.mentions import Mention, Reading, Topic
from extractor.facts.naming import AIMED, DAYS, named, prior_of, ratio_to
from extractor.facts.near import Near
from extractor.facts.phrases import CLOSING, HEDGES, Phrase, enclosing, phrase_before, run_before
from extractor.facts.reading import clause_subject, current, current_topic, floor_of, owned
from extractor.facts.tokens import AGO, Kind, Token
from extractor.facts.vocabulary import Vocabulary

#: words for getting something from somebody
RECEIVED = (
    *("受領", "受け", "交付", "拠出", "寄附", "寄付", "支給", "受入", "補助", "出えん", "助成"),
    *("頂き", "頂い", "いただ"),
)
#: what tells the dividends of one year apart
DIVIDENDS = frozenset({"期末", "中間", "普通", "特別", "記念"})
#: nouns before で that are causes, no places: 「反動で15.3％減少」
CAUSES = ("反動", "影響", "効果", "要因", "増加", "減少", "関係", "理由", "見直し", "取組", "発生", "ため")
#: ends of words for a moment: 「ピーク時の1,020億円」 is of another day than the rest
MOMENTS = ("時", "時点", "当時")
#: what a figure is measured by: 「基準の60％以上」 is not the figure itself
BOUNDS = frozenset({"基準", "基準値", "上限", "下限", "目安", "閾値"})
#: ends of subjects that are ratios themselves: of such a one 「前年の3.2％」 is its value, no ratio to it
RATES = ("率", "割合", "比率", "シェア", "金利", "利回り", "ROE", "ROA", "ROIC")
#: ends of words for all of something, of which a ratio is a part
WHOLES = ("全体", "全て", "すべて", "総数", "総額", "合計")
#: ends of words for those that somebody is compared with
OTHERS = re.compile(r"(?:全国|業界|他協会|同業).*|.+平均")
#: behind what a figure was before: 「前期の25％から拡大」「前年度の34％とほぼ同じ」
LEFT_BEHIND = re.compile(r"から|とほとんど|とほぼ|と変わら|と同|並み")
#: words that point at what comes
POINTERS = frozenset({"次", "以下", "上記", "下記", "下表"})
#: verbs that say where a figure stood: 「「その他」に表示していた541百万円」
SHOWN = ("表示", "計上", "掲記", "区分", "含め")
#: verbs that make a group of those counted: 「銀行を除く3社」
REDUCING = ("加え", "控除", "差し引", "足し")
GROUPING = ("除く", "除い", "含む", "含め", "始め", "はじめ")


def left_of(reading: Reading, near: Near, index: int) -> Mention:
    """What the words before an amount name."""
    tokens, end, floor = reading.tokens, near.end, near.floor
    token = tokens[end - 1]
    if token.text in HEDGES and end - 2 >= floor and tokens[end - 2].kind is Kind.AMOUNT:
        return reading.found.get(end - 2, Mention())  # 「3名以上15名以下」
    if adjacent(tokens, end):
        return Mention() if is_clause_noun(tokens, end - 1) else _next_to(reading, near, index)
    baseline = baseline_before(tokens, end, reading.words) or _planned(reading, end)
    baseline = baseline or measured_against(tokens, end, index)
    if baseline is not None:
        return Mention(clause_subject(reading, baseline[1], floor), baseline=baseline[0])
    comma = token.text in ("、", "，")
    topic = _topic_at(reading, end - (1 if comma else 0))
    if topic is not None and not (comma and topic.marker == "が"):
        counted = [t.text for t in tokens[index + 1 : index + 2]] == ["の"] or comma
        noun = noun_after(reading, index) if topic.located and counted else None
        return Mention(noun, period=topic.mention.period) if noun else topic.mention
    if token.kind is Kind.MARK:
        # 「目標：500企業」
        return named(reading, phrase_before(tokens, end - 1, floor)) if token.text in ("：", ":") else Mention()
    return _by_particle(reading, near, index)


def _next_to(reading: Reading, near: Near, index: int) -> Mention:
    """What the noun right before an amount names."""
    tokens, end, floor = reading.tokens, near.end, near.floor
    phrase = phrase_before(tokens, end, floor)
    each = phrase is not None and any(t.text == "それぞれ" for t in tokens[end:index])
    if phrase is not None and each and tokens[phrase.start - 1].text in ("に", "を", "は", "が"):
        # 「総額に歳入歳出それぞれ5億円」: of the total, on both sides
        return named(reading, phrase_before(tokens, phrase.start - 1, floor))
    return _dividend(reading, phrase, index) or named(reading, phrase)


def _dividend(reading: Reading, phrase: Phrase | None, index: int) -> Mention | None:
    """「配当金は、期末25円、中間20円の年間45円」: the parts of a year's dividend."""
    topic = current_topic(reading, index) or ""
    word = _joined(reading.tokens, phrase) if phrase is not None else ""
    noun = next((noun for noun in ("配当金", "配当") if topic.endswith(noun)), None)
    if word not in DIVIDENDS or noun is None or reading.tokens[index].measures != "money":
        return None
    return Mention(word + noun, passing=True)


def _planned(reading: Reading, end: int) -> tuple[str, int] | None:
    """「計画値50億円を3億円超過」, 「簿価5億円を1億円下回る」: the amount that the next one is measured against."""
    i = end
    while i > 1 and (reading.tokens[i - 1].text in ("て", "、") or reading.tokens[i - 1].text.startswith(COMPARING)):
        i -= 1
    particle = reading.tokens[i - 1].text
    linked = particle in ("を", "から") or (particle in ("に", "と") and i < end)
    before = reading.found.get(i - 2) if linked else None
    if before is None:
        return None
    if before.scenario in ("plan", "target", "forecast") and (particle != "から" or before.scenario != "forecast"):
        return "plan", i - 2
    of_year = before.period.fiscal_year if before.period is not None else None
    year = of_year is not None and of_year == (reading.fiscal_year or 0) - 1
    return ("prior_year", i - 2) if year else ("other", i - 2) if particle == "を" else None


def _topic_at(reading: Reading, end: int) -> Topic | None:
    """The topic whose marker ends at ``end``; 「について」 ends on て, its topic is noted at つい."""
    about = end >= 2 and reading.tokens[end - 1].text == "て" and reading.tokens[end - 2].text == "つい"
    return next((t for t in reading.topics if t.index == end - (2 if about else 1)), None)


def adjacent(tokens: Sequence[Token], end: int) -> bool:
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
        return _aimed(tokens, near) or _grouped(reading, near, index) or _place(reading, end, near.floor)
    if token.text == "から" and end > 1 and tokens[end - 2].kind is Kind.AMOUNT:
        first = reading.found.get(end - 2, Mention())
        return Mention() if first.passing else replace(first, period=None, scenario=None)
    return _by_noun(reading, near, index, token.text)


def _by_noun(reading: Reading, near: Near, index: int, particle: str) -> Mention:
    tokens, phrase = reading.tokens, phrase_before(reading.tokens, near.end - 1, near.floor)
    mention = named(reading, phrase)
    if particle == "に" and [t.text for t in tokens[index + 1 : index + 2]] == ["が"]:
        # 「創業塾は全5回の講座に28名が受講」
        mention = Mention(current_topic(reading, index, located=False) or mention.subject)
    if phrase is not None and particle == "の":
        return _of(reading, near, index, phrase, mention)
    if phrase is not None and particle == "で":
        cause = (mention.subject or "").endswith(CAUSES)
        return Mention() if cause or mention.subject in reading.words.relational else _located(reading, phrase)
    given = particle == "から" and mention.subject is not None and current_topic(reading, index) is None
    if given and [t.text for t in tokens[index + 1 : index + 2]] in (["、"], ["の"]):
        return replace(mention, subject=_given(reading, index, mention.subject or ""))
    dated = any(t.kind is Kind.DATE for t in tokens[near.end : index])  # 「開始から3月末までに310件をいただいた」
    if (
        particle == "から"
        and mention.subject
        and mention.scenario is None
        and not dated
        and _is_received(tokens, index)
    ):
        topic = current_topic(reading, index)
        return replace(mention, subject=f"{mention.subject}からの{topic}", passing=True) if topic else mention
    return mention if particle in ("を", "に", "へ", "が") else replace(mention, subject=None)


def _is_received(tokens: Sequence[Token], index: int) -> bool:
    """「補償金は、県から82百万円、市町村から14百万円を受領」: whether the row ends on what is got from somebody."""
    for token in tokens[index:]:
        if token.text.startswith(RECEIVED):
            return True
        if token.kind is Kind.VERB or token.text == "。":
            return False
    return False


def _given(reading: Reading, index: int, giver: str) -> str:
    """「国から2億円、県から1億円の補助」: what each of them gave, as the end of the row tells."""
    for i in range(index, len(reading.tokens)):
        if reading.tokens[i].kind is Kind.VERB:
            break
        noun = noun_after(reading, i) if reading.tokens[i].kind is Kind.AMOUNT else None
        if noun is not None:
            return f"{giver}からの{noun}"
    return giver


def _of(reading: Reading, near: Near, index: int, phrase: Phrase, mention: Mention) -> Mention:
    """What の ties to the amount: 「前年の1.8倍」, 「利用者の8割」, 「県内の5件の相談」."""
    tokens, words = reading.tokens, reading.words
    word = _joined(tokens, phrase)
    if word in words.directions and tokens[phrase.start - 1].kind is Kind.AMOUNT:
        return reading.found.get(phrase.start - 1, Mention()).of_the_same()  # 「38.9％減の64億円」
    if tokens[index].measures in ("ratio", "multiple"):
        return _ratio_tied(reading, near, index, phrase, mention)
    owner = clause_subject(reading, phrase.start, near.floor) if _is_of_others(word) else None
    if owner is not None:
        return Mention(f"{word}の{owner}", passing=True)  # 「全国の0.17ポイントより大きい」
    counted = _counted(reading, index, phrase) if tokens[index].measures == "count" else None
    if counted is not None:
        return replace(mention, subject=counted)
    return _of_owner(reading, near, index, phrase, mention)


def _is_of_others(word: str) -> bool:
    """「全国計の2.3％増」 is not ours; a part of all is."""
    return not word.endswith(WHOLES) and OTHERS.fullmatch(word) is not None


def _ratio_tied(reading: Reading, near: Near, index: int, phrase: Phrase, mention: Mention) -> Mention:
    """What の ties to a ratio: 「収入の8割を占める保証料」, 「令和元年度の1.8倍」, 「前期の25％から」."""
    tokens, words, word = reading.tokens, reading.words, _joined(reading.tokens, phrase)
    sharers = any(t.text.startswith("占め") for t in tokens[index + 1 : index + 4])
    those = sharing(reading, index) if sharers else None
    if those:
        return Mention(those, part=True)
    if word.endswith(WHOLES) and "".join(t.text for t in tokens[phrase.start - 2 : phrase.start]) in ("」で", "』で"):
        # 「要因は「受注の減少」で全体の56.3％」
        return Mention(named(reading, phrase_before(tokens, phrase.start - 1, near.floor)).subject, part=True)
    owner = clause_subject(reading, phrase.start, near.floor)
    if owner is None and word.endswith("先"):
        owner = outer(reading, enclosing(tokens, index))  # 「緩和先は2,140先（保証先の17.1％）」
    year = mention.period.fiscal_year if mention.period is not None else None
    if year is not None and tokens[index].measures == "multiple" and word not in words.baselines:
        return Mention(owner, ratio_to(year, reading.fiscal_year))
    behind = "".join(t.text for t in tokens[index + 1 : index + 5])
    return _ratio_of(word, mention, owner, words, bool(LEFT_BEHIND.match(behind)))


def _of_owner(reading: Reading, near: Near, index: int, phrase: Phrase, mention: Mention) -> Mention:
    tokens, words = reading.tokens, reading.words
    spoken_of = next((t for t in reading.topics if t.index == index + 1), None)
    if spoken_of is not None and spoken_of.subject:
        return spoken_of.mention  # 「港湾部の2市が計640億円」
    owner = clause_subject(reading, phrase.start, near.floor, strict=True)
    if owner is not None and _joined(tokens, phrase).endswith(MOMENTS):
        return replace(mention, subject=f"{_joined(tokens, phrase)}の{owner}", passing=True)
    if owner is not None and mention.scenario is None and _is_name(tokens, index, phrase, words):
        return replace(mention, passing=mention.subject is not None, subject=mention.subject or owner)
    return replace(mention, subject=owner or mention.subject)


def _joined(tokens: Sequence[Token], phrase: Phrase) -> str:
    return "".join(t.text for t in tokens[phrase.start : phrase.end])


def _ratio_of(word: str, mention: Mention, owner: str | None, words: Vocabulary, left_behind: bool) -> Mention:
    """A ratio of what ``word`` names: of the year before, of a plan, of a bound, or a part of a whole.

    ``left_behind``: it is where a change began, so that it is a value itself.
    """
    baseline = words.baselines.get(word)
    rate = (owner or "").endswith(RATES)
    year = rate and (not word or AGO.fullmatch(word))  # 「前期末の33.0％から」「3年前の0.7％」
    if owner is not None and (year or word.endswith(DAYS) or (word.endswith(MOMENTS) and not rate)):
        return replace(mention, subject=owner)  # 「年度当初の18％」「ピーク時の4割」
    if word in BOUNDS or (rate and mention.scenario is not None and word in words.relational):
        return replace(mention, subject=owned(owner, word, words))
    if baseline is not None:
        # a rate of last year is that year's value and no ratio to it
        to_it = None if rate or left_behind else "ratio_plan" if baseline == "plan" else "ratio_prior_year"
        period, scenario = (mention.period, mention.scenario) if to_it is None else (None, None)
        return replace(mention, subject=owner, measure=to_it, period=period, scenario=scenario)
    if owner is None and mention.measured:
        return mention
    if owner is not None and (_is_of_others(word) or (rate and not word.endswith(WHOLES))):
        return replace(mention, subject=f"{word}の{owner}", passing=True)  # 「全国平均の1.35％」
    whole = owner is None and word.endswith(WHOLES)
    return replace(mention, subject=None if whole else owner or mention.subject, part=True)


def _counted(reading: Reading, index: int, phrase: Phrase) -> str | None:
    """What is counted where の stands before: the noun behind, or of things listed one by one the counter itself."""
    tokens = reading.tokens
    vague = counter_of(tokens[index]) == "つ"
    tied = vague or _joined(tokens, phrase) in POINTERS or [t.text for t in tokens[index + 1 : index + 2]] == ["の"]
    after = noun_after(reading, index) if tied else None
    return after or (counter_of(tokens[index]) if _enumerated(tokens, phrase) else None)


def _is_name(tokens: Sequence[Token], index: int, phrase: Phrase, words: Vocabulary) -> bool:
    """「年間配当は、中間配当の12円と…」: whether the noun before の names the money, and is no change of it (3％増の)."""
    noun = "".join(t.text for t in tokens[phrase.head : phrase.end])
    change = phrase.start > 0 and tokens[phrase.start - 1].kind is Kind.AMOUNT
    known = (*words.relational, *words.generic, *words.directions)
    return tokens[index].measures == "money" and not change and noun not in known


def _enumerated(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether several things are named one after the other: 「企画、審査、管理」, 「「A」「B」」."""
    quotes = sum(t.text in ("」", "』") for t in tokens[phrase.start : phrase.end])
    if phrase.start < 2:
        return quotes > 1
    joint, before = tokens[phrase.start - 1], tokens[phrase.start - 2]
    return quotes > 1 or (joint.text in ("、", "，", "・") and (before.kind is Kind.NOUN or before.text in CLOSING))


def counter_of(token: Token) -> str | None:
    """The counter of an amount as the noun that it counts."""
    return token.quantity.unit_base if token.quantity is not None else None


def _aimed(tokens: Sequence[Token], near: Near) -> Mention | None:
    """「目標としていた300件」: what a clause right before the amount makes of it."""
    said = "".join(t.text for t in tokens[max(near.floor, near.end - 6) : near.end])
    return next((Mention(scenario=planned) for clause, planned in AIMED.items() if said.endswith(clause)), None)


def _verbal(token: Token) -> bool:
    """A verb, or what joins its parts: 「はじめとする」."""
    return token.kind is Kind.VERB or token.role == "接続助詞" or token.text == "と"


def _grouped(reading: Reading, near: Near, index: int) -> Mention | None:
    """What a verb right before the amount makes of it: 「銀行を除く3社」, 「「その他」に表示していた5億円」."""
    tokens, end = reading.tokens, near.end
    first = end
    while first > near.floor and _verbal(tokens[first - 1]):
        first -= 1
    said = "".join(t.text for t in tokens[max(first - 1, near.floor) : end])
    if tokens[end - 1].kind is not Kind.VERB or not tokens[end - 1].ending.startswith(("連体形", "終止形")):
        return None
    counted_in = first - 2 > near.floor and tokens[first - 2].kind is Kind.AMOUNT  # 「退職は定年3名を含む5名」
    if tokens[index].measures == "count" and any(stem in said for stem in GROUPING) and not counted_in:
        return Mention(counter_of(tokens[index]))
    whole = (
        current_topic(reading, index, located=False) if any(stem in said for stem in (*GROUPING, *REDUCING)) else None
    )
    if whole is not None:
        return Mention(whole)  # 「営業外収益は受取配当金30百万円を含む52百万円」
    if said.startswith(SHOWN) and first - 2 > near.floor and tokens[first - 2].text in ("に", "を"):
        return named(reading, phrase_before(tokens, first - 2, near.floor))
    return None


def _equated(reading: Reading, end: int, floor: int, index: int) -> Mention:
    """「目標値である60％」: a noun that keeps its name beside its owner, since it is what the amount is called."""
    mention = named(reading, phrase_before(reading.tokens, end, floor))
    head = "".join(t.text for t in reading.tokens[run_before(reading.tokens, end, floor) : end])
    owner = current(reading, index)
    if head in reading.words.baselines and mention.scenario is None:
        return Mention(owner, period=prior_of(reading.fiscal_year))
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


def outer(reading: Reading, bracket: int | None) -> str | None:
    """What a bracket belongs to: the amount before it, or the noun."""
    if bracket is None or bracket == 0:
        return None
    before = bracket - 1
    if reading.tokens[before].kind is Kind.VERB and reading.found:
        return reading.found[max(reading.found)].subject  # 「48回の勉強会を開きました（前年度41回）」
    if reading.tokens[before].kind is Kind.AMOUNT:
        found = reading.found.get(before)
        return found.subject if found else None
    while before > 0 and reading.tokens[before].text in ("は", "が", "も", "を", "に"):
        before -= 1
    came_out = reading.tokens[before].text in {*reading.words.balances, *reading.words.directions}
    if came_out and before > 1 and reading.tokens[before - 1].text == "の" and before - 2 in reading.found:
        return reading.found[before - 2].subject  # 「19億円の収入（前期は15億円の収入）」
    subject = named(reading, phrase_before(reading.tokens, before + 1, floor_of(reading.tokens, bracket))).subject
    # 「ピーク時（令和3年度末2,890億円）」
    return current(reading, bracket) or subject if (subject or "").endswith(MOMENTS) else subject
