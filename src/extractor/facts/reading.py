"""What a sentence speaks of: its phrases named, its topics, and what was spoken of before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.facts.cues import COMPARING, RELATING, causes, ends_clause, is_cause, is_clause_noun
from extractor.facts.phrases import AFTERWARDS, COMPARED, TIMES, Phrase, enclosing, phrase_before, run_before, text_of
from extractor.facts.tokens import Kind, Token
from extractor.facts.vocabulary import Vocabulary
from extractor.model import Period
from extractor.normalise.eras import find_periods

#: particles of place and relation that a topic may carry before は
RELATIONS = frozenset(
    (
        "に",
        "で",
        "と",
        "へ",
        "から",
        "まで",
        "て",
        "おい",
        "つい",
        "対し",
        "関し",
        "し",
        "あっ",
        "あたっ",
        "より",
        "おける",
        "つき",
        "まし",
    )
)
#: what of a thing is stated: 「件数で214件、金額では18億円」; the thing itself is named elsewhere
ASPECTS = frozenset({"件数", "金額", "額", "人数", "社数", "先数", "企業数"})


#: what a plan or a target is called by besides: 年度目標, 当初計画
YEARLY = re.compile(
    r"^(?:対|単|本|今|当)?(?:年度|年間|期|通期|当初|期初|修正|前回|従来)(?=計画|目標|予算|見込|見通|予想)"
)
#: what one thing is carried or valued at
VALUATIONS = ("時価", "帳簿価額", "取得価額", "取得原価", "計上額", "貸借対照表計上額", "連結貸借対照表計上額")
#: words for how a thing went: 「代位弁済の状況は、件数が188件」
COURSES = ("状況", "動向", "推移", "概況", "内訳")
#: how an amount is taken: 「元利合計で5億円」; its basis, and no part of its name
TAKEN = frozenset({"元利合計", "元利計", "元本", "元金", "累計", "通算", "平均", "速報値"})
#: clauses that make a plan of the noun or the amount behind them: 「目標とする利益率」「目標としていた300件」
AIMED = {"目標とする": "target", "目標としている": "target", "計画する": "plan", "計画している": "plan"} | {
    **{"目標とした": "target", "目標としていた": "target", "目標に掲げた": "target", "目標に掲げる": "target"},
    **{"計画した": "plan", "計画していた": "plan", "予定していた": "plan", "見込んでいた": "forecast"},
}
#: ends of words for a day: 「年度末現在で856名」
DAYS = ("当初", "年初", "期初", "年目", "期目", "回目", "現在", "時点", "期末", "期首", "年度末", "年度初")


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
    part: bool = False  # a part of what is named: 「利用者の8割」
    told_at: int | None = None  # the amount whose words hold for this one too: 「5.0％、2.2％の増収」
    of_which: bool = False  # a うち amount: contained in another one
    word: str | None = None  # the word for a measure or an aspect, for where nobody else names a subject

    def of_the_same(self) -> Mention:
        """A mention of the same subject that says nothing else of it."""
        return Mention(self.subject)


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject set up at token ``index`` by ``marker`` (は, が, も, について)."""

    index: int
    subject: str
    marker: str
    mention: Mention
    located: bool = False  # 「総会では」: a place where something is said, more than what is


@dataclass(slots=True)
class Memory:
    """What a section has spoken of so far; filled sentence by sentence."""

    heading: str
    topic: str | None = None
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


def topics_of(reading: Reading) -> tuple[Topic, ...]:
    """The phrases that は, が, も and について mark, from left to right."""
    topics: list[Topic] = []
    for i in range(len(reading.tokens)):
        marker = _marker(reading.tokens, i)
        if marker is None:
            continue
        end = i
        while end > 0 and reading.tokens[end - 1].text in RELATIONS:
            end -= 1
        mention = _counted_topic(reading, end) or named(
            reading, phrase_before(reading.tokens, end, floor_of(reading.tokens, i))
        )
        subject = mention.subject
        if subject in reading.words.relational:
            subject = owned(next((t.subject for t in reversed(topics) if t.subject), None), subject, reading.words)
        located = end < i and reading.tokens[i - 1].text in ("で", "に", "へ", "から")
        topics.append(Topic(i, subject or "", marker, mention, located))
    return tuple(topics)


