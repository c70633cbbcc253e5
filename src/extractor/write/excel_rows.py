"""Rows of long sheets, each written at once: a call of XlsxWriter for each cell takes 30 times as long.

Leans on what XlsxWriter does inside (a file of finished rows, in its mode of constant memory), hence the bound on its
version; ``tests/panel/test_excel_files.py`` reads every cell back with another library.
"""

from __future__ import annotations

from functools import lru_cache

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet


class RowSheet(Worksheet):  # type: ignore[misc]
    """A worksheet of a workbook in constant memory that takes whole rows, top to bottom."""

    def add_row(self, row: int, last_col: int, cells: str) -> None:
        """Write ``row`` (from 0) with its cells in XML, of columns up to ``last_col``."""
        if row > self.previous_row:
            self._write_single_row(row)  # what was written before, cell by cell
        self._check_dimensions(row, last_col)
        self.fh.write(f'<row r="{row + 1}">{cells}</row>')


def style_of(look: Format | None) -> str:
    """The attribute of a cell that looks so; a look gets its number when it is first used."""
    return "" if look is None else f' s="{look._get_xf_index()}"'


def number_xml(value: float) -> str:
    """What stands behind the attributes of a cell that holds a number."""
    return f"><v>{value:.16G}</v></c>"


def truth_xml(value: bool) -> str:
    return f' t="b"><v>{int(value)}</v></c>'


@lru_cache(maxsize=16_384)
def text_xml(text: str) -> str:
    """A text as it stands in its cell: control characters as Excel escapes them, white space at its ends kept."""
    kept = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    escaped = Worksheet._escape_control_characters(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f' t="inlineStr"><is><t{kept}>{escaped}</t></is></c>'
