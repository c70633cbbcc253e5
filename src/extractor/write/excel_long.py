"""Long tables of a workbook: their rows come as columns, so that what a column repeats is put into XML once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, islice
from operator import itemgetter
from typing import Any

from msgspec import Struct
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name

from extractor.write.excel_book import HEADING_HEIGHT, MOST_ROWS, TRUST_COLOURS, Book, plain_shown, printable, shortened
from extractor.write.excel_rows import RowSheet, number_xml, style_of, text_xml, truth_xml

#: rows that are put into XML at once
BATCH = 5_000

#: types of the codebook whose values are lists
_LISTS = frozenset({"strings", "ints"})
#: days from the last of 1899 to the first of 1970
_DAYS_BEFORE = 25_568
#: the look and the content of a cell that is not there
_EMPTY = (None, "")
#: stands for the number of a row: no text in XML may hold it
_ROW = "\0"


class LongColumn(Struct, frozen=True, gc=False):
    """A column of a long table; ``kind`` is a type of the codebook.  ``plain``: a number that names something (a year).

    Decimals come in plain digits, dates as days since 1970: values that are remembered ten times as fast.
    """

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
        self._numbers: dict[tuple[str, str | None], Format] = {}  # by number format and colour
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
        kept = [_kept(values, column.kind) for values, column in zip(columns, self._columns, strict=True)]
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

    def cells(self, col: int, values: Iterable[Any], colour: str | None) -> dict[Any, tuple[Format | None, str]]:
        """How each value of a column looks in a row of that colour, and what stands in its cell: nothing where it is empty."""
        look = self._looks[colour][col]
        match self._columns[col].kind:
            case "string":
                return {value: (look, text_xml(shortened(value))) if value else _EMPTY for value in values}
            case "decimal":
                return {value: _EMPTY if value is None else self._number(value, colour) for value in values}
            case "date":
                return {value: _EMPTY if value is None else (look, number_xml(_serial(value))) for value in values}
            case _:
                return {value: _EMPTY if value is None or value == () else (look, _content(value)) for value in values}

    def _number(self, value: str, colour: str | None) -> tuple[Format, str]:
        shown, number_format = plain_shown(value)
        key = (number_format, colour)
        if key not in self._numbers:
            looks = {"align": "right"} if isinstance(shown, str) else {"num_format": number_format}
            self._numbers[key] = self._book.format(**looks, **_filled(colour))
        return self._numbers[key], text_xml(shown) if isinstance(shown, str) else number_xml(shown)

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

    ``made`` has for each column that is not empty, by value, the look and the content of its cells, in the order in
    which the values come.
    """

    def __init__(
        self, table: LongTable, columns: Sequence[Sequence[Any]], colours: Sequence[str | None], colour: str | None
    ) -> None:
        its = [other == colour for other in colours]
        self._at = list(compress(range(len(its)), its))
        self._columns = columns if all(its) else [list(compress(values, its)) for values in columns]
        self.made: list[dict[Any, tuple[Format | None, str]]] = []
        for col, values in enumerate(self._columns):
            cells = table.cells(col, dict.fromkeys(values), colour)
            self.made.append(cells if any(content for _, content in cells.values()) else {})

    def looks(self) -> Iterator[tuple[int, int, Format]]:
        """Each look that is shown, with the first row and the column that show it."""
        for col, (values, made) in enumerate(zip(self._columns, self.made, strict=True)):
            first: dict[Format, Any] = {}
            for value, (look, _) in made.items():
                if look is not None:
                    first.setdefault(look, value)
            yield from ((self._at[values.index(value)], col, look) for look, value in first.items())

    def rows(self, letters: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Each row with its cells in XML, where ``_ROW`` stands for its number."""
        texts = []
        for letter, values, made in zip(letters, self._columns, self.made, strict=True):
            if made:
                begin = f'<c r="{letter}{_ROW}"'
                xml = {
                    value: f"{begin}{style_of(look)}{content}" if content else ""
                    for value, (look, content) in made.items()
                }
                texts.append(map(xml.__getitem__, values))
        return zip(self._at, map("".join, zip(*texts, strict=True)), strict=False)


def _content(value: Any) -> str:
    match value:
        case bool():
            return truth_xml(value)
        case int() | float():
            return number_xml(value)
        case _:
            return text_xml(shortened("\n".join(map(str, value))))


def _kept(values: Sequence[Any], kind: str) -> Sequence[Any]:
    """Values that can be remembered: lists cannot."""
    return [tuple(value or ()) for value in values] if kind in _LISTS else values


def _filled(colour: str | None) -> dict[str, str]:
    return {"bg_color": colour} if colour else {}


def _serial(day: int) -> int:
    """A day since 1970 as Excel counts days: it takes 1900 for a leap year."""
    days = day + _DAYS_BEFORE
    return days + 1 if days > 59 else days
