"""A sentence as tokens: SudachiPy's words, with amounts, dates and names laid over them as one token each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from enum import Enum
from functools import lru_cache

from msgspec import Struct
from sudachipy import SplitMode, Tokenizer

from extractor.layout import is_wide
from extractor.model import Period, Quantity
from extractor.normalise.amounts import find_amounts, find_non_amounts
from extractor.normalise.eras import find_periods
from extractor.normalise.fiscal import MARCH
from extractor.normalise.morphemes import dictionary

#: 「3年前」: so many years before the document's
AGO = re.compile(r"([0-9０-９]+)年前")
_NAMING = re.compile(r"[一-龥ァ-ヶー]")


class Kind(Enum):
    """What a token is, as far as the search for subjects asks."""

    AMOUNT = "amount"
    DATE = "date"  # a date, a year, or a word for one (前年度)
    NAME = "name"  # digits that are no amount
    NOUN = "noun"
    PARTICLE = "particle"
    VERB = "verb"  # verbs, adjectives and auxiliaries
    DETERMINER = "determiner"  # 連体詞: その, 各
    ADVERB = "adverb"  # adverbs and conjunctions
    MARK = "mark"


class Token(Struct, frozen=True, gc=False):
    """``text`` without spaces; ``start`` and ``end`` are places in the sentence as printed."""

    text: str
    kind: Kind
    start: int
    end: int
    role: str = ""  # 品詞細分類: 格助詞, 係助詞, サ変可能 …
    ending: str = ""  # 活用形 of verbs
    quantity: Quantity | None = None
    measures: str = ""  # what an amount measures: money, count, ratio, points, multiple, duration
    period: Period | None = None


@lru_cache(maxsize=1)
def _sudachi() -> Tokenizer:
    """The tokenizer of whole words."""
    return dictionary().tokenizer(mode=SplitMode.C)


@lru_cache(maxsize=4096)
def tokens_of(text: str, fiscal_year: int | None, last: int = MARCH) -> tuple[Token, ...]:
    """The tokens of a sentence; amounts, periods and names hold together, whatever the analyser makes of them."""
    squeezed, places = _squeeze(text)
    spans = _spans(text, fiscal_year, last)
    taken = {i for span in spans for i in range(span.start, span.end)}
    tokens: list[Token] = []
    for morpheme in _sudachi().tokenize(squeezed):
        begin, end = morpheme.begin(), morpheme.end()
        if end <= begin:
            continue
        if taken.isdisjoint(stood := places[begin:end]):
            tokens.append(_word(squeezed[begin:end], morpheme.part_of_speech(), stood[0], stood[-1] + 1))
        else:
            tokens += _outside(morpheme.part_of_speech(), squeezed, places, (begin, end), taken)
    return tuple(sorted([*tokens, *spans], key=lambda t: t.start))


def _squeeze(text: str) -> tuple[str, Sequence[int]]:
    """Text without its spaces, but for those between Latin words, and where each character stood."""
    if not any(map(str.isspace, text)):
        return text, range(len(text))
    kept = [i for i, c in enumerate(text) if not c.isspace() or _between_latin(text, i)]
    return "".join(text[i] for i in kept), kept


def _between_latin(text: str, i: int) -> bool:
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    return before.isascii() and after.isascii() and before.isalpha() and after.isalpha()


def _spans(text: str, fiscal_year: int | None, last: int) -> tuple[Token, ...]:
    """Amounts first, then dates and names where they do not overlap what was taken."""
    taken: list[Token] = []
    for span in find_amounts(text):
        word = _bare(text, span.start, span.end)
        amount = Token(word, Kind.AMOUNT, span.start, span.end, quantity=span.quantity, measures=span.kind)
        _claim(taken, amount)
    for mention in find_periods(text, fiscal_year, last):
        word = _bare(text, mention.start, mention.end)
        _claim(taken, Token(word, Kind.DATE, mention.start, mention.end, period=mention.period))
    for other in find_non_amounts(text):
        kind = {"date": Kind.DATE, "name": Kind.NAME}.get(other.kind, Kind.MARK)
        if other.kind == "heading" and _is_inside_name(text, other.start, other.end):
            kind = Kind.NAME
        word = _bare(text, other.start, other.end)
        ago = AGO.fullmatch(word)
        period = Period(fiscal_year - int(ago[1])) if ago and fiscal_year is not None else None
        _claim(taken, Token(word, kind, other.start, other.end, period=period))
    return tuple(taken)


def _is_inside_name(text: str, start: int, end: int) -> bool:
    """「台風第10号関連」: a number with words on both sides of it."""
    return bool(_NAMING.match(text[start - 1 : start]) and _NAMING.match(text[end : end + 1]))


def _bare(text: str, start: int, end: int) -> str:
    return "".join(text[start:end].split())


def _claim(taken: list[Token], token: Token) -> None:
    if all(token.end <= t.start or token.start >= t.end for t in taken):
        taken.append(token)


def _outside(
    speech: Sequence[str], text: str, places: Sequence[int], bounds: tuple[int, int], taken: Set[int]
) -> Iterable[Token]:
    """The parts of a word that no span has ``taken``, as tokens."""
    start, end = bounds
    for i in range(start, end + 1):
        if i == end or places[i] in taken:
            if i > start:
                yield _word(text[start:i], speech, places[start], places[i - 1] + 1)
            start = i + 1


_KINDS = {
    "名詞": Kind.NOUN,
    "代名詞": Kind.DETERMINER,
    "接頭辞": Kind.NOUN,
    "形状詞": Kind.NOUN,
    "助詞": Kind.PARTICLE,
    "動詞": Kind.VERB,
    "形容詞": Kind.VERB,
    "助動詞": Kind.VERB,
    "連体詞": Kind.DETERMINER,
    "副詞": Kind.ADVERB,
    "接続詞": Kind.ADVERB,
    "感動詞": Kind.ADVERB,
}
#: symbols that stand inside names
_JOINTS = "・&＆／/－‐-ー"


def _word(text: str, speech: Sequence[str], start: int, end: int) -> Token:
    kind = _KINDS.get(speech[0], Kind.MARK) if any(map(str.isalnum, text)) else Kind.MARK  # ➢ is unknown: a noun
    if speech[0] == "接尾辞":
        kind = Kind.NOUN if speech[1] in ("名詞的", "形状詞的") else Kind.VERB
    inside = text in _JOINTS and start > 0  # what opens a sentence is the mark of an item: 「・保証承諾は」
    if kind is Kind.MARK and (inside or (text.isalnum() and not is_wide(text[0]))):
        kind = Kind.NOUN
    role = speech[1] if kind is Kind.PARTICLE else speech[2]
    return Token(text, kind, start, end, role, speech[5])
