"""Cells that hold more than one bare figure: pairs, ranges, lengths of time, a word before the figure.

``19,843（2,503）``, ``0.1～0.2％``, ``38歳8カ月``, ``普通株式　1,701,900``, ``1,234百万円（前年度比102.3％）``: wholly understood, or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from extractor.model import Quantity
from extractor.normalise.characters import narrow
from extractor.normalise.numbers import parse_figure
from extractor.normalise.units import unit_of

Part = Literal["alone", "bracketed", "range", "length"]

_OPEN, _CLOSE = r"(\[〔", r")\]〕"
_PAIR = re.compile(
    rf"(?P<first>[^{_OPEN}{_CLOSE}]*[^{_OPEN}{_CLOSE}\s])\s*(?P<second>[{_OPEN}][^{_OPEN}{_CLOSE}]+[{_CLOSE}])"
)
_RANGE = re.compile(r"(?P<first>[0-9][0-9,.]*\s?%?)\s*~\s*(?P<second>[0-9][0-9,.]*)\s*(?P<unit>[^\s0-9]*)")
#: a range may go on in the next line
_RANGE_BROKEN = re.compile(r"\n(?=[~～〜])|(?<=[~～〜])\n")
#: a length in 年 alone may be a year: one with decimals, or with months behind it, is none
_LENGTHS = (
    re.compile(r"(?P<first>[0-9]{1,3}\s?歳)\s?(?P<second>[0-9]{1,2}\s?[かカヵヶケ箇]月)"),
    re.compile(r"(?P<first>[0-9]{1,3}\s?年)\s?(?P<second>[0-9]{1,2}\s?[かカヵヶケ箇]月)"),
    re.compile(r"(?P<first>[0-9]{1,3}\.[0-9]+\s?年)(?P<second>)"),
)
#: a word, and white space or a colon between it and its figure
_WORD = re.compile(r"(?P<label>[^\s0-9][^0-9]*?)(?:\s*:\s*|\s+)(?P<figure>[△\-+]?[0-9][^\s]*)")
#: in brackets nothing need stand between them
_WORD_IN_BRACKETS = re.compile(r"(?P<label>[^\s0-9△\-+][^0-9△+]*?)\s*:?\s*(?P<figure>[△\-+]?[0-9].*)")
#: what makes the number behind it a date, an ordinal or a rough figure
_NO_NAME = re.compile(r"(?:明治|大正|昭和|平成|令和|西暦|第|約|延べ|年|月|日|から|より|[~(\[])\Z")
_LONGEST = 20


class FigureInCell(Struct, frozen=True, gc=False):
    """One of the figures of a cell: where it stands in the text, the word printed with it, what kind of part it is."""

    start: int
    end: int
    quantity: Quantity
    label: str = ""
    part: Part = "alone"


@lru_cache(maxsize=1 << 14)
def figures_in_cell(raw: str) -> tuple[FigureInCell, ...]:
    """The figures of a cell that ``parse_figure`` does not take as one; empty unless every character is understood."""
    found: list[FigureInCell] = []
    waiting, start = "", 0
    for line in _RANGE_BROKEN.sub(" ", raw).split("\n"):
        here = list(_in_line(raw, start, start + len(line), waiting))
        if not here and (not _is_name(narrow(line).strip()) or waiting):
            return ()
        waiting = "" if here else narrow(line).strip()
        found += here
        start += len(line) + 1
    return tuple(found) if found and not waiting and _is_more(raw, found) else ()


def holds_figures(text: str) -> bool:
    """Whether a cell holds figures and no words: one, a pair, a length, a range of ratios (others are names of classes)."""
    if parse_figure(text) is not None:
        return True
    found = figures_in_cell(text)
    return bool(found) and all(not f.label and (f.part != "range" or _is_ratio(f.quantity)) for f in found)


def _is_ratio(quantity: Quantity) -> bool:
    return quantity.unit == "％" or (
        quantity.value is not None and quantity.value != quantity.value.to_integral_value()
    )


def _is_more(raw: str, found: list[FigureInCell]) -> bool:
    """Whether there is more than figures one below the other, which are cells of their own."""
    return len(found) == 1 or any(f.part != "alone" or f.label for f in found) or "\n" not in raw


def _in_line(raw: str, start: int, end: int, waiting: str) -> Iterator[FigureInCell]:
    text = narrow(raw[start:end])
    start, text = start + len(text) - len(text.lstrip()), text.strip()
    if not text:
        return
    word = _WORD.fullmatch(text)
    named = word is not None and _is_name(word["label"])
    if word is not None and named:
        waiting, start, text = word["label"], start + word.start("figure"), word["figure"]
    for found in _figures(raw, start, text):
        yield replace(found, label=found.label or waiting) if found.part != "bracketed" else found


def _figures(raw: str, start: int, text: str) -> list[FigureInCell]:
    whole = _one(raw, start, start + len(text))
    if whole is not None:
        return [replace(whole, part="bracketed") if whole.quantity.bracketed else whole]
    return _range(raw, start, text) or _length(raw, start, text) or _pair(raw, start, text)


def _one(raw: str, start: int, end: int, unit: str | None = None) -> FigureInCell | None:
    quantity = parse_figure(raw[start:end].strip(), unit)
    return None if quantity is None else FigureInCell(start, end, quantity)


def _range(raw: str, start: int, text: str) -> list[FigureInCell]:
    found = _RANGE.fullmatch(text)
    unit = found["unit"] if found else ""
    known = unit_of(unit) if unit else None
    if found is None or (unit and known is None):
        return []
    name = known.name if known else None
    low = _one(raw, start, start + found.end("first"), name)
    high = _one(raw, start + found.start("second"), start + found.end("second"), name)
    if low is None or high is None or not _rises(low.quantity, high.quantity):
        return []
    printed = raw[start + found.start("second") : start + len(text)].strip()
    high = replace(high, end=start + len(text), quantity=replace(high.quantity, raw=printed))
    return [replace(low, part="range"), replace(high, part="range")]


def _rises(low: Quantity, high: Quantity) -> bool:
    return low.value is not None and high.value is not None and low.value <= high.value and low.unit == high.unit


def _length(raw: str, start: int, text: str) -> list[FigureInCell]:
    found = next((m for pattern in _LENGTHS if (m := pattern.fullmatch(text))), None)
    if found is None:
        return []
    parts = []
    for name in ("first", "second"):
        if found[name]:
            begin, end = start + found.start(name), start + found.end(name)
            digits = re.match(r"[0-9.]+", found[name])
            assert digits is not None
            unit = unit_of(found[name][digits.end() :])
            one = _one(raw, begin, begin + digits.end(), unit.name if unit else None)
            if one is None:
                return []
            printed = replace(one.quantity, raw=raw[begin:end].strip())
            parts.append(replace(one, end=end, quantity=printed, part="length"))
    return parts


def _pair(raw: str, start: int, text: str) -> list[FigureInCell]:
    found = _PAIR.fullmatch(text)
    if found is None:
        return []
    first = _one(raw, start, start + found.end("first"))
    second = _bracketed(raw, start + found.start("second"), found["second"])
    return [first, second] if first is not None and second is not None else []


def _bracketed(raw: str, start: int, text: str) -> FigureInCell | None:
    """A figure in brackets, alone or after a word: （2,503）, （前年度比102.3％）."""
    whole = _one(raw, start, start + len(text))
    if whole is not None:
        return replace(whole, part="bracketed")
    word = _WORD_IN_BRACKETS.fullmatch(text[1:-1])
    if word is None or not _is_name(word["label"]):
        return None
    inner = _one(raw, start + 1 + word.start("figure"), start + 1 + word.end("figure"))
    return None if inner is None else replace(inner, label=word["label"], part="bracketed")


def _is_name(text: str) -> bool:
    """Whether a text may be the word for a figure: letters, no digits, and nothing that makes a date of the figure."""
    bare = text.strip("()[]〔〕 ")
    letters = sum(map(str.isalpha, bare))
    return letters > 1 and len(bare) <= _LONGEST and not any(map(str.isdigit, bare)) and not _NO_NAME.search(bare)
