"""A table as meant (its truth), how it is to look, and what else stands on its page."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

#: a cell as printed: text (``\n`` breaks the line), None where a span covers the position, several spellings accepted as truth
Text = str | None
Rows = Sequence[Sequence[Text]]
Span = tuple[int, int, int, int]

THIN, MEDIUM, THICK = 0.5, 1.0, 1.8


@dataclass(frozen=True)
class Rule:
    """One side of a cell: width in points, CSS-like kind, colour."""

    width: float = THIN
    kind: str = "solid"
    colour: str = "#000000"


@dataclass(frozen=True)
class Look:
    """How one cell is set; sides without a rule are None."""

    top: Rule | None = None
    bottom: Rule | None = None
    left: Rule | None = None
    right: Rule | None = None
    fill: str | None = None
    colour: str = "#000000"
    align: str = "left"
    valign: str = "middle"
    bold: bool = False
    vertical: bool = False
    size: float | None = None
    pad: float = 3.0


Tweak = Callable[["Table", int, int, Look], Look]


@dataclass(frozen=True)
class Table:
    """A table with its truth.  ``rows`` holds header and body; ``widths`` are points; ``spellings`` other texts accepted.

    ``kind``: the class of layouts; ``units``: of the figures of each column, or of each row by its number; ``parents``: the
    ``item_path`` of rows by their number.
    """

    id: str
    rows: Rows
    widths: Sequence[float]
    rules: str = "grid"
    header_rows: int | Sequence[int] = 1
    spans: Sequence[Span] = ()
    caption: str | Sequence[str] | None = None
    unit: str | None = None
    size: float = 9.0
    height: float = 16.0
    stubs: int = 1
    tweak: Tweak | None = None
    kind: str = ""
    units: Sequence[str | None] | dict[int, str | None] | None = None
    parents: dict[int, str] | None = None
    spellings: dict[tuple[int, int], list[str]] = field(default_factory=dict)

    @property
    def head(self) -> int:
        """Header rows as drawn, where more than one count is right."""
        return self.header_rows if isinstance(self.header_rows, int) else self.header_rows[0]

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.rows), len(self.rows[0])

    def span(self, row: int, col: int) -> tuple[int, int]:
        return next(((s[2], s[3]) for s in self.spans if s[:2] == (row, col)), (1, 1))

    def truth(self, page: int) -> dict[str, Any]:
        grid = [
            [
                None if t is None else self.spellings.get((r, c), t.replace("\n", "").replace("　", "").strip())
                for c, t in enumerate(row)
            ]
            for r, row in enumerate(self.rows)
        ]
        more = {
            "kind": self.kind, "units": list(self.units) if isinstance(self.units, (list, tuple)) else self.units,
            "parents": self.parents,
        }  # fmt: skip
        return {k: v for k, v in more.items() if v} | {
            "id": self.id, "page": page, "caption": self.caption, "unit": self.unit, "style": self.rules,
            "header_rows": self.header_rows if isinstance(self.header_rows, int) else list(self.header_rows), "grid": grid, "spans": [list(s) for s in self.spans],
        }  # fmt: skip


@dataclass(frozen=True)
class Para:
    """Running text, captions and notes; ``align`` left, right or center."""

    text: str
    align: str = "left"
    size: float = 10.0
    bold: bool = False
    after: float = 3.0
    width: float | None = None


@dataclass(frozen=True)
class Row:
    """Things set side by side: (width in points, what stands there) each."""

    parts: Sequence[tuple[float, Sequence[Any]]]
    gap: float = 20.0


@dataclass(frozen=True)
class Gap:
    """White of so many points."""

    height: float = 10.0


@dataclass(frozen=True)
class Raw:
    """Markup of the producer itself; ``tables`` are what it shows."""

    code: Any
    tables: Sequence[Table] = ()


@dataclass(frozen=True)
class Page:
    """One page: what stands on it from top to bottom."""

    parts: Sequence[Any]
    font: str = "ipag"
    landscape: bool = False
    rotate: int = 0

    @property
    def tables(self) -> list[Table]:
        return list(_tables(self.parts))


def _tables(parts: Sequence[Any]) -> list[Table]:
    found: list[Table] = []
    for part in parts:
        if isinstance(part, Table):
            found.append(part)
        elif isinstance(part, Raw):
            found.extend(part.tables)
        elif isinstance(part, Row):
            for _, inner in part.parts:
                found.extend(_tables(inner))
    return found


def truth_of(name: str, pages: Sequence[Page]) -> dict[str, Any]:
    """The truth of a file in the shape that score_grids reads."""
    return {
        "file": f"{name}.pdf",
        "tables": [t.truth(n) for n, page in enumerate(pages, 1) for t in page.tables],
        "no_table_pages": [n for n, page in enumerate(pages, 1) if not page.tables],
    }


class Figures:
    """Printed figures from a seed: the same each time."""

    def __init__(self, seed: int, minus: str = "△ ", dash: str = "－") -> None:
        self._random = random.Random(seed)  # noqa: S311 (figures for tests, no secret)
        self._minus, self._dash = minus, dash

    def money(self, top: int = 99_999, least: int = 100) -> str:
        r = self._random
        chance = r.random()
        if chance < 0.06:
            return self._dash
        value = r.randint(least, top)
        return f"{self._minus if chance < 0.2 else ''}{value:,}"

    def plain(self, top: int = 99_999, least: int = 100) -> str:
        return f"{self._random.randint(least, top):,}"

    def count(self) -> str:
        return f"{self._random.randint(3, 9_999):,}"

    def ratio(self, suffix: str = "") -> str:
        return f"{self._random.randint(600, 1450) / 10:.1f}{suffix}"

    def share(self, places: int = 2) -> str:
        return f"{self._random.random() * 60:.{places}f}"

    def row(self, label: str | Sequence[str], kinds: str, top: int = 99_999) -> list[str]:
        """A row: its label(s), then a figure for each letter: m money, p plain, c count, r ratio, % ratio with sign."""
        make = {
            "m": lambda: self.money(top), "p": lambda: self.plain(top), "c": self.count, "r": self.ratio,
            "%": lambda: self.ratio("%"), "s": self.share, "_": lambda: "",
        }  # fmt: skip
        labels = [label] if isinstance(label, str) else list(label)
        return [*labels, *(make[k]() for k in kinds)]


def with_(look: Look, **changes: Any) -> Look:
    return replace(look, **changes)


def note(table: Table, text: str | None = None, align: str = "right", size: float = 8.0) -> Para:
    """A line as wide as its table: the unit note unless another text is given."""
    return Para(text or table.unit or "", align, size, after=2.0, width=sum(table.widths))
