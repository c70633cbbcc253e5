"""The structure tree of a tagged PDF: which marked content makes up which table cell (ISO 32000-2, 14.8.4.8).

Word, Typst, Chromium and LibreOffice (when asked to) write it.  Below a cell the marked content may lie deeper (in paragraphs
and spans): it belongs to the cell all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from extractor.model import TaggedCell, TaggedTable
from extractor.read.bulk import bulk
from extractor.read.bulk_types import TAG_CONTENT, TAG_HEADING, TAG_ROW, TAG_TABLE

#: a span beyond this is damage: no table on paper is as wide or as long
_WIDEST = 200

#: kind, marked-content id, row span and column span of a tag
_Tag = tuple[int, int, int, int]


def tagged_tables(page: pdfium.PdfPage) -> tuple[TaggedTable, ...]:
    """The tables of one page as the structure tree tells them; none when the page has no tree."""
    with _tree(page) as tree:
        if not tree:
            return ()
        tags = bulk().tags(tree)
    # a span that is not given, or damaged, is 1
    row_spans, col_spans = (
        np.clip(np.nan_to_num(tags[name]), 1, _WIDEST).astype(np.int64).tolist() for name in ("row_span", "col_span")
    )
    every = list(zip(tags["kind"].tolist(), tags["mcid"].tolist(), row_spans, col_spans, strict=True))
    return tuple(TaggedTable(tuple(cells)) for table in _parts(every, TAG_TABLE) if (cells := list(_cells(table))))


@contextmanager
def _tree(page: pdfium.PdfPage) -> Iterator[object]:
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        yield tree
    finally:
        if tree:
            raw.FPDF_StructTree_Close(tree)


def _parts(tags: Iterable[_Tag], kind: int) -> list[list[_Tag]]:
    """What stands below each tag of one kind."""
    parts: list[list[_Tag]] = []
    for tag in tags:
        if tag[0] == kind:
            parts.append([])
        elif parts:
            parts[-1].append(tag)
    return parts


def _cells(table: Sequence[_Tag]) -> Iterator[TaggedCell]:
    """The cells of a table; each takes the next free position of its row, as spans from above leave it."""
    taken: set[tuple[int, int]] = set()
    for row, tags in enumerate(_parts(table, TAG_ROW)):
        col = 0
        for (kind, _, row_span, col_span), mcids in _with_content(tags):
            while (row, col) in taken:
                col += 1
            taken.update((r, c) for r in range(row, row + row_span) for c in range(col, col + col_span))
            yield TaggedCell(row, col, row_span, col_span, kind == TAG_HEADING, tuple(mcids))


def _with_content(tags: Iterable[_Tag]) -> list[tuple[_Tag, list[int]]]:
    """The cells of a row with the marked-content ids below each."""
    cells: list[tuple[_Tag, list[int]]] = []
    for tag in tags:
        if tag[0] == TAG_CONTENT:
            cells[-1][1].append(tag[1])
        else:
            cells.append((tag, []))
    return cells
