"""Noun phrases in a sentence: the nouns before a place with their modifiers (「小口保証制度の保証承諾」)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.facts.tokens import Kind, Token
from extractor.normalise.labels import normalise_label

OPENING, CLOSING = "「『【（(［[〔", "」』】）)］]〕"
#: brackets that set a name off as a whole: 【保証承諾】
_SET_OFF = dict(zip("「『【[〔", "」』】]〕", strict=True))
ROUND = "）)"
#: determiners that are part of a name
PREFIXES = frozenset({"各", "同", "当該", "全", "本", "当"})
#: particles between two nouns of one phrase, before の: 「機関との相談」「協議会への相談」
BEFORE_NO = frozenset({"へ", "と", "から", "で", "まで", "など", "だけ", "のみ", "ごと", "等"})
COORDINATORS = frozenset({"及び", "並びに", "や", "又は", "または", "および", "ならびに", "若しくは"})
#: heads that speak of two things at once: 「AとBの合計額」
SUMS = ("合計", "合計額", "総額", "計", "和", "差", "差額", "比率", "割合")
#: nouns used as adverbs that may run into the subject after them
LEADING = frozenset(
    (
        "結果",
        "今後",
        "以降",
        "現在",
        "今回",
        "一方",
        "他方",
        "うち",
        "ほか",
        "際",
        "後",
        "その他",
        "その後",
        "なお",
        "特に",
        "また",
    )
)
#: words for a time that は or に sets apart: 「現状では3名の…」; they name nothing that is counted
TIMES = frozenset(
    (
        "中",
        "間",
        "内",
        "末",
        "前半",
        "後半",
        "年度前半",
        "年度後半",
        "現状",
        "現在",
        "今回",
        "今後",
        "足元",
        "当面",
        "当初",
        "従来",
        "現時点",
        "直近",
        "最近",
        "昨今",
        "当時",
        "今期間",
        "当期間",
        "当四半期",
        "同四半期",
        "当中間期",
        "同期",
        "同期間",
    )
)
#: ends of compounds that are a time: 「計上後20年以内」
AFTERWARDS = ("後", "以降", "以前", "以後", "以来")
#: what makes one word of a year and the comparison with it: 前期末比
COMPARED = ("比", "末比", "対比", "末対比", "差", "末差", "実績比", "実績対比", "決算比")
#: what is left of a stretch of time before の: 「1事業年度中の」
SPANS = frozenset({"中", "末", "内", "以内", "間", "期中", "年度中", "年度内", "期間中", "年間", "通期"})
#: stretches that 同 leads back to: 「同期間の倒産件数」
SPANS_BEFORE = frozenset({"期間", "時期", "時点"})
#: verbs without content, left over at the front of a clause: 「（5億円と）なった保証承諾」
EMPTY = ("だ", "おけ", "る", "係", "かか", "な", "し", "す", "い", "おり", "あ", "でき", "た", "まし", "で")
#: words behind an amount by which it limits the noun that follows
BOUNDING = frozenset({"以上", "以下", "未満", "以内", "超"})
#: in brackets behind a name, how or when it is taken: 「保証債務残高（年度末）」
SAID_ASIDE = frozenset(
    {"年度末", "期末", "年度末残高", "期末残高", "末残", "金額", "件数", "元利計", "元利合計", "合計", "累計"}
)
#: words behind an amount that blur or bound it
HEDGES = frozenset({"以上", "以下", "未満", "以内", "超", "強", "弱", "余", "余り", "程度", "前後", "ほど"})
#: a phrase longer than this is cut to its last nouns
LONGEST = 48


class Phrase(NamedTuple):
    """Tokens ``start`` to ``end`` (exclusive); its head is the run of nouns from ``head`` on."""

    start: int
    head: int
    end: int


def opener(tokens: Sequence[Token], closing: int, floor: int = 0) -> int | None:
    """The place of the bracket that the one at ``closing`` closes."""
    depth = 0
    for i in range(closing, floor - 1, -1):
        if tokens[i].kind is Kind.MARK and tokens[i].text in CLOSING:
            depth += 1
        elif tokens[i].kind is Kind.MARK and tokens[i].text in OPENING:
            depth -= 1
            if depth == 0:
                return i
    return None


def enclosing(tokens: Sequence[Token], index: int) -> int | None:
    """The place of the round bracket that ``index`` stands in."""
    depth = 0
    for i in range(index - 1, -1, -1):
        if tokens[i].text in ROUND:
            depth += 1
        elif tokens[i].text in "（(":
            if depth == 0:
                return i
            depth -= 1
    return None


def after_bracket(tokens: Sequence[Token], index: int) -> int:
    """``index``, or the place behind the round brackets that open there."""
    if index >= len(tokens) or tokens[index].text not in "（(":
        return index
    depth = 0
    for i in range(index, len(tokens)):
        depth += (tokens[i].text in "（(") - (tokens[i].text in ROUND)
        if depth == 0:
            return i + 1
    return index


def before_bracket(tokens: Sequence[Token], end: int, floor: int = 0) -> int:
    """``end``, or where the round bracket begins that closes right before it."""
    if end <= floor or tokens[end - 1].text not in ROUND:
        return end
    start = opener(tokens, end - 1, floor)
    return end if start is None else start


#: adverbs that the analyser calls nouns
EACH = frozenset({"それぞれ", "各々", "おのおの", "いずれ"})


def is_noun(token: Token) -> bool:
    """Whether a token may be part of a compound noun."""
    return token.text not in EACH and _nominal(token)


def _nominal(token: Token) -> bool:
    return token.kind in (Kind.NOUN, Kind.NAME, Kind.DATE) or (token.kind is Kind.DETERMINER and token.text in PREFIXES)


def run_before(tokens: Sequence[Token], end: int, floor: int = 0) -> int:
    """Where the compound noun that ends at ``end`` starts; ``end`` when there is none."""
    i = end
    while i > floor:
        token = tokens[i - 1]
        if token.kind is Kind.MARK and token.text in CLOSING:
            start = opener(tokens, i - 1, floor)
            outer = token.text not in ROUND or (start is not None and start > floor and is_noun(tokens[start - 1]))
            told = token.text in ROUND and i < end and start is not None and _tells(tokens[start:i])
            if start is None or not outer or told:
                break
            i = start
        elif (
            is_noun(token)
            or _is_front(tokens, i - 1, end)
            or (token.text == "その" and i < end and tokens[i].text in ("他", "ほか"))
        ):
            i -= 1
        else:
            break
    return i


_KANJI = re.compile(r"[一-龥]{2,}")
#: nouns that the stem of a verb runs into: 「預け金利息」「積立金」
STEM_ENDS = ("金", "高", "物")


def _is_front(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether the verb at ``i`` is the front of the noun behind it, which an analyser cut: 「預け＋金利＋息」."""
    runs_on = tokens[i].kind is Kind.VERB and tokens[i].ending.startswith("連用形") and i + 1 < end
    return (
        runs_on
        and tokens[i + 1].kind is Kind.NOUN
        and (tokens[i + 1].text.startswith(STEM_ENDS) or _is_stem(tokens[i]))
        and (i == 0 or tokens[i - 1].text not in ("を", "が", "に", "は"))
    )


