"""Workbooks that stay within Excel's limits, keep texts as texts, and come out the same every time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from extractor.document_form import plain
from extractor.write.excel_parts import PartedWorkbook
from extractor.write.excel_rows import BookSheet, RowSheet, SmallSheet

#: Excel's limits ("Excel specifications and limits")
MOST_ROWS, MOST_LINKS, MOST_TEXT, MOST_NAME = 1_048_576, 65_530, 32_767, 31
#: points for a heading of two lines, Japanese over the name of the column
HEADING_HEIGHT = 32
#: digits that a number keeps in Excel; a longer one is written as text
_DIGITS = 15
#: every workbook is of this moment, so that the same dataset gives the same bytes
_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - Excel has no time zones
_CUT = "…（続きは Parquet・CSV）"
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")

#: fill of a cell by its trust: (colour, what it says in both languages)
TRUST_COLOURS = {
    "proved": (
        "#C6E0B4",
        "証明済み：どの桁が変わっても関係式が崩れる / proved: any other digit would break a relation",
    ),
    "supported": (
        "#E2EFDA",
        "裏付けあり：関係式は成立するが末尾の桁までは守られない / supported: relations hold, but would not notice the last digits",
    ),
    "unchecked": ("#FFFFFF", "未確認：関係するものがない / unchecked: nothing relates to it"),
    "suspect": (
        "#F8CBAD",
        "要確認：検出事項がある、読みが疑わしい、または文書間で食い違う / suspect: a finding points at it, or documents differ",
    ),
}


class Book(Struct):
    """A workbook in the making, with its formats made once."""

    file: Workbook
    _formats: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)

    def format(self, **looks: Any) -> Format:
        """The format with these properties of XlsxWriter."""
        key = tuple(sorted(looks.items()))
        if key not in self._formats:
            self._formats[key] = self.file.add_format(looks)
        return self._formats[key]

    def sheet(self, name: str) -> Worksheet:
        """A new sheet, its name made safe, short and unique (Excel ignores case)."""
        return self.file.add_worksheet(self.free_name(name), SmallSheet if self.file.constant_memory else BookSheet)

    def long_sheet(self, name: str) -> RowSheet:
        """A new sheet that takes whole rows."""
        sheet: RowSheet = self.file.add_worksheet(self.free_name(name), RowSheet)
        return sheet

    def free_name(self, name: str) -> str:
        """``name`` as a sheet may be called, and as none is called yet."""
        base = _NOT_IN_NAMES.sub("_", name).strip().strip("'")[:MOST_NAME] or "表"
        free, number = base, 1
        while free.casefold() in self._names:
            number += 1
            free = f"{base[: MOST_NAME - len(str(number)) - 1]}_{number}"
        self._names.add(free.casefold())
        return free

    def heading(self) -> Format:
        return self.format(bold=True, bg_color="#D9E1F2", bottom=1, text_wrap=True, valign="vcenter")


@contextmanager
def workbook(path: Path, *, row_by_row: bool) -> Iterator[Book]:
    """A new workbook at ``path``; ``row_by_row``: rows are written in order and not kept in memory."""
    options = {
        "constant_memory": row_by_row,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    with PartedWorkbook(path, options) as file:
        file.set_properties({"created": _MOMENT, "title": "Japanese annual disclosures / 開示資料の数値データ"})
        file.set_calc_mode("auto")
        yield Book(file)


def put(book: Book, sheet: Worksheet, row: int, col: int, value: Any, looks: dict[str, Any] | None = None) -> None:
    """Write one value as what it is: numbers as numbers, texts as texts whatever they begin with, lists joined."""
    looks = looks or {}
    match value:
        case None | "":
            if looks:
                sheet.write_blank(row, col, None, book.format(**looks))
        case bool():
            sheet.write_boolean(row, col, value, book.format(**looks) if looks else None)
        case Decimal() | int() | float():
            _put_number(book, sheet, row, col, Decimal(str(value)), looks)
        case date():
            moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001
            sheet.write_datetime(row, col, moment, book.format(**{"num_format": "yyyy-mm-dd", **looks}))
        case _:
            text = "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
            sheet.write_string(row, col, shortened(text), book.format(**looks) if looks else None)


def _put_number(book: Book, sheet: Worksheet, row: int, col: int, value: Decimal, looks: dict[str, Any]) -> None:
    shown, number_format = as_shown(value)
    if isinstance(shown, str):
        sheet.write_string(row, col, shown, book.format(**{"align": "right", **looks}))
    else:
        sheet.write_number(row, col, shown, book.format(**{"num_format": number_format, **looks}))


@lru_cache(maxsize=65_536)
def as_shown(value: Decimal) -> tuple[float | str, str]:
    """A number as Excel keeps it without losing a digit (a long one as text), and its number format."""
    return plain_shown(plain(value) or "")


def plain_shown(text: str) -> tuple[float | str, str]:
    """``as_shown`` of a number in plain digits."""
    if len(text.lstrip("-0.").replace(".", "")) > _DIGITS:
        return text, "@"
    decimals = len(text.partition(".")[2])
    return float(text), "#,##0" + ("." + "0" * decimals if decimals else "")


def printable(sheet: Worksheet) -> None:
    """On paper: across, one page wide, the heading on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def shortened(text: str) -> str:
    """A text that a cell can hold; one that was cut says so."""
    return text if len(text) <= MOST_TEXT else text[: MOST_TEXT - len(_CUT)] + _CUT
