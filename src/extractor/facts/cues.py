"""What the words around an amount say of it: its measure, what it is compared with, its direction."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from extractor.facts.phrases import HEDGES, after_bracket, before_bracket, enclosing
from extractor.facts.tokens import AGO, Kind, Token
from extractor.facts.vocabulary import Vocabulary
from extractor.model import Direction

#: what may stand between an amount and the word for its change
BETWEEN = frozenset(
    {"の", "大幅", "な", "小幅", "若干", "純", "程度", "ほど", "余り", "と", "も", "大きく", "減収", "僅か"}
)
#: nouns behind a change that leave it one: 「5％の増加見込み」
FORESEEN = ("見込", "見通", "予定", "予想", "傾向", "等", "など", "基調", "幅", "分")
#: verbs of change that take the amount as their object: 「5百万円を増額し」
WITH_OBJECT = (
    *("増額", "減額", "削減", "圧縮", "縮減", "積み増", "上積み", "増員", "減員", "追加"),
    *("引き上げ", "引上げ", "引き下げ", "引下げ"),
)
#: verbs that take an amount away, though 「98.1％に抑えた」 tells no way
HELD_DOWN = ("抑え", "抑制")
#: words that say whether a change is for the better, not which way it goes
VALUED = ("改善", "悪化")
#: verbs that say on which side of another figure an amount lies
PASSING = ("上回", "下回", "超過", "凌")
#: verbs that make a relation of what stands before them: 「…において、」「…について、」「…として、」
RELATING = ("おい", "つい", "対し", "関し", "比べ", "比し", "し")
#: verbs that stand for particles: 「…により、」「…に伴い、」
LOOSE = ("より", "よる", "加え", "伴い", "応じ", "基づ", "際し", "関し")
#: nouns that make a clause of the verb before them: 「減少したものの、」「増加した一方で、」
CLAUSE_NOUNS = frozenset(
    {"もの", "一方", "中", "なか", "ほか", "ため", "反面", "こと", "うえ", "上", "際", "後", "結果", "ところ"}
    | {"反動", "影響", "関係", "理由"}
)
#: of these, the ones that end a clause by themselves: 「返済が進んだ結果 1,804億円」
BARE_ENDS = CLAUSE_NOUNS - {"もの", "こと", "後", "影響", "関係", "理由"}
#: nouns that end one with the words behind them: 「増えたことから」「減ったことにより」
LED_ENDS = {"もの": ("の",)} | dict.fromkeys(("こと", "影響", "関係", "理由"), ("から", "に", "で"))
#: verbs behind に, and nouns behind a verb, that make a cause of what stands before them
CAUSING = ("より", "よっ", "伴い", "伴っ")
CAUSES = frozenset({"ため", "影響", "反動", "結果"})
#: words that go on with an order: 「次いで建設業が21.4％」
NEXT = ("次い", "続い")
#: nouns behind a row of ratios that make shares of them, and ends of words for all of something
PORTIONS = ("割合", "構成", "比率", "シェア", "内訳", "利用割合")
ALL = ("全体", "全て", "すべて", "総数", "総額")
#: what may stand between the shares of one row: 「…62％に当たる3億円、市制度が11％」
ROW = ("、", "，", "が", "は", "を", "で", "の", "に", "「", "」", "『", "』")
AMOUNTING = ("当た", "あた", "相当")
#: nouns before a change that say what flows
FLOWING = ("収入", "支出", "資金", "費用", "利益", "売上")
#: 「300億円の成長投資を行う計画」
DOING = re.compile(r"へ?の[^、。は]{1,12}を(?:行う|実施する|見込む)?(計画|予定|見込|目標)")
#: the two sides that a net figure may come out on, and names of such figures
SIDES = frozenset({"収入", "支出"})
NET = re.compile(r"収支|損益|差額|差引|キャッシュ")
#: verbs that compare: 「前年度と比べ」「計画に対し」
COMPARING = ("比べ", "比較", "比し", "対し", "対する")


class Change(Struct, frozen=True, gc=False):
    """A change stated behind an amount; ``direct``: 「3.1％増」 and not 「93.8％の減少」; ``valued``: 「3％悪化」."""

    direction: Direction
    direct: bool
    valued: bool = False
    against: str | None = None  # what it is measured against, where it stands behind the amount


def change_after(tokens: Sequence[Token], index: int, words: Vocabulary) -> Change | None:
    """The change that the amount at ``index`` is said to be: 「45百万円減少」「21百万円の増加」「2.8％増」."""
    i = after_bracket(tokens, index + 1)
    if i < len(tokens) and tokens[i].text == "を":
        stem = tokens[i + 1].text if i + 1 < len(tokens) else ""
        return _change(tokens, i + 1, words, False) if stem.startswith(WITH_OBJECT) else None
    direct = True
    while i < len(tokens) and tokens[i].text in BETWEEN:
        direct = direct and tokens[i].text != "の"
        i += 1
    said = any(t.text == "と" for t in tokens[index + 1 : i])
    if said and (tokens[index].measures != "ratio" or tokens[i - 1].text == "と"):
        return None  # 「39億円と大幅な増益」 is what it came to
    compared = "".join(t.text for t in tokens[i : i + 1])
    if (compared in words.baselines or _is_date(tokens, i)) and _text_at(tokens, i + 1) == "を":
        # 「18件、前年度を上回りました」
        change = _change(tokens, i + 2, words, False)
        return change and replace(change, against=words.baselines.get(compared))
    return _change(tokens, i, words, direct)


def _is_date(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].kind is Kind.DATE


def _change(tokens: Sequence[Token], i: int, words: Vocabulary, direct: bool) -> Change | None:
    direction = stem_of(tokens[i], words.directions) if i < len(tokens) else None
    if direction is None and i < len(tokens) and tokens[i].text.startswith(HELD_DOWN):
        direction = Direction.DECREASE
    if direction is None and i + 1 < len(tokens) and tokens[i].text in FLOWING:
        i += 1  # 「6億円の収入増加」
        direction = stem_of(tokens[i], words.directions)
    if direction is None or _names_more(tokens, i):
        return None
    return Change(direction, direct, tokens[i].text.startswith(VALUED))


def _names_more(tokens: Sequence[Token], i: int) -> bool:
    """Whether the noun at ``i`` is but the head of a longer name: 「3件の追加融資」 is no change."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    longer = tokens[i].kind is Kind.NOUN and after is not None and after.kind is Kind.NOUN
    return longer and after is not None and not after.text.startswith(FORESEEN)


