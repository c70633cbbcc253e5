"""On which basis an amount stands (期末, 平均, 累計 …), and whether it is a part of another one (うち)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.facts.phrases import BOUNDING
from extractor.facts.tokens import Kind, Token

#: what names a basis inside a subject, and the basis as the records call it
_IN_SUBJECT = (
    ("期末", re.compile(r"期末|年度末|末残")),
    ("期首", re.compile(r"期首|年度初")),
    ("平均", re.compile(r"平均残高|期中平均|平残")),
    ("累計", re.compile(r"(?<!償却)(?<!記帳)累計|通算")),
    ("速報", re.compile(r"速報")),
    ("元利", re.compile(r"元利")),
    ("元金", re.compile(r"元金")),
)
#: words right before an amount that name its basis: 「保証債務残高は平均で…」「累計1,204件」
_BEFORE = {"累計": "累計", "通算": "累計", "平均": "平均", "期末": "期末", "速報値": "速報", "速報": "速報"} | {
    "元金": "元金",
    "元本": "元金",
}
#: 「件数ベースで38.2％、金額ベースで12.6％」
_BY = re.compile(r"([一-龥]{2,4})ベース(?:では?|の|は)$")
#: how far before an amount, in tokens, such a word stands
_NEAR = 3
_PART = frozenset({"うち", "内"})


def basis_of(tokens: Sequence[Token], index: int, subject: str) -> str | None:
    """The basis that the subject, the words before it (「期末の…」) or those before the amount name."""
    for basis, pattern in _IN_SUBJECT:
        if pattern.search(subject):
            return basis
    for i in range(index - 1, max(0, index - _NEAR) - 1, -1):
        in_name = i > 0 and tokens[i - 1].kind is Kind.NOUN
        if tokens[i].text in _BEFORE and not in_name:
            return _BEFORE[tokens[i].text]
    text = "".join(t.text for t in tokens[:index])
    by = _BY.search(text)
    return by[1] if by else _ending_before(text, subject)


def _ending_before(text: str, subject: str) -> str | None:
    """「期末の基金準備金は」: the day of a stock, which is no part of its name."""
    place = text.rfind(subject)
    return "期末" if place > 0 and re.search(r"(?:年度|決算)?期?末における$|(?:期|年度)末の$", text[:place]) else None


def is_of_which(tokens: Sequence[Token], index: int) -> bool:
    """Whether うち stands before the amount in its own clause: 「（うち社外取締役3名）」."""
    for i in range(index - 1, -1, -1):
        token = tokens[i]
        if token.text in _PART and token.kind in (Kind.NOUN, Kind.ADVERB):
            return True
        beside = i > 0 and tokens[i - 1].text in _PART
        bounding = token.measures == "duration" and tokens[i + 1].text in BOUNDING
        if (
            (token.kind is Kind.AMOUNT and not bounding)
            or token.text in "（(。"
            or (token.text in "、，" and not beside)
        ):
            return False
    return False