def _is_stem(token: Token) -> bool:
    """Whether a verb is written as nouns are: 「仕入債務」「支払資金」."""
    return token.kind is Kind.VERB and bool(_KANJI.fullmatch(token.text))


def _tells(bracket: Sequence[Token]) -> bool:
    """Whether a bracket states something, and is no part of a name as in 「感染症（COVID-19）対応」."""
    return any(t.kind in (Kind.AMOUNT, Kind.VERB) or t.role == "係助詞" for t in bracket)


def phrase_before(tokens: Sequence[Token], end: int, floor: int = 0) -> Phrase | None:
    """The noun phrase that ends at ``end``, with the nouns and clauses that modify it."""
    head = run_before(tokens, end, floor)
    if head == end:
        return None
    start, clause = head, False
    while True:
        wider = _noun_modifier(tokens, start, end, floor)
        if wider is None and not clause:
            wider, clause = _clause(tokens, start, floor), True
        if wider is None or wider == start:
            break
        start = wider
    start = _with_bound(tokens, trimmed(tokens, _behind_amount(tokens, start, head, floor), end), floor)
    phrase = Phrase(start, max(head, start), end)
    return phrase if len(text_of(tokens, phrase)) <= LONGEST else Phrase(*_nouns_only(tokens, head, end, floor))