def stem_of(token: Token, stems: object) -> Direction | None:
    """The direction of a word: a noun must be the whole stem, a verb begins with it."""
    assert isinstance(stems, dict)
    if token.kind is Kind.NOUN:
        found = stems.get(token.text)
        return found if isinstance(found, Direction) else None
    if token.kind is not Kind.VERB:
        return None
    return next((d for stem, d in stems.items() if len(stem) > 1 and token.text.startswith(stem)), None)


def balance_after(tokens: Sequence[Token], index: int, words: Vocabulary, subject: str) -> Direction | None:
    """Which way a balance came out: 「257百万円の赤字」, of one that nets both: 「10億円の支出」."""
    i = after_bracket(tokens, index + 1)
    noun = tokens[i + 1].text if i + 1 < len(tokens) and tokens[i].text == "の" else ""
    sided = noun in SIDES and (not NET.search(subject) or subject.endswith(noun))
    return None if sided else words.balances.get(noun)


def trend_after(tokens: Sequence[Token], index: int, words: Vocabulary) -> Direction | None:
    """The direction that the verb of a ratio's clause tells: 「97.3％と前年度を下回り」."""
    for i in range(index + 1, len(tokens)):
        token = tokens[i]
        if token.kind is Kind.AMOUNT or token.text in ("（", "(", "）", ")", "は", "が"):
            return None
        if token.text in ("、", "，") and ends_clause(tokens, i) and tokens[i - 1].text not in ("なり", "で"):
            return None
        direction = stem_of(token, words.directions)
        if direction is not None:
            return direction
    return None


