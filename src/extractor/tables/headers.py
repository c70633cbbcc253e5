"""Which cells of a grid are column headings (表頭), row labels (表側), figures and remarks.

A column is a figure column when at least half of its filled cells are figures.  The heading ends at the first row with a
figure in a figure column, or at the first row that leaves all figure columns empty (a band such as 純資産の部).  Text
columns left of figures are row labels; a second run of them further right begins the other side of a two-sided table
(貸借対照表); text columns with no figures to their right hold remarks (摘要, 備考).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from extractor.model import Cell, CellKind
from extractor.normalise.labels import normalise_label
from extractor.normalise.numbers import parse_figure
from extractor.normalise.several import holds_figures
from extractor.normalise.units import parse_unit_note, unit_of
from extractor.tables.tokens import is_figure

#: a bare year heads a column; it is no figure there
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?")
#: years of an era without its name (30, 元, 2, 3), or months (4, 5 … 12, 1), head columns where so many count on
_YEAR_OF_ERA, _COUNT_ON = re.compile(r"[0-9]{1,2}|元"), 3
_TIMES = re.compile(r"(?:年度?|年次|年月|月|期|回次)(?:別|末)?")
_NUMBER_OF_ROW = re.compile(r"[0-9]{1,3}")
#: what heads a column of labels; a table of labels beside what each of them has begins with none
_HEADS = re.compile(r"区分|項目|科目|種類|種別|内容|事項|年度|分類|摘要|年月")
#: columns so headed number and name the lines of a budget or the rows of a list, even where they print a number alone
_NUMBERING = re.compile(r"款|項|目|節|区分|科目|番号|整理番号|コード|No\.?|№")


def classify(cells: Sequence[Cell], n_rows: int, n_cols: int) -> tuple[tuple[Cell, ...], int, tuple[int, ...]]:
    """The cells with their kinds, the number of heading rows and the columns of row labels."""
    figures = _figure_columns(cells, n_cols)
    header_rows = _header_rows(cells, n_rows, figures)
    stubs = _stub_columns(cells, figures, header_rows)
    return tuple(_as(c, _kind(c, header_rows, stubs, figures)) for c in cells), header_rows, stubs


def _as(cell: Cell, kind: CellKind) -> Cell:
    if cell.kind is kind:
        return cell
    place = (cell.row, cell.col, cell.row_span, cell.col_span)
    return Cell(*place, cell.text, kind, cell.where, cell.ink, cell.confidence)


@lru_cache(maxsize=4096)
def _is_figure(text: str) -> bool:
    return bool(text) and (is_figure(text) or (parse_figure(text) is None and holds_figures(text)))


def _figure_columns(cells: Sequence[Cell], n_cols: int) -> frozenset[int]:
    """Of a column with few figures (地方債), neither its headings in several rows nor the unit over its figures count."""
    filled, numeric = [0] * n_cols, [0] * n_cols
    first = min((c.row for c in cells if c.row and c.col_span == 1 and _is_figure(c.text)), default=1)
    for cell in cells:
        if cell.row >= first and cell.text and cell.col_span == 1:
            figure = _is_figure(cell.text)
            filled[cell.col] += figure or unit_of(cell.text) is None
            numeric[cell.col] += figure
    figures = frozenset(c for c in range(n_cols) if numeric[c] and 2 * numeric[c] >= filled[c])
    figures = figures - _numbering(cells) or figures
    named = _counts_rows(cells, figures) or _numbers_rows(cells, figures) or _dates_rows(cells)
    if len(figures) > 1 and named:
        return figures - {0}
    return figures


def _numbering(cells: Iterable[Cell]) -> frozenset[int]:
    """The columns headed as numbering."""
    return frozenset(
        c.col for c in cells if c.row <= 1 and c.col_span == 1 and _NUMBERING.fullmatch(normalise_label(c.text))
    )


def _counts_rows(cells: Sequence[Cell], figures: frozenset[int]) -> bool:
    """Whether the first column names its rows by counting (一区, 二区; 1位, 2位): each with a counter, as no other column has it."""
    body = [(c.col, parse_figure(c.text)) for c in cells if c.row and c.text and c.col in figures and c.col_span == 1]
    own = [f.unit for col, f in body if f is not None and col == 0]
    counted = len(own) > 1 and len({*own}) == 1 and _is_counter(own[0])
    return counted and not any(f.unit for col, f in body if f is not None and col)


def _numbers_rows(cells: Sequence[Cell], figures: frozenset[int]) -> bool:
    """Whether the first column numbers its rows (款, 番号): bare numbers that rise, each with a label beside it."""
    if 0 not in figures or 1 in figures:
        return False
    texts = [normalise_label(c.text) for c in cells if c.row and c.text and c.col == 0 and c.col_span == 1]
    numbers = [int(text) for text in texts if _NUMBER_OF_ROW.fullmatch(text)]
    labelled = {c.row for c in cells if c.col == 1 and c.text}
    beside = all(c.row in labelled for c in cells if c.row and c.text and c.col == 0 and c.col_span == 1)
    return len(numbers) > 1 and beside and all(a < b for a, b in pairwise(numbers))


def _dates_rows(cells: Sequence[Cell]) -> bool:
    """Whether the first column is headed as one of years or months (平成30, 令和元, 2, 3)."""
    heads = [normalise_label(c.text) for c in cells if c.col == c.row == 0]
    return any(_TIMES.fullmatch(head) for head in heads)


def _is_counter(unit: str | None) -> bool:
    known = unit_of(unit) if unit else None
    return unit is not None and (known is None or known.dimension == "count")


def _header_rows(cells: Sequence[Cell], n_rows: int, figures: frozenset[int]) -> int:
    if not figures:
        return min(1, n_rows - 1)
    if _is_profile(cells, figures):
        return 0
    rows = _rows(cells, n_rows)
    filled = [[c for c in row if c.text] for row in rows]
    for number, row in enumerate(rows):
        over_figures = [c for c in row if c.text and any(k in figures for k in range(c.col, c.col + c.col_span))]
        if any(c.col_span == 1 and _is_figure(c.text) for c in over_figures) and not _all_years(over_figures):
            return number
        if number and not over_figures and not _spanned(cells, number, figures):
            return number
        if number and any(len(above) > 1 for above in filled[:number]) and _is_band(filled[number], cells):
            return number
    return min(1, n_rows - 1)


def _is_band(row: Sequence[Cell], cells: Sequence[Cell]) -> bool:
    """Whether a row is one cell over all columns that names the rows below, not their unit."""
    width = max(c.col + c.col_span for c in cells)
    return len(row) == 1 and row[0].col_span == width > 1 and not parse_unit_note(row[0].text)


def _is_profile(cells: Sequence[Cell], figures: frozenset[int]) -> bool:
    """Whether a table says one thing of one body in each row (設立 昭和46年, 資本金 10,001百万円): nothing heads its columns.

    Each column of figures has labels right before it, and its figures are of several kinds, or stand among words.
    """
    if 0 in figures or any(col - 1 in figures for col in figures) or any(c.col_span > 1 for c in cells):
        return False
    first = [c.text for c in cells if c.row == 0]
    if len(first) != 2 * len(figures) or _HEADS.fullmatch(normalise_label(first[0])) or not all(first):
        return False
    parsed = [(c.col, parse_figure(c.text)) for c in cells if c.col in figures and c.text]
    units = {col: {f.unit for at, f in parsed if at == col and f is not None} for col in figures}
    return all(None not in kinds for kinds in units.values()) and any(
        len(kinds) > 1 or any(at == col and f is None for at, f in parsed[1:]) for col, kinds in units.items()
    )


def _rows(cells: Iterable[Cell], n_rows: int) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[] for _ in range(n_rows)]
    for cell in cells:
        rows[cell.row].append(cell)
    return rows


def _all_years(cells: Sequence[Cell]) -> bool:
    counted = [c for c in cells if _YEAR_OF_ERA.fullmatch(normalise_label(c.text))]
    if len(counted) >= _COUNT_ON and not any(_is_figure(c.text) for c in cells if c not in counted):
        years = [1 if "元" in c.text else int(normalise_label(c.text)) for c in sorted(counted, key=lambda c: c.col)]
        return all(b in (a + 1, 1) for a, b in pairwise(years)) and years[0] > 0
    return all(_YEAR.fullmatch(normalise_label(c.text)) for c in cells)


def _spanned(cells: Iterable[Cell], row: int, figures: frozenset[int]) -> bool:
    """Whether a filled cell from above reaches down into ``row`` over a figure column."""
    return any(c.text and c.row < row < c.row + c.row_span and c.col in figures for c in cells)


def _stub_columns(cells: Sequence[Cell], figures: frozenset[int], header_rows: int) -> tuple[int, ...]:
    if not figures:
        return (0,)
    last = max(figures)
    leading = range(min(figures))
    named = _numbering(cells)
    second = [
        c
        for c in range(min(figures), last)
        if c not in figures and (c in named or _holds_labels(cells, c, header_rows))
    ]
    return (*leading, *second)


def _holds_labels(cells: Iterable[Cell], col: int, header_rows: int) -> bool:
    """Whether a text column between figures names rows: two or more distinct words of two letters and more.

    A column of units (千円, ％) names none.
    """
    texts = [normalise_label(c.text) for c in cells if c.col == col and c.row >= header_rows and c.text]
    if all(unit_of(t) is not None for t in texts):
        return False
    return sum(len(t) > 1 or t == "計" for t in texts) >= 2 and len(set(texts)) > 0.8 * len(texts)


def _kind(cell: Cell, header_rows: int, stubs: tuple[int, ...], figures: frozenset[int]) -> CellKind:
    if cell.row < header_rows:
        return CellKind.HEADER
    if cell.col in stubs:
        return CellKind.STUB
    figured = cell.col in figures or not figures.isdisjoint(range(cell.col + 1, cell.col + cell.col_span))
    return CellKind.VALUE if figured else CellKind.NOTE
