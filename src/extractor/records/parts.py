"""Which part of which total the figures of one table are, by its rows, its columns and its words of time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractor.model import CellKind, Table
from extractor.normalise.labels import normalise_label
from extractor.profile import (
    Profile,
    match_breakdown,
    match_concept,
    match_measure,
    match_scenario,
    measure_named,
)
from extractor.records.axes import Column, Row, Stubs
from extractor.records.breakdowns import UNNAMED, Labels, Split, announcement, is_total, member_of, split_of, total_of
from extractor.records.clock import Clock

#: columns of this many members and a total split something, whatever it is called
_PARTS = 2
#: what a title adds to the name of what its table is of: 「業種別の保証承諾」, 「保証承諾の状況（業種別）」
_ABOUT = re.compile(
    r"^(?:の|における|に見た|にみた)|(?:の?(?:内訳表?|状況|実績|推移|一覧表?|構成|概況|明細|動向))?(?:の|[(（][^()（）]*[)）]?)?$"
)


#: a dimension and its member
_Part = tuple[str, str]


class Parts:
    """The breakdowns of one table."""

    def __init__(
        self,
        table: Table,
        columns: Mapping[int, Column],
        stubs: Stubs,
        around: Sequence[str],
        profile: Profile,
        clock: Clock,
    ) -> None:
        """``around`` are the caption and the section's heading, nearest first."""
        self._profile, self._clock = profile, clock
        self._of_rows: dict[Row, _Part | None] = {}
        self._of_columns: dict[Column, _Part | None] = {}
        self._split_rows: dict[Row, bool] = {}
        places = dict.fromkeys((c.row, c.col) for c in table.cells if c.kind is CellKind.VALUE and c.text)
        in_rows = dict.fromkeys(stubs.row(*place) for place in places)
        rows = _distinct(map(self._row_path, in_rows))
        labels = (row.label for row in in_rows)
        self._timed = all(clock.alone(label) is not None for label in labels if label and not is_total(label))
        in_columns = dict.fromkeys(columns[col] for _, col in places if col in columns)
        levels = _distinct(map(self._column_path, in_columns))
        over = [level for path in levels.paths for level in path[:-1]]
        across = _has_parts(levels) and not _has_parts(rows)
        heads = [c.text for c in table.cells if c.kind is CellKind.HEADER and c.col in table.stub_cols]
        self._columns = split_of(profile, levels, over, around if across else ()) or _unnamed(levels)
        self._rows = split_of(profile, rows, heads, () if across or self._columns is not None else around)
        self._bands = self._splits_of_bands(rows)

    def of(self, row: Row, column: Column) -> dict[str, str]:
        """Dimension to member for the figure at a row and a column; none for a total."""
        if row not in self._of_rows:
            path = self._row_path(row)
            self._of_rows[row] = self._part(self._split_of_row(path), path)
        if column not in self._of_columns:
            self._of_columns[column] = self._part(self._columns, self._column_path(column))
        found: dict[str, str] = {}
        for part in filter(None, (self._of_rows[row], self._of_columns[column])):
            name, member = part
            found[name] = f"{found[name]} > {member}" if name in found else member
        return found

    def _part(self, split: Split | None, labels: tuple[str, ...]) -> _Part | None:
        member = member_of(self._profile, split, labels, self._is_member) if split is not None and labels else None
        return None if split is None or member is None else (split.name, member)

    def splits(self, row: Row) -> bool:
        """Whether a row is a part of a total (or the total), so that something else than its label names the item.

        Months and years are such parts (月別保証承諾), and the total below them is one.
        """
        if row not in self._split_rows:
            timed = self._clock.alone(row.label) is not None or (self._timed and is_total(row.label))
            self._split_rows[row] = timed or self._split_of_row(self._row_path(row)) is not None
        return self._split_rows[row]

    def _splits_of_bands(self, rows: Labels) -> dict[str, Split]:
        """Rows over groups of rows that announce how each is split (業種別, 期間別), with the split."""
        found: dict[str, Split] = {}
        for band in dict.fromkeys(label for path in rows.paths for label in path[:-1]):
            told = announcement(self._profile, band)
            if told is not None:
                below = Labels(tuple(path for path in rows.paths if band in path[:-1]))
                found[band] = Split(told[0], total_of(below, told[0]), told[1])
        return found

    def _split_of_row(self, path: Sequence[str]) -> Split | None:
        band = next((label for label in reversed(path[:-1]) if label in self._bands), None)
        return self._bands[band] if band is not None else self._rows

    def _row_path(self, row: Row) -> tuple[str, ...]:
        path = (*row.parents, row.label)
        return path if row.label and self._clock.alone(row.label) is None else ()

    def _column_path(self, column: Column) -> tuple[str, ...]:
        """The levels of a heading that name neither a measure nor a time nor a scenario."""
        return tuple(level for level in column.levels if not self._is_aspect(level))

    def _is_aspect(self, level: str) -> bool:
        profile = self._profile
        return (
            match_measure(profile, [level]) is not None
            or match_scenario(profile, [level]) is not None
            or self._clock.told([level]) is not None
        )

    def _is_member(self, label: str) -> bool:
        """Whether a label above a member is one itself, and no item, measure or announcement."""
        profile = self._profile
        return (
            match_concept(profile, label, ()) is None
            and measure_named(profile, label) is None
            and match_breakdown(profile, label) is None
            and announcement(profile, label) is None
            and self._clock.alone(label) is None
        )


def owners(profile: Profile, row: Row, column: Column, around: Sequence[str]) -> Iterator[str]:
    """What may name the item of a row that is but a part of it (製造業), nearest first."""
    for text in (*reversed(row.parents), *reversed(column.levels), *around):
        label = normalise_label(text)
        told = announcement(profile, label)
        for part in (label, *(label.split(told[2]) if told is not None else ())):
            yield _ABOUT.sub("", part)


def _distinct(paths: Iterable[tuple[str, ...]]) -> Labels:
    return Labels(tuple(dict.fromkeys(path for path in paths if path)))


def _has_parts(labels: Labels) -> bool:
    """Whether the labels of an axis have a total and members that it may sum up."""
    return total_of(labels) is not None and sum(not is_total(name) for name in labels.names) >= _PARTS


def _unnamed(levels: Labels) -> Split | None:
    """Columns with a total among them split it, though nothing says by what."""
    return Split(UNNAMED, total_of(levels)) if _has_parts(levels) else None
