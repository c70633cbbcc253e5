"""What was read from a picture: in doubt, confirmed by arithmetic, or put right by it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from extractor.model import Finding, Record, Severity
from extractor.proof.wording import equation, number
from extractor.validate.case import Case
from extractor.validate.check import check
from extractor.validate.folding import by_table

#: below this a reading is doubtful: two recognisers differ, ink is unaccounted for, or the odds are even
_SURE = 0.5
#: a dash before digits is as likely dirt or the rest of a rule as a minus sign, which is printed as △ or ▲
_DASH_BEFORE = re.compile(r"\s*[－―‐−-]\s*[0-9０-９]")


def is_doubtful(record: Record) -> bool:
    """Whether the reading of ``record`` is one that somebody should compare with the picture."""
    if record.confidence is None:
        return False
    return record.confidence < _SURE or _DASH_BEFORE.match(record.quantity.raw) is not None


def _is_proved(record: Record, case: Case) -> bool:
    guard = case.proof.guards.get(record.record_id)
    return guard is not None and guard.proves


@check(
    "ocr-low-confidence",
    severity=Severity.WARNING,
    ja="画像から読み取ったが、確かでない数値",
    en="Figures read from a picture, but not for certain",
)
def ocr_low_confidence(case: Case) -> Iterator[Finding]:
    """One finding per table, and one per page of running text; what the arithmetic settles is told apart."""
    doubtful = [r for r in case.document.records if r.repaired_from is None and is_doubtful(r)]
    for fold in by_table(case.document, [r for r in doubtful if not _is_proved(r, case)]):
        yield ocr_low_confidence.finding(
            f"{fold.place_ja}の数値 {len(fold.records)} 個は、文字認識の結果が確かではありません。画像と照らして確かめてください。",
            f"{len(fold.records)} figure(s) of {fold.place_en} were recognised with doubt: compare them with the picture.",
            where=fold.where,
            record_ids=fold.record_ids,
            evidence=fold.figures,
        )


@check(
    "ocr-confirmed",
    severity=Severity.INFO,
    ja="読み取りに疑いがあったが、計算で確かめられた数値",
    en="Figures recognised with doubt that the arithmetic of the document confirms",
)
def ocr_confirmed(case: Case) -> Iterator[Finding]:
    """Two recognisers differed, or one hesitated; any other digit, sign or scale would break a relation that holds."""
    doubtful = [r for r in case.document.records if r.repaired_from is None and is_doubtful(r)]
    for fold in by_table(case.document, [r for r in doubtful if _is_proved(r, case)]):
        yield ocr_confirmed.finding(
            f"{fold.place_ja}の数値 {len(fold.records)} 個は文字認識の結果が確かではありませんでしたが、ほかの数値との計算で確かめられました。",
            f"{len(fold.records)} figure(s) of {fold.place_en} were recognised with doubt, and confirmed by their relations"
            " to other figures.",
            where=fold.where,
            record_ids=fold.record_ids,
            evidence=fold.figures,
        )


@check(
    "figure-repaired",
    severity=Severity.WARNING,
    ja="計算から読み取りを改めた数値",
    en="Figures whose reading was put right by the arithmetic of the document",
)
def figure_repaired(case: Case) -> Iterator[Finding]:
    """A misread figure with the only value that fits; of severity info where its relations prove it to the last digit."""
    for record in case.document.records:
        if record.repaired_from is None:
            continue
        name, held = record.record_id, case.proof.held.get(record.record_id, ())
        shown = [equation(relation, case.proof.figures, case.proof.box) for relation in held]
        now = number(case.proof.figures[name].value, case.proof.figures[name], finer=0)
        page, item, was = record.where.page, record.meaning.item, record.repaired_from
        made = figure_repaired.finding(
            f"{page} ページの「{item}」の読み取り「{was}」を {now} に改めました。ほかの数値と合う値はこれだけです。画像と照らしてください。",
            f"{item} on page {page} was recognised as {was}; only {now} fits the other figures, and was put in its place:"
            " compare it with the picture.",
            where=record.where,
            record_ids=[name],
            evidence=shown,
            severity=Severity.INFO if _is_proved(record, case) else Severity.WARNING,
        )
        yield replace(made, suspect_record_id=name, equation=shown[0] if shown else None, expected=now, actual=was)
