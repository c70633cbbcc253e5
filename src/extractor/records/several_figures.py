"""What each figure of a cell is about that holds more than one, or words with it: 19,843（2,503）, 普通株式 1,701,900."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from extractor.model import Quantity
from extractor.normalise.characters import narrow
from extractor.normalise.numbers import parse_figure
from extractor.normalise.several import FigureInCell
from extractor.normalise.units import unit_of
from extractor.records.axes import Column, Row

#: a label, and what it says in brackets of the figures that stand in brackets
_ASIDE = re.compile(r"(?P<core>[^(\[〔]+)[(\[〔](?P<inner>[^()\[\]〔〕]+)[)\]〕]")


class Owner(Struct, frozen=True, gc=False):
    """The heading and the row that a figure is told by; ``own`` where nothing but the cell tells of it."""

    column: Column
    row: Row
    own: bool = True


def owner_of(part: FigureInCell, column: Column, row: Row, *, paired: bool) -> Owner:
    """A figure in brackets is what heading or label say in brackets (従業員数[外、臨時雇用者数], 土地（面積㎡）), the one
    that it is ``paired`` with what stands before them.
    """
    if part.part != "bracketed":
        label = f"{row.label} {part.label}".strip() if part.label else row.label
        return _core_of(column, replace(row, label=label)) if paired else Owner(column, replace(row, label=label))
    if part.label:
        return Owner(replace(column, levels=(*column.levels, part.label), unit=None), replace(row, unit=None))
    beside = _ASIDE.fullmatch(row.label)
    if beside is not None:
        return Owner(column, replace(row, label=beside["inner"], parents=(*row.parents, beside["core"].strip())))
    over = _ASIDE.fullmatch(column.levels[-1]) if column.levels else None
    if over is not None:
        name, unit = _name_and_unit(over["inner"])
        levels = (*column.levels[:-1], over["core"].strip(), *filter(None, (name,)))
        return Owner(replace(column, levels=levels, unit=unit), row)
    return Owner(column, row, own=False)


def _core_of(column: Column, row: Row) -> Owner:
    beside = _ASIDE.fullmatch(row.label)
    if beside is not None:
        return Owner(column, replace(row, label=beside["core"].strip()))
    over = _ASIDE.fullmatch(column.levels[-1]) if column.levels else None
    return Owner(replace(column, levels=(*column.levels[:-1], over["core"].strip())) if over else column, row)


def _name_and_unit(text: str) -> tuple[str, str | None]:
    """``面積㎡`` is (面積, ㎡)."""
    for at in range(len(text)):
        known = unit_of(text[at:])
        if known is not None:
            return text[:at], known.name
    return text, None


def quantity_of(part: FigureInCell, unit: str | None) -> Quantity:
    """The figure under the unit of its place; what its cell prints goes before it."""
    given = part.quantity
    again = parse_figure(given.raw, unit) if given.unit is None and unit is not None else None
    quantity = replace(again, raw=given.raw) if again is not None else given
    return replace(quantity, hedge="～") if part.part == "range" else quantity


def unit_beside(first: Quantity | None, part: FigureInCell, noted: Sequence[str]) -> str | None:
    """The unit of a figure in brackets of which nothing tells: that of the figure before it, where neither can be a ratio, or
    both are, being printed with decimals.
    """
    ratio = first is not None and first.unit is not None and (u := unit_of(first.unit)) and u.dimension == "ratio"
    if first is not None and ratio:
        return first.unit if all("." in narrow(q.raw) for q in (first, part.quantity)) else None
    if first is None or first.unit is None or any((u := unit_of(n)) and u.dimension == "ratio" for n in noted):
        return None
    whole = all(q.value is None or q.value == q.value.to_integral_value() for q in (first, part.quantity))
    return first.unit if whole else None
