"""Units as printed: what they are called, what they count, and how they reach their base unit.

Money goes to its currency in ones (``百万円`` → 1000000 ``JPY``); shares of a whole to ``％``; counts to the counter
itself (``千件`` → 1000 ``件``).  A unit that nobody knows is its own base, never guessed into another.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from extractor.normalise.characters import narrow, squeeze
from extractor.normalise.counters import COUNTERS, DURATIONS, VARIANTS, WORDS

Dimension = Literal["money", "count", "ratio", "points", "multiple", "duration"]


class Unit(Struct, frozen=True, gc=False):
    """A unit: its normalised ``name``, its ``base`` unit and how many of those one of it is worth."""

    name: str
    base: str
    factor: Decimal
    dimension: Dimension


#: powers of ten set before a currency or a counter, longest first where one ends another
SCALES = {
    "十億": Decimal(10) ** 9,
    "百万": Decimal(10) ** 6,
    "千": Decimal(10) ** 3,
    "万": Decimal(10) ** 4,
    "億": Decimal(10) ** 8,
    "兆": Decimal(10) ** 12,
}

#: printed name → (normalised name, ISO 4217 code)
_CURRENCIES = {
    "円": ("円", "JPY"),
    "米ドル": ("米ドル", "USD"),
    "ドル": ("米ドル", "USD"),
    "USドル": ("米ドル", "USD"),
    "US$": ("米ドル", "USD"),
    "$": ("米ドル", "USD"),
    "ユーロ": ("ユーロ", "EUR"),
    "€": ("ユーロ", "EUR"),
    "英ポンド": ("英ポンド", "GBP"),
    "豪ドル": ("豪ドル", "AUD"),
    "人民元": ("人民元", "CNY"),
    "香港ドル": ("香港ドル", "HKD"),
    "シンガポールドル": ("シンガポールドル", "SGD"),
    "台湾ドル": ("台湾ドル", "TWD"),
    "新台湾ドル": ("台湾ドル", "TWD"),
    "カナダドル": ("カナダドル", "CAD"),
    "ニュージーランドドル": ("ニュージーランドドル", "NZD"),
    "スイスフラン": ("スイスフラン", "CHF"),
    "韓国ウォン": ("韓国ウォン", "KRW"),
    "ウォン": ("韓国ウォン", "KRW"),
    "タイバーツ": ("タイバーツ", "THB"),
    "バーツ": ("タイバーツ", "THB"),
    "インドネシアルピア": ("インドネシアルピア", "IDR"),
    "インドルピー": ("インドルピー", "INR"),
    "マレーシアリンギット": ("マレーシアリンギット", "MYR"),
    "フィリピンペソ": ("フィリピンペソ", "PHP"),
    "ベトナムドン": ("ベトナムドン", "VND"),
}

_ONE = Decimal(1)
#: printed name → unit, for what takes no power of ten before it
_OTHERS = {
    "%": Unit("％", "％", _ONE, "ratio"),
    "㌫": Unit("％", "％", _ONE, "ratio"),
    "パーセント": Unit("％", "％", _ONE, "ratio"),
    "ハﾟーセント": Unit("％", "％", _ONE, "ratio"),
    "‰": Unit("‰", "％", Decimal("0.1"), "ratio"),
    "パーミル": Unit("‰", "％", Decimal("0.1"), "ratio"),
    "割": Unit("割", "％", Decimal(10), "ratio"),
    "ポイント": Unit("ポイント", "ポイント", _ONE, "points"),
    "ホﾟイント": Unit("ポイント", "ポイント", _ONE, "points"),
    "%ポイント": Unit("ポイント", "ポイント", _ONE, "points"),
    "パーセントポイント": Unit("ポイント", "ポイント", _ONE, "points"),
    "pt": Unit("ポイント", "ポイント", _ONE, "points"),
    "pts": Unit("ポイント", "ポイント", _ONE, "points"),
    "bp": Unit("bp", "ポイント", Decimal("0.01"), "points"),
    "bps": Unit("bp", "ポイント", Decimal("0.01"), "points"),
    "ベーシスポイント": Unit("bp", "ポイント", Decimal("0.01"), "points"),
    "倍": Unit("倍", "倍", _ONE, "multiple"),
    "銭": Unit("銭", "JPY", Decimal("0.01"), "money"),
    "円銭": Unit("円", "JPY", _ONE, "money"),
    "百万": Unit("百万円", "JPY", SCALES["百万"], "money"),
    "MillionsofYen": Unit("百万円", "JPY", SCALES["百万"], "money"),
    "ThousandsofYen": Unit("千円", "JPY", SCALES["千"], "money"),
    "Yen": Unit("円", "JPY", _ONE, "money"),
}


def _known() -> dict[str, Unit]:
    table = dict(_OTHERS)
    for printed, (name, code) in _CURRENCIES.items():
        table[printed] = Unit(name, code, _ONE, "money")
        for scale, factor in SCALES.items():
            table[scale + printed] = Unit(scale + name, code, factor, "money")
    for name in (*COUNTERS, *VARIANTS):
        plain = VARIANTS.get(name, name)
        table.setdefault(name, Unit(plain, plain, _ONE, "duration" if plain in DURATIONS else "count"))
    return table


#: printed name (narrowed, without spaces) → unit
UNITS = _known()

_SCALED = re.compile(f"({'|'.join(SCALES)})(.+)")
_BRACKETED = re.compile(r"[(\[【〔〈](.*)[)\]】〕〉]")


@lru_cache(maxsize=4096)
def unit_of(text: str) -> Unit | None:
    """The unit that ``text`` as a whole names (``百万円``, ``（％）``, ``千 件``); None when we know none such."""
    printed = squeeze(narrow(text))
    inner = _BRACKETED.fullmatch(printed)
    if inner:
        printed = inner[1]
    found = UNITS.get(printed)
    if found is not None:
        return found
    scaled = _SCALED.fullmatch(printed)
    counted = UNITS.get(scaled[2]) if scaled else None
    if scaled is None or counted is None or counted.dimension != "count":
        return None
    return Unit(scaled[1] + counted.name, counted.base, SCALES[scaled[1]], "count")


def base_of(value: Decimal, unit: str | None) -> tuple[Decimal | None, str | None]:
    """``value`` of ``unit`` in the base unit, with that unit; an unknown unit is its own base, no unit has none."""
    if unit is None:
        return None, None
    known = unit_of(unit)
    if known is None:
        return value, unit
    return (value if known.factor == 1 else value * known.factor), known.base


# --- notes that name units --------------------------------------------------------------------------------------------

_NOTE = re.compile(r"単\s*位\s*(?!未\s*満)[:：]?\s*(?P<units>[^)\]】〕〉\n]*)")
_LABELLED = re.compile(r"[(\[【〔〈](?P<units>[^()\[\]【】〔〕〈〉]*)[)\]】〕〉]")
_SEPARATORS = re.compile(r"[、,・/;；]|\s+|\(|\[")
#: pieces of a unit note that are remarks, not units
_REMARK = re.compile(r"未満|切捨|切り捨て|四捨五入|端数|表示|除く|含む|以下|注|税|[上下]段|は|[ぁ-ん]{2,}")
#: 1,000円 is 千円, 1,000,000円 百万円
_THOUSANDS = re.compile(r"(?<![0-9,.])1,?000(,?000)?(?=円|件|人)")
_ROUNDING = {"truncated": re.compile(r"切\s*り?\s*捨\s*て?"), "rounded": re.compile(r"四\s*捨\s*五\s*入")}


@lru_cache(maxsize=4096)
def parse_unit_note(text: str) -> tuple[str, ...]:
    """The units that a note names, normalised, in printed order: ``（単位：件、百万円、％）`` → 件, 百万円, ％.

    After 「単位」 a piece that is no remark counts as a unit even when we do not know it.  Without that word
    (``（金額：円）``, ``（百万円）``) every piece must be a unit that we know; else there is no note.
    """
    narrowed = _THOUSANDS.sub(lambda m: "百万" if m[1] else "千", narrow(text))
    note = _NOTE.search(narrowed)
    if note is not None:
        named = [unit for piece in _pieces(note["units"]) if (unit := _named(piece)) is not None]
        return tuple(dict.fromkeys(named))
    for labelled in _LABELLED.finditer(narrowed):
        known = [unit_of(piece) for piece in _pieces(labelled["units"])]
        if known and all(known):
            return tuple(dict.fromkeys(unit.name for unit in known if unit))
    return ()


def _pieces(text: str) -> list[str]:
    """The parts of a list of units; of ``金額:円`` only what follows the colon.  ``円 銭`` is one unit."""
    whole = unit_of(text)
    if whole is not None:
        return [text]
    parts = (part.rpartition(":")[2].strip() for part in _SEPARATORS.split(text))
    return [part for part in parts if part]


def _named(piece: str) -> str | None:
    known = unit_of(piece)
    if known is not None:
        return known.name
    return None if _REMARK.search(piece) or len(piece) > 8 or re.search(r"\d", piece) else piece


def rounding_note(text: str) -> Literal["truncated", "rounded"] | None:
    """Whether a note says that figures are cut off (切捨て) or rounded (四捨五入); None for neither or both."""
    truncated, rounded = (bool(pattern.search(text)) for pattern in _ROUNDING.values())
    if truncated == rounded:
        return None
    return "truncated" if truncated else "rounded"


#: what is measured in 年, 月 or 日, which are parts of dates elsewhere
_SPAN = re.compile(r"(?:期間|期限|年限|[年月日]数)\Z")
_SPANS = {"年": "年", "月": "か月", "日": "日"}
_LABEL = re.compile(
    r"(?P<label>.*?)\s*[(\[【〔〈]\s*(?:単\s*位\s*:?\s*)?(?P<unit>[^()\[\]【】〔〕〈〉]+?)\s*[)\]】〕"
    r"〉]\s*",
    re.DOTALL,
)


@lru_cache(maxsize=4096)
def unit_in_label(text: str) -> tuple[str, str] | None:
    """A label that ends in a bracketed unit, split: ``売上高（百万円）`` → (``売上高``, ``百万円``).

    The label is a slice of ``text`` as printed.  Counters that are words of their own (``（個人）``, ``（市）``) are
    no units here: they tell names apart.
    """
    found = _LABEL.fullmatch(narrow(text))
    if found is None:
        return None
    label = text[: found.end("label")].strip()
    if found["unit"] in _SPANS and _SPAN.search(narrow(label)):
        return label, _SPANS[found["unit"]]
    unit = unit_of(found["unit"])
    if unit is None or unit.name in WORDS:
        return None
    return label, unit.name
