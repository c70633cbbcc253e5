"""What an amount is an amount of: the nouns around it, the topic of its sentence, and what was spoken of before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from extractor.facts.anaphora import distribute, remember, resolved
from extractor.facts.before import OTHERS, adjacent, counter_of, left_of, outer
from extractor.facts.bounds import bounded_noun
from extractor.facts.cues import change_after
from extractor.facts.deeds import deed_to, flow_after, noun_after, right_of, sharing, stated_of, treated_so
from extractor.facts.measures import PLAUSIBLE_CHANGE
from extractor.facts.mentions import Memory, Mention, Reading
from extractor.facts.naming import ASPECTS, REGIONS, named
from extractor.facts.near import PER_UNIT, Near, is_per_unit, near_of
from extractor.facts.phrases import COORDINATORS, before_bracket, enclosing, phrase_before, run_before
from extractor.facts.reading import current, floor_of, nearest, owned, predicate_between, topics_of
from extractor.facts.tokens import Kind, Token
from extractor.facts.totals import TOGETHER, total_of, with_owner
from extractor.facts.vocabulary import Vocabulary
from extractor.model import Period
from extractor.normalise.counters import WORDS


def read_subjects(
    tokens: Sequence[Token], words: Vocabulary, memory: Memory, fiscal_year: int | None = None
) -> dict[int, Mention]:
    """For each amount (by token index) its mention, with a subject."""
    reading = Reading(tokens, words, memory, fiscal_year)
    reading.topics = topics_of(reading)
    for index, token in enumerate(tokens):
        if token.kind is Kind.AMOUNT and index not in reading.found:
            mention = _mention(reading, index)
            bounded = None if index and tokens[index - 1].kind is Kind.NOUN else bounded_noun(tokens, index)
            bounded = bounded or _ranked(tokens, index) or _of_all_places(reading, index)
            subject = bounded or mention.subject or _spoken_of(reading, index, mention)
            measure = mention.measure or _announced(reading, index) or _measure_behind(reading, index)
            unit = _per_unit(tokens, index)
            if unit is None and subject and subject.endswith(PER_UNIT):
                # 「市民1人当たりでは42万円」
                last = reading.found.get(max(reading.found, default=-1), Mention())
                unit, subject = subject, last.subject or reading.memory.topic
            if unit and subject and (subject in unit or unit.startswith(subject)):
                subject = current(reading, index)  # 「時間外労働は職員1人当たり月平均7.8時間」
            if unit and subject and unit not in subject:
                # what comes after is no longer for each of them
                subject, mention = f"{unit}の{subject}", replace(mention, passing=True)
            mention = replace(mention, subject=resolved(subject, reading, index), measure=measure)
            period = mention.period or _year_of_clause(tokens, index) or _year_of_topic(reading, index)
            mention = replace(mention, period=period)
            planned = mention.scenario or _planned_topic(reading, index) or _planned_behind(reading, index)
            mention = _plan_of(token, replace(mention, scenario=planned), words)
            aside = [t.text for t in tokens[index + 1 : index + 2]] == ["を"] and _is_aside(tokens, index + 2)
            if aside or bounded_noun(tokens, index) is not None:
                mention = replace(mention, passing=True)
            reading.found[index] = mention
            memory.measure = mention.measure or (None if mention.part else memory.measure)
            memory.part = mention.part or (mention.measure is None and memory.part)
            distribute(reading, index, mention)
    remember(reading)
    return reading.found


def _plan_of(amount: Token, mention: Mention, words: Vocabulary) -> Mention:
    """「保証承諾計画は580億円」: the money of a plan is planned for what the plan is of; a number counts plans."""
    subject = mention.subject or ""
    word = next((w for w in ("計画", "目標") if subject.endswith(w) and len(subject) > len(w) + 1), None)
    counted = word == "目標" and amount.measures == "count" and counter_of(amount) not in ("項目", "つ", "個", "件")
    if word is None or not (counted or amount.measures == "money") or mention.scenario or mention.measure:
        return mention
    return replace(mention, subject=subject.removesuffix(word).removesuffix("の"), scenario=words.scenarios.get(word))


def _noun_behind(reading: Reading, index: int) -> str:
    """The noun that の ties to an amount before it, where nothing is tied to that."""
    tokens = reading.tokens
    if [t.text for t in tokens[index + 1 : index + 2]] != ["の"]:
        return ""
    end = index + 2
    while end < len(tokens) and tokens[end].kind is Kind.NOUN:
        end += 1
    return "".join(t.text for t in tokens[index + 2 : end]) if [t.text for t in tokens[end : end + 1]] != ["の"] else ""


def _measure_behind(reading: Reading, index: int) -> str | None:
    """「101.6％の達成率」."""
    ratio = reading.tokens[index].measures == "ratio"
    return reading.words.measures.get(_noun_behind(reading, index)) if ratio else None


def _planned_behind(reading: Reading, index: int) -> str | None:
    """「6億円の計画に対し」: a plan, though not its 実績."""
    planned = reading.words.scenarios.get(_noun_behind(reading, index))
    return planned if planned != "actual" else None


def _is_aside(tokens: Sequence[Token], i: int) -> bool:
    """「復帰2名を含めて」: what is counted in is not what the rest speaks of."""
    return i < len(tokens) and tokens[i].text.startswith(("含め", "含む", "除い", "除く"))


#: what is done to an amount in the year that it belongs to
RECORDED = ("計上", "支出", "発生", "受領")


def _year_of_clause(tokens: Sequence[Token], index: int) -> Period | None:
    """「3億円を計上した前期に対し」「312億円だった令和5年度から」「前期に計上した補助金1億円」."""
    i = index + 1
    while i < len(tokens) and (tokens[i].kind is Kind.VERB or tokens[i].text in ("を", "と", *RECORDED)):
        i += 1
    clause = i > index + 1 and tokens[i - 1].ending.startswith(("連体形", "終止形"))
    if clause and i < len(tokens) and tokens[i].kind is Kind.DATE:
        return tokens[i].period
    noun = run_before(tokens, index)
    verb = noun
    while verb > 0 and tokens[verb - 1].kind is Kind.VERB:
        verb -= 1
    recorded = verb < noun and verb > 2 and tokens[verb - 1].text in RECORDED and tokens[verb - 2].text == "に"
    return tokens[verb - 3].period if recorded else None


def _year_of_topic(reading: Reading, index: int) -> Period | None:
    """「令和5年度末の職員数は52人で、2人減った」: the year of the topic holds on."""
    topics = [t for t in reading.topics if t.index < index and t.marker == "は"]
    return topics[-1].mention.period if topics and not topics[-1].mention.measured else None


def _planned_topic(reading: Reading, index: int) -> str | None:
    """「業績予想は、売上高280億円、営業利益9億円」: a topic that is a plan itself makes plans of its amounts."""
    topics = [t for t in reading.topics if t.index < index and t.marker == "は"]
    if not topics or topics[-1].mention.subject is not None:
        return None
    over = topics[-1].located and predicate_between(reading.tokens, topics[-1].index, index)
    return None if over else topics[-1].mention.scenario


def _spoken_of(reading: Reading, index: int, mention: Mention) -> str | None:
    """What an amount is of that names no subject itself."""
    subject = bounded_noun(reading.tokens, index) or _counted_places(reading, index) or current(reading, index)
    if mention.word in ASPECTS:
        # 「貸付件数は48件、…、件数で5件増加」: of what was named with this aspect
        subject = next((t.subject for t in reading.topics if t.subject.endswith(mention.word or "")), subject)
        if subject is not None and reading.tokens[index].measures in ("count", "money"):
            subject = subject.removesuffix("率")  # 「代位弁済率は…、件数は192件」
    if subject is None and mention.scenario is not None:
        # 「目標の300先に対し、訪問した企業は342先」: the topic comes behind the comparison
        subject = next((t.subject for t in reading.topics if t.index > index and t.subject and t.marker == "は"), None)
    if subject is None and (mention.word or "").endswith("率"):
        subject = mention.word  # a rate of nobody's: 「執行率は97.4％」
    counter = reading.tokens[index].quantity
    together = any(t.text.startswith(TOGETHER) for t in reading.tokens[max(index - 3, 0) : index])
    if subject is None and together and counter is not None and counter.unit_base in WORDS:
        return counter.unit_base  # 「国内外あわせて18拠点」
    subject = subject or stated_of(reading, index) or nearest(reading, index)
    if subject is None and counter is not None and counter.unit_base in WORDS:
        return counter.unit_base  # 「17市町のうち」
    return subject or reading.memory.heading


def _of_all_places(reading: Reading, index: int) -> str | None:
    """「対象は県内19市町のうち17市町」: all of them are counted, not what the sentence speaks of."""
    parted = [t.text for t in reading.tokens[index + 1 : index + 3]] == ["の", "うち"]
    return _counted_places(reading, index) if parted else None


def _ranked(tokens: Sequence[Token], index: int) -> str | None:
    """「全国順位は51協会中18位」: those among whom somebody has a rank."""
    counter, behind = tokens[index].quantity, tokens[index + 1 : index + 3]
    among = len(behind) == 2 and behind[0].text == "中" and behind[1].kind is Kind.NAME
    return counter.unit_base if among and counter is not None else None


def _counted_places(reading: Reading, index: int) -> str | None:
    """What counts itself: 「全国47協会中」, 「7信用金庫及び3信用組合」."""
    tokens, counter = reading.tokens, reading.tokens[index].quantity
    if counter is None or counter.unit_base not in WORDS or index < 2:
        return None
    region, link = tokens[index - 1].text, tokens[index - 2]
    parted = [t.text for t in tokens[index + 1 : index + 3]] == ["の", "うち"]
    region = link.text + region if link.text + region in REGIONS else region
    if region in REGIONS and (parted or (link.text not in "はがも" and (link.text == "で" or link.kind is Kind.MARK))):
        return counter.unit_base
    beside = link.quantity if region in COORDINATORS and link.kind is Kind.AMOUNT else None
    return counter.unit_base if beside is not None and beside.unit_base in WORDS else None


def _announced(reading: Reading, index: int) -> str | None:
    """The measure that the topic set up for the percentages of its sentence: 「構成比は、銀行 54％、信金 28％」."""
    if reading.tokens[index].measures != "ratio":
        return None
    topics = [t for t in reading.topics if t.index < index and t.marker == "は"]
    return topics[-1].mention.measure if topics and topics[-1].mention.measured else None


def _per_unit(tokens: Sequence[Token], index: int) -> str | None:
    """「1株当たり25円」: for each of what the amount is given."""
    i = index
    while i > 1 and tokens[i - 1].text in ("月", "年", "日", "平均", "約", "月平均", "年平均", "月間", "年間"):
        i -= 1
    before = tokens[i - 1] if i else None
    if before is None or not is_per_unit(before):
        return None
    if i < index and i > 1 and tokens[i - 2].kind is Kind.NOUN:
        return tokens[i - 2].text + before.text  # 「職員1人当たり月平均」
    return re.sub(r"(?:につき|ごと|あたり|当り)$|(?<=^1[株口])$", "当たり", before.text)


def _mention(reading: Reading, index: int) -> Mention:
    """What stands around the amount at ``index``."""
    tokens, memory = reading.tokens, reading.memory
    bracket = enclosing(tokens, index)
    near = near_of(reading, index, floor_of(tokens, index))
    if near.same and (same := _bracket_before(reading, index, bracket)) is not None:
        return Mention(same.subject, period=same.period, scenario=same.scenario)
    if near.same:
        whole = reading.found.get(bracket - 1) if bracket is not None else None
        period = near.period or (whole.period if whole is not None else None)
        return Mention(outer(reading, bracket), memory.measure, period=period, measured=True, part=memory.part)
    part = near.end - (1 if tokens[near.end - 1].text in ("、", "，") else 0)
    if part > near.floor and tokens[part - 1].text == "うち":
        return replace(_part(reading, index, part - 1, near.floor), period=near.period)
    left = left_of(reading, near, index) if near.end > near.floor else Mention()
    left = replace(left, period=left.period or near.period)
    return (
        _completed(reading, index, near, left) if bracket is None else _bracketed(reading, index, bracket, near, left)
    )


def _bracketed(reading: Reading, index: int, bracket: int, near: Near, left: Mention) -> Mention:
    """What stands before an amount in a bracket, with what the bracket belongs to."""
    tokens, words = reading.tokens, reading.words
    beside = _beside(reading, index, near) if left.subject is None and near.period is None else None
    if beside is not None:
        return beside  # 「（保証承諾4,900件、610億円）」
    whole = outer(reading, bracket)
    theirs = "".join(t.text for t in tokens[bracket + 1 : index])
    if OTHERS.fullmatch(theirs) and whole is not None:
        return Mention(f"{theirs}の{whole}", passing=True)  # 「14.2％（全国14.9％）」
    other = noun_after(reading, index) or ""
    if left.subject is None and other.endswith(("利益", "損失")):
        left = replace(left, subject=other)  # 「営業損失は2億円（前期は1億円の営業利益）」
    lacking = left.subject is None or left.subject in words.relational
    left = _in_bracket(reading, index, bracket, left)
    return replace(left, subject=owned(whole, left.subject, words)) if lacking else left


def _bracket_before(reading: Reading, index: int, bracket: int | None) -> Mention | None:
    """「50億円（前年度末48億円）、比率は62.5％（同61.0％）」: 同 stands for the year or the plan of the bracket before."""
    before = [i for i in reading.found if i < index and enclosing(reading.tokens, i) is not None]
    last = reading.found[max(before)] if before and bracket is not None else None
    if last is None or last.measure is not None:
        return None
    opened = enclosing(reading.tokens, max(before))
    nouns = reading.tokens[(opened or 0) + 1 : max(before)]
    if nouns and last.subject == "".join(t.text for t in nouns):
        return last  # 「6.8％（早期健全化基準25.0％）、将来負担比率は41.2％（同350.0％）」
    outside = replace(last, subject=outer(reading, bracket))
    return outside if last.period is not None or last.scenario is not None else None


def _in_bracket(reading: Reading, index: int, bracket: int, left: Mention) -> Mention:
    """What a bracket takes over from the amount before it: its year, and of 「215億円（1.9％）増」 the change."""
    whole = reading.found.get(bracket - 1)
    if whole is None:
        # 「前期（2億48百万円）に比べ」「計画（650億円）を上回り」
        noun = named(reading, phrase_before(reading.tokens, bracket, floor_of(reading.tokens, bracket)))
        period = left.period or reading.tokens[bracket - 1].period or noun.period  # 「前年度実績（312件）を下回る」
        return replace(left, period=period, scenario=left.scenario or noun.scenario)
    closed = [t.text for t in reading.tokens[index + 1 : index + 2]] in (["）"], [")"])
    outside = reading.tokens[bracket - 1].quantity
    alone = closed and bracket == index - 1 and reading.tokens[index].measures in ("ratio", "points")
    changed = outside is not None and outside.unit_base == "％" and outside.value is not None
    if closed and bracket == index - 1 and changed and change_after(reading.tokens, bracket - 1, reading.words):
        # 「前年度比8.2％（41億円）の増」
        alone = abs(outside.value) < PLAUSIBLE_CHANGE  # type: ignore[union-attr, arg-type]
        left = replace(left, measure=left.measure or whole.measure) if alone else left
    return replace(
        left,
        period=left.period or whole.period,
        told_at=bracket - 1 if alone else left.told_at,
        baseline=whole.baseline if alone else left.baseline,
    )


def _completed(reading: Reading, index: int, near: Near, left: Mention) -> Mention:
    """What stands before an amount, with what stands behind it and with its owner."""
    tokens, words = reading.tokens, reading.words
    mark = near.end - (2 if tokens[near.end - 1].text in ("は", "も") else 1)  # 「準備金には2億円を」
    from_account = mark > near.floor and tokens[mark].text in ("から", "より", "に", "へ")
    source = named(reading, phrase_before(tokens, mark, near.floor)).subject if from_account else None
    into = source if from_account and tokens[mark].text in ("に", "へ") else None
    flow = flow_after(reading, index, None if into else source, into) if left.measure is None else None
    own = adjacent(tokens, near.end) or (tokens[near.end - 1].text == "が" and left.subject is not None)
    if flow is not None and (not own or tokens[near.end - 1].text in words.relational):
        return replace(left, subject=flow, passing=True)
    bare = left.subject is None and left.measure is None and near.period is None
    beside = _beside(reading, index, near) if bare else None
    if beside is not None:
        return beside
    if bare:
        left = replace(left, period=left.period or _year_of_row(reading, near))
    if left.subject is None and left.measure is None:
        return replace(left, subject=total_of(reading, index) or right_of(reading, index))
    if left.subject in words.relational:
        return replace(left, subject=with_owner(reading, index, left.subject or ""))
    if left.subject is not None and not adjacent(tokens, near.end):
        deed = deed_to(reading, index, left.subject)
        return replace(left, subject=f"{left.subject}の{deed}", passing=True) if deed else left
    return left


def _beside(reading: Reading, index: int, near: Near) -> Mention | None:
    """「312件（前年度比105％）・17億円の利用」: of what is counted the money stands behind, and both are of one thing."""
    tokens, end = reading.tokens, near.end
    parted = end > near.floor and tokens[end - 1].text in ("、", "，", "・", "／", "/")
    first = before_bracket(tokens, end - 1 if parted else end, near.floor) - 1
    before = tokens[first] if first >= near.floor else None
    if before is None or before.kind is not Kind.AMOUNT or {before.measures, tokens[index].measures} != _BOTH:
        return None
    found = reading.found.get(first)
    return None if found is None or found.measure or found.baseline else found


def _year_of_row(reading: Reading, near: Near) -> Period | None:
    """「令和5年度の178企業、延べ540回を上回り」: the year of the amount that stands right before the comma."""
    tokens, end = reading.tokens, near.end
    listed = end - 1 > near.floor and tokens[end - 1].text in ("、", "，", "・") and tokens[end - 2].kind is Kind.AMOUNT
    first = reading.found.get(end - 2) if listed else None
    return first.period if first is not None and first.measure is None and first.baseline is None else None


#: what is counted and what it comes to
_BOTH = {"count", "money"}


def _stated_part(reading: Reading, amount: int) -> str | None:
    """「工事の出来高は契約額12億円のうち7億8千万円」: a topic of which nothing was stated before the whole."""
    named_whole = amount > 0 and reading.tokens[amount].kind is Kind.AMOUNT and adjacent(reading.tokens, amount)
    topics = [t for t in reading.topics if t.index < amount and t.subject and t.marker == "は" and not t.located]
    if not named_whole or not topics or any(topics[-1].index < i < amount for i in reading.found):
        return None
    return topics[-1].subject


def _part(reading: Reading, index: int, end: int, floor: int) -> Mention:
    """「…のうち5億円」, 「、うち5億円が創業保証」: a part of what is spoken of, never that itself."""
    flow = flow_after(reading, index)
    if flow is not None:
        return Mention(flow, passing=True)
    tied = end > floor and reading.tokens[end - 1].text == "の"
    treated = treated_so(reading, index) if tied else None
    if treated is not None:
        return Mention(treated, passing=True)
    stated = _stated_part(reading, end - 2) if tied else None
    if stated is not None:
        return Mention(stated)
    whole = named(reading, phrase_before(reading.tokens, end - 1, floor)).subject if tied else None
    whole = whole or current(reading, index)
    share = reading.tokens[index].measures == "ratio"
    noun = sharing(reading, index) if share else noun_after(reading, index)
    called = f"{whole}のうち{noun or ''}" if whole else noun
    return Mention(called, passing=True, of_which=True, part=share)