def _counted_topic(reading: Reading, end: int) -> Mention | None:
    """「港湾部の2市が計640億円」: things that are spoken of by their number."""
    tokens = reading.tokens
    amount = tokens[end - 1] if end > 1 and tokens[end - 1].kind is Kind.AMOUNT else None
    if amount is None or amount.measures != "count" or amount.quantity is None or tokens[end - 2].text != "の":
        return None
    whole = named(reading, phrase_before(tokens, end - 2, floor_of(tokens, end)))
    return replace(whole, subject=f"{whole.subject}の{amount.quantity.unit_base}") if whole.subject else None


def _marker(tokens: Sequence[Token], i: int) -> str | None:
    token = tokens[i]
    if token.kind is Kind.PARTICLE and token.text in ("は", "も") and token.role == "係助詞":
        return token.text
    if token.text == "が" and token.role == "格助詞":
        return "が"
    if token.text == "ては" and tokens[i - 1].text in RELATIONS:
        return "は"  # 「配当につきましては」
    about = tokens[i].text == "つい" and i + 1 < len(tokens) and tokens[i + 1].text == "て"
    plain = about and (i + 2 >= len(tokens) or tokens[i + 2].text != "は")
    return "は" if plain else None


def floor_of(tokens: Sequence[Token], index: int) -> int:
    """Where the bracket that ``index`` stands in begins, else the sentence."""
    bracket = enclosing(tokens, index)
    return 0 if bracket is None else bracket + 1


def named(reading: Reading, phrase: Phrase | None) -> Mention:
    """What a noun phrase names: a subject, a measure of one, a plan, a year, or nothing (the publisher itself)."""
    if phrase is None:
        return Mention()
    tokens, words = reading.tokens, reading.words
    subject, period = text_of(tokens, phrase), period_in(reading, phrase)
    dated = all(t.kind is Kind.DATE or t.text in "の末、" for t in tokens[phrase.head : phrase.end])
    # 「業種別では」 says how a total is cut, 「金額ベースで」 how it is taken
    aspect = subject in ASPECTS | TAKEN or subject in words.scopes or subject.endswith(("ベース", "別"))
    skipped = subject.endswith("の結果") or (subject in words.skips and subject not in words.relational)
    timed = subject in TIMES or (subject.endswith((*AFTERWARDS, *DAYS)) and phrase.head == phrase.start)
    if dated or skipped or timed or aspect or not any(c.isalpha() for c in subject):
        return Mention(period=period, word=subject if subject in ASPECTS or subject in words.scopes else None)
    if subject in words.baselines and words.baselines[subject] != "plan":
        year_before = words.baselines[subject] == "prior_year"
        return Mention(period=prior_of(reading.fiscal_year) if year_before else None)
    head = "".join(t.text for t in tokens[run_before(tokens, phrase.end, phrase.start) : phrase.end])
    modified = phrase.head > phrase.start and tokens[phrase.head - 1].kind is Kind.VERB
    said = _since_a_year(reading, phrase, head) or _said(subject, head, words, modified)
    # the year in 前期末比 is that of the comparison
    return said if said.measured and said.subject is None else replace(said, period=period)


def _since_a_year(reading: Reading, phrase: Phrase, head: str) -> Mention | None:
    """「2013年度比」: compared with a year that is named; the year before the document's is the usual one."""
    first = reading.tokens[phrase.start]
    if first.kind is not Kind.DATE or head.removeprefix(first.text) not in COMPARED or first.period is None:
        return None
    year = first.period.fiscal_year
    if year is None:
        return None
    before = reading.fiscal_year is not None and year == reading.fiscal_year - 1
    return Mention(measure="ratio_prior_year" if before else "ratio_base_year", measured=True)


def _said(subject: str, head: str, words: Vocabulary, modified: bool) -> Mention:
    """The owner of a measure or of a plan with what it is, or the subject itself.

    ``modified``: a verb stands right before the head.
    """
    measure = next((w for w in words.measure_words if _names(w, head, words)), None)
    if measure is not None:
        return Mention(_without(subject, measure, words), words.measures[measure], measured=True, word=measure)
    scenario = _scenario(head, subject, words)
    if scenario is not None:
        owner = _without(subject, scenario[0], words)
        # 「総会で承認された予算」: the clause is no owner
        whole = owner is not None and subject == owner + scenario[0] and modified
        return Mention(_without_self(subject, words) if whole else owner, scenario=scenario[1])
    for aspect in (*ASPECTS, *COURSES):
        subject = subject.removesuffix("の" + aspect)
    for front, planned in AIMED.items():
        if subject.startswith(front):
            return Mention(_without_self(subject.removeprefix(front), words), scenario=planned)
    return Mention(_without_self(subject, words))


