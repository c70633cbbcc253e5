"""Records that share one cause, folded: thousands of single findings help nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from extractor.geometry import union
from extractor.model import Box, Document, PageSummary, Record, Table, Where


class Fold(Struct, frozen=True, gc=False):
    """Records of one table, or of the running text of one page.

    ``place_ja`` and ``place_en`` name the place in words.
    """

    records: tuple[Record, ...]
    place_ja: str
    place_en: str

    @property
    def record_ids(self) -> tuple[str, ...]:
        return tuple(record.record_id for record in self.records)

    @property
    def where(self) -> Where:
        """The area of the records on the first of their pages."""
        return area_of([record.where for record in self.records])

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures as printed, each with its page and item."""
        return tuple(f"p. {r.where.page} {r.meaning.item}: {r.quantity.raw}" for r in self.records)


def whole_page(page: PageSummary) -> Where:
    """The whole of a page as a place."""
    return Where(page.number, Box(0.0, 0.0, page.width, page.height))


def area_of(places: Sequence[Where]) -> Where:
    """The box around those of ``places`` that lie on the first page among them; raises ValueError without any."""
    page = min(place.page for place in places)
    return Where(page, union(place.box for place in places if place.page == page))


def by_table(document: Document, records: Iterable[Record]) -> tuple[Fold, ...]:
    """One fold per table, and one per page for running text."""
    return tuple(Fold(tuple(group), *_place(document, group[0])) for group in _grouped(records, _table_key))


def with_record_ids(document: Document, tables: Sequence[Table]) -> Iterator[tuple[Table, tuple[str, ...]]]:
    """Each of ``tables`` with the ids of its records."""
    ids: dict[str, list[str]] = {table.table_id: [] for table in tables}
    for record in document.records if ids else ():
        if record.place is not None and record.place.table_id in ids:
            ids[record.place.table_id].append(record.record_id)
    return ((table, tuple(ids[table.table_id])) for table in tables)


def by_extent(document: Document, records: Iterable[Record], hit: Callable[[Record], bool]) -> tuple[Fold, ...]:
    """Those of ``records`` that ``hit`` holds of, folded by what they have in common.

    A table that is hit as a whole is one fold; else each column that is, is one; what is left is folded by rows or by
    columns, whichever are fewer.
    """
    return tuple(fold for group in _grouped(records, _table_key) for fold in _extents(document, group, hit))


def _extents(document: Document, group: Sequence[Record], hit: Callable[[Record], bool]) -> Iterator[Fold]:
    hits = [record for record in group if hit(record)]
    if not hits:
        return
    if len(hits) == len(group) or hits[0].place is None:
        yield Fold(tuple(hits), *_place(document, hits[0]))
        return
    left: list[Record] = []
    for column in _grouped(group, _column):
        if all(map(hit, column)):
            yield Fold(tuple(column), *_column_place(document, column[0]))
        else:
            left += [record for record in column if hit(record)]
    columns, rows = _grouped(left, _column), _grouped(left, _row)
    if len(columns) < len(rows):
        yield from (Fold(tuple(column), *_column_place(document, column[0])) for column in columns)
    else:
        yield from (Fold(tuple(row), *_row_place(document, row[0])) for row in rows)


def _grouped(records: Iterable[Record], key: Callable[[Record], str]) -> tuple[list[Record], ...]:
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return tuple(groups.values())


def _table_key(record: Record) -> str:
    return f"p{record.where.page}" if record.place is None else record.place.table_id


def _column(record: Record) -> str:
    return "" if record.place is None else str(record.place.col)


def _row(record: Record) -> str:
    return "" if record.place is None else str(record.place.row)


def _place(document: Document, record: Record) -> tuple[str, str]:
    """The table or page that a record stands in, in words."""
    page = record.where.page
    if record.place is None:
        return f"{page} ページの本文", f"the text of page {page}"
    caption = record.place.caption
    if caption:
        return f"{page} ページの表「{caption}」", f"the table {caption} on page {page}"
    table_ids = [table.table_id for table in document.tables if table.where and table.where[0].page == page]
    ordinal = table_ids.index(record.place.table_id) + 1 if record.place.table_id in table_ids else None
    if ordinal is None or len(table_ids) == 1:
        return f"{page} ページの表", f"the table on page {page}"
    return f"{page} ページの {ordinal} 番目の表", f"table {ordinal} of page {page}"


def _column_place(document: Document, record: Record) -> tuple[str, str]:
    ja, en = _place(document, record)
    heading = record.meaning.column
    if heading:
        return f"{ja}の列「{heading}」", f"the column {heading} of {en}"
    number = 0 if record.place is None else record.place.col + 1
    return f"{ja}の {number} 列目", f"column {number} of {en}"


def _row_place(document: Document, record: Record) -> tuple[str, str]:
    ja, en = _place(document, record)
    label = record.meaning.item
    if label:
        return f"{ja}の行「{label}」", f"the row {label} of {en}"
    number = 0 if record.place is None else record.place.row + 1
    return f"{ja}の {number} 行目", f"row {number} of {en}"
