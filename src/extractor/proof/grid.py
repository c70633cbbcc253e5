"""The figures of one table as lines and instances, so that one search serves rows and columns alike.

Read downwards, lines are rows and each column is an instance of them (計画, 実績); read across, lines are columns and each
row is an instance.  What holds between lines should hold in every instance: instances are each other's kin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from extractor.model import Record
from extractor.proof.figure import Figure

_T = TypeVar("_T")

#: measures of which a total is no sum
_NOT_ADDITIVE = frozenset({"ratio_prior_year", "ratio_plan", "growth_rate", "execution_rate", "unit_price", "rate"})
#: measures that are the difference of two figures
CHANGES = frozenset({"change", "difference", "change_plan"})
#: scenarios of what has not come about yet
PLANS = frozenset({"plan", "revised_plan", "original_plan", "target", "forecast"})
_QUOTIENT_UNITS = frozenset({"％", "倍", "ポイント"})
#: quotients that do add up
_PARTS = frozenset({"share", "change_points"})


class Line(Struct, frozen=True, gc=False):
    """A row or a column: ``path`` are the labels above its own, ``at`` its number in the table."""

    at: int
    label: str
    path: tuple[str, ...]
    of_which: bool
    measure: str | None
    scenario: str | None
    year: int | None


class Lane(Struct, frozen=True):
    """Lines that are read together.  ``figures`` has the figure of (line, instance), ``nil`` the places of dashes.

    ``across``: lines are columns.  ``quotients`` are the lines of which most figures are percentages or the like.
    """

    table_id: str
    across: bool
    lines: tuple[Line, ...]
    instances: tuple[int, ...]
    figures: Mapping[tuple[int, int], Figure]
    nil: frozenset[tuple[int, int]]
    quotients: frozenset[int]

    @property
    def name(self) -> str:
        """What the relations found in this lane have as their kin's name."""
        return f"{self.table_id}{'-' if self.across else '|'}{self.instances[0]}"


def lanes_of(records: Sequence[Record], figures: Mapping[str, Figure]) -> tuple[Lane, ...]:
    """The lanes of one table's ``records``: downwards for each run of row labels, and the same across."""
    found: list[Lane] = []
    records = _firsts(records)
    for columns in _runs(records):
        members = [r for r in records if r.place is not None and r.place.col in columns]
        found.append(_lane(members, figures, across=False))
        found.append(_lane(members, figures, across=True))
    return tuple(found)


def _firsts(records: Sequence[Record]) -> list[Record]:
    """The first figure of each cell: what stands beside it, in brackets, is of another kind."""
    return list({r.place: r for r in reversed(records)}.values())[::-1]


def additive(figure: Figure) -> bool:
    """Whether figures of this kind may be summed: amounts, counts and shares, but no ratios."""
    measure = figure.record.meaning.measure
    return measure not in _NOT_ADDITIVE and (figure.unit not in _QUOTIENT_UNITS or measure in _PARTS or measure is None)


def is_quotient(line: Line, lane: Lane) -> bool:
    """Whether most figures of the line are percentages or the like."""
    return line.at in lane.quotients


def _runs(records: Sequence[Record]) -> list[set[int]]:
    """Columns grouped by the row labels that they go by: the two sides of a balance sheet have different ones."""
    labels: dict[int, dict[int, tuple[str, str | None]]] = {}
    for record in records:
        if record.place is not None:
            own = labels.setdefault(record.place.col, {})
            own[record.place.row] = (record.meaning.item, record.meaning.item_path)
    runs: list[tuple[set[int], dict[int, tuple[str, str | None]]]] = []
    for col in sorted(labels):
        for columns, rows in runs:
            shared = rows.keys() & labels[col].keys()
            if shared and all(rows[row] == labels[col][row] for row in shared):
                columns.add(col)
                rows.update(labels[col])
                break
        else:
            runs.append(({col}, dict(labels[col])))
    return [columns for columns, _ in runs]


def _lane(records: Sequence[Record], figures: Mapping[str, Figure], *, across: bool) -> Lane:
    placed = [(_line_at(r, across), _line_at(r, not across), r) for r in records]
    of_line: dict[int, list[Record]] = {}
    for line, _, record in placed:
        of_line.setdefault(line, []).append(record)
    found = {(at, i): figures[r.record_id] for at, i, r in placed if r.record_id in figures}
    return Lane(
        table_id=records[0].place.table_id if records[0].place else "",
        across=across,
        lines=tuple(_line(at, of_line[at], across) for at in sorted(of_line)),
        instances=tuple(sorted({instance for _, instance, _ in placed})),
        figures=found,
        nil=frozenset((at, i) for at, i, r in placed if r.quantity.value is None),
        quotients=_quotients(found),
    )


def _quotients(figures: Mapping[tuple[int, int], Figure]) -> frozenset[int]:
    """The lines of which most figures are percentages or the like."""
    count: dict[int, int] = {}
    for (at, _), figure in figures.items():
        count[at] = count.get(at, 0) + (1 if figure.unit in _QUOTIENT_UNITS else -1)
    return frozenset(at for at, more in count.items() if more > 0)


def _line_at(record: Record, across: bool) -> int:
    assert record.place is not None
    return record.place.col if across else record.place.row


def _line(at: int, records: Sequence[Record], across: bool) -> Line:
    first = records[0].meaning
    if across:
        levels = (first.column or "").split(" > ")
        label, path = levels[-1], tuple(levels[:-1])
    else:
        label, path = first.item, tuple(first.item_path.split(" > ")) if first.item_path else ()
    return Line(
        at=at,
        label=label,
        path=path,
        of_which=not across and any(r.meaning.of_which for r in records),
        measure=_most([r.meaning.measure for r in records]),
        scenario=_most([r.meaning.scenario for r in records]),
        year=_most([r.period.fiscal_year for r in records]),
    )


def _most(values: Sequence[_T]) -> _T:
    first = values[0]
    return first if values.count(first) == len(values) else Counter(values).most_common(1)[0][0]
