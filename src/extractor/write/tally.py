"""What a dataset holds, counted while it is written."""

from __future__ import annotations

from collections import Counter
from typing import Any

from msgspec import Struct, field

from extractor.model import Failure, Finding, Outcome, Severity, Status, Trust


class Tally(Struct):
    """Counts over all outcomes; those of pages, tables, sections, records and trust leave copies out.

    ``failures`` lists what could not be read, with the reason, in the order of the inputs; ``files`` what was written, as
    paths below the folder.
    """

    documents: int = 0
    status: Counter[Status] = field(default_factory=Counter)
    found: Counter[tuple[Severity, str]] = field(default_factory=Counter)
    trust: Counter[Trust] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, Failure]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, outcome: Outcome, original: bool) -> Tally:
        """The counts of one outcome; ``original``: it was read, and is no copy of a document before."""
        tally = cls(1, Counter((outcome.status,)), Counter((f.severity, f.code) for f in outcome.findings))
        for stage, seconds in outcome.seconds:
            tally.seconds[stage] += seconds  # type: ignore[assignment]  # a Counter adds up whatever adds up
        if outcome.failure is not None:
            tally.failures.append((outcome.file, outcome.failure))
        if original and outcome.document is not None:
            document = outcome.document
            tally.parts["pages"] = len(document.pages)
            tally.parts["tables"] = len(document.tables)
            tally.parts["cells"] = sum(len(table.cells) for table in document.tables)
            tally.parts["sections"] = len(document.sections)
            tally.parts["records"] = len(document.records)
            tally.trust.update(record.trust for record in document.records)
        return tally

    def add(self, other: Tally) -> None:
        """Count what ``other`` counts, too."""
        self.documents += other.documents
        self.status.update(other.status)
        self.found.update(other.found)
        self.trust.update(other.trust)
        self.parts.update(other.parts)
        self.seconds.update(other.seconds)
        self.failures += other.failures

    def tell(self, finding: Finding) -> None:
        """Count what was found when all documents were looked at together."""
        self.found[finding.severity, finding.code] += 1

    def severity(self, severity: Severity) -> int:
        """How many findings are of ``severity``."""
        return sum(count for (of, _), count in self.found.items() if of is severity)

    def as_json(self) -> dict[str, Any]:
        """The counts as they stand in ``run.json``."""
        return {
            "documents": self.documents,
            "status": {str(status): self.status[status] for status in Status},
            **{part: self.parts[part] for part in ("pages", "tables", "cells", "sections", "records")},
            "trust": {str(trust): self.trust[trust] for trust in Trust},
            "findings": {str(severity): self.severity(severity) for severity in Severity},
        }
