"""``dataset.xlsx``: the dataset for people who live in Excel.

読み方 (how to read it), 収録状況 (what there is of each year), 要確認 (what to look at), a sheet for each concept as
organisation × year coloured by trust, and the whole panel, documents and records as long sheets.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from extractor.write.arrow import TYPES
from extractor.write.columns import Column, TableSpec, derived_specs, table_specs
from extractor.write.database import Connection, database, fetched
from extractor.write.decimals import plain_digits
from extractor.write.derived import OF_THE_RUN
from extractor.write.excel_book import MOST_LINKS, TRUST_COLOURS, Book, put, workbook
from extractor.write.excel_concepts import ConceptSheet, write_concepts
from extractor.write.excel_coverage import write_coverage_sheet
from extractor.write.excel_long import BATCH, LongColumn, LongTable

FILE = "dataset.xlsx"

#: columns that only machines need: they stay in Parquet, CSV and DuckDB
_LEFT_OUT = frozenset(
    {
        *("value_float", "value_base_float", "x0", "top", "x1", "bottom", "document_id", "evidence", "table_id", "row"),
        *("col", "bracketed", "page_label", "section", "concept_match"),
        *OF_THE_RUN,
    }
)
_SUSPECT = TRUST_COLOURS["suspect"][0]
#: numbers that name something: no thousands
_PLAIN = frozenset({"fiscal_year", "page"})
_WIDE = {
    "message_ja": 60,
    "message_en": 60,
    "equation": 40,
    "file": 30,
    "item": 24,
    "column": 24,
    "caption": 24,
    "section": 24,
}
#: rows of one table that a workbook takes: the rest go to workbooks of their own.  Excel would take four times as many in
#: one sheet, but a workbook of a million rows takes minutes and gigabytes to open
ROWS_OF_A_BOOK = 250_000

_INTRO = (
    "この本の読み方 / How to read this workbook",
    "各数値は PDF から読み取ったものです。信頼度の色を見て使ってください。金額は円、率は％です。",
    "Every number was read from a PDF. Mind the colour of its trust. Money is in yen, ratios in per cent.",
    "年度は 4 月からの会計年度です（2024 は令和6年度）。概念ごとのシートは、内訳でない全体の値だけを載せます。",
    "Years are fiscal years from April. Sheets of concepts hold values of the whole only, no parts.",
    "セルのコメントは出典（文書、ページ、印刷のままの文字）です。値は 1 つのセルに 1 つ、平均はしません。",
    "A cell's comment tells its source: document, page and the text as printed. Values are never averaged.",
    "15 桁を超える数値は、桁を失わないよう文字として書いてあります。",
    "A number of more than 15 digits is written as text, so that no digit is lost.",
)


def write_workbook(folder: Path, to: Path, shared: Connection | None = None) -> None:
    """Write the finished Parquet files of ``folder`` as the workbook ``to``.

    What is too long for it goes on in workbooks beside it (``further_books``).  Rows are written as they are read, so
    that memory does not grow with them; the same files give the same bytes.
    """
    with workbook(to, row_by_row=True) as book, database(shared) as db:
        first = book.sheet("読み方")
        coverage = book.sheet("収録状況")
        doubts = _Doubts(book)
        concepts = write_concepts(book, db, folder)
        write_coverage_sheet(book, coverage, folder)
        doubts.write(db, folder, {sheet.concept: sheet for sheet in concepts})
        long = {title: _write_long(book, folder, spec, title, to) for title, spec in _long_sheets(folder)}
        _write_intro(book, first, concepts, long)


def _long_sheets(folder: Path) -> Iterator[tuple[str, TableSpec]]:
    specs = {**table_specs(), **derived_specs()}
    titles = {"panel": "パネル", "gaps": "欠けている年度", "documents": "文書", "records": "レコード"}
    for name, title in titles.items():
        if (folder / f"{name}.parquet").exists():
            yield title, specs[name]


def further_books(to: Path) -> list[Path]:
    """The workbooks beside ``to`` in which its long tables go on: ``dataset-records-2.xlsx``."""
    return sorted(to.parent.glob(f"{to.stem}-*-*{to.suffix}"))


def _write_long(book: Book, folder: Path, spec: TableSpec, title: str, to: Path) -> list[str]:
    """All rows of one table; returns the names of its sheets, and of the workbooks in which it goes on."""
    columns = [c for c in spec.columns if c.name not in _LEFT_OUT]
    looks = [_long_column(c) for c in columns]
    table, further = LongTable(book, title, looks), []
    for number, batches in groupby(_batches(folder / f"{spec.name}.parquet", [c.name for c in columns]), itemgetter(0)):
        if number == 0:
            _write_batches(table, batches)
            continue
        path = to.with_stem(f"{to.stem}-{spec.name}-{number + 1}")
        with workbook(path, row_by_row=True) as next_book:
            next_table = LongTable(next_book, title, looks)
            _write_batches(next_table, batches)
            next_table.finish()
        further.append(path.name)
    return table.finish() + further


def _write_batches(table: LongTable, batches: Iterator[tuple[int, pa.RecordBatch]]) -> None:
    for _, batch in batches:
        columns = {name: _values(batch.column(name)) for name in batch.schema.names}
        trusts = columns.get("trust") or [None] * batch.num_rows
        table.add(list(columns.values()), [_SUSPECT if trust == "suspect" else None for trust in trusts])


def _values(column: pa.Array) -> list[Any]:
    """The values of a column as a ``LongColumn`` has them."""
    if column.type == TYPES["date"]:
        days: list[Any] = column.view(pa.int32()).to_pylist()
        return days
    if column.type == TYPES["decimal"]:
        kept = column.view(pa.binary(16)).to_pylist()
        digits = {number: plain_digits(number) for number in dict.fromkeys(kept) if number is not None}
        return list(map(digits.get, kept))
    values: list[Any] = column.to_pylist()
    return values


def _batches(file: Path, names: list[str]) -> Iterator[tuple[int, pa.RecordBatch]]:
    """The rows of a table, some at a time, each time with the number of the workbook (from 0) that takes them."""
    done = 0
    with pq.ParquetFile(file) as table:
        for batch in table.iter_batches(BATCH, columns=names):
            rest = batch.select(names)
            while rest.num_rows:
                number, taken = divmod(done, ROWS_OF_A_BOOK)
                yield number, (some := rest.slice(0, ROWS_OF_A_BOOK - taken))
                done, rest = done + some.num_rows, rest.slice(some.num_rows)


def _long_column(column: Column) -> LongColumn:
    heading = f"{_short(column.ja)}\n{column.name}"
    return LongColumn(heading, column.type, _WIDE.get(column.name, 14), column.name in _PLAIN)


def _short(text: str) -> str:
    """The first sentence of a description."""
    return text.partition("。")[0]


_DOUBTED = ("採用した数値が疑わしい", "The chosen figure is suspect.")


class _Doubts:
    """The sheet 要確認: values of the panel that are suspect, and every error and warning."""

    _COLUMNS = (
        LongColumn("コード\ncode", "string", 22),
        LongColumn("重大度\nseverity", "string", 10),
        LongColumn("発行者\norganization", "string", 22),
        LongColumn("年度\nfiscal_year", "int", 8, plain=True),
        LongColumn("概念\nconcept", "string", 26),
        LongColumn("印刷のまま\nraw", "string", 16),
        LongColumn("文書\nfile", "string", 30),
        LongColumn("ページ\npage", "int", 7, plain=True),
        LongColumn("内容\nmessage_ja", "string", 60),
        LongColumn("message_en", "string", 60),
        LongColumn("関係式\nequation", "string", 40),
        LongColumn("あるべき値\nexpected", "string", 16),
        LongColumn("印刷の値\nactual", "string", 16),
    )

    def __init__(self, book: Book) -> None:
        self._table = LongTable(book, "要確認", self._COLUMNS)

    def write(self, db: Connection, folder: Path, sheets: dict[str, ConceptSheet]) -> None:
        findings = db.execute(
            "SELECT code, severity, file, page, message_ja, message_en, equation, expected, actual FROM read_parquet(?)"
            " WHERE severity <> 'info' AND code NOT IN ('panel-conflict', 'panel-collision') ORDER BY severity, code, file, page, finding_id",
            [str(folder / "findings.parquet")],
        )
        self._table.add_rows((*row[:2], None, None, None, None, *row[2:]) for row in fetched(findings))
        if (folder / "panel.parquet").exists():
            self._table.add_rows(self._values(db, folder, sheets))
        self._table.finish()

    @staticmethod
    def _values(db: Connection, folder: Path, sheets: dict[str, ConceptSheet]) -> Iterator[tuple[Any, ...]]:
        suspect = db.execute(
            "SELECT p.organization, p.fiscal_year, p.concept, p.raw, p.file, p.page, f.code, f.message_ja, f.message_en"
            " FROM read_parquet($panel) p LEFT JOIN read_parquet($findings) f"
            " ON f.record_ids[1] = p.chosen_record_id AND f.code IN ('panel-conflict', 'panel-collision')"
            " WHERE p.trust = 'suspect' ORDER BY ALL",
            {"panel": str(folder / "panel.parquet"), "findings": str(folder / "findings.parquet")},
        )
        for organization, year, concept, raw, file, page, code, ja, en in fetched(suspect):
            label = sheets[concept].label if concept in sheets else concept
            told = (ja or _DOUBTED[0], en or _DOUBTED[1])
            kind = code or "panel-suspect"
            yield (kind, "warning", organization, year, label, raw, file, page, *told, None, None, None)


def _write_intro(book: Book, sheet: Any, concepts: list[ConceptSheet], long: dict[str, list[str]]) -> None:
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 70)
    row = 0
    for text in _INTRO:
        put(book, sheet, row, 0, text, {"bold": True, "font_size": 14} if row == 0 else None)
        row += 1
    for name, (colour, about) in TRUST_COLOURS.items():
        put(book, sheet, row, 0, name, {"bg_color": colour, "border": 1})
        put(book, sheet, row, 1, about)
        row += 1
    row += 1
    named = [
        ("収録状況", "年度ごとの収録の状況 / what there is of each year"),
        ("要確認", "確認すべき値と検出事項 / what to look at"),
    ]
    named += [(name, f"{title}（全行） / all rows") for title, names in long.items() for name in names]
    named += [(c.sheet, f"{c.label} / {c.label_en}") for c in concepts]
    for name, about in named[:MOST_LINKS]:
        if name.endswith(".xlsx"):  # a workbook beside this one
            put(book, sheet, row, 0, name)
        else:
            quoted = name.replace("'", "''")
            sheet.write_url(row, 0, f"internal:'{quoted}'!A1", string=name)
        put(book, sheet, row, 1, about)
        row += 1
    sheet.activate()
