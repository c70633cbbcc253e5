"""What was read from a picture, and read in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.model import Finding, Record, Severity
from extractor.validate.case import Case
from extractor.validate.check import check
from extractor.validate.folding import by_table

#: below this a reading is doubtful: two recognisers differ, ink is unaccounted for, or the odds are even
_SURE = 0.5
#: a dash before digits is as likely dirt or the rest of a rule as a minus sign, which is printed as △ or ▲
_DASH_BEFORE = re.compile(r"\s*[－―‐−-]\s*[0-9０-９]")


def _is_doubtful(record: Record, confidence: float) -> bool:
    return confidence < _SURE or _DASH_BEFORE.match(record.quantity.raw) is not None


@check(
    "ocr-low-confidence",
    severity=Severity.WARNING,
    ja="画像から読み取ったが、確かでない数値",
    en="Figures read from a picture, but not for certain",
)
def ocr_low_confidence(case: Case) -> Iterator[Finding]:
    """One finding per table, and one per page of running text."""
    doubtful = [r for r in case.document.records if r.confidence is not None and _is_doubtful(r, r.confidence)]
    for fold in by_table(case.document, doubtful):
        yield ocr_low_confidence.finding(
            f"{fold.place_ja}の数値 {len(fold.records)} 個は、文字認識の結果が確かではありません。画像と照らして確かめてください。",
            f"{len(fold.records)} figure(s) of {fold.place_en} were recognised with doubt: compare them with the picture.",
            where=fold.where,
            record_ids=fold.record_ids,
            evidence=fold.figures,
        )
