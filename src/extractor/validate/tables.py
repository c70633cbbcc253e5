"""What a reader should know of a table before using its figures."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model import Document, Finding, Severity
from extractor.profile import Profile
from extractor.validate.check import check
from extractor.validate.folding import by_table


@check(
    "table-without-caption",
    severity=Severity.INFO,
    ja="見出しのない表",
    en="Tables without a caption",
)
def table_without_caption(document: Document, _: Profile) -> Iterator[Finding]:
    """Only tables that gave records: a layout grid needs no caption."""
    with_records = {record.place.table_id for record in document.records if record.place is not None}
    for table in document.tables:
        if table.caption is None and table.table_id in with_records:
            page = table.where[0].page
            yield table_without_caption.finding(
                f"{page} ページの表（{table.n_rows} 行 {table.n_cols} 列）には見出しが見つかりません。",
                f"No caption was found for the table of {table.n_rows} rows and {table.n_cols} columns on page {page}.",
                where=table.where[0],
            )


@check(
    "bracketed-figure",
    severity=Severity.INFO,
    ja="かっこ付きの数値（正の値として読んだもの）",
    en="Figures in brackets, read as positive",
)
def bracketed_figure(document: Document, _: Profile) -> Iterator[Finding]:
    """Brackets mark subtotals, memos or head counts; what they mean belongs to the table."""
    bracketed = (r for r in document.records if r.quantity.bracketed)
    for fold in by_table(document, bracketed):
        yield bracketed_figure.finding(
            f"{fold.place_ja}にある {len(fold.records)} 個の数値はかっこ付きです。かっこは負号とみなしていません。",
            f"{len(fold.records)} figure(s) in {fold.place_en} stand in brackets, which are no minus sign.",
            where=fold.where,
            record_ids=fold.record_ids,
            evidence=fold.figures,
        )
