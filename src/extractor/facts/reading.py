"""What a sentence speaks of: its topics, and what was spoken of before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from extractor.facts.cues import COMPARING, RELATING, causes, ends_clause, is_cause, is_clause_noun
from extractor.facts.mentions import Mention, Reading, Topic
from extractor.facts.naming import named
from extractor.facts.phrases import before_bracket, enclosing, phrase_before
from extractor.facts.tokens import Kind, Token
from extractor.facts.vocabulary import Vocabulary

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
#: what one thing is carried or valued at
VALUATIONS = ("時価", "帳簿価額", "取得価額", "取得原価", "計上額", "貸借対照表計上額", "連結貸借対照表計上額")


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
        floor = floor_of(reading.tokens, i)
        aside = before_bracket(reading.tokens, end, floor)  # 「「みらい保証」（令和6年7月創設）は」
        phrase = phrase_before(reading.tokens, end, floor) or phrase_before(reading.tokens, aside, floor)
        mention = _counted_topic(reading, end) or named(reading, phrase)
        subject = mention.subject
        if subject in reading.words.relational:
            subject = owned(_owner(_in_reach(topics, reading.tokens, i)), subject, reading.words)
        located = end < i and reading.tokens[i - 1].text in ("で", "に", "へ", "から")
        topics.append(Topic(i, subject or "", marker, mention, located))
    return tuple(topics)


def _owner(topics: Sequence[Topic]) -> str | None:
    """Whose the 残高 of a later topic is: 「準備金は戻入が繰入を上回り、残高は15億円」."""
    named_ = [t for t in topics if t.subject]
    return next((t.subject for t in reversed(named_) if t.marker == "は" and not t.located), None) or (
        named_[-1].subject if named_ else None
    )


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
    if token.text == "は" and i > 1 and tokens[i - 1].text == "と" and tokens[i - 2].text in ("」", "』"):
        return None  # 「「主要株主」とは、総議決権の10％以上を持つ者をいう」: a word that is explained
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


def _in_reach(topics: Iterable[Topic], tokens: Sequence[Token], place: int) -> list[Topic]:
    """The topics that still hold at ``place``: those of brackets that have closed do not."""
    around = (None, enclosing(tokens, place))
    return [t for t in topics if enclosing(tokens, t.index) in around]


def current_topic(reading: Reading, before: int, located: bool = True) -> str | None:
    """The last topic before a place, は before も, outside of brackets that have closed; ``located``: では too."""
    topics = [t for t in reading.topics if t.index < before and t.subject and t.marker in "はも"]
    topics = _in_reach([t for t in topics if located or not t.located], reading.tokens, before)
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
    if noun is not None and owner in (f"期首の{noun}", f"年度当初の{noun}"):
        return noun  # 「期首の残高は3億円、期末の残高は4億円」
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
    around = (None, enclosing(reading.tokens, index))
    open_ = [i for i in reading.found if floor <= i < index and enclosing(reading.tokens, i) in around]
    last = max((i for i in open_ if not reading.found[i].passing), default=None)
    if last is not None:
        return _since(reading, last, index) or _back(reading, last, index) or reading.found[last].subject
    places = {topic.subject for topic in reading.topics if topic.located}
    found = clause_subject(reading, index, floor)
    found = found if found not in places else current_topic(reading, index, located=False)
    found = found or current_topic(reading, index, located=False)
    if found is None and open_ and reading.topics and reading.topics[0].located:
        found = reading.found[max(open_)].subject  # 「支援部では、320社への訪問を…、実績は341社」
    found = found or current_topic(reading, index)
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
    """The topic set up between two amounts: は, or が in the same clause; 「全体では」 leads back to the first."""
    between = [t.text for t in reading.tokens[last + 1 : index]]
    if any(a in ("全体", "全社") and b == "で" for a, b in pairwise(between)):
        return current_topic(reading, last, located=False)
    later = [t for t in reading.topics if last < t.index < index and t.subject and t.marker in "はが"]
    later = _in_reach(later, reading.tokens, index)
    later = [t for t in later if t.marker == "は" or not predicate_between(reading.tokens, t.index, index)]
    return later[-1].subject if later else None


def _back(reading: Reading, last: int, index: int) -> str | None:
    """The topic again, once the clause is over whose own subject (が) the amount before was of, or that told a cause."""
    stated = current_topic(reading, last, located=False)
    if stated and [t.text for t in reading.tokens[last + 1 : last + 2]] in (["に"], ["へ"]):
        return stated  # 「奨学金は高校生15名に月額1万円」
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
    return particle.text in ("を", "で", "が") and (verb.kind is Kind.VERB or verb.role == "サ変可能")


def nearest(reading: Reading, index: int) -> str | None:
    """The nearest noun to the left that names something."""
    end = index
    while end > 0:
        phrase, planned = None, False
        adverb = "".join(t.text for t in reading.tokens[end - 1 : end + 1]) in reading.words.skips  # 新た＋に
        if reading.tokens[end - 1].kind is Kind.NOUN and not adverb:
            phrase = phrase_before(reading.tokens, end, floor_of(reading.tokens, index))
            mention = named(reading, phrase)
            if mention.subject:
                return mention.subject
            planned = mention.scenario is not None or mention.measured
        end = phrase.head if phrase is not None and planned else end - 1
    return None
