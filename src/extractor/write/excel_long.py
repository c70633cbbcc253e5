"""Long tables of a workbook: their rows come as columns, so that what a column repeats is put into XML once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from operator import itemgetter
from typing import Any

from msgspec import Struct
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name

from extractor.write.excel_book import HEADING_HEIGHT, MOST_ROWS, TRUST_COLOURS, Book, as_shown, printable, shortened
from extractor.write.excel_rows import RowSheet, number_xml, style_of, text_xml, truth_xml

#: rows that are put into XML at once
BATCH = 5_000

#: stands for the number of a row: no text in XML may hold it
_ROW = "\0"


class LongColumn(Struct, frozen=True, gc=False):
    """A column of a long table; ``kind`` is a type of the codebook.  ``plain``: a number that names something (a year)."""

    heading: str
    kind: str
    width: int = 14
    plain: bool = False


class LongTable:
    """A table of any length: a heading that stays in sight, and a new sheet where Excel's rows end."""

    def __init__(self, book: Book, name: str, columns: Sequence[LongColumn]) -> None:
        self._book, self._name, self._columns = book, name, columns
        self._looks = {colour: self._formats(colour) for colour in (None, *(c for c, _ in TRUST_COLOURS.values()))}
        self._letters = [xl_col_to_name(col) for col in range(len(columns))]
        self.sheets: list[RowSheet] = []
        self._begin()

    def _formats(self, colour: str | None) -> list[Format | None]:
        """The format of each column: the colour of the row, and how its kind is shown."""
        shown = {"date": {"num_format": "yyyy-mm-dd"}, "int": {"num_format": "#,##0"}}
        looks = [
            {**({"num_format": "0"} if c.plain else shown.get(c.kind, {})), **_filled(colour)} for c in self._columns
        ]
        return [self._book.format(**look) if look else None for look in looks]

    def _begin(self) -> None:
        self._close()
        sheet = self._book.long_sheet(self._name)
        self.sheets.append(sheet)
        sheet.set_row(0, HEADING_HEIGHT)
        for col, column in enumerate(self._columns):
            sheet.set_column(col, col, column.width)
            sheet.write_string(0, col, column.heading, self._book.heading())
        sheet.freeze_panes(1, 0)
        printable(sheet)
        self._row = 1

    def add_rows(self, rows: Iterable[Sequence[Any]]) -> None:
        """Rows without a colour, each in the order of the columns."""
        waiting = iter(rows)
        while batch := list(islice(waiting, BATCH)):
            self.add([list(column) for column in zip(*batch, strict=True)], [None] * len(batch))

    def add(self, columns: Sequence[list[Any]], colours: Sequence[str | None]) -> None:
        """Rows as columns, each row on its fill of ``colours``."""
        done = 0
        while done < len(colours):
            if self._row >= MOST_ROWS:
                self._begin()
            here = slice(done, done + MOST_ROWS - self._row)
            self._write([column[here] for column in columns], colours[here])
            done += len(colours[here])

    def _write(self, columns: Sequence[Sequence[Any]], colours: Sequence[str | None]) -> None:
        kept = [_kept(values) for values in columns]
        groups = [_Group(self, kept, colours, colour) for colour in dict.fromkeys(colours)]
        for _, _, look in sorted((one for group in groups for one in group.looks()), key=itemgetter(0, 1)):
            style_of(look)  # looks get their numbers in the order in which rows show them
        rows = [""] * len(colours)
        for group in groups:
            for row, cells in group.rows(self._letters):
                rows[row] = cells
        filled = [row for row, cells in enumerate(rows, self._row) if cells]
        if filled:
            last_col = max(col for group in groups for col, made in enumerate(group.made) if made)
            text = "".join(
                f'<row r="{n}">{cells.replace(_ROW, str(n))}</row>'
                for n, cells in enumerate(rows, self._row + 1)
                if cells
            )
            self.sheets[-1].add_rows(self._row, filled[-1], last_col, text)
        self._row += len(colours)

    def cell(self, col: int, value: Any, colour: str | None) -> tuple[Format | None, str] | None:
        """How a value looks in a row of that colour, and what stands in its cell; None where there is nothing."""
        look = self._looks[colour][col]
        match value:
            case None | "" | ():
                return None
            case Decimal():
                shown, number_format = as_shown(value)
                if isinstance(shown, str):
                    return self._book.format(align="right", **_filled(colour)), text_xml(shown)
                return self._book.format(num_format=number_format, **_filled(colour)), number_xml(shown)
            case _:
                return look, _content(value)

    def _close(self) -> None:
        """Give the last sheet its filter."""
        if self.sheets:
            self.sheets[-1].autofilter(0, 0, max(self._row - 1, 1), len(self._columns) - 1)

    def finish(self) -> list[str]:
        """Bring the table to its end; returns the names of its sheets."""
        self._close()
        return [sheet.get_name() for sheet in self.sheets]


class _Group:
    """The rows of one colour among those that are written at once; what a column repeats is made once.

    ``made`` has for each column, by value, the look and the content of its cells that are not empty.
    """

    def __init__(
        self, table: LongTable, columns: Sequence[Sequence[Any]], colours: Sequence[str | None], colour: str | None
    ) -> None:
        self._at = [row for row, its in enumerate(colours) if its == colour]
        alone = len(self._at) == len(colours)
        self._columns = columns if alone else [[values[row] for row in self._at] for values in columns]
        self.made: list[dict[Any, tuple[Format | None, str]]] = [
            {value: cell for value in dict.fromkeys(values) if (cell := table.cell(col, value, colour)) is not None}
            for col, values in enumerate(self._columns)
        ]

    def looks(self) -> Iterator[tuple[int, int, Format]]:
        """Each look that is shown, with the first row and the column that show it."""
        for col, (values, made) in enumerate(zip(self._columns, self.made, strict=True)):
            first = dict(zip(reversed(values), reversed(self._at), strict=True))
            yield from ((first[value], col, look) for value, (look, _) in made.items() if look is not None)

    def rows(self, letters: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Each row with its cells in XML, where ``_ROW`` stands for its number."""
        texts = []
        for letter, values, made in zip(letters, self._columns, self.made, strict=True):
            if made:
                xml = {
                    value: f'<c r="{letter}{_ROW}"{style_of(look)}{content}' for value, (look, content) in made.items()
                }
                texts.append([xml.get(value, "") for value in values])
        return zip(self._at, map("".join, zip(*texts, strict=True)), strict=False)


def _content(value: Any) -> str:
    match value:
        case str():
            return text_xml(shortened(value))
        case bool():
            return truth_xml(value)
        case int() | float():
            return number_xml(value)
        case date():
            return number_xml(_serial(value))
        case _:
            return text_xml(shortened("\n".join(map(str, value))))


def _kept(values: Sequence[Any]) -> Sequence[Any]:
    """Values that can be remembered: lists cannot."""
    lists = any(value.__class__ is list for value in values)
    return [tuple(value or ()) for value in values] if lists else values


def _filled(colour: str | None) -> dict[str, str]:
    return {"bg_color": colour} if colour else {}


def _serial(day: date) -> int:
    """A day as Excel counts days: it takes 1900 for a leap year."""
    days = (day - date(1899, 12, 31)).days
    return days + 1 if days > 59 else days
