"""Which notes of a table hang on which of its figures.

A note with a mark hangs where the mark is printed: in the cell, on its row label (or a label that this one stands under), in
the heading of its column.  A note without a mark, and one whose mark is printed nowhere in the table, is about the whole
of it.  A mark whose note does not stand by the table is told by itself: its text is somewhere else in the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractor.model import Cell, CellKind, Table
from extractor.normalise.labels import normalise_label
from extractor.normalise.marks import is_called, keys_of_note, mark_keys, marks_in, split_label_marks
from extractor.normalise.numbers import split_marks

#: headings of columns whose words are remarks on their rows
_REMARKS = re.compile(r"備考|摘要|適用|注記?|付記|特記事項|脚注")


class TableNotes:
    """The notes and remarks of one table."""

    def __init__(self, table: Table) -> None:
        printed = marks_in(table.cells)
        everywhere = _keys(split_label_marks(table.caption)[1]) if table.caption else frozenset[str]()
        self._keys = {note: keys_of_note(note) for note in table.notes}
        self._wide = frozenset(
            note for note, keys in self._keys.items() if not is_called(keys, printed) or is_called(keys, everywhere)
        )
        self._about_all = tuple(note for note in self._keys if note in self._wide)
        self._remarks = _remarks(table)

    def on(self, cell: Cell, marks: Iterable[str]) -> tuple[str, ...]:
        """What hangs on the figure of ``cell``; ``marks`` are those on its row and column."""
        hanging = (*split_marks(cell.text)[1], *marks)
        remarks = self._remarks.get(cell.row, ())
        if not hanging and not remarks:
            return self._about_all
        wanted = _keys(hanging)
        told = [note for note, keys in self._keys.items() if note in self._wide or is_called(keys, wanted)]
        known = [key for keys in self._keys.values() for key in keys]
        lost = {mark_keys(mark): mark for mark in hanging if not is_called(known, mark_keys(mark))}
        return tuple(dict.fromkeys((*told, *lost.values(), *remarks)))


def _keys(marks: Iterable[str]) -> frozenset[str]:
    return frozenset(key for mark in marks for key in mark_keys(mark))


def _remarks(table: Table) -> dict[int, list[str]]:
    """Row to what the columns of remarks say there."""
    columns = {c.col for c in table.cells if c.kind is CellKind.HEADER and _REMARKS.fullmatch(normalise_label(c.text))}
    found: dict[int, list[str]] = {}
    for row, text in _texts(table, columns):
        found.setdefault(row, []).append(text)
    return found


def _texts(table: Table, columns: set[int]) -> Iterator[tuple[int, str]]:
    for cell in table.cells:
        if cell.kind is CellKind.NOTE and cell.col in columns and normalise_label(cell.text):
            for row in range(cell.row, cell.row + cell.row_span):
                yield row, "".join(cell.text.split("\n"))
