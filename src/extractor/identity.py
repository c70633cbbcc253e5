"""Who published a document, what it is and which year it is about, from its opening pages."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model import Identity, Line, Period
from extractor.normalise.eras import find_periods
from extractor.normalise.labels import normalise_label
from extractor.profile import Profile


def identify_document(opening: Sequence[Line], title: str | None, profile: Profile) -> Identity:
    """``opening`` are the lines of the first pages; ``title`` is the file's own metadata, used when the pages are silent."""
    texts = [normalise_label(line.text) for line in opening]
    largest = _title(opening) or title
    return Identity(
        organization=_organization(texts, profile),
        doc_type=_doc_type([normalise_label(largest or ""), *texts], profile),
        title=largest,
        period=_period([normalise_label(largest or ""), *texts]),
    )


def _title(opening: Sequence[Line]) -> str | None:
    """The lines in the largest type of the opening pages, in reading order."""
    sized = [(line.box.height, line) for line in opening if len(line.text.strip()) > 3]
    if not sized:
        return None
    largest = max(size for size, _ in sized)
    return " ".join(line.text.strip() for size, line in sized if size > 0.9 * largest)[:200]


def _organization(texts: Sequence[str], profile: Profile) -> str | None:
    for text in texts:
        name = profile.organization_in(text)
        if name is not None:
            return name
    return None


def _doc_type(texts: Sequence[str], profile: Profile) -> str | None:
    for text in texts:
        kind = profile.doc_type_of(text)
        if kind is not None:
            return kind
    return None


def _period(texts: Sequence[str]) -> Period:
    """The first fiscal year that the opening names; dates alone (of printing, of filing) do not make one."""
    for text in texts:
        for mention in find_periods(text):
            if mention.kind == "fiscal_year":
                return mention.period
    return Period()
