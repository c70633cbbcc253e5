"""What of a page came from its picture: labels and units in doubt, engines that failed, text that was not believed."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from extractor.geometry import holds_centre
from extractor.model import (
    Cell,
    CellKind,
    Document,
    Finding,
    Severity,
    Table,
    Where,
)
from extractor.normalise.characters import narrow
from extractor.normalise.units import unit_of
from extractor.strays import is_line
from extractor.validate.case import Case
from extractor.validate.check import check
from extractor.validate.folding import area_of, by_table, whole_page

#: below this a reading is doubtful
_SURE = 0.5
#: a part of a label has so many letters and more: one alone may stand in any
_SHORTEST = 3
#: what a unit note is made of besides units
_AROUND = re.compile(r"[(\[【〔〈]?\s*(?:単\s*位|金\s*額)?\s*[:：]?\s*(?P<units>.*?)\s*[)\]】〕〉]?")
_SEPARATOR = re.compile(r"\s*[、,・/;；]\s*|\s+")


@check(
    "unit-doubtful",
    severity=Severity.WARNING,
    ja="画像から読み取ったが、単位が確かでない数値",
    en="Figures whose unit was read from a picture, but not for certain",
)
def unit_doubtful(case: Case) -> Iterator[Finding]:
    """A unit that nobody knows, or a unit note with a part that is no unit: which figures it is the unit of is open."""
    tables = list(_recognised_tables(case.document))
    noted = {table.table_id for table in tables if table.unit_note and _is_misread_note(table.unit_note)}
    doubtful = [
        r
        for r in case.document.records
        if r.confidence is not None
        and r.quantity.value is not None
        and ((r.place is not None and r.place.table_id in noted) or _is_unknown(r.quantity.unit))
    ]
    for fold in by_table(case.document, doubtful):
        yield unit_doubtful.finding(
            f"{fold.place_ja}の数値 {len(fold.records)} 個は、単位の読み取りが確かではありません。画像の単位書きと照らしてください。",
            f"The unit of {len(fold.records)} figure(s) of {fold.place_en} was recognised with doubt: compare it with the"
            " picture.",
            where=fold.where,
            record_ids=fold.record_ids,
            evidence=fold.figures,
        )


def _is_unknown(unit: str | None) -> bool:
    return unit is not None and unit_of(unit) is None


def _recognised_tables(document: Document) -> Iterator[Table]:
    """The tables that stand on pages read from their picture."""
    pages = {page.number for page in document.pages if page.recognised}
    return (table for table in document.tables if any(where.page in pages for where in table.where))


def _is_misread_note(note: str) -> bool:
    """Whether a part of a unit note is no unit."""
    found = _AROUND.fullmatch(narrow(note).strip())
    return found is None or any(unit_of(part) is None for part in _SEPARATOR.split(found["units"]))


@check(
    "label-doubtful",
    severity=Severity.WARNING,
    ja="画像から読み取ったが、確かでない項目名と見出し",
    en="Labels and headings read from a picture, but not for certain",
)
def label_doubtful(case: Case) -> Iterator[Finding]:
    """One finding per table.  It names no record: the figures themselves are not in doubt.

    Labels that stand elsewhere in the document, read without doubt, as one or as two beside each other, and those of tables without figures are told as
    information: nothing that a figure is about hangs on them.
    """
    tables = list(_recognised_tables(case.document))
    sure = frozenset(_sure_names(case.document)) if tables else frozenset()
    with_figures = {record.place.table_id for record in case.document.records if record.place is not None}
    for table in tables:
        doubted = [cell for cell in table.cells if _is_doubtful_label(cell)]
        alone = [
            cell for cell in doubted if table.table_id in with_figures and not _is_borne_out(_letters(cell.text), sure)
        ]
        yield from _doubted_labels(alone, Severity.WARNING)
        yield from _doubted_labels([cell for cell in doubted if cell not in alone], Severity.INFO)


def _sure_names(document: Document) -> Iterator[str]:
    """The letters of all cells, and of their lines, that were read without doubt."""
    for table in document.tables:
        for cell in table.cells:
            if cell.text and not _is_doubted(cell):
                yield _letters(cell.text)
                yield from map(_letters, cell.text.splitlines())


def _is_borne_out(letters: str, sure: Container[str]) -> bool:
    """Whether a label is one that was surely read, or two of them joined (保健衛生費 and 補助金)."""
    cuts = range(_SHORTEST, len(letters) - _SHORTEST + 1)
    return letters in sure or any(letters[:cut] in sure and letters[cut:] in sure for cut in cuts)


def _letters(text: str) -> str:
    """8 教育費 on one page is 教育費 on another."""
    return "".join(c for c in narrow(text) if c.isalpha())


def _doubted_labels(cells: Sequence[Cell], severity: Severity) -> Iterator[Finding]:
    if not cells:
        return
    shown = "、".join(f"「{cell.text}」" for cell in cells[:5]) + (" ほか" if len(cells) > 5 else "")
    yield label_doubtful.finding(
        f"{cells[0].where.page} ページの表の項目名や見出し {len(cells)} 個は、文字認識の結果が確かではありません: {shown}。"
        "画像と照らして確かめてください。",
        f"{len(cells)} label(s) or heading(s) of a table on page {cells[0].where.page} were recognised with doubt: "
        + ", ".join(cell.text for cell in cells[:5])
        + (" and more" if len(cells) > 5 else "")
        + ". Compare them with the picture.",
        where=area_of([cell.where for cell in cells]),
        evidence=[f"p. {cell.where.page} row {cell.row} column {cell.col}: {cell.text}" for cell in cells],
        severity=severity,
    )


def _is_doubtful_label(cell: Cell) -> bool:
    return cell.kind in {CellKind.STUB, CellKind.HEADER} and _is_doubted(cell)


def _is_doubted(cell: Cell) -> bool:
    return cell.confidence is not None and cell.confidence < _SURE


@check(
    "label-settled",
    severity=Severity.INFO,
    ja="画像では読み分けられず、語彙から決めた文字",
    en="Characters that words have settled where the picture does not tell them",
)
def label_settled(case: Case) -> Iterator[Finding]:
    """One finding per page: what readers saw or differed on, and what stands in its place."""
    for page in case.document.pages:
        if not page.settled:
            continue
        shown = [f"{settled.read} -> {settled.taken}" for settled in page.settled]
        yield label_settled.finding(
            f"{page.number} ページの {len(shown)} か所は、文字認識の読みを語彙によって決めました: {'、'.join(shown[:3])}"
            f"{' ほか' if len(shown) > 3 else ''}。",
            f"In {len(shown)} place(s) of page {page.number} the words there are have settled what was recognised: "
            f"{', '.join(shown[:3])}{' and more' if len(shown) > 3 else ''}.",
            where=area_of([Where(page.number, settled.box) for settled in page.settled]),
            evidence=shown,
        )


@check(
    "marks-not-read",
    severity=Severity.INFO,
    ja="文字ではないとして読まなかった汚れや飾り",
    en="Marks on a picture that were taken for no print and not read",
)
def marks_not_read(case: Case) -> Iterator[Finding]:
    """One finding per page: slight ink off every line of print or beside all of it, and bars of headings."""
    for page in case.document.pages:
        if not page.marks:
            continue
        yield marks_not_read.finding(
            f"{page.number} ページの小さな汚れや飾りの線 {len(page.marks)} 個は、文字ではないとして読みませんでした。",
            f"{len(page.marks)} small mark(s) or ornamental bar(s) on page {page.number} were taken for no print and not read.",
            where=area_of([Where(page.number, box) for box in page.marks]),
            evidence=[
                f"p. {page.number} ({box.x0:.1f}, {box.top:.1f}), {box.width:.1f} x {box.height:.1f} pt"
                for box in page.marks
            ],
        )


@check(
    "lines-not-read",
    severity=Severity.WARNING,
    ja="読み取れなかった行",
    en="Lines of print that could not be read",
)
def lines_not_read(case: Case) -> Iterator[Finding]:
    """One finding per page of which most was read as scraps."""
    for page in case.document.pages:
        lines = [mark for mark in page.marks if is_line(mark)]
        if not lines:
            continue
        yield lines_not_read.finding(
            f"{page.number} ページの {len(lines)} 行は読み取れませんでした。裏写りか、薄すぎる印刷です。ページを見て確かめてください。",
            f"{len(lines)} line(s) on page {page.number} could not be read: the back of the sheet shows through, or the print"
            " is too faint. Look at the page.",
            where=area_of([Where(page.number, mark) for mark in lines]),
            evidence=[f"p. {page.number} ({mark.x0:.1f}, {mark.top:.1f}) to {mark.x1:.1f}" for mark in lines],
        )


@check(
    "ocr-failed",
    severity=Severity.WARNING,
    ja="文字認識が途中で止まったページ",
    en="Pages on which recognition broke off",
)
def ocr_failed(case: Case) -> Iterator[Finding]:
    """The engine broke off on a page: what its own text says, if any, was taken instead."""
    for page in case.document.pages:
        if page.ocr_failed is not None:
            yield ocr_failed.finding(
                f"{page.number} ページの文字認識が止まりました（{page.ocr_failed}）。--dpi か --ocr-engine を変えて読み直してください。",
                f"Recognition of page {page.number} broke off ({page.ocr_failed}): read it again with another --dpi or"
                " --ocr-engine.",
                where=whole_page(page),
            )


@check(
    "text-layer-garbled",
    severity=Severity.WARNING,
    ja="文字として読めない、または数字の化けた文字情報",
    en="Text that is no text, or whose figures are mixed up",
)
def text_layer_garbled(case: Case) -> Iterator[Finding]:
    """A page whose text is garbled and that was not read from its picture."""
    for page in case.document.pages:
        if not page.garbled or page.recognised:
            continue
        ids = [r.record_id for r in case.document.records if r.where.page == page.number]
        yield text_layer_garbled.finding(
            f"{page.number} ページの文字情報は壊れています（フォントに対応表がないか、誤った OCR）。--ocr auto で読み直してください。",
            f"The text of page {page.number} is garbled (a font without a map to Unicode, or a bad OCR): read it again with"
            " --ocr auto.",
            where=whole_page(page),
            record_ids=ids,
        )


@check(
    "text-layer-differs",
    severity=Severity.INFO,
    ja="ファイルの文字情報と画像で異なる数値",
    en="Figures that the file's own text has otherwise than its picture",
)
def text_layer_differs(case: Case) -> Iterator[Finding]:
    """One finding per page that was read anew; the picture was believed, where it was read without doubt."""
    for page in case.document.pages:
        found = page.comparison
        if found is None or not (found.differs or found.absent):
            continue
        boxes = [difference.box for difference in found.differences]
        ids = [
            r.record_id
            for r in case.document.records
            if r.where.page == page.number and any(holds_centre(r.where.box, box, slack=2.0) for box in boxes)
        ]
        total = found.same + found.absent + found.differs
        yield text_layer_differs.finding(
            f"{page.number} ページを画像から読み直しました。数値 {total} 個のうち {found.differs} 個がファイルの文字情報と異なり、"
            f"{found.absent} 個はファイルにありません。画像の読みを採りました。",
            f"Page {page.number} was read anew from its picture: of {total} figure(s), {found.differs} differ from the text of"
            f" the file and {found.absent} are missing in it. The picture was believed.",
            where=whole_page(page),
            record_ids=ids,
            evidence=[f"{difference.layer} -> {difference.read}" for difference in found.differences],
        )