def _behind_amount(tokens: Sequence[Token], start: int, head: int, floor: int) -> int:
    """「利益24億円の計上及び配当金の支払」: what is joined to the deed of another amount begins behind it."""
    if start - 2 <= floor or tokens[start - 1].text != "の" or tokens[start - 2].kind is not Kind.AMOUNT:
        return start
    return next((i + 1 for i in range(start, head) if tokens[i].text in COORDINATORS), start)


def _with_bound(tokens: Sequence[Token], start: int, floor: int) -> int:
    """「創業後5年未満の企業」: a bound in front is part of the name, with its amount."""
    first = start
    while first > floor and tokens[first].text in BOUNDING and tokens[first - 1].kind is Kind.AMOUNT:
        # 「3,000万円超5,000万円以下の保証」 has two
        first = run_before(tokens, first - 1, floor)
        if first > floor and tokens[first - 1].kind is Kind.AMOUNT:
            first -= 1
    return first + 1 if first < start and tokens[first].text in LEADING else first


def behind_nouns(tokens: Sequence[Token], start: int) -> int:
    """The place behind the nouns that begin at ``start``."""
    end = start
    while end < len(tokens) and is_noun(tokens[end]):
        end += 1
    return end


def _nouns_only(tokens: Sequence[Token], head: int, end: int, floor: int) -> tuple[int, int, int]:
    start = head
    while (wider := _noun_modifier(tokens, start, end, floor)) is not None:
        start = wider
    return trimmed(tokens, start, end), head, end


def _noun_modifier(tokens: Sequence[Token], start: int, end: int, floor: int) -> int | None:
    """Where the noun starts that stands before ``start`` and belongs to it by の or by coordination."""
    if start - 1 <= floor:
        return None
    joint = tokens[start - 1].text
    if joint == "の" and tokens[start - 1].kind is Kind.PARTICLE:
        inner = start - 1
        while inner > floor and tokens[inner - 1].text in BEFORE_NO and tokens[inner - 1].kind is Kind.PARTICLE:
            inner -= 1
        if inner > floor and tokens[inner - 1].kind is Kind.ADVERB:
            return inner - 1  # 「おおよその割合」
        return _wider(tokens, inner, floor)
    if joint in COORDINATORS:
        # 「会議（年4回）や勉強会（15回）」: each has a bracket of its own
        return None if tokens[start - 2].text in ROUND else _wider(tokens, start - 1, floor)
    head = "".join(t.text for t in tokens[run_before(tokens, end, floor) : end])
    if joint == "と" and head in SUMS:
        return _wider(tokens, start - 1, floor)
    listed = any(t.text in COORDINATORS for t in tokens[start:end])
    # 「預金が増加した一方、手形及び売掛金が」: what comes before the comma is a clause
    clause = tokens[start - 2].text in LEADING and tokens[start - 3].kind is Kind.VERB
    return _wider(tokens, start - 1, floor) if joint in ("、", "，") and listed and not clause else None


def _wider(tokens: Sequence[Token], end: int, floor: int) -> int | None:
    start = run_before(tokens, end, floor)
    return start if start < end else None


