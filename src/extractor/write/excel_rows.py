"""Rows of sheets, many written at once: a call of XlsxWriter for each cell takes 30 times as long.

Leans on what XlsxWriter does inside (a file of finished rows, in its mode of constant memory), hence the bound on its
version; ``tests/panel/test_excel_files.py`` reads every cell back with another library.
"""

from __future__ import annotations

import re
from io import StringIO, TextIOWrapper
from tempfile import TemporaryFile
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import CellBlankTuple, CellNumberTuple, CellStringTuple, Worksheet


class RowSheet(Worksheet):  # type: ignore[misc]
    """A worksheet of a workbook in constant memory that takes whole rows, top to bottom."""

    def add_rows(self, first: int, last: int, last_col: int, rows: str) -> None:
        """Write rows in XML: numbers (from 0) of the first and the last that are not empty, and of their last column."""
        if first > self.previous_row:
            self._write_single_row(last)  # what was written before, cell by cell
        self._check_dimensions(last, last_col)
        self.fh.write(rows)

    def _initialize(self, told: dict[str, Any]) -> None:
        super()._initialize({**told, "constant_memory": False})
        self.constant_memory = True
        self._rows = TemporaryFile()  # noqa: SIM115 - closed with the workbook
        self.row_data_fh = self.fh = TextIOWrapper(self._rows, "utf-8", newline="")

    def _opt_reopen(self) -> None:
        """Nothing was closed."""

    def _write_optimized_sheet_data(self) -> None:
        self.row_data_fh.flush()
        part: Any = self.fh  # no longer where the rows are
        self._xml_start_tag("sheetData")
        part.splice(self._rows)
        self._xml_end_tag("sheetData")


class BookSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that writes the cells it has most of without a list of attributes each; its rows and columns have no looks."""

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        match cell:
            case CellStringTuple(string=text):
                content = (
                    text_xml(text) if self.constant_memory else f' t="s"><v>{text}</v></c>'
                )  # which of the shared ones
            case CellNumberTuple(number=number):
                content = number_xml(number)
            case CellBlankTuple():
                content = "/>"
            case _:
                super()._write_cell(row, col, cell)
                return
        self.fh.write(f'<c r="{xl_rowcol_to_cell_fast(row, col)}"{style_of(cell.format)}{content}')


class SmallSheet(BookSheet):
    """A worksheet of a workbook in constant memory whose rows stay in memory all the same: a file for each of many small
    sheets costs more than what it holds."""

    def _initialize(self, told: dict[str, Any]) -> None:
        super()._initialize({**told, "constant_memory": False})
        self.constant_memory = told["constant_memory"]
        self.row_data_fh = self.fh = StringIO()

    def _opt_reopen(self) -> None:
        """Nothing was closed."""

    def _write_optimized_sheet_data(self) -> None:
        rows = self.row_data_fh.getvalue()
        self.fh.write(f"<sheetData>{rows}</sheetData>" if self.dim_rowmin is not None else "<sheetData/>")


def style_of(look: Format | None) -> str:
    """The attribute of a cell that looks so; a look gets its number when it is first used."""
    return "" if look is None else f' s="{look._get_xf_index()}"'


def number_xml(value: float) -> str:
    """What stands behind the attributes of a cell that holds a number."""
    return f"><v>{value:.16G}</v></c>"


def truth_xml(value: bool) -> str:
    return f' t="b"><v>{int(value)}</v></c>'


#: what no text in XML may hold as it is, or what Excel would take for such
_NOT_PLAIN = re.compile("[\x00-\x08\x0b-\x1f&<>\ufffe\uffff]|_x[0-9a-fA-F]{4}_")


def text_xml(text: str) -> str:
    """A text as it stands in its cell: control characters as Excel escapes them, white space at its ends kept."""
    kept = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    if _NOT_PLAIN.search(text):
        text = Worksheet._escape_control_characters(text)
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f' t="inlineStr"><is><t{kept}>{text}</t></is></c>'
