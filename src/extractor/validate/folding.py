"""Records that share one cause, folded: thousands of single findings help nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extractor.geometry import union
from extractor.model import Document, Record, Where

_Key = TypeVar("_Key", str, tuple[str, int])


@dataclass(frozen=True, slots=True)
class Fold:
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


def area_of(places: Sequence[Where]) -> Where:
    """The box around those of ``places`` that lie on the first page among them; raises ValueError without any."""
    page = min(place.page for place in places)
    return Where(page, union(place.box for place in places if place.page == page))


def by_table(document: Document, records: Iterable[Record]) -> tuple[Fold, ...]:
    """One fold per table, and one per page for running text."""
    return tuple(Fold(tuple(group), *_place(document, group[0])) for group in _grouped(records, _table_key))


def by_column(document: Document, records: Iterable[Record]) -> tuple[Fold, ...]:
    """One fold per column of a table, and one per page for running text."""
    return tuple(Fold(tuple(group), *_column_place(document, group[0])) for group in _grouped(records, _column_key))


def _grouped(records: Iterable[Record], key: Callable[[Record], _Key]) -> Iterable[list[Record]]:
    groups: dict[_Key, list[Record]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return groups.values()


def _table_key(record: Record) -> str:
    return f"p{record.where.page}" if record.place is None else record.place.table_id


def _column_key(record: Record) -> tuple[str, int]:
    return _table_key(record), -1 if record.place is None else record.place.col


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
    if record.place is None:
        return ja, en
    heading = record.meaning.column
    if heading:
        return f"{ja}の列「{heading}」", f"the column {heading} of {en}"
    return f"{ja}の {record.place.col + 1} 列目", f"column {record.place.col + 1} of {en}"
