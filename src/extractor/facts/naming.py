"""What a noun phrase names: a subject, a measure of one, a plan, a year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from extractor.facts.mentions import Mention, Reading
from extractor.facts.phrases import (
    AFTERWARDS,
    COMPARED,
    ROUND,
    TIMES,
    Phrase,
    behind_nouns,
    opener,
    run_before,
    text_of,
)
from extractor.facts.tokens import Kind, Token
from extractor.facts.vocabulary import Vocabulary
from extractor.model import Period
from extractor.normalise.eras import find_periods

#: what of a thing is stated: 「件数で214件、金額では18億円」; the thing itself is named elsewhere
ASPECTS = frozenset({"件数", "金額", "額", "人数", "社数", "先数", "企業数"})
#: where something is, which names it only where its parts are told: 「内訳は国内3,890人、海外1,320人」
REGIONS = frozenset({"県内", "市内", "町内", "管内", "国内", "全国", "既存"})
#: what a plan or a target is called by besides: 年度目標, 当初計画
YEARLY = re.compile(
    r"^(?:対|単|本|今|当|初|次|翌|来)?(?:年度|年間|期|通期|当初|期初|修正|前回|従来|中期|長期|中長期|最終)"
    r"(?=計画|目標|予算|見込|見通|予想)"
)
#: words for how a thing went: 「代位弁済の状況は、件数が188件」
COURSES = ("状況", "動向", "推移", "概況", "内訳")
#: how an amount is taken: 「元利合計で5億円」; its basis, and no part of its name
TAKEN = frozenset({"元利合計", "元利計", "元本", "元金", "累計", "通算", "平均", "速報値"})
_YEAR_ALONE = re.compile(r"[当本今次翌来](?:事業年度|年度|期|年)")
#: before で: all together, or which side of the thing is stated (「承諾額で8億円」)
_TAKEN = re.compile(
    r"^(?:全体|全社)$|^(?:上期|下期|上半期|下半期|通期|年間|期間|\d+年間?)?(?:累計|合計|通算)$|^[^の]+(?:額|件数)$"
)
#: clauses that make a plan of the noun or the amount behind them: 「目標とする利益率」「目標としていた300件」
AIMED = {
    **{"目標値である": "target", "目標である": "target", "計画値である": "plan"},
    **{"目標とする": "target", "目標としている": "target", "計画する": "plan", "計画している": "plan"},
    **{"目標とした": "target", "目標としていた": "target", "目標に掲げた": "target", "目標に掲げる": "target"},
    **{"計画した": "plan", "計画していた": "plan", "予定していた": "plan", "見込んでいた": "forecast"},
    **{"見込んだ": "forecast", "見込む": "forecast"},
}
#: 「経営計画に掲げた保証承諾」
_LAID_DOWN = re.compile(
    r"^[^のをがは]{0,8}?(計画|目標|予算)(?:に|で|として)(?:掲げ|定め|設定し|見込ん|盛り込ん)(?:て?い)?[ただる](?=.)"
)
#: ends of words for a day: 「年度末現在で856名」
DAYS = ("当初", "年初", "期初", "年目", "期目", "回目", "現在", "時点", "期末", "期首", "年度末", "年度初")


def named(reading: Reading, phrase: Phrase | None) -> Mention:
    """What a noun phrase names: a subject, a measure of one, a plan, a year, or nothing (the publisher itself)."""
    if phrase is None:
        return Mention()
    tokens, words = reading.tokens, reading.words
    subject, period = text_of(tokens, phrase), period_in(reading, phrase)
    dated = all(t.kind is Kind.DATE or t.text in "の末、" for t in tokens[phrase.head : phrase.end])
    # 「業種別では」 says how a total is cut, 「金額ベースで」 how it is taken
    aspect = subject in ASPECTS | TAKEN or subject in words.scopes or subject.endswith(("ベース", "換算", "別"))
    behind = tokens[phrase.end].text if phrase.end < len(tokens) else ""
    part = subject in REGIONS and (behind == "が" or is_part(tokens, phrase.start, phrase.end))
    skipped = (
        subject.endswith("の結果")
        or subject in ("もの", "ところ")
        or (subject in words.skips and subject not in words.relational and not part)
    )
    day = (*AFTERWARDS, *DAYS, *(("時", "時点", "当時") if behind == "に" else ()))
    timed = subject in TIMES or (subject.endswith(day) and phrase.head == phrase.start)
    aspect = aspect or (behind == "で" and bool(_TAKEN.search(subject)))
    if dated or skipped or timed or aspect or not any(c.isalpha() for c in subject):
        return Mention(period=period, word=subject if subject in ASPECTS or subject in words.scopes else None)
    if subject in words.baselines and words.baselines[subject] != "plan":
        year_before = words.baselines[subject] == "prior_year"
        return Mention(period=prior_of(reading.fiscal_year) if year_before else None)
    compared = re.fullmatch(r"(.+?)との(?:比較|対比)", subject)
    if compared is not None and compared[1] in words.baselines:
        return Mention(baseline=words.baselines[compared[1]])  # 「前年度との比較では40百万円の減少」
    dated_by = next((w for w, b in words.baselines.items() if b == "prior_year" and subject.startswith(w + "の")), None)
    if dated_by is not None:
        # 「前年同期の受注高」
        return replace(
            _said_of(reading, phrase, subject.removeprefix(dated_by + "の")), period=prior_of(reading.fiscal_year)
        )
    said = _said_of(reading, phrase, subject)
    said = replace(said, scenario=said.scenario or _labelled(reading, phrase.start))
    # the year in 前期末比 is that of the comparison
    return said if said.measured and said.subject is None else replace(said, period=period)


def is_part(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the word of a place that ends at ``end`` is a name: 「内訳は国内3,890人、…」「国内3万台、海外11万台」."""
    if any(t.text == "内訳" for t in tokens[:start]):
        return True
    amount = tokens[end].quantity if end < len(tokens) else None
    if amount is None:
        return False
    beside = []
    if [t.text for t in tokens[end + 1 : end + 2]] in (["、"], ["，"]) and behind_nouns(tokens, end + 2) > end + 2:
        beside.append(behind_nouns(tokens, end + 2))
    if start > 2 and tokens[start - 1].text in ("、", "，") and tokens[start - 3].kind is Kind.NOUN:
        beside.append(start - 2)
    others = (tokens[i].quantity for i in beside if i < len(tokens))
    return any(other is not None and other.unit_base == amount.unit_base for other in others)


