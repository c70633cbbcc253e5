"""Running text in cells of tables (取組状況, 評価, 概要, 摘要): paragraphs under the headings of their row and column.

Evaluations and histories (沿革) are often set as tables of prose; what its sentences state is as much a part of the
narrative as what stands between the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from extractor.geometry import holds_centre
from extractor.layout import lines_of
from extractor.model import Cell, CellKind, Paragraph, Section, Table, Where, Word
from extractor.normalise.eras import find_periods
from extractor.normalise.labels import normalise_label
from extractor.prose import Outline, is_sentence
from extractor.sections.flow import Flow
from extractor.sections.pages import KANA, Row, body_size, type_size
from extractor.sections.paragraphs import paragraphs_of

#: a sentence ends as one or has so many hiragana; labels (5年超, その他12件), ages (38歳8カ月) and accounts have not
_FEWEST = 3
_DIGIT = re.compile(r"\d")


class Remark(Struct, frozen=True, gc=False):
    """The running text of one cell; ``where`` is the cell's area."""

    where: Where
    paragraphs: tuple[Paragraph, ...]


def remarks_in(tables: Iterable[Table], words: Sequence[Word]) -> Iterator[Remark]:
    """The cells of one page's ``tables`` that hold sentences with figures; ``words`` are all of the page.

    A cell whose words do not make up its text (cut by a rule) is left out: its figures stay unclaimed, which is told.
    """
    for cell in (c for table in tables for c in table.cells if _holds_sentences(c)):
        inside = lines_of(w for w in words if holds_centre(cell.where.box, w.box))
        if _bare("".join(line.text for line in inside)) == _bare(cell.text):
            sized = [(line, type_size(line.words)) for line in inside]
            body = body_size(sized)
            flow = Flow([Row.of(line, cell.where.page, 0, body, size) for line, size in sized])
            yield Remark(cell.where, paragraphs_of(flow, range(len(inside))))


def _holds_sentences(cell: Cell) -> bool:
    if cell.kind is CellKind.HEADER or _DIGIT.search(cell.text) is None:
        return False
    if cell.kind is CellKind.STUB and not is_sentence(cell.text):
        return False
    return is_sentence(cell.text) or len(KANA.findall(cell.text)) >= _FEWEST


def _bare(text: str) -> str:
    return "".join(text.split())


def remark_sections(
    remarks: Iterable[Remark], tables: Sequence[Table], sections: Sequence[Section]
) -> tuple[Section, ...]:
    """The remarks of each row as a section below the one that its table stands in, the caption and the row label.

    Its heading is the row label, else that of the column: it names what no sentence names.
    """
    at = {remark.where: remark for remark in remarks}
    found: dict[tuple[str, tuple[str, ...]], Section] = {}
    outline = Outline(sections if at else ())
    for table in tables if at else ():
        for cell in table.cells:
            remark = at.get(cell.where)
            if remark is not None:
                own = _section(remark, cell, table, outline.at(cell.where))
                first = found.setdefault((table.table_id, own.path), own)
                if first is not own:
                    found[table.table_id, own.path] = replace(first, paragraphs=first.paragraphs + own.paragraphs)
    return tuple(found.values())


def _section(remark: Remark, cell: Cell, table: Table, above: tuple[str, ...]) -> Section:
    labels = _labels(table, cell)
    caption = normalise_label(table.caption) if table.caption else None
    known = caption is None or caption in map(normalise_label, above)
    path = (*above, *(() if known else (caption,)), *labels)
    return Section(
        heading=path[-1] if path else "",
        number=None,
        level=len(path),
        path=path,
        paragraphs=remark.paragraphs,
        where=remark.where,
        last_page=remark.where.page,
    )


def _labels(table: Table, cell: Cell) -> list[str]:
    """The labels of its row from left to right, below what its column says of time; where it has none, that of its column."""
    row = [c for c in table.cells if c.kind is CellKind.STUB and c.row <= cell.row < c.row + c.row_span]
    beside = [c for c in row if c is not cell and c.text and not is_sentence(c.text)]
    labels = _normalised(sorted(beside, key=lambda c: c.col))
    headings = _normalised(sorted(table.headings_over(cell), key=lambda c: c.row))
    return [*(h for h in headings if find_periods(h)), *labels] if labels else headings


def _normalised(cells: Iterable[Cell]) -> list[str]:
    return [label for label in (normalise_label(cell.text) for cell in cells) if label]