def _names(word: str, head: str, words: Vocabulary) -> bool:
    """Whether a head ends on a word for a measure; 当期経常増減額 is the name of a line, not the change of 当期経常."""
    whole = words.measures[word] in ("change", "change_plan")
    return head == word if whole else head.endswith(word)


def _scenario(head: str, subject: str, words: Vocabulary) -> tuple[str, str] | None:
    """A word for a plan when it is the whole head: 「保証承諾の計画」, not 「経営計画」."""
    bare = YEARLY.sub("", head)
    if bare in words.scenarios:
        return head, words.scenarios[bare]
    found = next((w for w in words.scenario_words if len(w) > 2 and head.endswith(w)), None)
    return (found, words.scenarios[found]) if found and subject.endswith(found) else None


def _without(subject: str, word: str, words: Vocabulary) -> str | None:
    """The owner of a measure or a plan: 「保証承諾の前年度比」 is of 保証承諾."""
    rest = re.sub(r"(?:[にのは]|全体に|に対する|における)$", "", subject.removesuffix(word))
    rest = re.sub(r"(?:対|の)$", "", rest)
    named = rest and rest not in words.baselines and rest not in words.scopes
    return _without_self(rest, words) if named else None


def _without_self(subject: str, words: Vocabulary) -> str | None:
    for name in sorted(words.selves, key=len, reverse=True):
        if subject == name:
            return None
        for link in ("の", "における", "が", "は"):
            if subject.startswith(name + link):
                subject = _undated(subject.removeprefix(name + link))
    for name in words.endings:
        for link in ("の", "における"):
            subject = subject.removeprefix(name + link)
    return subject or None


def _undated(subject: str) -> str:
    """「令和6年度における保証承諾」 without its year."""
    first = next(iter(find_periods(subject)), None)
    if first is None or first.start:
        return subject
    return re.sub(r"^末?(?:における|の)", "", subject[first.end :]) or subject


def period_in(reading: Reading, phrase: Phrase) -> Period | None:
    """The year that a phrase or what was trimmed off its front names."""
    start = run_before(reading.tokens, phrase.start)
    while start > 0 and reading.tokens[start - 1].text in ("の", "おける", "に", "末", "中"):
        start -= 1
        start = run_before(reading.tokens, start)
    for i, token in enumerate(reading.tokens[start : phrase.head + 1], start):
        behind = reading.tokens[i + 1].text if i + 1 < len(reading.tokens) else ""
        # 「翌年度へ繰り越すべき財源」 is not of the next year
        if behind not in ("へ", "から", "まで") and token.period not in (None, Period()):
            return token.period
    return None


def prior_of(fiscal_year: int | None) -> Period | None:
    """The year before a fiscal year."""
    return Period(fiscal_year - 1) if fiscal_year is not None else None


def current_topic(reading: Reading, before: int, located: bool = True) -> str | None:
    """The last topic before a place, は before も, outside of brackets that have closed; ``located``: では too."""
    around = (None, enclosing(reading.tokens, before))
    topics = [t for t in reading.topics if t.index < before and t.subject and t.marker in "はも"]
    topics = [t for t in topics if located or not t.located]
    topics = [t for t in topics if enclosing(reading.tokens, t.index) in around]
    for marker in "はも":
        found = [t.subject for t in topics if t.marker == marker]
        if found:
            return found[-1]
    return None


def clause_subject(reading: Reading, before: int, floor: int, strict: bool = False) -> str | None:
    """The subject of the clause that ``before`` stands in: が nearest to it, with no predicate between.

    A topic (は) holds on over clauses, unless ``strict``.
    """
    for topic in reversed(reading.topics):
        if not floor <= topic.index < before or not topic.subject or topic.marker not in "がは":
            continue
        same = not predicate_between(reading.tokens, topic.index, before)
        if same or (topic.marker == "は" and not strict):
            return topic.subject
    return None


