"""``documents/NAME.xlsx``: the tables of one document as they are printed, a sheet for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from decimal import Decimal
from functools import cache, partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from extractor.write.database import Connection, database, fetched
from extractor.write.excel_book import MOST_ROWS, TRUST_COLOURS, Book, as_shown, put, shortened, workbook
from extractor.write.excel_rows import BookSheet

#: what each document's book is made of: a file, and the question for the rows of all documents, one after another
_TABLES = (
    "tables.parquet",
    "SELECT document_id, table_id, caption, page, last_page, unit_note, notes, n_cols FROM read_parquet(?)"
    " WHERE document_id IS NOT NULL ORDER BY document_id, page, top, x0, table_id",
)
_CELLS = (
    "cells.parquet",
    'SELECT document_id, table_id, "row", col, row_span, col_span, text, kind FROM read_parquet(?)'
    ' WHERE document_id IS NOT NULL ORDER BY document_id, table_id, "row", col',
)
_RECORDS = (
    "records.parquet",
    'SELECT document_id, table_id, "row", col, value, raw, trust FROM read_parquet(?)'
    ' WHERE document_id IS NOT NULL AND table_id IS NOT NULL AND "row" IS NOT NULL'
    ' ORDER BY document_id, table_id, "row", col, record_id',
)
_KIND_LOOKS: Mapping[str, dict[str, Any]] = {
    "header": {"bold": True, "bg_color": "#D9E1F2", "text_wrap": True, "align": "center", "valign": "vcenter"},
    "stub": {"text_wrap": True, "valign": "vcenter"},
    "value": {"align": "right"},
    "note": {"text_wrap": True},
}
_TRUSTS = list(TRUST_COLOURS)
#: a printed minus sign → the number format of negative values
_NEGATIVE = {"△": '"△"', "▲": '"▲"'}


def write_document_books(folder: Path, to: Path, shared: Connection | None = None) -> tuple[str, ...]:
    """Write a workbook for each document of ``folder`` that has tables into ``to``; returns their names below ``to``."""
    made = []
    with database(shared) as db, ExitStack() as asking:
        documents = _documents(db, folder)
        parts = [
            _OfEach(asking.enter_context(db.cursor()), folder / file, query)
            for file, query in (_TABLES, _CELLS, _RECORDS)
        ]
        for document_id, file, json_file in documents:
            tables, cells, numbers = (part.rows(document_id) for part in parts)
            if tables:
                name = str(Path(json_file).with_suffix(".xlsx").as_posix())
                (to / name).parent.mkdir(parents=True, exist_ok=True)
                _write_book(to / name, file, tables, _by_table(cells), _by_table(numbers))
                made.append(name)
    return tuple(made)


def _documents(db: Connection, folder: Path) -> list[tuple[str, str, str]]:
    """Each document once, sorted by id: a copy has no tables of its own."""
    query = (
        "SELECT DISTINCT ON (document_id) document_id, file, json_file FROM read_parquet(?)"
        " WHERE json_file IS NOT NULL AND tables > 0 ORDER BY document_id, file"
    )
    return db.execute(query, [str(folder / "documents.parquet")]).fetchall()


class _OfEach:
    """The rows of a file, document by document: asked for once, since a question for each reads all of the file."""

    def __init__(self, db: Connection, file: Path, query: str) -> None:
        self._groups = groupby(fetched(db.execute(query, [str(file)])), key=itemgetter(0))
        self._ahead = next(self._groups, None)

    def rows(self, document_id: str) -> list[tuple[Any, ...]]:
        """Those of ``document_id``, without it; documents are asked for in the order of their ids."""
        while self._ahead is not None and self._ahead[0] < document_id:
            self._ahead = next(self._groups, None)
        if self._ahead is None or self._ahead[0] != document_id:
            return []
        return [row[1:] for row in self._ahead[1]]


def _write_book(
    path: Path,
    file: str,
    tables: Sequence[Sequence[Any]],
    cells: Mapping[str, Sequence[Sequence[Any]]],
    numbers: Mapping[str, Sequence[Sequence[Any]]],
) -> None:
    with workbook(path, row_by_row=False) as book:
        index, looks = book.sheet("目次"), cache(partial(_format, book))
        names = [book.free_name(f"p{page} {caption or '（表題なし）'}") for _, caption, page, *_ in tables]
        _write_index(book, index, file, tables, names)
        for (table_id, caption, page, _, unit_note, notes, _), name in zip(tables, names, strict=True):
            sheet = book.file.add_worksheet(name, BookSheet)
            top = _write_heading(book, sheet, caption, page, unit_note)
            below = _write_cells(looks, sheet, top, cells.get(table_id, ()), numbers.get(table_id, ()))
            for row, note in enumerate(notes or (), below + 1):
                put(book, sheet, row, 0, note)


def _by_table(rows: Sequence[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    return {table_id: [row[1:] for row in of_table] for table_id, of_table in groupby(rows, key=itemgetter(0))}


def _write_index(
    book: Book, sheet: Worksheet, file: str, tables: Sequence[Sequence[Any]], names: Sequence[str]
) -> None:
    put(book, sheet, 0, 0, file, {"bold": True, "font_size": 14})
    put(book, sheet, 1, 0, "セルの色は信頼度 / cells are coloured by trust")
    for col, (_, (colour, about)) in enumerate(TRUST_COLOURS.items()):
        put(book, sheet, 2 + col, 0, about, {"bg_color": colour})
    first = 3 + len(TRUST_COLOURS)
    for col, heading in enumerate(("ページ / page", "表題 / caption", "単位 / unit")):
        sheet.write_string(first, col, heading, book.heading())
    for row, (table, name) in enumerate(zip(tables, names, strict=True), first + 1):
        put(book, sheet, row, 0, table[2], {"num_format": "0"})
        target = name.replace("'", "''")
        text = shortened(table[1] or "（表題なし）")[:250]
        sheet.write_url(row, 1, f"internal:'{target}'!A1", string=text)
        put(book, sheet, row, 2, table[4])
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 60)
    sheet.set_column(2, 2, 24)
    sheet.freeze_panes(first + 1, 0)


def _write_heading(book: Book, sheet: Worksheet, caption: str | None, page: int, unit_note: str | None) -> int:
    put(book, sheet, 0, 0, caption or "（表題なし）", {"bold": True, "font_size": 12})
    put(book, sheet, 1, 0, f"p.{page}　{unit_note or ''}".rstrip())
    return 3


def _write_cells(
    looks: Callable[[_Look], Format],
    sheet: Worksheet,
    top: int,
    cells: Sequence[Sequence[Any]],
    numbers: Sequence[Sequence[Any]],
) -> int:
    """The grid, from row ``top`` down; returns the first row below it."""
    by_cell: dict[tuple[int, int], list[Sequence[Any]]] = defaultdict(list)
    for number in numbers:
        by_cell[number[0], number[1]].append(number)
    header, taken, below = 0, set[tuple[int, int]](), top
    for row, col, row_span, col_span, text, kind in cells:
        places = {(row, col)}
        if row_span > 1 or col_span > 1:
            places = {(r, c) for r in range(row, row + row_span) for c in range(col, col + col_span)}
        if top + row + row_span > MOST_ROWS or places & taken:
            continue
        taken |= places
        below = max(below, top + row + row_span)
        if kind == "header":
            header = max(header, row + row_span)
        value, look = _shown(text, kind, by_cell.get((row, col), ()))
        if len(places) > 1:
            over = looks(look._replace(long=False))
            sheet.merge_range(top + row, col, top + row + row_span - 1, col + col_span - 1, "", over)
        if isinstance(value, float):
            sheet.write_number(top + row, col, value, looks(look))
        elif value:
            sheet.write_string(top + row, col, shortened(value), looks(look))
        else:
            sheet.write_blank(top + row, col, None, looks(look))
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, max((c for _, c in taken), default=1), 14)
    sheet.freeze_panes(top + header, 0)
    return below


class _Look(NamedTuple):
    """How a cell looks: by its kind, by the trust of what it holds, as a number in that format; ``long``: one in letters."""

    kind: str
    trust: str | None = None
    number: str | None = None
    long: bool = False


def _format(book: Book, look: _Look) -> Format:
    colour = {"bg_color": TRUST_COLOURS[look.trust][0]} if look.trust else {}
    number = {"num_format": look.number} if look.number else {}
    placed = {"align": "right"} if look.long else {}
    return book.format(**{**placed, "border": 1, **_KIND_LOOKS.get(look.kind, {}), **colour, **number})


def _shown(text: str, kind: str, numbers: Sequence[Sequence[Any]]) -> tuple[float | str, _Look]:
    """What a cell shows: the number where it is one number, else the text as printed; coloured by trust."""
    if not numbers:
        return text, _Look(kind)
    _, _, value, raw, trust = numbers[0]
    if len(numbers) > 1 or value is None:
        return text, _Look(kind, max((n[4] for n in numbers), key=_TRUSTS.index))
    shown, _ = as_shown(value)
    return shown, _Look(kind, trust, _number_format(value, raw), isinstance(shown, str))


def _number_format(value: Decimal, raw: str) -> str:
    """Thousands and decimals as printed, and the minus sign as printed."""
    decimals = len(raw.replace("．", ".").partition(".")[2].rstrip("％%) ）"))
    figure = ("#,##0" if "," in raw or "，" in raw else "0") + ("." + "0" * decimals if decimals else "")
    sign = next((shown for mark, shown in _NEGATIVE.items() if mark in raw), '"-"')
    return f"{figure};{sign}{figure}" if value < 0 else figure


def document_books(folder: Path) -> Iterator[str]:
    """The names of the workbooks that an earlier run left in ``folder``."""
    return (path.relative_to(folder).as_posix() for path in sorted((folder / "documents").glob("*.xlsx")))