def _said_of(reading: Reading, phrase: Phrase, subject: str) -> Mention:
    tokens, words = reading.tokens, reading.words
    titled = re.fullmatch(r"(?:.*【|【)([^【】]+)】(.*)", subject)
    if titled and (titled[2] in words.relational or titled[1] in words.scenarios):
        return _titled(titled[1], titled[2], words)
    first = run_before(tokens, phrase.end, phrase.start)
    spaced = tokens[phrase.end - 1].start > tokens[phrase.end - 2].end if phrase.end - 1 > first else False
    # 「企業訪問　目標：500企業」: set apart by a space, the word stands for itself
    head = "".join(t.text for t in tokens[phrase.end - 1 if spaced else first : phrase.end])
    modified = phrase.head > phrase.start and tokens[phrase.head - 1].kind is Kind.VERB
    return _since_a_year(reading, phrase, head) or _said(subject, head, words, modified)


def _labelled(reading: Reading, start: int) -> str | None:
    """「（目標）回収額」: the scenario that a round bracket before a phrase names."""
    closed = start > 1 and reading.tokens[start - 1].text in ROUND
    first = opener(reading.tokens, start - 1) if closed else None
    if first is None or (first and reading.tokens[first - 1].kind in (Kind.NOUN, Kind.AMOUNT)):
        return None
    return reading.words.scenarios.get("".join(t.text for t in reading.tokens[first + 1 : start - 1]))


