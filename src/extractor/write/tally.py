"""What a dataset holds, counted while it is written."""

from __future__ import annotations

from collections import Counter
from typing import Any

from msgspec import Struct, field

from extractor.model import Failure, Finding, Severity, Status, Trust
from extractor.write.dataset import Shard


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

    def add(self, shard: Shard) -> None:
        outcome = shard.outcome
        self.documents += 1
        self.status[outcome.status] += 1
        self.found.update((finding.severity, finding.code) for finding in outcome.findings)
        for stage, seconds in outcome.seconds:
            self.seconds[stage] += seconds  # type: ignore[assignment]  # a Counter adds up whatever adds up
        if outcome.failure is not None:
            self.failures.append((outcome.file, outcome.failure))
        if shard.original and outcome.document is not None:
            document = outcome.document
            self.parts["pages"] += len(document.pages)
            self.parts["tables"] += len(document.tables)
            self.parts["cells"] += sum(len(table.cells) for table in document.tables)
            self.parts["sections"] += len(document.sections)
            self.parts["records"] += len(document.records)
            self.trust.update(record.trust for record in document.records)

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