def _clause(tokens: Sequence[Token], start: int, floor: int) -> int | None:
    """Where the clause starts that modifies the noun at ``start``: 「担保を要しない」保証."""
    if start <= floor or tokens[start - 1].kind is not Kind.VERB:
        return None
    if not tokens[start - 1].ending.startswith(("連体形", "終止形")):
        return None
    i = start - 1
    while i > floor:
        token = tokens[i - 1]
        if token.kind is Kind.MARK and token.text in CLOSING:
            opening = opener(tokens, i - 1, floor)
            if opening is None:
                return i
            i = opening
            continue
        going_on = token.text in ("て", "で") and tokens[i].text.startswith(("い", "お", "あ"))  # 「利用している」
        stop = token.kind in (Kind.MARK, Kind.ADVERB, Kind.AMOUNT) or (
            token.role in ("係助詞", "接続助詞") and not going_on
        )
        if stop and token.text not in COORDINATORS:
            return i
        i -= 1
    return i


def trimmed(tokens: Sequence[Token], start: int, end: int) -> int:
    """``start`` moved behind what does not belong to a name: 「令和6年度の」「その」「また」, particles."""
    while start < end - 1:
        step = _leading(tokens, start, end)
        if step == 0:
            break
        start += step
        # 「第3条に定める」拠出金: a verb whose object is no part of the name says nothing without it
        if tokens[start - 1].text in ("を", "に", "と"):
            start = _behind_verb(tokens, start, end)
    return start


def _behind_verb(tokens: Sequence[Token], start: int, end: int) -> int:
    i = start
    while i < end - 1 and (tokens[i].kind is Kind.VERB or _is_verbal(tokens, i)):
        i += 1
    return i


def _is_verbal(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i].role == "サ変可能" and tokens[i + 1].kind is Kind.VERB


def _leading(tokens: Sequence[Token], start: int, end: int) -> int:
    """How many tokens at ``start`` belong to no name."""
    token, after = tokens[start], tokens[start + 1]
    if token.kind is Kind.DATE:
        if "".join(t.text for t in tokens[start + 1 : end]) in COMPARED:
            return 0
        if after.text in ("の", "末", "中", "は", "に", "、", "から", "以降", "より") or (
            after.kind is Kind.VERB and not _is_stem(after)
        ):
            return 2
        # 当期収支差額 is one name; 令和6年度保証承諾 is not
        return 1 if any(c.isdigit() for c in token.text) else 0
    same = token.text == "同" and after.text in SPANS_BEFORE
    if (same or token.text in SPANS) and [t.text for t in tokens[start + 1 + same : start + 2 + same]] == ["の"]:
        return 2 + same
    if start and token.text in HEDGES - BOUNDING and tokens[start - 1].kind is Kind.AMOUNT:
        return 1  # 「8割強を占める保証料」
    empty = token.kind is Kind.VERB and token.text.startswith(EMPTY)
    pointing = token.kind is Kind.DETERMINER and token.text not in PREFIXES and after.text not in ("他", "ほか")
    loose = token.kind in (Kind.PARTICLE, Kind.ADVERB) or token.text in ("、", "，", "。")
    loose = loose or (start == 0 and len(token.text) == 1 and after.start > token.end)  # 「ア　訪問」
    return 1 if empty or pointing or loose or token.text in LEADING else 0


def text_of(tokens: Sequence[Token], phrase: Phrase) -> str:
    """The words of a phrase, normalised; brackets that state or define something (以下「…」という) are left out."""
    parts = []
    i = phrase.start
    while i < phrase.end:
        behind = after_bracket(tokens, i)
        inside = "".join(t.text for t in tokens[i + 1 : behind - 1])
        if behind > i + 1 and (tokens[i + 1].text == "以下" or inside in SAID_ASIDE or _tells(tokens[i:behind])):
            i = behind
            continue
        parts.append(tokens[i].text)
        i += 1
    text = normalise_label("".join(parts))
    set_off = text[:1] in _SET_OFF and text[-1:] == _SET_OFF.get(text[:1]) and text.count(text[0]) == 1
    return text[1:-1] if set_off else text
