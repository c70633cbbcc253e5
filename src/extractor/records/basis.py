"""How a value is taken (期末, 平均, 元利), and of what a ratio or a change is: of the amount or of the number of cases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import repeat

from msgspec.structs import replace

from extractor.model import Record
from extractor.normalise.units import unit_of
from extractor.profile import Concept, Measure, MeasureMatch, Profile, match_basis

#: names of items, in which 累計 says nothing of how a value is taken
_NAMES = re.compile(r"(?:償却|包括利益|調整|損失)累計額?")
#: what a caption may say for all its rows; 期首 and 期末 in a caption are of single rows
_OF_CAPTIONS = frozenset({"元利", "元金", "速報", "確報", "税込", "税抜"})


def basis_of(
    profile: Profile, label: str, headings: Iterable[str], caption: str | None, concept: Concept | None
) -> str | None:
    """The basis that the label, the headings (nearest first) or the caption print, else the one that the concept implies."""
    printed = next(filter(None, map(_printed, repeat(profile), (label, *headings))), None)
    if printed is not None:
        return printed
    told = match_basis(profile, [caption]) if caption else None
    return told if told in _OF_CAPTIONS else concept.basis if concept is not None else None


@lru_cache(maxsize=4096)
def _printed(profile: Profile, text: str) -> str | None:
    return match_basis(profile, [_NAMES.sub("", text)])


def with_bases(profile: Profile, found: Sequence[tuple[Record, MeasureMatch | None]]) -> list[Record]:
    """The records of one table, each ratio or change with the name of what it is of: two ratios of one item (前年度比 of
    件数 and of 金額) differ by nothing else.

    It is what the heading says, else what the unit of a change tells, else the measure of the nearest figure to the left
    in the row, else of the one above it in the column.
    """
    if not any(match is not None and match.measure.relative for _, match in found):
        return [record for record, _ in found]
    of_cell: _Cells = {}
    for record, match in found:  # the first figure of a cell stands for it
        of_cell.setdefault(_place(record), (record, match))
    return [_with_base(profile, record, match, of_cell) for record, match in found]


_Cells = dict[tuple[int, int], tuple[Record, MeasureMatch | None]]


def _place(record: Record) -> tuple[int, int]:
    return (record.place.row, record.place.col) if record.place is not None else (-1, -1)


def _with_base(profile: Profile, record: Record, match: MeasureMatch | None, of_cell: _Cells) -> Record:
    if match is None or not match.measure.relative:
        return record
    base = match.base or _by_unit(profile, record) or _beside(profile, record, of_cell)
    return with_base(record, base)


def with_base(record: Record, base: Measure | None) -> Record:
    """The record with the name of ``base`` as (a part of) its basis."""
    if base is None:
        return record
    basis = "・".join(filter(None, (record.meaning.basis, base.label_ja)))
    return replace(record, meaning=replace(record.meaning, basis=basis))


def _by_unit(profile: Profile, record: Record) -> Measure | None:
    """A change in yen is one of an amount."""
    known = unit_of(record.quantity.unit) if record.quantity.unit else None
    return measure_by_id(profile, "amount") if known is not None and known.dimension == "money" else None


def measure_by_id(profile: Profile, name: str | None) -> Measure | None:
    """The measure with an id."""
    return next((measure for measure in profile.measures if measure.id == name), None)


def _beside(profile: Profile, record: Record, of_cell: _Cells) -> Measure | None:
    row, col = _place(record)
    left = [(row, c) for c in range(col - 1, -1, -1)]
    above = [(r, col) for r in range(row - 1, -1, -1) if _same_owner(record, of_cell.get((r, col)))]
    for place in (*left, *above):
        other = of_cell.get(place)
        if other is None or (other[1] is not None and other[1].measure.relative):
            continue
        measure = measure_by_id(profile, other[0].meaning.measure)
        if measure is not None and not measure.relative:
            return measure
    return None


def _same_owner(record: Record, other: tuple[Record, MeasureMatch | None] | None) -> bool:
    """Whether a row above names a measure of the same item (保証承諾 / 件数, 前年度比)."""
    return other is not None and other[1] is not None and other[0].meaning.item_path == record.meaning.item_path