def _titled(title: str, rest: str, words: Vocabulary) -> Mention:
    """「【保証承諾】件数4,812件」「【目標】回収額5億円」: a title in brackets of its own, and what stands behind it."""
    if title in words.scenarios:
        return Mention(_without_self(rest, words) if rest else None, scenario=words.scenarios[title])
    owner = _without_self(title, words)
    return Mention(owner if rest in ASPECTS else f"{owner}の{rest}")


def _since_a_year(reading: Reading, phrase: Phrase, head: str) -> Mention | None:
    """「2013年度比」: compared with a year that is named; the year before the document's is the usual one."""
    first = reading.tokens[phrase.start]
    if first.kind is not Kind.DATE or head.removeprefix(first.text) not in COMPARED or first.period is None:
        return None
    year = first.period.fiscal_year
    if year is None:
        return None
    last = reading.found[max(reading.found)].period if reading.found else None
    own = last.fiscal_year if last is not None and last.fiscal_year is not None else reading.fiscal_year
    return Mention(measure=ratio_to(year, own), measured=True)


def ratio_to(year: int | None, own: int | None) -> str:
    """The measure of a ratio to ``year``, for a figure of the year ``own``."""
    return "ratio_prior_year" if own is not None and year == own - 1 else "ratio_base_year"


def _said(subject: str, head: str, words: Vocabulary, modified: bool) -> Mention:
    """The owner of a measure or of a plan with what it is, or the subject itself.

    ``modified``: a verb stands right before the head.
    """
    measured = words.measure_words if head.endswith(words.measure_words) else ()  # hardly any is
    measure = next((w for w in measured if _names(w, head, words)), None)
    if measure is not None:
        return Mention(_without(subject, measure, words), words.measures[measure], measured=True, word=measure)
    scenario = _scenario(head, subject, words)
    if scenario is not None:
        owner = _without(subject, scenario[0], words)
        # 「総会で承認された予算」: the clause is no owner
        whole = owner is not None and subject == owner + scenario[0] and modified
        return Mention(_without_self(subject, words) if whole else owner, scenario=scenario[1])
    for aspect in () if head.startswith("「") else (*ASPECTS, *COURSES):
        subject = subject.removesuffix("の" + aspect)
    for front, planned in AIMED.items():
        if subject.startswith(front):
            return Mention(_without_self(subject.removeprefix(front), words), scenario=planned)
    laid_down = _LAID_DOWN.match(subject)
    if laid_down:
        return Mention(_without_self(subject[laid_down.end() :], words), scenario=words.scenarios.get(laid_down[1]))
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
    rest = re.sub(
        r"(?:の?対?前(?:年度?|期)末?からの|[にのは]|全体に|に対する|における)$", "", subject.removesuffix(word)
    )
    rest = re.sub(r"(?:対|の)$", "", rest)
    named = (
        rest and YEARLY.sub("", rest) not in words.baselines and rest not in words.scopes and not rest.endswith(DAYS)
    )
    named = named and not _YEAR_ALONE.fullmatch(rest)
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
        # 「翌年度へ繰り越すべき財源」 is not of the next year, 「前年度に開設した窓口」 not of the one before
        clause = behind == "に" and any(
            t.kind is Kind.VERB and not t.text.startswith("おけ") for t in reading.tokens[i + 1 : phrase.head]
        )
        carried = behind.startswith("繰越")  # 「前年度繰越額」 stands in the accounts of this year
        if not clause and not carried and behind not in ("へ", "から", "まで") and token.period not in (None, Period()):
            return token.period
    return None


def prior_of(fiscal_year: int | None) -> Period | None:
    """The year before a fiscal year."""
    return Period(fiscal_year - 1) if fiscal_year is not None else None
