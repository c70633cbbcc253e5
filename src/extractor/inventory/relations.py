"""What files are to one another: copies, parts of one booklet, editions that correct another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from pathlib import PurePosixPath

from msgspec.structs import replace

from extractor.inventory.entry import Entry
from extractor.inventory.glance import MIXED, Glance
from extractor.inventory.manifest import SHARED
from extractor.model import Layer
from extractor.profile.organizations import organizations

#: seconds of one core for a page with text and for one that is read from its picture (docs/scaling.md tells how measured)
TEXT_SECONDS, PICTURE_SECONDS = Decimal("0.13"), Decimal(17)
#: printed page numbers of a booklet may leave out so many pages between two files: covers of chapters, blank pages
_LEFT_OUT = 3
#: what an edition says of itself when it corrects another
_CORRECTS = re.compile(r"訂正|修正|改訂|改定|再提出|確定")
_EDITION_NUMBER = re.compile(r"第\s*([0-9]+)\s*版")
_DIGITS = re.compile(r"([0-9]+)")


def entries_of(glances: Sequence[Glance]) -> tuple[Entry, ...]:
    """One entry for each file, in the order given."""
    copies = dict(_copies(glances))
    originals = [glance for glance in glances if glance.file not in copies]
    parts = dict(_parts(originals))
    entries = {glance.file: _entry(glance, copies, parts) for glance in glances}
    for file, whole in parts.items():
        first = entries[whole]
        missing = {name: getattr(first, name) for name in SHARED if getattr(entries[file], name) is None}
        entries[file] = replace(entries[file], **missing)
    wholes = [entry for entry in entries.values() if entry.same_as is None and entry.part_of in (None, entry.file)]
    for file, older in _corrections(wholes):
        entries[file] = replace(entries[file], supersedes=older)
    return tuple(entries[glance.file] for glance in glances)


def _entry(glance: Glance, copies: Mapping[str, str], parts: Mapping[str, str]) -> Entry:
    identity = glance.identity
    return Entry(
        file=glance.file,
        organization=identity.organization,
        organization_id=identity.organization_id,
        doc_type=identity.doc_type,
        edition_label=identity.edition_label,
        fiscal_year=identity.period.fiscal_year,
        covers_from=identity.period.start,
        covers_to=identity.period.end,
        part_of=parts.get(glance.file),
        same_as=copies.get(glance.file),
        layer=glance.layer,
        needs_password=glance.locked,
        pages=glance.pages,
        minutes=_minutes(glance),
        note="; ".join(_notes(glance)) or None,
    )


def _minutes(glance: Glance) -> Decimal | None:
    if glance.pages is None:
        return None
    seconds = {Layer.TEXT.value: TEXT_SECONDS, MIXED: (TEXT_SECONDS + PICTURE_SECONDS) / 2}
    minutes = glance.pages * seconds.get(glance.layer or "", PICTURE_SECONDS) / 60
    return minutes.quantize(Decimal("0.01"))


def _notes(glance: Glance) -> Iterator[str]:
    if glance.error is not None:
        code, ja, en = glance.error
        yield f"{code}: {en} {ja}"
    if glance.from_name:
        yield f"{', '.join(glance.from_name)}: from the file's name / ファイル名から"
    identity = glance.identity
    publisher = organizations().get(identity.organization_id or "")
    if publisher is not None and publisher.successor is not None:
        ended = f" ({publisher.ended})" if publisher.ended else ""
        successor = organizations()[publisher.successor].name
        yield f"merged into {successor}{ended}; never summed / {successor}に統合{ended}。合算しません"
        if publisher.ended and identity.period.start and identity.period.start > publisher.ended:
            yield "its year begins after the merger: check / 統合後の年度です。確かめてください"


# --- copies -----------------------------------------------------------------------------------------------------------


def _copies(glances: Iterable[Glance]) -> Iterator[tuple[str, str]]:
    """(copy, first file with the same bytes or the same pages)."""
    first: dict[str, str] = {}
    for glance in glances:
        known = next((first[key] for key in (glance.document_id, glance.digest) if key in first), None)
        if known is not None:
            yield glance.file, known
        for key in filter(None, (glance.document_id, glance.digest)):
            first.setdefault(key, known or glance.file)


# --- parts of one booklet ---------------------------------------------------------------------------------------------


def _parts(glances: Iterable[Glance]) -> Iterator[tuple[str, str]]:
    """(part, first file of its booklet), the first file itself included."""
    for _, folder in groupby(sorted(glances, key=_natural), key=lambda glance: _folder(glance.file)):
        booklet: list[Glance] = []
        for glance in folder:
            if booklet and _goes_on(booklet[0], booklet[-1], glance):
                booklet.append(glance)
                continue
            yield from _named(booklet)
            booklet = [glance]
        yield from _named(booklet)


def _named(booklet: Sequence[Glance]) -> Iterator[tuple[str, str]]:
    if len(booklet) > 1:
        for glance in booklet:
            yield glance.file, booklet[0].file


def _folder(file: str) -> str:
    return str(PurePosixPath(file.replace("\\", "/")).parent)


def _natural(glance: Glance) -> tuple[str, list[tuple[int, str]]]:
    """By folder, then by name with its numbers as numbers (2 before 10)."""
    return _folder(glance.file), [(int(p), "") if p.isdigit() else (-1, p) for p in _pieces(glance.file)]


def _pieces(file: str) -> list[str]:
    name = unicodedata.normalize("NFKC", PurePosixPath(file.replace("\\", "/")).stem)
    return [piece for piece in _DIGITS.split(name) if piece]


def _goes_on(first: Glance, before: Glance, after: Glance) -> bool:
    """Whether ``after`` is the next part of the booklet that ``first`` begins: it has no cover, and its pages are numbered on.

    Where no page numbers tell, the names must: they differ by the number alone, the next one.
    """
    if first.pages is None or after.pages is None or _has_own_cover(first, after):
        return False
    if before.last_label is not None and after.first_label is not None:
        return 0 < after.first_label - before.last_label <= _LEFT_OUT
    mine = after.identity
    silent = mine.period.fiscal_year is None and mine.doc_type is None and mine.organization is None
    return silent and _is_next_name(before.file, after.file)


def _has_own_cover(first: Glance, after: Glance) -> bool:
    whole, own = first.identity, after.identity
    if own.period.fiscal_year not in (None, whole.period.fiscal_year):
        return True
    return own.organization not in (None, whole.organization) and own.doc_type is not None


def _is_next_name(before: str, after: str) -> bool:
    """``r6_2`` after ``r6_1``, ``第3章`` after ``第2章``."""
    old, new = _pieces(before), _pieces(after)
    differing = [(a, b) for a, b in zip(old, new, strict=False) if a != b]
    if len(old) != len(new) or not differing:
        return False
    number, rest = differing[0], differing[1:]
    counted = number[0].isdigit() and number[1].isdigit() and int(number[1]) == int(number[0]) + 1
    return counted and not any(a.isdigit() or b.isdigit() for a, b in rest)


# --- editions ---------------------------------------------------------------------------------------------------------


def _corrections(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """(edition, the one before it) among documents of one publisher, kind and year."""

    def same(entry: Entry) -> tuple[str, str, int]:
        return entry.organization_id or entry.organization or "", entry.doc_type or "", entry.fiscal_year or 0

    for (publisher, _, year), group in groupby(sorted(entries, key=same), key=same):
        editions = sorted(group, key=_edition)
        if not publisher or not year:
            continue
        for older, newer in pairwise(editions):
            if _edition(older) < _edition(newer):
                yield newer.file, older.file


def _edition(entry: Entry) -> int:
    """0 for the first edition; 第2版, and one that says it corrects (訂正版), are 1, 第3版 is 2."""
    label = entry.edition_label or ""
    number = _EDITION_NUMBER.search(label)
    return max(int(number[1]) - 1 if number else 0, 1 if _CORRECTS.search(label) else 0)
