"""Amounts in running text, and the fate of every other digit there.

``find_amounts`` and ``find_non_amounts`` share one division of the text, so that no digit is claimed twice; what
neither claims (a figure without a unit, a group of digits that breaks the rules) is left for the caller to announce.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from extractor.model import Quantity
from extractor.normalise.characters import narrow, squeeze
from extractor.normalise.counters import AFTER, WORDS
from extractor.normalise.eras import find_periods
from extractor.normalise.non_amounts import REST, SURE, NonAmount, matches, numbering
from extractor.normalise.numbers import quantity_in
from extractor.normalise.numerals import DIGITS, EXACT, KANJI_DIGITS, Numeral, numeral
from extractor.normalise.units import UNITS, Unit, unit_of

AmountKind = Literal["money", "count", "ratio", "points", "multiple", "duration"]
Bound = Literal["lower", "upper"]


class Span(Struct, frozen=True, gc=False):
    """``text[start:end]`` (sign to unit, without hedging words) states ``quantity``.

    ``bound`` is set on the two ends of a range (「10～20件」): a lower end printed without a unit has the upper one's.
    """

    start: int
    end: int
    quantity: Quantity
    kind: AmountKind
    bound: Bound | None = None


# --- the grammar ------------------------------------------------------------------------------------------------------

_SCALES = r"(?:[十百千万億兆](?:\s*[百千万億兆])*)"
_ARABIC = rf"{DIGITS}(?:\s*{_SCALES}(?:\s*{DIGITS}\s*{_SCALES})*(?:\s*{DIGITS})?)?"
_KANJI = rf"(?<![第数何幾{KANJI_DIGITS}十百千万億兆])[{KANJI_DIGITS}十百千](?:\s*[{KANJI_DIGITS}十百千万億兆])*"
#: what a kanji numeral may count in prose; with other words (三者面談, 一部, 二人三脚) it is no figure
_STRONG = ("円", "%", "パーセント", "割", "倍", "ポイント", "件", "社", "名", "か所", "カ所", "ヶ所", "箇所")


def _unit_pattern(names: tuple[str, ...]) -> str:
    """Any of the units, longest first, broken over lines or not, and not where it begins another word."""
    return "|".join(_one_unit(name) for name in sorted(names, key=len, reverse=True))


def _one_unit(name: str) -> str:
    spaced = r"\s*".join(map(re.escape, name))
    known = UNITS[name].name
    follow = [AFTER[key] for key in (name, known) if AFTER.get(key)][:1] + (["[A-Za-z]"] if name[-1].isascii() else [])
    stop = rf"(?!\s?(?:{'|'.join(follow)}))" if follow and name != "%" else ""
    return spaced + stop


#: units as they follow a number in prose; the scales belong to the number
_WRITTEN = tuple(
    name for name in UNITS if name[0] not in "千万億兆" and not name.startswith(("百万", "十億", "¥", "$", "€", "US$"))
    and name not in {"MillionsofYen", "ThousandsofYen", "Yen", "円銭", "銭"}
)  # fmt: skip

_SIGN = r"△|\+|-|マイナス|プラス"
_AMOUNT = re.compile(
    rf"(?=[△+\-マプ¥U$€\s0-9{KANJI_DIGITS}十百千])(?:(?P<lsign>△|マイナス|プラス)?\s*(?P<low>{DIGITS})\s*(?P<link>~|ないし|乃至|から)\s*)?(?P<sign>{_SIGN})?(?P<gap>\s*)"
    rf"(?:(?P<currency>¥|US\$|\$|€)\s*(?P<cnum>{_ARABIC})\s*(?P<cunit>円)?"
    rf"|(?P<number>{_ARABIC})(?P<odd>\s*余り?)?\s*(?P<unit>{_unit_pattern(_WRITTEN)})"
    r"(?:(?<=円)\s*(?P<sen>[0-9]{1,2})\s*銭|(?<=割)\s*(?P<bu>[1-9])\s*分(?!の))?"
    rf"|(?P<kanji>{_KANJI})\s*(?P<kunit>{_unit_pattern(_STRONG)}))"
)
_CURRENCY = {"¥": "円", "US$": "米ドル", "$": "米ドル", "€": "ユーロ"}

_HEDGE_BEFORE = re.compile(r"(約|およそ|おおよそ|凡そ|概ね|おおむね|ほぼ)\s*\Z")
_HEDGE_AFTER = re.compile(
    r"\s*(余り?(?![裕剰地力儀暇るす])|あまり|強(?![化力調制い])|弱(?![体点者い])|超(?![過え])|以上|以下|未満|以内|程度|前後(?!の)"
    r"|ほど|近く|内外|台(?![数頭帳風])|を超え[るた])"
)
#: what makes a figure a part of another one: digits, enumerations, products, long dashes, or a scale (of 「5 億 77
#: 百万円」 cut after the 5, 77 百万円 must not be left)
_BOUND_BEFORE = re.compile(r"([0-9])\s*[・、:/×~―,.-]\s*\Z|([0-9])\s+\Z|[±―#兆億万]\s*\Z")
_GLUED = re.compile(r"[0-9A-Za-z.,]\Z")
#: a name in Latin capitals may run into its amount: 「DDS1件」; one letter or one with digits does not
_ACRONYM = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z&]+\Z")
_RANGE_LINK = re.compile(r"\s*(?:~|ないし|乃至)\s*")
#: 「5年」 is a stretch of time beside these words; else it may be a year of an era
_SPAN_BEFORE = re.compile(
    r"(?:過去|今後|直近|向こう|約|最長|最大|最短|最低|わずか|満|勤続|在任|年数|期間|合計|概ね|およそ|以来|至る|この先)(?:は|が|を|、|:)?\s*\(?\s*"
    r"(?:[0-9]{1,2}\s*年\s*(?:及び|又は|または)\s*)?\Z"
)
_SPAN_AFTER = re.compile(r"\s*(?:以上|以内|以下|未満|超|程度|余|前|後|経過|を超え|もの|にわた|間)")


# --- the division of a text -------------------------------------------------------------------------------------------


class _Taken:
    """Which characters of a text are claimed."""

    def __init__(self, length: int) -> None:
        self._flags = bytearray(length)

    def claim(self, start: int, end: int) -> bool:
        """Claim a stretch; False, and nothing claimed, when a part of it is taken."""
        if any(self._flags[start:end]):
            return False
        self._flags[start:end] = b"\x01" * (end - start)
        return True

    def holds(self, position: int) -> bool:
        return bool(self._flags[position])


@lru_cache(maxsize=4096)
def _divided(text: str) -> tuple[tuple[Span, ...], tuple[NonAmount, ...]]:
    narrowed = narrow(text)
    taken = _Taken(len(text))
    others: list[NonAmount] = [
        NonAmount(m.start, m.end, "date") for m in find_periods(text) if taken.claim(m.start, m.end)
    ]
    others += [found for found in matches(SURE, narrowed) if taken.claim(found.start, found.end)]
    spans = [span for span in _spans(text, narrowed, taken) if taken.claim(span.start, span.end)]
    rest = (*matches(REST, narrowed), *numbering(narrowed))
    others += [found for found in rest if taken.claim(found.start, found.end)]
    ordered = tuple(_as_ranges(narrowed, sorted(spans, key=lambda span: span.start)))
    return ordered, tuple(sorted(others, key=lambda found: found.start))


def find_amounts(text: str) -> tuple[Span, ...]:
    """The amounts that ``text`` states, in printed order, not overlapping; offsets into ``text``.

    Money is in its lowest printed unit: ``717 億 29 百万円`` is 71729 of 百万円 and 71729000000 JPY, with the step of
    one 百万円.  A figure whose unit is not printed beside it is none of them.
    """
    return _divided(text)[0]


def find_non_amounts(text: str) -> tuple[NonAmount, ...]:
    """The stretches of ``text`` whose digits state no amount, each with its fate; none overlaps an amount."""
    return _divided(text)[1]


# --- one amount -------------------------------------------------------------------------------------------------------


def _spans(text: str, narrowed: str, taken: _Taken) -> Iterator[Span]:
    position = 0
    while (found := _AMOUNT.search(narrowed, position)) is not None:
        if any(taken.holds(index) for index in range(found.start(), found.end())):
            position = found.start() + 1
            continue
        yield from _read(text, narrowed, found, taken)
        position = found.end()


def _read(text: str, narrowed: str, found: re.Match[str], taken: _Taken) -> Iterator[Span]:
    start = found.start("sign") if found["sign"] else found.end("gap")
    measured = _measured(found)
    first = found.start("lsign") if found["lsign"] else found.start("low") if found["low"] else start
    if measured is None or _is_part(narrowed, first, taken) or not _sign_is_sure(narrowed, found, start):
        return
    value, step, unit = measured
    if _is_numbering(narrowed, found, unit):
        return
    if unit.name == "年" and not _is_stretch(narrowed, first, found):
        return
    hedge = _hedge(narrowed, first, found)
    low = numeral(found["low"]) if found["low"] else None
    if low is not None:
        lowest = -low.value if found["lsign"] in {"△", "マイナス"} and low.value else low.value
        quantity = quantity_in(text[first : found.end("low")], lowest, unit, low.step, hedge=hedge)
        yield Span(first, found.end("low"), quantity, unit.dimension, "lower" if found["link"] != "から" else None)
    elif found["low"]:
        return
    bound: Bound | None = "upper" if low is not None and found["link"] != "から" else None
    signed = -value if found["sign"] in {"△", "-", "マイナス"} and value else value
    raw = text[start : found.end()]
    yield Span(start, found.end(), quantity_in(raw, signed, unit, step, hedge=hedge), unit.dimension, bound)


def _is_numbering(narrowed: str, found: re.Match[str], unit: Unit) -> bool:
    """「２ 業種と金融機関」 at the head of a line: a number, white space, and a word that might also count."""
    spaced = found["number"] and re.search(r"\s", narrowed[found.end("number") : found.start("unit")])
    if not spaced or unit.name not in WORDS or not re.fullmatch(r"[0-9]{1,2}", found["number"]):
        return False
    head = found.start() == 0 or narrowed[: found.start()].endswith("\n")
    return head and re.match(r"[をがはで、]", narrowed[found.end() : found.end() + 1]) is None


def _measured(found: re.Match[str]) -> tuple[Decimal, Decimal, Unit] | None:
    """(value, step, unit) of a match; None when the numeral breaks a rule or the scale does not suit the unit."""
    printed = found["number"] or found["cnum"] or found["kanji"]
    name = found["unit"] or found["kunit"] or _CURRENCY[found["currency"]]
    number = numeral(squeeze(printed)) if _well_spaced(printed, money="円" in name) else None
    unit = unit_of((number.scale if number else "") + squeeze(name))
    if number is None or unit is None:
        return _scaled_ratio(number, squeeze(name))
    if found["sen"]:
        return (number.value + Decimal(found["sen"]).scaleb(-2), Decimal("0.01"), unit) if not number.scale else None
    if found["bu"]:
        return number.value + Decimal(found["bu"]).scaleb(-1), Decimal("0.1"), unit
    return number.value, number.step, unit


def _scaled_ratio(number: Numeral | None, name: str) -> tuple[Decimal, Decimal, Unit] | None:
    """Units that take no scale in their name (「百二十%」 has none printed, 「1万倍」 has): the value in ones."""
    unit = unit_of(name)
    if number is None or unit is None:
        return None
    return (
        EXACT.multiply(number.value, Decimal(number.factor)),
        EXACT.multiply(number.step, Decimal(number.factor)),
        unit,
    )


def _well_spaced(number: str, money: bool) -> bool:
    """Spaces stand beside scales only; before the last digits without a scale only in money (12 億 3 千 5 円)."""
    if re.search(r"[0-9,.]\s+[0-9,.]", number):
        return False
    return money or re.search(r"[十百千万億兆]\s+[0-9,.]+\Z", number) is None


def _is_part(narrowed: str, start: int, taken: _Taken) -> bool:
    """Whether what stands before ``start`` makes the figure a part of another one (5・2%, 3、4件, 12 34百万円)."""
    if start == 0:
        return False
    before = narrowed[max(0, start - 12) : start]
    glued = _GLUED.search(before)
    if glued and not taken.holds(start - 1) and not _ACRONYM.search(before):
        return True
    bound = _BOUND_BEFORE.search(before)
    if bound is None:
        return False
    group = 1 if bound[1] else 2
    digit = start - len(before) + bound.start(group) if bound[group] else None
    return digit is None or not taken.holds(digit)


def _sign_is_sure(narrowed: str, found: re.Match[str], start: int) -> bool:
    """A hyphen is a minus only tight before its figure, and not as the bullet of a line or behind a letter."""
    if found["sign"] not in {"-", "+"}:
        return True
    return not found["gap"] and not (start and re.match(r"[0-9A-Za-z)]", narrowed[start - 1]))


def _is_stretch(narrowed: str, start: int, found: re.Match[str]) -> bool:
    """Whether 「N年」 is a stretch of time and not a year of an era (which a range of bare numbers is not either)."""
    before = narrowed[max(0, start - 10) : start]
    ranged = found["low"] and not re.search(r"(?:明治|大正|昭和|平成|令和|[A-Z])\s*\Z", before)
    return bool(ranged or _SPAN_BEFORE.search(before) or _SPAN_AFTER.match(narrowed, found.end()))


def _hedge(narrowed: str, start: int, found: re.Match[str]) -> str | None:
    before = _HEDGE_BEFORE.search(narrowed[max(0, start - 8) : start])
    after = _HEDGE_AFTER.match(narrowed, found.end())
    words = (before[1] if before else None, squeeze(found["odd"] or "") or None, after[1] if after else None)
    return " ".join(word for word in words if word) or None


def _as_ranges(narrowed: str, spans: list[Span]) -> Iterator[Span]:
    """Two amounts of one unit base joined by ～ become the ends of a range."""
    bounds: dict[int, Bound] = {}
    for index, (first, last) in enumerate(pairwise(spans)):
        linked = _RANGE_LINK.fullmatch(narrowed, first.end, last.start)
        if linked and first.quantity.unit_base == last.quantity.unit_base:
            bounds[index], bounds[index + 1] = "lower", "upper"
    for index, span in enumerate(spans):
        bound = bounds.get(index)
        yield Span(span.start, span.end, span.quantity, span.kind, bound) if bound else span