def is_clause_noun(tokens: Sequence[Token], i: int) -> bool:
    """Whether the noun at ``i`` makes a clause of the verb before it, with a comma behind it or without one."""
    if i == 0 or tokens[i - 1].kind is not Kind.VERB or tokens[i].text not in CLAUSE_NOUNS:
        return False
    after = tokens[i + 1].text if i + 1 < len(tokens) else ""
    return after in LED_ENDS.get(tokens[i].text, ()) or (
        tokens[i].text in BARE_ENDS and after not in ("の", "が", "は", "を", "も")
    )


def is_cause(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether what stands at ``start`` belongs to a cause of what stands at ``end``: 「減損損失3億円を計上したため、」."""
    return any(causes(tokens, i) for i in range(start + 1, end))


def causes(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word at ``i`` makes a cause of what stands before it."""
    before = tokens[i - 1]
    if tokens[i].kind is Kind.VERB:
        loose = tokens[i].text.startswith(CAUSING) and before.text == "に"
        return loose or (tokens[i].text.startswith("あ") and before.text == "も")
    if tokens[i].text == "から":
        return before.text in ("など", "等")
    if tokens[i].text == "こと":
        # 「増えたことで」「増えたことを主因に」
        given = _text_at(tokens, i + 1) == "を" and _text_at(tokens, i + 3) in ("に", "と")
        return before.kind is Kind.VERB and (given or _text_at(tokens, i + 1) in ("で", "から"))
    return tokens[i].text in CAUSES and before.kind is Kind.VERB


def ends_clause(tokens: Sequence[Token], comma: int) -> bool:
    """Whether a predicate stands before the comma, so that what follows is another clause."""
    if comma == 0:
        return False
    before = tokens[comma - 1]
    if before.role == "接続助詞":
        return comma < 2 or not tokens[comma - 2].text.startswith(
            ("おい", "つい", "対し", "関し", "比べ", "比し", "し")
        )
    if before.kind is Kind.VERB:
        return not before.text.startswith((*COMPARING, *LOOSE))
    i = comma - 1
    while i > 1 and tokens[i].kind is Kind.PARTICLE:
        i -= 1
    return tokens[i].text in CLAUSE_NOUNS and tokens[i - 1].kind is Kind.VERB


def baseline_before(tokens: Sequence[Token], end: int, words: Vocabulary) -> tuple[str, int] | None:
    """A comparison that ends at ``end`` (「前年度と比べ」, 「計画を」): its baseline and where it starts."""
    i = end
    while i > 0 and (tokens[i - 1].text in ("て", "、", "，", "も", "し") or tokens[i - 1].text.startswith(COMPARING)):
        i -= 1
    if i == 0 or tokens[i - 1].text not in ("と", "に", "を", "から", "より", "比", "で", "対比"):
        return None
    compared = i < end and any(t.text.startswith(COMPARING) for t in tokens[i:end])
    particle = tokens[i - 1].text
    if particle in ("と", "に", "で") and not compared:
        return None
    last = start = before_bracket(tokens, i - 1)  # 「計画（2億円）を5百万円上回る」
    while start > 0 and (tokens[start - 1].kind in (Kind.DATE, Kind.NOUN) or tokens[start - 1].text == "の"):
        start -= 1
    for first in range(start, last):
        word = "".join(t.text for t in tokens[first:last])
        if word.removeprefix("対") in words.baselines:
            return words.baselines[word.removeprefix("対")], first
        if tokens[first].kind is Kind.DATE and first == last - 1 and (compared or particle in ("から", "より")):
            ago = AGO.fullmatch(tokens[first].text)
            return "other" if ago and ago[1] not in ("1", "１") else "prior_year", first
    return None


def measured_against(tokens: Sequence[Token], end: int, index: int) -> tuple[str, int] | None:
    """「全国平均を0.2ポイント上回る」: the noun that an amount is measured against, as baseline, and where を stands."""
    i = after_bracket(tokens, index + 1)
    while i < len(tokens) and tokens[i].text in BETWEEN:
        i += 1
    if end < 2 or tokens[end - 1].text not in ("を", "より") or not _text_at(tokens, i).startswith(PASSING):
        return None
    start = noun = before_bracket(tokens, end - 1)
    while start > 0 and tokens[start - 1].kind is Kind.NOUN:
        start -= 1
    if start == noun:
        return None
    return ("prior_year" if tokens[start].text in ("前回", "前年", "前年度", "昨年") else "other"), end - 1


def is_share(tokens: Sequence[Token], index: int, words: Vocabulary) -> bool:
    """「12.5％を占め」, and what comes 次いで behind such a share."""
    for i in range(index + 1, len(tokens)):
        token = tokens[i]
        behind = "".join(t.text for t in tokens[i : i + 3]) if tokens[i - 1].kind is Kind.AMOUNT else ""
        if behind.removeprefix("という").removeprefix("の").startswith(PORTIONS) and behind[:1] in ("の", "と"):
            return True
        if token.kind is Kind.VERB:
            # 「A社が43％、B社が34％を占め」: one verb for all of them
            if token.text.startswith(words.shares) and tokens[i - 1].text in "をが":
                return True
            break
        if token.kind not in (Kind.AMOUNT, Kind.NOUN, Kind.NAME, Kind.PARTICLE) and token.text not in "、，（）()":
            break
    last = max((i for i in range(index) if tokens[i].measures == "ratio"), default=None)
    if last is None:
        return False
    follows = _in_one_row(tokens[last + 1 : index]) or any(t.text.startswith(NEXT) for t in tokens[last:index])
    return follows and (_of_all(tokens, last) or is_share(tokens, last, words))


def _of_all(tokens: Sequence[Token], index: int) -> bool:
    """「全体の56.3％」."""
    return index > 1 and tokens[index - 1].text == "の" and tokens[index - 2].text.endswith(ALL)


def _text_at(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].text if i < len(tokens) else ""


def _in_one_row(between: Sequence[Token]) -> bool:
    """Whether nothing but nouns and their particles stand between two amounts: 「…62％、市制度が11％」."""
    nominal = (Kind.NOUN, Kind.NAME, Kind.AMOUNT)
    return all(t.kind in nominal or t.text in ROW or t.text.startswith(AMOUNTING) for t in between)


def _behind(tokens: Sequence[Token], index: int) -> int:
    i = index + 1
    return after_bracket(tokens, i + (_text_at(tokens, i) in HEDGES))


def forecast_after(tokens: Sequence[Token], index: int, words: Vocabulary) -> str | None:
    """「600億円を見込む」「5％程度と予想」: the scenario that a verb close behind the amount gives it."""
    i = _behind(tokens, index)
    if enclosing(tokens, index) is not None:
        i = next((j + 1 for j in range(index, len(tokens)) if tokens[j].text in "）)"), i)
    while i + 2 < len(tokens) and tokens[i].text in ("、", "，"):
        end = next((j for j in range(i + 1, len(tokens)) if tokens[j].kind not in (Kind.NOUN, Kind.NAME)), i + 1)
        if end == i + 1 or end >= len(tokens) or tokens[end].kind is not Kind.AMOUNT:
            break
        i = _behind(tokens, end)  # 「売上高530億円、営業利益40億円を予想」
    joined = "".join(t.text for t in tokens[i : i + 5] if t.kind is not Kind.AMOUNT)
    planned = DOING.match("".join(t.text for t in tokens[i : i + 10]))
    if planned:
        return {"見込": "forecast", "目標": "target"}.get(planned[1], "plan")
    for stem, scenario in words.forecasts.items():
        place = joined.find(stem)
        if 0 <= place <= 4 and not any(c in joined[:place] for c in "、。（("):
            return scenario
    return None
