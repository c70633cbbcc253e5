"""Rows of long sheets, each written at once: a call of XlsxWriter for each cell takes 20 times as long.

Leans on what XlsxWriter does inside (a file of finished rows, in its mode of constant memory), hence the bound on its
version; ``tests/panel/test_excel_files.py`` reads every cell back with another library.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

#: longer texts are hardly ever the same again
_REMEMBERED = 120


class CellValue(NamedTuple):
    """What a cell shows: a text, a number or a truth value, at a column (from 0)."""

    col: int
    value: str | float | bool
    format: Format | None


class RowSheet(Worksheet):  # type: ignore[misc]
    """A worksheet of a workbook in constant memory that takes whole rows, top to bottom."""

    def add_row(self, row: int, cells: Iterable[CellValue]) -> None:
        """Write the cells of ``row`` (from 0), in the order of their columns."""
        if row > self.previous_row:
            self._write_single_row(row)  # what was written before, cell by cell
        last, parts = 0, []
        for col, value, look in cells:
            style = "" if look is None else f' s="{look._get_xf_index()}"'
            parts.append(f'<c r="{_letters(col)}{row + 1}"{style}{_content(value)}</c>')
            last = col
        if parts:
            self._check_dimensions(row, last)
            self.fh.write(f'<row r="{row + 1}">{"".join(parts)}</row>')


_letters = lru_cache(maxsize=None)(xl_col_to_name)


def _content(value: str | float | bool) -> str:
    if isinstance(value, str):
        return _text(value) if len(value) > _REMEMBERED else _known_text(value)
    if isinstance(value, bool):
        return f' t="b"><v>{int(value)}</v>'
    return f"><v>{value:.16G}</v>"


def _text(text: str) -> str:
    """A text as it stands in its cell: control characters as Excel escapes them, white space at its ends kept."""
    kept = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    escaped = Worksheet._escape_control_characters(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f' t="inlineStr"><is><t{kept}>{escaped}</t></is>'


_known_text = lru_cache(maxsize=16_384)(_text)
