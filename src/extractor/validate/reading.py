"""What was seen but not read: pages without characters, cells without their number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractor.geometry import holds_centre
from extractor.model import (
    Box,
    Cell,
    CellKind,
    Fate,
    Finding,
    Layer,
    Origin,
    SettledToken,
    Severity,
    Table,
)
from extractor.normalise.amounts import find_non_amounts
from extractor.validate.case import Case
from extractor.validate.check import check
from extractor.validate.folding import area_of, whole_page

_DIGIT = re.compile(r"\d")


@check(
    "page-unread",
    severity=Severity.WARNING,
    ja="文字を読み取れなかったページ",
    en="Pages on which no characters could be read",
)
def page_unread(case: Case) -> Iterator[Finding]:
    """A page that is a picture or outlines, and was not recognised."""
    for page in case.document.pages:
        if page.layer is Layer.NONE:
            yield page_unread.finding(
                f"{page.number} ページには読み取れる文字がありません（画像か図形だけ）。数値は取り出されていません。",
                f"Page {page.number} has no readable characters (an image or outlines): none of its figures was taken.",
                where=whole_page(page),
            )


@check(
    "text-layer-unverified",
    severity=Severity.WARNING,
    ja="画像の上に重ねられた、確かめられていない文字",
    en="Text laid over a picture of the page, verified by nobody",
)
def text_layer_unverified(case: Case) -> Iterator[Finding]:
    """Somebody's OCR: the characters are never painted, and in practice many of them are wrong."""
    for page in case.document.pages:
        if page.layer is not Layer.OCR or page.recognised:
            continue
        ids = [r.record_id for r in case.document.records if r.where.page == page.number and r.confidence is None]
        yield text_layer_unverified.finding(
            f"{page.number} ページの文字は、画像に重ねられた OCR の結果です。数値 {len(ids)} 個は画像と照らして確かめてください。",
            f"The text of page {page.number} is an OCR layer over a picture: compare its {len(ids)} figure(s) with it.",
            where=whole_page(page),
            record_ids=ids,
        )


@check(
    "text-unplaced",
    severity=Severity.WARNING,
    ja="フォントがなく、読み落としたかもしれない文字",
    en="Characters that may be missing, since no font was found for them",
)
def text_unplaced(case: Case) -> Iterator[Finding]:
    """A lone △ of a font that is neither embedded nor installed vanishes; spaces of such a font look the same."""
    for page in case.document.pages:
        if page.unplaced:
            ids = [r.record_id for r in case.document.records if r.where.page == page.number]
            yield text_unplaced.finding(
                f"{page.number} ページの {page.unplaced} 個の文字列は、埋め込まれていないフォントの文字を読み落としているかもしれません"
                "（△ など）。日本語フォント（fonts-noto-cjk など）を入れて読み直してください。",
                f"On page {page.number}, {page.unplaced} piece(s) of text may have lost characters (△, say): their font is"
                " neither embedded nor installed. Install a Japanese font (fonts-noto-cjk, say) and read it again.",
                where=whole_page(page),
                record_ids=ids,
            )


@check(
    "number-unparsed",
    severity=Severity.WARNING,
    ja="数値として解釈できなかったセル",
    en="Cells with digits that could not be understood as a number",
)
def number_unparsed(case: Case) -> Iterator[Finding]:
    """One finding per table: the cells that hold digits and have no record, be it one of a sentence.

    A cell whose digits are all names, dates or numbering (an address, say) wants none.
    """
    known = {(r.place.table_id, r.place.row, r.place.col) for r in case.document.records if r.place is not None}
    stated, explained = _stated(case), _explained(case.document.tokens)
    for table in case.document.tables:
        missed = [
            cell
            for cell in table.cells
            if (table.table_id, cell.row, cell.col) not in known
            and _holds_digits(cell)
            and not any(holds_centre(cell.where.box, box) for box in stated.get(cell.where.page, ()))
            and not _is_explained(cell, explained)
        ]
        if missed:
            yield _unparsed(table, missed)


def _stated(case: Case) -> dict[int, list[Box]]:
    """Where sentences state amounts, by page."""
    stated: dict[int, list[Box]] = {}
    for record in case.document.records:
        if record.origin is Origin.NARRATIVE:
            stated.setdefault(record.where.page, []).append(record.where.box)
    return stated


def _explained(tokens: Iterable[SettledToken]) -> dict[int, list[tuple[Box, bool]]]:
    """The places of digits by page, and whether the account explains them without a record."""
    found: dict[int, list[tuple[Box, bool]]] = {}
    for settled in tokens:
        known = settled.fate not in {Fate.UNCLAIMED, Fate.RECORD}
        found.setdefault(settled.token.page, []).append((settled.token.box, known))
    return found


def _is_explained(cell: Cell, explained: Mapping[int, Sequence[tuple[Box, bool]]]) -> bool:
    inside = [known for box, known in explained.get(cell.where.page, ()) if holds_centre(cell.where.box, box)]
    return bool(inside) and all(inside)


def _holds_digits(cell: Cell) -> bool:
    """Whether a cell of figures has digits besides those of dates, of which no record is wanted."""
    if cell.kind is not CellKind.VALUE or _DIGIT.search(cell.text) is None:
        return False
    dates = [found for found in find_non_amounts(cell.text) if found.kind == "date"]
    return any(_DIGIT.match(c) and not any(d.start <= k < d.end for d in dates) for k, c in enumerate(cell.text))


def _unparsed(table: Table, missed: list[Cell]) -> Finding:
    caption = table.caption or table.table_id
    shown = "、".join(f"「{cell.text}」" for cell in missed[:5])
    return number_unparsed.finding(
        f"表「{caption}」の {len(missed)} 個のセルは数値として解釈できず、レコードがありません: {shown}"
        + (" ほか" if len(missed) > 5 else ""),
        f"{len(missed)} cell(s) of the table {caption} could not be understood as a number and have no record: "
        + ", ".join(repr(cell.text) for cell in missed[:5])
        + (" and more" if len(missed) > 5 else ""),
        where=area_of([cell.where for cell in missed]),
        evidence=[f"p. {cell.where.page} row {cell.row} column {cell.col}: {cell.text}" for cell in missed],
    )
