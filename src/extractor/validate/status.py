"""What became of a document, told by the findings on it."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.model import Finding, Severity, Status

#: findings that something on the page was not read; of severity info, that something may not have been
UNREAD = frozenset(
    {
        "chart-not-read",
        "page-unread",
        "number-unclaimed",
        "number-unparsed",
        "stream-damaged",
        "ocr-failed",
        "text-layer-garbled",
        "text-layer-unverified",
        "text-unplaced",
    }
)


def status_of(findings: Iterable[Finding]) -> Status:
    """``partial`` when something was not read; else ``inconsistent`` when there is an error; else ``ok``.

    ``inconsistent`` says that the document was read whole, so that ``partial`` goes first.
    """
    found = tuple(findings)
    if any(finding.code in UNREAD and finding.severity is not Severity.INFO for finding in found):
        return Status.PARTIAL
    if any(finding.severity is Severity.ERROR for finding in found):
        return Status.INCONSISTENT
    return Status.OK
