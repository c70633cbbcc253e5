"""A sheet for each concept: organisation × year, coloured by trust, each cell with its source as a comment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from msgspec import Struct
from xlsxwriter.worksheet import Worksheet

from extractor.profile import Profile, load_profile
from extractor.write.database import Connection, fetched
from extractor.write.excel_book import HEADING_HEIGHT, TRUST_COLOURS, Book, printable, put

#: a workbook with more sheets is slow to open; the long sheet of the panel holds every concept
_MOST_SHEETS = 250
#: comments are kept in memory, and Excel slows down with many; beyond this only suspect values have one
_MOST_COMMENTS = 20_000
_HEAD = ("発行者\norganization", "測り方\nmeasure", "区分\nscenario", "基準\nbasis", "単位\nunit")

_VALUES = """
SELECT concept, coalesce(organization, organization_id) AS organization, measure, scenario, basis, unit_base,
  fiscal_year, value_base, raw, trust, file, page, documents, conflict, organization_id
FROM read_parquet(?) WHERE dimensions = '' AND concept IN (SELECT unnest(?))
ORDER BY concept, measure <> 'amount', measure <> 'count', measure, scenario <> 'actual', scenario NULLS LAST, basis NULLS FIRST,
  organization_id, unit_base, fiscal_year, period_end, period_start
"""


class ConceptSheet(Struct, frozen=True, gc=False):
    """Which sheet shows a concept."""

    concept: str
    sheet: str
    label: str
    label_en: str


def write_concepts(book: Book, db: Connection, folder: Path) -> list[ConceptSheet]:
    """A sheet for each concept of the panel, those with most values first where there are too many."""
    path = folder / "panel.parquet"
    if not path.exists():
        return []
    labels = _labels(db, folder)
    counted = db.execute(
        "SELECT concept, count(*) FROM read_parquet(?) WHERE dimensions = '' GROUP BY concept ORDER BY count(*) DESC, concept",
        [str(path)],
    ).fetchall()
    concepts = sorted(concept for concept, _ in counted[:_MOST_SHEETS])
    comment_all = sum(n for _, n in counted) <= _MOST_COMMENTS
    years = [
        y for (y,) in db.execute("SELECT DISTINCT fiscal_year FROM read_parquet(?) ORDER BY 1", [str(path)]).fetchall()
    ]
    found = db.execute(_VALUES, [str(path), concepts])
    sheets = []
    for concept, values in groupby(fetched(found), key=lambda row: row[0]):
        ja, en = labels.get(concept, (concept, concept))
        sheet = book.sheet(ja)
        _write_sheet(book, sheet, years, values, comment_all)
        sheets.append(ConceptSheet(concept, sheet.get_name(), ja, en))
    return sheets


def _write_sheet(
    book: Book, sheet: Worksheet, years: list[int], values: Iterator[tuple[Any, ...]], comment_all: bool
) -> None:
    sheet.set_row(0, HEADING_HEIGHT)
    printable(sheet)
    for col, heading in enumerate((*_HEAD, *years)):
        put(book, sheet, 0, col, heading, {"bold": True, "bg_color": "#D9E1F2", "text_wrap": True, "num_format": "0"})
    column = {year: len(_HEAD) + n for n, year in enumerate(years)}
    row = 0
    for line in _lines(values):
        row += 1
        for col, text in enumerate(line.head):
            put(book, sheet, row, col, text)
        for year, value in line.of_year.items():
            _write_value(book, sheet, row, column[year], value, comment_all)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, len(_HEAD) - 1, 12)
    sheet.set_column(len(_HEAD), len(_HEAD) + len(years), 18)
    sheet.freeze_panes(1, len(_HEAD))
    sheet.autofilter(0, 0, max(row, 1), len(_HEAD) + len(years) - 1)


class _Line(Struct):
    """One row: a publisher's series; a second value of one year (another stretch of time) takes a row of its own."""

    head: tuple[Any, ...]
    of_year: dict[int, tuple[Any, ...]]


def _lines(values: Iterator[tuple[Any, ...]]) -> Iterator[_Line]:
    for _, group in groupby(values, key=lambda v: (v[14], *v[2:6])):
        lines: list[_Line] = []
        for value in group:
            line = next((one for one in lines if value[6] not in one.of_year), None)
            if line is None:
                line = _Line((value[1], *value[2:6]), {})
                lines.append(line)
            line.of_year[value[6]] = value
        yield from lines


def _write_value(book: Book, sheet: Worksheet, row: int, col: int, value: tuple[Any, ...], comment_all: bool) -> None:
    _, _, _, _, _, unit, _, number, raw, trust, file, page, documents, conflict, _ = value
    looks = {"bg_color": TRUST_COLOURS[trust][0], "border": 1, "border_color": "#D0D0D0"}
    put(book, sheet, row, col, raw if number is None else number, looks)
    if comment_all or trust == "suspect":
        told = f"{file}\np.{page}\n{raw}（{unit}）\n{trust}、{documents} 文書に記載"
        sheet.write_comment(row, col, told + ("\n文書の値が食い違います" if conflict else ""), {"x_scale": 2})


def _labels(db: Connection, folder: Path) -> Mapping[str, tuple[str, str]]:
    names = db.execute(
        "SELECT DISTINCT profile FROM read_parquet(?) ORDER BY 1", [str(folder / "documents.parquet")]
    ).fetchall()
    labels: dict[str, tuple[str, str]] = {}
    for profile in filter(None, (_profile(name) for (name,) in names)):
        for concept in profile.concepts.values():
            labels.setdefault(concept.id, (concept.label_ja, concept.label_en))
    return labels


def _profile(name: str) -> Profile | None:
    from extractor.errors import ProfileError  # noqa: PLC0415

    try:
        return load_profile(name)
    except ProfileError:
        return None
