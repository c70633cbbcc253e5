"""The file itself: damage that its reader passes over in silence, and what it carries besides its pages."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model import Damage, Finding, PageSummary, Severity
from extractor.validate.case import Case
from extractor.validate.check import check
from extractor.validate.folding import whole_page


@check(
    "stream-damaged",
    severity=Severity.WARNING,
    ja="途中で切れているか壊れているデータ",
    en="Data of the file that break off or are corrupt",
)
def stream_damaged(case: Case) -> Iterator[Finding]:
    """PDFium reads such a stream as far as it goes: what stood behind is missing.  Info where no page uses it."""
    pages = {page.number: page for page in case.document.pages}
    for damage in case.document.condition.damage:
        if damage.pages is None:
            ids = [r.record_id for r in case.document.records]
            yield stream_damaged.finding(
                f"{_ja(damage)}。どのページに影響するか分からないため、文書全体を確かめてください。",
                f"{_en(damage)}; which pages it concerns cannot be told: check the whole document.",
                record_ids=ids,
            )
        elif not damage.pages:
            yield stream_damaged.finding(
                f"{_ja(damage)}が、どのページにも使われていません。",
                f"{_en(damage)}, but no page uses it.",
                severity=Severity.INFO,
            )
        else:
            yield from (_on_page(damage, pages[number], case) for number in damage.pages if number in pages)


def _on_page(damage: Damage, page: PageSummary, case: Case) -> Finding:
    ids = [r.record_id for r in case.document.records if r.where.page == page.number]
    return stream_damaged.finding(
        f"{_ja(damage)}。{page.number} ページは一部が欠けているか誤っているかもしれません。もう一度入手してください。",
        f"{_en(damage)}: page {page.number} may lack a part or be wrong. Get the file again.",
        where=whole_page(page),
        record_ids=ids,
    )


def _ja(damage: Damage) -> str:
    return f"オブジェクト {damage.number} のデータが{'途中で切れています' if damage.cut else '壊れています'}"


def _en(damage: Damage) -> str:
    return f"The data of object {damage.number} {'break off' if damage.cut else 'are corrupt'}"


@check(
    "active-content",
    severity=Severity.INFO,
    ja="スクリプトや添付ファイル（実行も展開もしない）",
    en="Scripts and attached files, neither run nor opened",
)
def active_content(case: Case) -> Iterator[Finding]:
    """JavaScript of the document, files embedded in it."""
    scripts, attachments = case.document.condition.scripts, case.document.condition.attachments
    if scripts or attachments:
        yield active_content.finding(
            f"スクリプト {scripts} 件、添付ファイル {attachments} 件があります。実行も展開もしていません。添付の中の数値は取り出されていません。",
            f"It holds {scripts} script(s) and {attachments} attached file(s): neither run nor opened, and no figure taken"
            " from them.",
        )