def predicate_between(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a clause ends between two places."""
    for i in range(start + 1, end):
        if (tokens[i].text in ("、", "，") and ends_clause(tokens, i)) or is_clause_noun(tokens, i):
            return True
        told = any(t.kind in (Kind.AMOUNT, Kind.VERB) for t in tokens[start + 1 : i - 1])
        if told and causes(tokens, i):
            return True
    # 「返済が進み 1,804 億円で」: the verb runs on to the amount without a comma
    last = tokens[end - 1] if end > start + 1 else None
    runs_on = last is not None and last.kind is Kind.VERB and last.ending.startswith("連用形")
    return last is not None and runs_on and not last.text.startswith((*COMPARING, *RELATING))


def owned(owner: str | None, noun: str | None, words: Vocabulary) -> str | None:
    """A noun that needs an owner, with it: 「…基金」 and 「期末残高」 are …基金期末残高."""
    if owner is None or noun is None or owner.endswith(noun):
        return owner or noun
    if noun in VALUATIONS:
        # 「有価証券の時価は10億円、帳簿価額は9億円」
        owner = next((o for v in VALUATIONS if (o := owner.removesuffix("の" + v)) != owner), owner)
    if noun in words.joined:
        # 「準備金を1億円取り崩した結果、年度末残高は…」: of the account, not of what was done to it
        owner = next((owner.removesuffix(flow) for flow in words.flows if owner.endswith(flow)), owner)
    return owner + ("" if noun in words.joined else "の") + noun


def current(reading: Reading, index: int) -> str | None:
    """What is spoken of at an amount that names nothing itself.

    The subject of the amount before it, unless a topic was set up since; then the topic, then that of the sentence
    before.
    """
    floor = floor_of(reading.tokens, index)
    last = max((i for i, m in reading.found.items() if floor <= i < index and not m.passing), default=None)
    if last is not None:
        return _since(reading, last, index) or _back(reading, last, index) or reading.found[last].subject
    found = clause_subject(reading, index, floor) or current_topic(reading, index)
    return found or _changed(reading, index) or _object(reading, index) or reading.memory.topic


def _object(reading: Reading, index: int) -> str | None:
    """「期末配当金を前回予想の15円から3円増配し」: what a sentence without a topic begins with."""
    first = next((i for i in range(index) if reading.tokens[i].kind in (Kind.AMOUNT, Kind.MARK)), index)
    mark = next((i for i in range(first) if reading.tokens[i].text == "を"), None)
    return named(reading, phrase_before(reading.tokens, mark)).subject if mark else None


def _changed(reading: Reading, index: int) -> str | None:
    """「利用が急増し、310件となった」: what is said to have changed, in a sentence without another topic."""
    for topic in reversed(reading.topics):
        verb = reading.tokens[topic.index + 1 : topic.index + 2]
        if (
            topic.index < index
            and topic.marker == "が"
            and verb
            and verb[0].text.removeprefix("急") in reading.words.directions
        ):
            return topic.subject or None
    return None


def _since(reading: Reading, last: int, index: int) -> str | None:
    """The topic set up between two amounts: は, or が in the same clause."""
    later = [t for t in reading.topics if last < t.index < index and t.subject and t.marker in "はが"]
    later = [t for t in later if t.marker == "は" or not predicate_between(reading.tokens, t.index, index)]
    return later[-1].subject if later else None


def _back(reading: Reading, last: int, index: int) -> str | None:
    """The topic again, once the clause is over whose own subject (が) the amount before was of, or that told a cause."""
    stated = current_topic(reading, last, located=False)
    if stated and is_cause(reading.tokens, last, index):
        return stated
    if not predicate_between(reading.tokens, last, index):
        return None
    subject = reading.found[last].subject
    if stated and _is_object(reading.tokens, last):
        return stated
    own = any(t.marker == "が" and t.subject == subject and t.index < last for t in reading.topics)
    return current_topic(reading, last) if own else None


def _is_object(tokens: Sequence[Token], last: int) -> bool:
    """「増収効果5億円で吸収し、」: whether the amount is what a verb is about, and not what the sentence states."""
    particle, verb = ([*tokens[last + 1 : last + 3], None, None])[:2]
    if particle is None or verb is None or tokens[last - 1].kind is not Kind.NOUN:
        return False
    return particle.text in ("を", "で") and (verb.kind is Kind.VERB or verb.role == "サ変可能")


def nearest(reading: Reading, index: int) -> str | None:
    """The nearest noun to the left that names something."""
    for end in range(index, 0, -1):
        if reading.tokens[end - 1].kind is Kind.NOUN:
            subject = named(reading, phrase_before(reading.tokens, end, floor_of(reading.tokens, index))).subject
            if subject:
                return subject
    return None
