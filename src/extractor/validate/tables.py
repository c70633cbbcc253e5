"""What a reader should know of a table before using its figures."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model import CellKind, Finding, Severity, Table
from extractor.normalise.errata import captioned_side, erratum_side, sets_right
from extractor.validate.case import Case
from extractor.validate.check import check
from extractor.validate.folding import by_table, with_record_ids


@check(
    "table-without-caption",
    severity=Severity.INFO,
    ja="見出しのない表",
    en="Tables without a caption",
)
def table_without_caption(case: Case) -> Iterator[Finding]:
    """Only tables that gave records: a layout grid needs no caption."""
    with_records = {record.place.table_id for record in case.document.records if record.place is not None}
    for table in case.document.tables:
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
def bracketed_figure(case: Case) -> Iterator[Finding]:
    """Brackets mark subtotals, memos or head counts; what they mean belongs to the table."""
    bracketed = (r for r in case.document.records if r.quantity.bracketed)
    for fold in by_table(case.document, bracketed):
        yield bracketed_figure.finding(
            f"{fold.place_ja}にある {len(fold.records)} 個の数値はかっこ付きです。かっこは負号とみなしていません。",
            f"{len(fold.records)} figure(s) in {fold.place_en} stand in brackets, which are no minus sign.",
            where=fold.where,
            record_ids=fold.record_ids,
            evidence=fold.figures,
        )


@check(
    "erratum",
    severity=Severity.WARNING,
    ja="正誤表（誤の側は読まない）",
    en="Tables of errata; what they print as wrong is not read",
)
def erratum(case: Case) -> Iterator[Finding]:
    """The wrong side has no records; those of the right side set another place right, and a person has to see which."""
    errata = [table for table in case.document.tables if _is_erratum(table)]
    for table, ids in with_record_ids(case.document, errata):
        page = table.where[0].page
        yield erratum.finding(
            f"{page} ページの表は正誤表です。「誤」の側の数値は読まず、「正」の側の数値 {len(ids)} 個は訂正先を確かめるまで"
            "要注意とします。",
            f"The table on page {page} is one of errata: what it prints as wrong is not read, and its {len(ids)} right "
            "figure(s) are suspect until somebody sees what they set right.",
            where=table.where[0],
            record_ids=ids,
            evidence=_corrections(table),
        )


def _is_erratum(table: Table) -> bool:
    if captioned_side(table.caption) == "wrong":
        return True
    headings = [c.text for c in table.cells if c.kind is CellKind.HEADER]
    return sets_right(headings) or sets_right(c.text for c in table.cells if c.kind is CellKind.STUB)


def _corrections(table: Table) -> list[str]:
    """The rows of the table, wrong and right side by side."""
    rows: dict[int, list[str]] = {}
    for cell in sorted(table.cells, key=lambda c: (c.row, c.col)):
        if cell.text and (cell.kind is not CellKind.HEADER or erratum_side(cell.text)):
            rows.setdefault(cell.row, []).append(" ".join(cell.text.split()))
    return [" | ".join(texts) for texts in rows.values()]


@check(
    "heading-uncertain",
    severity=Severity.WARNING,
    ja="どの見出しの下にあるか決められない列",
    en="Columns that may stand under another heading",
)
def heading_uncertain(case: Case) -> Iterator[Finding]:
    """Where no rule parts the headings that span columns, a column may be as near to one as to the other."""
    for table in case.document.tables:
        if not table.unsure_cols:
            continue
        unsure = {(table.table_id, col) for col in table.unsure_cols}
        found = [r for r in case.document.records if r.place and (r.place.table_id, r.place.col) in unsure]
        for fold in by_table(case.document, found):
            yield heading_uncertain.finding(
                f"{fold.place_ja}では、{len(fold.records)} 個の数値の列がどの見出しの下にあるか、位置からは決められません。",
                f"In {fold.place_en} the heading over {len(fold.records)} figure(s) cannot be told from where it stands.",
                where=fold.where,
                record_ids=fold.record_ids,
                evidence=fold.figures,
            )


#: readings by what the page draws or says outright; the others follow from where words stand
_OUTRIGHT = ("tags", "ruled")


@check(
    "table-structure-disputed",
    severity=Severity.WARNING,
    ja="タグと見た目で構造の異なる表",
    en="Tables whose tags and whose looks tell different cells",
)
def table_structure_disputed(case: Case) -> Iterator[Finding]:
    """Where tags lose, or drawn rules do, figures may stand under a wrong heading; where mere alignment loses to tags,
    that is only worth knowing.
    """
    disputed = [table for table in case.document.tables if table.disputed_by is not None]
    for table, ids in with_record_ids(case.document, disputed):
        grave = (table.disputed_by or "").startswith(_OUTRIGHT)
        page = table.where[0].page
        yield table_structure_disputed.finding(
            f"{page} ページの表は {table.found_by} で読みましたが、{table.disputed_by} では別のセル構成になります。"
            "数値の行と列を確かめてください。",
            f"The table on page {page} was read by {table.found_by}; by {table.disputed_by} it has other cells: see whether "
            "its figures stand in their rows and columns.",
            where=table.where[0],
            record_ids=ids,
            severity=Severity.WARNING if grave else Severity.INFO,
        )
