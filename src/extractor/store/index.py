"""Which inputs an output folder is about, and which result belongs to each."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from extractor.model import Outcome, Status


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One input.  ``file`` is its name as given, made printable.

    ``key`` names its result, None while the file cannot even be hashed; ``settled`` the result after the documents of
    one publisher were held against each other, where that changed it.  The rest is a digest of the result, None before
    there is one, so that nobody opens results to group or count them.
    """

    file: str
    document_id: str | None = None
    key: str | None = None
    settled: str | None = None
    status: Status | None = None
    error_code: str | None = None
    publisher: str | None = None
    organization: str | None = None
    doc_type: str | None = None
    fiscal_year: int | None = None
    profile: str | None = None
    records: int = 0
    findings: int = 0

    def with_digest(self, outcome: Outcome) -> Entry:
        """The entry of an input whose result is ``outcome``."""
        document = outcome.document
        identity = document.identity if document else None
        return msgspec.structs.replace(
            self,
            status=outcome.status,
            error_code=outcome.failure.code if outcome.failure else None,
            publisher=(identity.organization_id or identity.organization) if identity else None,
            organization=identity.organization if identity else None,
            doc_type=identity.doc_type if identity else None,
            fiscal_year=identity.period.fiscal_year if identity else None,
            profile=document.profile if document else None,
            records=len(document.records) if document else 0,
            findings=len(outcome.findings),
        )


class Index(msgspec.Struct, frozen=True):
    """All inputs of an output folder, in the order in which they were first given."""

    entries: tuple[Entry, ...] = ()
    form: int = 1

    def merged(self, given: Iterable[Entry]) -> Index:
        """With the inputs of a new run: known files keep their place, new ones follow."""
        entries = {entry.file: entry for entry in self.entries}
        entries.update((entry.file, entry) for entry in given)
        return Index(tuple(entries.values()))
