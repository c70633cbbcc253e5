"""What a recogniser may have misread: the figures that a printed place may hold when its reading is wrong in one way.

The ways are those that recognisers were seen to go wrong: digits of like shape, a lost or a stray sign, a comma taken
for a point, a digit lost beside its like or read twice, and ％ read as a digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from extractor.model import Layer, Quantity, Record
from extractor.normalise.characters import narrow
from extractor.normalise.numbers import parse_figure

#: a figure by itself: sign, digits, decimals
_FIGURE = re.compile(r"(?P<sign>[△▲-]?)\s*(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<rest>(?:\.[0-9]+)?)\s*%?")
_LIKE = {"0": "689", "1": "7", "3": "8", "5": "6", "6": "058", "7": "1", "8": "036", "9": "0"}
#: what recognisers make of ％ at the end of a figure
_PERCENT = "69"
#: a point before three digits is as likely a comma
_COMMA = 3


def confusions(record: Record) -> tuple[Quantity, ...]:
    """Every other figure that may stand at the place of ``record``; none unless it was read by OCR and is one figure."""
    if record.layer is not Layer.OCR or record.corrected_by is not None or record.quantity.value is None:
        return ()
    found = _FIGURE.fullmatch(narrow(record.quantity.raw).strip())
    if found is None:
        return ()
    made: dict[object, Quantity] = {}
    for text in _texts(found["sign"], found["whole"].replace(",", ""), found["rest"][1:]):
        quantity = parse_figure(text, record.quantity.unit)
        if quantity is not None and quantity.value is not None and quantity.value != record.quantity.value:
            kept = replace(quantity, raw=record.quantity.raw, bracketed=record.quantity.bracketed)
            made.setdefault((quantity.value, quantity.step), kept)
    return tuple(made.values())


def _texts(sign: str, whole: str, rest: str) -> Iterator[str]:
    yield _text("" if sign else "△", whole, rest)
    if len(rest) == _COMMA:
        yield _text(sign, whole + rest, "")
    if rest and rest[-1] in _PERCENT:
        yield _text(sign, whole, rest[:-1])
    if not rest and whole[-1] in _PERCENT and len(whole) > 1:
        yield _text(sign, whole[:-1], "")
    for digits, of_whole in ((whole, True), (rest, False)):
        for changed in _digits(digits):
            yield _text(sign, changed, rest) if of_whole else _text(sign, whole, changed)


def _digits(digits: str) -> Iterator[str]:
    """One digit for another, one more beside its like, or one of two alike fewer."""
    for place, digit in enumerate(digits):
        before, after = digits[:place], digits[place + 1 :]
        yield from (before + other + after for other in _LIKE.get(digit, ""))
        yield before + digit + digit + after
        if after[:1] == digit:
            yield before + after


def _text(sign: str, whole: str, rest: str) -> str:
    figure = f"{int(whole):,}" if whole == "0" or not whole.startswith("0") else whole
    return f"{sign}{figure}.{rest}" if rest else f"{sign}{figure}"
