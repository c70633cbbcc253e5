"""Printers of figures, written without the parsers: the styles in which Japanese disclosures set an amount.

A printer takes a whole number ``count`` of the smallest step that it prints and gives the text with what a reader must
get back: value in the printed unit, that unit, value and step in the base unit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

FULL_WIDTH = str.maketrans("0123456789,.-+%", "０１２３４５６７８９，．－＋％")
KANJI = "〇一二三四五六七八九"
MILLION, HUNDRED_MILLION, TRILLION = 10**6, 10**8, 10**12


@dataclass(frozen=True)
class Printed:
    """``text`` and what it says."""

    text: str
    value: Decimal
    unit: str | None
    base: Decimal | None
    step: Decimal
    bracketed: bool = False


Printer = Callable[[int], Printed]


def _plain(text: str, count: int, **more: bool) -> Printed:
    return Printed(text, Decimal(count), None, None, Decimal(1), **more)


def _money(text: str, count: int, unit: str, worth: int) -> Printed:
    return Printed(text, Decimal(count), unit, Decimal(count * worth), Decimal(worth))


def _counted(text: str, count: int, unit: str) -> Printed:
    return Printed(text, Decimal(count), unit, Decimal(count), Decimal(1))


def _tenths(text: str, count: int, unit: str | None) -> Printed:
    value = Decimal(count).scaleb(-1)
    return Printed(text, value, unit, value if unit else None, Decimal("0.1"))


def _one_decimal(count: int) -> str:
    return f"{count // 10:,}.{count % 10}"


# --- figures without a unit -------------------------------------------------------------------------------------------


def commas(count: int) -> Printed:
    return _plain(f"{count:,}", count)


def digits(count: int) -> Printed:
    return _plain(str(count), count)


def full_width(count: int) -> Printed:
    return _plain(f"{count:,}".translate(FULL_WIDTH), count)


def white_triangle(count: int) -> Printed:
    return _plain(f"△{count:,}", -count)


def spaced_triangle(count: int) -> Printed:
    return _plain(f"△ {count:,}", -count)


def black_triangle(count: int) -> Printed:
    return _plain(f"▲\u3000{count:,}", -count)


def hyphen(count: int) -> Printed:
    return _plain(f"-{count:,}", -count)


def minus(count: int) -> Printed:
    return _plain(f"\u2212{count}", -count)


def wide_minus(count: int) -> Printed:
    return _plain(f"-{count:,}".translate(FULL_WIDTH), -count)


def plus(count: int) -> Printed:
    return _plain(f"+{count:,}", count)


def round_brackets(count: int) -> Printed:
    return _plain(f"({count:,})", count, bracketed=True)


def square_brackets(count: int) -> Printed:
    return _plain(f"[ △ {count:,} ]", -count, bracketed=True)


def wide_brackets(count: int) -> Printed:
    return _plain(f"（{count:,}）", count, bracketed=True)


def noted_after(count: int) -> Printed:
    return _plain(f"{count:,}※2", count)


def noted_before(count: int) -> Printed:
    return _plain(f"※1 {count:,}", count)


def superscript(count: int) -> Printed:
    return _plain(f"{count:,}²", count)


def noted_in_brackets(count: int) -> Printed:
    return _plain(f"{count:,}（注）", count)


def decimals(count: int) -> Printed:
    return _tenths(_one_decimal(count), count, None)


# --- figures with their unit ------------------------------------------------------------------------------------------


def percent(count: int) -> Printed:
    return _tenths(f"{_one_decimal(count)}%", count, "％")


def wide_percent(count: int) -> Printed:
    return _tenths(f"{_one_decimal(count)}％".translate(FULL_WIDTH), count, "％")


def points(count: int) -> Printed:
    return _tenths(f"{_one_decimal(count)}ポイント", count, "ポイント")


def times(count: int) -> Printed:
    return _tenths(f"{_one_decimal(count)}倍", count, "倍")


def cases(count: int) -> Printed:
    return _counted(f"{count:,}件", count, "件")


def spaced_cases(count: int) -> Printed:
    return _counted(f"{count:,} 件".translate(FULL_WIDTH), count, "件")


def places(count: int) -> Printed:
    return _counted(f"{count}ヶ所", count, "か所")


def fallen_percent(count: int) -> Printed:
    return _tenths(f"△{_one_decimal(count)}％", -count, "％")


def yen(count: int) -> Printed:
    return _money(f"{count:,}円", count, "円", 1)


def yen_sign(count: int) -> Printed:
    return _money(f"¥{count:,}", count, "円", 1)


def thousands_of_yen(count: int) -> Printed:
    return _money(f"{count:,}千円", count, "千円", 1000)


def millions_of_yen(count: int) -> Printed:
    return _money(f"{count:,} 百万円", count, "百万円", MILLION)


def tenths_of_oku(count: int) -> Printed:
    value = Decimal(count).scaleb(-1)
    return Printed(f"{_one_decimal(count)}億円", value, "億円", value * HUNDRED_MILLION, Decimal(HUNDRED_MILLION // 10))


def oku_and_millions(count: int) -> Printed:
    """``1,993億1百万円``: zeros between the scales are not printed."""
    oku, millions = divmod(count, 100)
    if not millions:
        return _money(f"{oku:,}億円", oku, "億円", HUNDRED_MILLION)
    text = f"{oku:,}億{millions}百万円" if oku else f"{millions}百万円"
    return _money(text, count, "百万円", MILLION)


def spaced_oku(count: int) -> Printed:
    printed = oku_and_millions(count)
    spaced = printed.text.replace("億円", " 億円").replace("百万円", " 百万円")
    if "百" in spaced:
        spaced = spaced.replace("億", " 億 ")
    return Printed(spaced, printed.value, printed.unit, printed.base, printed.step)


def broken_oku(count: int) -> Printed:
    """Broken over two lines within the unit, as running text is."""
    printed = oku_and_millions(count)
    return Printed(printed.text.replace("百万円", "百\n万円"), printed.value, printed.unit, printed.base, printed.step)


def wide_oku(count: int) -> Printed:
    printed = oku_and_millions(count)
    return Printed(printed.text.translate(FULL_WIDTH), printed.value, printed.unit, printed.base, printed.step)


def oku_man_yen(count: int) -> Printed:
    """``１７億８７０万９，０００円``, as municipal budgets are worded."""
    oku, rest = divmod(count, HUNDRED_MILLION)
    man, ones = divmod(rest, 10_000)
    parts = (f"{oku:,}億" if oku else "") + (f"{man:,}万" if man else "")
    if ones or not parts:
        return _money(f"{parts}{ones:,}円".translate(FULL_WIDTH), count, "円", 1)
    unit, worth = ("万円", 10_000) if man else ("億円", HUNDRED_MILLION)
    return _money(f"{parts}円".translate(FULL_WIDTH), count // worth, unit, worth)


def thousands_within_millions(count: int) -> Printed:
    """``9千4百万円``: the millions spelled with 千 and 百."""
    count = count % 99 + 1
    tens, ones = divmod(count, 10)
    if not ones:
        return Printed(f"{tens}千万円", Decimal(tens * 1000), "万円", Decimal(tens * 10**7), Decimal(10**7))
    return _money(f"{tens}千{ones}百万円" if tens else f"{ones}百万円", count, "百万円", MILLION)


def cho_and_oku(count: int) -> Printed:
    cho, oku = divmod(count, 10_000)
    if not oku:
        return _money(f"{cho:,}兆円", cho, "兆円", TRILLION)
    return _money(f"{cho:,}兆{oku:,}億円" if cho else f"{oku:,}億円", count, "億円", HUNDRED_MILLION)


def yen_and_sen(count: int) -> Printed:
    value = Decimal(count).scaleb(-2)
    return Printed(f"{count // 100:,}円{count % 100:02}銭", value, "円", value, Decimal("0.01"))


def kanji_yen(count: int) -> Printed:
    """``三千二百十五円``, ``千百円``; the step is the lowest place printed.  十円 and 千万円 may name units."""
    count = count % 9_999 + 1
    count += kanji(count) in set("十百千")
    man, unit, worth = (count, "万円", 10_000) if count % 2 else (count, "円", 1)
    step = next(place for place in (1, 10, 100, 1000) if count // place % 10)
    return Printed(f"{kanji(man)}{unit}", Decimal(count), unit, Decimal(count * worth), Decimal(step * worth))


def kanji(count: int) -> str:
    """A number below 10000 in kanji: 3215 → 三千二百十五."""
    text = ""
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = count // place % 10
        if digit:
            text += ("" if digit == 1 and name else KANJI[digit]) + name
    return text


#: figures alone in a cell
BARE: tuple[Printer, ...] = (
    commas, digits, full_width, white_triangle, spaced_triangle, black_triangle, hyphen, minus, wide_minus, plus,
    round_brackets, square_brackets, wide_brackets, noted_after, noted_before, superscript, noted_in_brackets, decimals,
)  # fmt: skip
#: figures with their unit, in cells and in prose
MEASURED: tuple[Printer, ...] = (
    percent, wide_percent, points, times, cases, spaced_cases, places, fallen_percent, yen, yen_sign, thousands_of_yen,
    millions_of_yen, tenths_of_oku, oku_and_millions, spaced_oku, broken_oku, wide_oku, oku_man_yen,
    thousands_within_millions, cho_and_oku, yen_and_sen,
)  # fmt: skip
#: styles whose numeral is in kanji
KANJI_MEASURED: tuple[Printer, ...] = (kanji_yen,)
