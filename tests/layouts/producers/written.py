"""Tables written as they look: one line a row, cells parted by ``|``.

``<`` is covered by the cell at its left, ``^`` by the cell above, ``/`` breaks a line, ``#p`` stands for a figure (see
``Figures.row``), ``#p+`` for one with text behind it.
"""

from __future__ import annotations

import re
import zlib
from typing import Any

from producers.model import Figures, Span, Table, Text

_FIGURE = re.compile(r"#([mpcrs%])")


def written(
    id_: str, kind: str, caption: Any, unit: str | None, widths: Any, text: str, rules: str = "grid", **more: Any
) -> Table:
    """A table from its picture in letters; ``kind`` is the class of layouts that it stands for.

    ``heads`` is how many rows head it (1 if not given); ``signs`` are the marks for minus and for none.
    """
    minus, dash = more.pop("signs", ("△", "－"))
    figures = Figures(zlib.crc32(id_.encode()), minus=minus, dash=dash)
    rows = [[_filled(cell, figures) for cell in line.strip(" ").split("|")] for line in text.strip("\n ").split("\n")]
    assert len({len(row) for row in rows}) == 1, f"{id_}: rows of {[len(row) for row in rows]} cells"
    assert len(widths) == len(rows[0]), f"{id_}: {len(widths)} widths for {len(rows[0])} columns"
    return Table(
        id_, [[_cell(cell) for cell in row] for row in rows], widths, rules=rules, kind=kind, caption=caption, unit=unit,
        header_rows=more.pop("heads", 1), spans=_spans(rows), **more,
    )  # fmt: skip


def _filled(cell: str, figures: Figures) -> str:
    return _FIGURE.sub(lambda found: figures.row([], found[1])[0], cell.strip(" "))


def _cell(cell: str) -> Text:
    return None if cell in ("<", "^") else cell.replace("/", "\n")


def _spans(rows: list[list[str]]) -> list[Span]:
    spans: list[Span] = []
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell in ("<", "^"):
                continue
            across = 1
            while c + across < len(row) and row[c + across] == "<":
                across += 1
            down = 1
            while r + down < len(rows) and rows[r + down][c] == "^":
                down += 1
            if across * down > 1:
                spans.append((r, c, down, across))
    return spans
