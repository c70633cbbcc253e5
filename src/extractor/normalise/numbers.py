"""The figure in a table cell: sign, brackets, digits, unit and note marks, the whole of the cell or nothing."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from msgspec.structs import replace

from extractor.model import Quantity
from extractor.normalise.characters import DASHES, is_empty_mark, narrow, squeeze
from extractor.normalise.counters import UNSURE_DURATIONS
from extractor.normalise.numerals import EXACT, KANJI_DIGITS, Numeral, numeral, tidy
from extractor.normalise.units import SCALES, Unit, unit_of

#: figures that are remembered: those of a document of 1,000 pages, since each stage asks for all of them again
_CACHE = 1 << 16

# --- note marks -------------------------------------------------------------------------------------------------------

_SUPERSCRIPT = "¹²³⁰⁴-⁹"
#: no mark is without one of these
MARK_SIGN = re.compile(rf"[注※*†‡{_SUPERSCRIPT}]")
_CLEAR_MARK = rf"\(\s*(?:(?:注|※|\*)\s*[0-9]{{1,2}}|※|\*)\s*\)|[{_SUPERSCRIPT}]+\)?|[†‡]"
_LEADING = re.compile(rf"(?:(?:{_CLEAR_MARK})\s*|(?:\(注\)|※|\*|注)\s?[0-9]{{0,2}}\s+)+")
#: ※1,※2 or ※1,2 set apart from the figure
_SEVERAL = re.compile(r"(?:※|\*|注)[0-9]{1,2}(?:\s?[,、・]\s?(?:※|\*|注)?[0-9]{1,2})+\s+")
_TRAILING = re.compile(rf"(?:\s*(?:{_CLEAR_MARK}|\(\s*注\s*\)\s?[0-9]{{0,2}}|(?:※|\*|注)\s?[0-9]{{0,2}}))+")
_ONE_MARK = re.compile(rf"\(\s*注\s*\)\s?[0-9]{{0,2}}|{_CLEAR_MARK}|(?:※|\*|注)\s?[0-9]{{0,2}}")
_LOOSE = re.compile(r"(?:※|\*|\(?注\)?)\s+[0-9]{1,2}")
_TIGHT = re.compile(r"(※|\*|\(注\)|注)([0-9]*)")


@lru_cache(maxsize=_CACHE)
def split_marks(raw: str) -> tuple[str, tuple[str, ...]]:
    """(figure, note marks) of a cell, both as printed: ``1,234※2`` → (``1,234``, (``※2``,)).

    A mark set tight before digits is cut only where one way of cutting leaves a figure: of ``※123`` nobody can tell
    how much is the mark, so that it is left whole (and no parser will take it).
    """
    text = raw.strip()
    narrowed = narrow(text)
    if MARK_SIGN.search(narrowed) is None:
        return text, ()
    start, end = _marks_before(narrowed), _marks_after(narrowed)
    if start >= end:
        return text, ()
    marks = [text[m.start() : m.end()].strip() for m in _ONE_MARK.finditer(narrowed, 0, start)]
    marks += [text[m.start() : m.end()].strip() for m in _ONE_MARK.finditer(narrowed, end)]
    return text[start:end].strip(), tuple(marks)


def _marks_before(narrowed: str) -> int:
    several = _SEVERAL.match(narrowed)
    if several:
        return several.end()
    tight = _TIGHT.match(narrowed)
    if tight is None or narrowed[tight.end() :][:1].isspace():
        found = _LEADING.match(narrowed)
        # of 「※ 1」 nobody can tell whether the digit belongs to the mark
        return found.end() if found and not _LOOSE.fullmatch(narrowed) else 0
    if tight.end() == len(narrowed):
        return 0
    rest = narrowed[: _marks_after(narrowed)]
    cuts = range(tight.end(1), tight.end() + 1)
    ways = [cut for cut in cuts if (body := _BODY.fullmatch(rest, cut)) and numeral(squeeze(body["number"]))]
    return ways[0] if len(ways) == 1 else 0


def _marks_after(narrowed: str) -> int:
    for found in _TRAILING.finditer(narrowed):
        if found.end() == len(narrowed) and found.start() > 0:
            return found.start()
    return len(narrowed)


# --- the figure -------------------------------------------------------------------------------------------------------

_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">", "〈": "〉", "《": "》", "【": "】", "〔": "〕"}
_OPEN, _CLOSE = (re.escape("".join(part)) for part in (_BRACKETS.keys(), _BRACKETS.values()))
_SIGN = r"[△+±-]"
#: hedges that may stand in a cell beside its figure
_BEFORE = r"約|延べ|およそ|概ね|おおむね|ほぼ"
_AFTER = r"程度|以上|以下|未満|以内|超|余|強|弱|前後"
_ARABIC = r"[0-9][0-9,.]*(?:\s*[十百千万億兆][\s0-9,.十百千万億兆]*)?"
_NUMBER = rf"{_ARABIC}|[十百千拾{KANJI_DIGITS}][十百千万億兆拾萬{KANJI_DIGITS}]*"

#: sign, digits, decimals, perhaps in brackets: what nearly all cells are
_SIMPLE = re.compile(
    r"(?P<open>[(\[]?)\s*(?P<sign>[△-]?)\s*(?P<whole>0|[1-9][0-9]{0,2}(?:,[0-9]{3}){0,7}|[1-9][0-9]{3,15})"
    r"(?P<rest>(?:\.[0-9]{1,9})?)\s?(?P<unit>[%件人名社円先回倍]?)\s*(?P<close>[)\]]?)"
)
_BODY = re.compile(
    rf"(?P<open>[{_OPEN}]?)\s*(?P<before>{_BEFORE})?\s*(?P<sign>{_SIGN}?)\s*(?P<inner>[{_OPEN}]?)\s*"
    rf"(?P<currency>¥|US\$|\$|€)?\s*(?P<sign2>{_SIGN}?)\s*"
    rf"(?P<number>{_NUMBER})\s*(?P<unit>[^\s0-9{_OPEN}{_CLOSE}](?:[^0-9{_OPEN}{_CLOSE}]*?[^\s0-9{_OPEN}{_CLOSE}])??)??\s*"
    rf"(?P<after>{_AFTER})?\s*(?P<close>[{_CLOSE}]?)"
)
_SEN = re.compile(r"(?P<sign>[△-]?)\s*(?P<yen>[0-9][0-9,]*)\s*円\s*(?P<sen>[0-9]{1,2})\s*銭")
#: none of a unit: －名, － ％
_NONE_OF = re.compile(rf"[{re.escape(DASHES)}]\s*(?P<unit>[^\s0-9]+)")
#: what any figure or mark of absence has at least one of; nearly all labels have none
_HINT = re.compile(rf"[0-9十百千拾{KANJI_DIGITS}{re.escape(DASHES)}ー…‥・･.*xXnN皆該]")
_CURRENCY = {"¥": "円", "US$": "米ドル", "$": "米ドル", "€": "ユーロ"}


@lru_cache(maxsize=_CACHE)
def parse_figure(raw: str, unit: str | None = None) -> Quantity | None:
    """The figure that the whole of one cell states, or None when it states none or is not wholly understood.

    ``unit`` is what the table says of the cell (a normalised unit name); a unit printed in the cell goes before it.
    A dash or another mark of absence gives a Quantity without a value.  Where no unit is told, ``value_base`` is
    None and ``step`` is in the figure's own, unnamed unit.  Brackets alone make nothing negative.
    """
    text = narrow(raw).strip()
    simple = _SIMPLE.fullmatch(text)
    if simple and _BRACKETS.get(simple["open"], "") == simple["close"]:
        value = Decimal(simple["whole"].replace(",", "") + simple["rest"])
        signed = -value if simple["sign"] and value else value
        return _quantity(
            raw, signed, simple["unit"] or unit, _step_of(max(0, len(simple["rest"]) - 1)), bool(simple["open"])
        )
    if _HINT.search(text) is None:
        return None
    figure, marks = split_marks(raw) if not is_empty_mark(text) else (text, ())
    narrowed = narrow(figure)
    if not marks or narrowed:
        found = _absent(raw, narrowed, unit) or _with_sen(raw, narrowed) or _parsed(raw, narrowed, unit)
        return found or _below_unit(raw)
    return None


def _below_unit(raw: str) -> Quantity | None:
    """A figure under its unit, set on a line of its own in small type: 千円 over 1,234."""
    first, _, rest = raw.strip().partition("\n")
    unit = unit_of(first) if rest else None
    below = parse_figure(rest, unit.name) if unit is not None else None
    return replace(below, raw=raw) if below is not None and unit is not None and below.unit == unit.name else None


@lru_cache(maxsize=64)
def _step_of(decimals: int) -> Decimal:
    return Decimal((0, (1,), -decimals))


def _quantity(raw: str, value: Decimal, unit: str | None, step: Decimal, bracketed: bool = False) -> Quantity:
    """A quantity of ``unit`` (normalised or unknown), carried over to its base; ``step`` is given in ``unit``."""
    known = unit_of(unit) if unit is not None else None
    if known is None:
        return Quantity(raw, value, unit, value if unit else None, unit, step, bracketed)
    return quantity_in(raw, value, known, step, bracketed)


def quantity_in(
    raw: str, value: Decimal, unit: Unit, step: Decimal, bracketed: bool = False, hedge: str | None = None
) -> Quantity:
    """``value`` with resolution ``step``, both in ``unit``, as a Quantity carried over to the base unit."""
    base = value
    if unit.factor != 1:
        base, step = tidy(EXACT.multiply(value, unit.factor)), tidy(EXACT.multiply(step, unit.factor))
    return Quantity(raw, value, unit.name, base, unit.base, step, bracketed, hedge)


def _absent(raw: str, narrowed: str, unit: str | None) -> Quantity | None:
    bracketed = len(narrowed) > 2 and _BRACKETS.get(narrowed[0]) == narrowed[-1]
    inner = narrowed[1:-1] if bracketed else narrowed
    if not is_empty_mark(inner):
        counted = _NONE_OF.fullmatch(inner)
        if counted is None or unit_of(counted["unit"]) is None:
            return None
        unit = counted["unit"]
    known = unit_of(unit) if unit is not None else None
    if known is None:
        return Quantity(raw, None, unit, None, unit, None, bracketed)
    return Quantity(raw, None, known.name, None, known.base, None, bracketed)


def _with_sen(raw: str, narrowed: str) -> Quantity | None:
    """``26円50銭``: 26.50 円."""
    found = _SEN.fullmatch(narrowed)
    yen = numeral(found["yen"]) if found else None
    if found is None or yen is None:
        return None
    value = yen.value + Decimal(found["sen"]).scaleb(-2)
    return _quantity(raw, -value if found["sign"] else value, "円", Decimal("0.01"))


def _parsed(raw: str, narrowed: str, unit: str | None) -> Quantity | None:
    found = _BODY.fullmatch(narrowed)
    if found is None or not _brackets_match(found) or (found["sign"] and found["sign2"]):
        return None
    number = numeral(squeeze(found["number"])) if _spaced_well(found["number"]) else None
    own = _unit_in_cell(found)
    if number is None or own is _UNKNOWN:
        return None
    measured = _measure(number, own, unit)
    sign = found["sign"] or found["sign2"]
    if measured is None or (sign == "±" and number.value):
        return None
    value, step, name = measured
    hedge = " ".join(filter(None, (found["before"], found["after"]))) or None
    bracketed = bool(found["open"] or found["inner"])
    given = _quantity(raw, -value if sign in {"△", "-"} and value else value, name, step, bracketed)
    if hedge is None:
        return given
    return Quantity(
        raw, given.value, given.unit, given.value_base, given.unit_base, given.step, bracketed=bracketed, hedge=hedge
    )


def _brackets_match(found: re.Match[str]) -> bool:
    opened = found["open"] + found["inner"]
    return len(opened) <= 1 and _BRACKETS.get(opened, "") == found["close"]


def _spaced_well(number: str) -> bool:
    """Spaces stand between a figure and a scale, never between two digits (two figures run together)."""
    return re.search(r"[0-9,.]\s+[0-9,.]", number) is None


#: stands for a unit that is printed but not known, since None means that none is printed
_UNKNOWN = Unit("", "", Decimal(0), "count")


def _unit_in_cell(found: re.Match[str]) -> Unit | None:
    if found["currency"]:
        after = found["unit"]
        return _UNKNOWN if after else unit_of(_CURRENCY[found["currency"]])
    if not found["unit"]:
        return None
    printed = unit_of(found["unit"])
    # 「6年」 and 「5日」 may be years and days of the month: a cell alone does not tell
    return _UNKNOWN if printed is None or printed.name in UNSURE_DURATIONS else printed


def _measure(number: Numeral, own: Unit | None, unit: str | None) -> tuple[Decimal, Decimal, str | None] | None:
    """(value, step, unit name) of a numeral under the printed or the given unit; None when they contradict."""
    if own is not None:
        scaled = unit_of(number.scale + own.name)
        return (number.value, number.step, scaled.name) if scaled else None
    if not number.scale:
        return number.value, number.step, unit
    if unit is None:
        return number.value * number.factor, number.step * number.factor, None
    # 「1億2千」 in a table in 円 is money in 千円; in a table in 百万円 it cannot be what it says
    known = unit_of(unit)
    scaled = unit_of(number.scale + known.name) if known and known.name[0] not in "".join(SCALES) else None
    return (number.value, number.step, scaled.name) if scaled else None


# --- digits that nobody took ------------------------------------------------------------------------------------------

_HAS_DIGITS = re.compile(
    rf"[0-9]|[{KANJI_DIGITS}]{{2,}}|[{KANJI_DIGITS}][十百千万億兆拾]|"
    rf"[十百千][{KANJI_DIGITS}]|[{KANJI_DIGITS}](?:件|円|人|名|社|%|割|倍|回|か所|ポイント)"
)


def has_digits(text: str) -> bool:
    """Whether ``text`` holds a digit (full-width, superscript or circled too) or a kanji numeral that counts something.

    For callers that must announce what no parser took: 「一般」 and 「百万円」 hold none, 「三件」 and 「①」 do.
    """
    return _HAS_DIGITS.search(narrow(text)) is not None or any(char.isdigit() for char in text)
