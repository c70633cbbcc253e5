"""Whether the document follows its JSON Schema, as a check among the others."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.document_form import SCHEMA_VIOLATION
from extractor.model import Finding, Severity
from extractor.validate.case import Case
from extractor.validate.check import check
from extractor.validate.schema import schema_findings


@check(
    SCHEMA_VIOLATION,
    severity=Severity.ERROR,
    ja="JSON Schema に合わない箇所",
    en="Places where the document departs from its JSON Schema",
)
def schema_violation(case: Case) -> Iterator[Finding]:
    """See ``schema.py``."""
    yield from schema_findings(case.document, case.profile)
