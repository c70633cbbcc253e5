"""What tells the unit of a column besides its heading: the columns on its left, the size and the form of its figures."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from extractor.model import CellKind, Table
from extractor.normalise.numbers import parse_figure
from extractor.normalise.units import Dimension
from extractor.profile import MeasureMatch, Profile, match_measure, match_scenario
from extractor.records.axes import Column
from extractor.records.parents import is_of_which

#: headings of amounts of one time rather than of ratios
_WHEN = re.compile(r"年|期|月|計画|実績|予算|決算|[RHS][0-9]")


class ColumnSigns(Struct, frozen=True, gc=False):
    """What else tells the unit of a column.

    ``follows`` is the dimension of the figures on its left that a change, or a plan for them, speaks of; ``decimals``:
    it prints some, under a heading that names no time; ``unsure``: it may stand under another heading; ``aside``: it prints
    decimals in brackets beside whole figures that have none, under one heading with them (69,841 (102.2)).
    """

    follows: Dimension | None = None
    decimals: bool = False
    unsure: bool = False
    aside: bool = False


def signs_of(table: Table, columns: Mapping[int, Column], profile: Profile) -> dict[int, ColumnSigns]:
    """The signs of each column of a table."""
    figures: dict[int, dict[int, Decimal]] = {col: {} for col in range(table.n_cols)}
    bracketed: dict[int, set[bool]] = {col: set() for col in range(table.n_cols)}
    for cell in table.cells:
        figure = parse_figure(cell.text) if cell.kind is CellKind.VALUE and cell.text else None
        if figure is not None and figure.value is not None:
            figures[cell.col][cell.row] = figure.value
            bracketed[cell.col].add(figure.bracketed)
    follow = _Follow(figures, {col: match_measure(profile, column.levels) for col, column in columns.items()})
    return {
        col: ColumnSigns(
            follows=follow.told(
                col,
                plan=col in columns and match_scenario(profile, columns[col].levels) is not None,
                part=col in columns and any(map(is_of_which, columns[col].levels)),
            ),
            decimals=not (col in columns and any(map(_WHEN.search, columns[col].levels))) and _has_decimals(values),
            unsure=col in table.unsure_cols,
            aside=col > 0
            and (bracketed[col], bracketed[col - 1]) == ({True}, {False})
            and _has_decimals(values)
            and not _has_decimals(figures[col - 1])
            and col in columns
            and columns[col].levels == (columns[col - 1].levels if col - 1 in columns else None),
        )
        for col, values in figures.items()
    }


def _has_decimals(values: Mapping[int, Decimal]) -> bool:
    return any(value != value.to_integral_value() for value in values.values())


class _Follow(Struct, frozen=True, gc=False):
    """What columns without a measure of their own speak of: the figures (by column and row) on their left."""

    figures: Mapping[int, Mapping[int, Decimal]]
    measures: Mapping[int, MeasureMatch | None]

    def told(self, col: int, *, plan: bool, part: bool) -> Dimension | None:
        """The dimension of the nearest column on the left that is no ratio or change itself.

        A change (増減) speaks of it; a plan (計画) does where its figures are of that size rather than of another, and a part
        (うち元本) is one of the column right before it.
        """
        measure = self.measures.get(col)
        if part and measure is None:
            return self._dimension(col - 1)
        change = measure is not None and measure.measure.relative and measure.measure.dimension is None
        if not change and not (plan and measure is None):
            return None
        left = next((c for c in range(col - 1, -1, -1) if self._absolute(c)), None)
        if left is None or (not change and not self._like(col, left)):
            return None
        return self._dimension(left)

    def _absolute(self, col: int) -> bool:
        measure = self.measures.get(col)
        return measure is not None and not measure.measure.relative

    def _dimension(self, col: int) -> Dimension | None:
        measure = self.measures.get(col)
        return measure.measure.dimension if measure is not None else None

    def _like(self, col: int, left: int) -> bool:
        """Whether the figures of a column are nearer in size to those on the left than to any of another kind."""
        others = [c for c in self.figures if self._absolute(c) and self._dimension(c) != self._dimension(left)]
        mine = self._distance(col, left)
        return mine is not None and all((d := self._distance(col, other)) is None or mine < d for other in others)

    def _distance(self, a: int, b: int) -> float | None:
        """How many times larger or smaller the figures of two columns are, row by row, as a mean of logarithms."""
        pairs = [(x, y) for row, x in self.figures[a].items() if (y := self.figures[b].get(row)) and x]
        return sum(abs(math.log(abs(x / y))) for x, y in pairs) / len(pairs) if pairs else None
