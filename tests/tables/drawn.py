"""A page with one ruled table and lines of text around it, set by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.model import Box, Identity, Layer, Page, Period, Record, Ruling, Table, Word, packed
from extractor.profile import load_profile
from extractor.records.from_tables import table_records
from extractor.records.setting import setting_of
from extractor.tables import TablesOnPage, tables_on

LEFT, TOP, ROW = 60.0, 200.0, 18.0
#: a line of text: what it says, how far right of the table's left edge it begins, how far above or below the table it is
Around = tuple[str, float, float]


def word(text: str, x0: float, top: float, size: float = 10.0) -> Word:
    """A word whose wide characters take one em and whose others take half of one."""
    stops, x = [], x0
    for char in text:
        step = size if ord(char) > 0xFF else size / 2
        stops.append((x, x + step))
        x += step
    return Word(text, Box(x0, top, x, top + size), packed(stops))


def line(text: str, x0: float, top: float) -> list[Word]:
    """Words parted at the spaces of a line (half an em each)."""
    out, x = [], x0
    for part in text.split(" "):
        if part:
            out.append(word(part, x, top))
            x = out[-1].box.x1
        x += 5.0
    return out


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cell texts; a cell ``None`` belongs to the one on its left.  ``top`` is where the first rule is drawn."""

    rows: Sequence[Sequence[str | None]]
    widths: Sequence[float] = (120, 80, 80)
    top: float = TOP

    @property
    def bottom(self) -> float:
        return self.top + ROW * len(self.rows)

    def xs(self) -> list[float]:
        return [LEFT + sum(self.widths[:i]) for i in range(len(self.widths) + 1)]

    def words(self) -> list[Word]:
        found = []
        for i, row in enumerate(self.rows):
            for j, text in enumerate(row):
                for k, part in enumerate((text or "").split("\n")):
                    found += line(part, self.xs()[j] + 4, self.top + ROW * i + 4 + 8 * k) if part else []
        return found

    def rulings(self) -> list[Ruling]:
        xs = self.xs()
        rules = [Ruling(True, self.top + ROW * i, xs[0], xs[-1], 0.5) for i in range(len(self.rows) + 1)]
        for j, x in enumerate(xs):
            for i, row in enumerate(self.rows):
                if j == len(xs) - 1 or row[j] is not None:
                    rules.append(Ruling(False, x, self.top + ROW * i, self.top + ROW * (i + 1), 0.5))
        return rules


def drawn(*grids: Grid, above: Sequence[Around] = (), below: Sequence[Around] = ()) -> Page:
    """``above`` is measured from the first table's top to the line's foot, ``below`` from the last one's bottom."""
    words = [w for grid in grids for w in grid.words()]
    for text, x, gap in above:
        words += line(text, LEFT + x, grids[0].top - gap - 10)
    for text, x, gap in below:
        words += line(text, LEFT + x, grids[-1].bottom + gap)
    return Page(1, 595.0, 842.0, Layer.TEXT, tuple(words), tuple(r for grid in grids for r in grid.rulings()))


def found_on(page: Page) -> TablesOnPage:
    return tables_on(page, "t")


def only_table(page: Page) -> Table:
    (table,) = found_on(page).tables
    return table


def records_on(page: Page) -> list[Record]:
    profile, identity = load_profile("credit_guarantee"), Identity(period=Period(2024))
    return [
        record
        for table in found_on(page).tables
        for record in table_records(table, setting_of(identity, profile, {1: Layer.TEXT}, (), (table,), {}))
    ]


def rest_of(page: Page) -> str:
    return "".join(w.text for w in sorted(found_on(page).rest, key=lambda w: (w.box.top, w.box.x0)))
