"""Which publishers and years an archive holds, and which it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from extractor.inventory.entry import Entry
from extractor.profile.organizations import Organization, organizations


class Coverage(Struct, frozen=True, gc=False):
    """The documents of one publisher: ``years`` that are there, those ``missing`` between the first and the last, those
    that are ``scanned`` or ``locked``; ``undated`` files; ``merged_into`` and since when, for one that is no more."""

    publisher: str
    organization_id: str | None
    years: tuple[int, ...]
    missing: tuple[int, ...]
    scanned: tuple[int, ...]
    locked: tuple[int, ...]
    undated: int
    merged_into: str | None = None
    ended: str | None = None


def coverage_of(entries: Iterable[Entry]) -> tuple[Coverage, ...]:
    """One for each publisher, by name; a publisher that was merged is kept apart from its successor."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.same_as is None and entry.part_of in (None, entry.file):
            groups.setdefault(entry.organization_id or entry.organization or "", []).append(entry)
    return tuple(_coverage(group) for key, group in sorted(groups.items()) if key)


def _coverage(group: Sequence[Entry]) -> Coverage:
    years = sorted({entry.fiscal_year for entry in group if entry.fiscal_year is not None})
    publisher = organizations().get(group[0].organization_id or "")
    successor = organizations()[publisher.successor] if publisher and publisher.successor else None
    return Coverage(
        publisher=publisher.name if publisher else group[0].organization or "",
        organization_id=group[0].organization_id,
        years=tuple(years),
        missing=tuple(year for year in range(years[0], years[-1]) if year not in years) if years else (),
        scanned=_years(entry for entry in group if entry.layer not in ("text", None)),
        locked=_years(entry for entry in group if entry.needs_password),
        undated=sum(entry.fiscal_year is None for entry in group),
        merged_into=successor.name if successor else None,
        ended=str(publisher.ended) if publisher and publisher.ended else None,
    )


def _years(entries: Iterable[Entry]) -> tuple[int, ...]:
    return tuple(sorted({entry.fiscal_year for entry in entries if entry.fiscal_year is not None}))


def absent(entries: Iterable[Entry]) -> tuple[Organization, ...]:
    """Publishers of the list that still exist and of which the archive has nothing; none when it has none of the list."""
    there = {entry.organization_id for entry in entries}
    if not there & organizations().keys():
        return ()
    return tuple(one for one in organizations().values() if one.successor is None and one.id not in there)


def unclaimed(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Files whose publisher is not known."""
    return (e for e in entries if e.organization is None and e.organization_id is None and e.same_as is None)
