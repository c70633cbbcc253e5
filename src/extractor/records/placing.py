"""Which section a place of the document belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model import Section, Where


def section_at(sections: Sequence[Section], where: Where) -> tuple[str, ...]:
    """The heading path of the last section that begins before ``where`` in page order; empty before the first."""
    begun = [s for s in sections if (s.where.page, s.where.box.top) <= (where.page, where.box.bottom)]
    return max(begun, key=lambda s: (s.where.page, s.where.box.top)).path if begun else ()
