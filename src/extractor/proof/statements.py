"""What is said of what: every figure with a concept, found by its concept, year and measure, in tables and in prose alike.

Two figures under one key state the same fact.  Where one table states a key twice with different figures, the key is not
fine enough to tell them apart, and the figures of that table are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from extractor.model import Document, Origin, Record
from extractor.normalise import fiscal
from extractor.profile import How, Kind, Profile
from extractor.proof.figure import Figure, Mode

#: the scenario of a column of last year is this year's, seen a year later
_IN_ITS_YEAR = {"prior_actual": "actual", "prior_plan": "plan"}
#: measures that speak of another one
RELATIVE = frozenset({"ratio_prior_year", "ratio_plan", "execution_rate", "growth_rate", "change"})
#: a stock is taken at the end unless something else is said
_AT_THE_END = "期末"
#: the basis of a relative figure may name what it speaks of
_BASES = {"金額": "amount", "件数": "count", "企業数": "companies", "人数": "persons"}

Span = tuple[date | None, date | None]


class Key(NamedTuple):
    """What a figure is about.  ``measure`` is that of the figure itself, or of what a relative one speaks of."""

    publisher: str
    concept: str
    dimensions: str
    scope: str | None
    basis: str | None
    span: Span
    scenario: str | None
    measure: str
    relative: str | None = None


class Statements(Struct, frozen=True, gc=False):
    """Figures by key, best witness first: tables before prose, the finest step first."""

    by_key: Mapping[Key, tuple[Figure, ...]]
    key_of: Mapping[str, Key]

    def anchor(self, key: Key) -> Figure | None:
        """The best witness for ``key``."""
        found = self.by_key.get(key)
        return found[0] if found else None


def statements_of(
    documents: Sequence[Document], figures: Mapping[str, Figure], profiles: Mapping[str, Profile]
) -> Statements:
    """All figures of ``documents`` that have a concept of their document's profile."""
    keyed: dict[Key, list[tuple[Document, Figure]]] = {}
    for document in documents:
        for key, figure in _keys(document, figures, profiles[document.profile]):
            keyed.setdefault(key, []).append((document, figure))
    by_key = {key: _witnesses(found) for key, found in keyed.items()}
    key_of = {figure.record_id: key for key, found in by_key.items() for figure in found}
    return Statements({key: found for key, found in by_key.items() if found}, key_of)


def year_before(key: Key) -> Key:
    """The same a year earlier; a plan's year before is what came about."""
    return key._replace(span=(_before(key.span[0]), _before(key.span[1])), relative=None)


def _before(day: date | None) -> date | None:
    if day is None:
        return None
    last = day == fiscal.end_of_month(day.year, day.month)
    return fiscal.end_of_month(day.year - 1, day.month) if last else day.replace(year=day.year - 1)


def _keys(document: Document, figures: Mapping[str, Figure], profile: Profile) -> Iterator[tuple[Key, Figure]]:
    publisher = document.identity.organization_id or document.identity.organization or document.source.document_id
    bases = _bases(document.records)
    for record in document.records:
        meaning, figure = record.meaning, figures.get(record.record_id)
        if figure is None or meaning.concept is None or meaning.measure is None or meaning.of_which:
            continue
        if meaning.concept_match == How.SIMILAR:
            continue
        relative = meaning.measure if meaning.measure in RELATIVE else None
        measure = (_BASES.get(meaning.basis or "") or bases.get(record.record_id)) if relative else meaning.measure
        if measure is None:
            continue
        span = _span(record, profile.concepts[meaning.concept].kind)
        if span is not None:
            yield (
                Key(
                    publisher,
                    meaning.concept,
                    meaning.dimensions,
                    meaning.scope,
                    None if meaning.basis == _AT_THE_END or meaning.basis in _BASES else meaning.basis,
                    span,
                    _IN_ITS_YEAR.get(meaning.scenario or "", meaning.scenario),
                    measure,
                    relative,
                ),
                figure,
            )


def _span(record: Record, kind: Kind) -> Span | None:
    """The time that a figure is about: of a stock only the end counts; None when nothing tells it."""
    period = record.period
    if period.start is None and period.end is None:
        if period.fiscal_year is None:
            return None
        period = fiscal.fiscal_year(period.fiscal_year)
    return (None, period.end) if kind is Kind.STOCK else (period.start, period.end)


def _bases(records: Sequence[Record]) -> dict[str, str]:
    """For each relative figure the measure that it speaks of: its unit tells, else what stands before it."""
    rows: dict[tuple[str, int], list[Record]] = {}
    bases: dict[str, str] = {}
    last: Record | None = None
    for record in records:
        if record.place is not None:
            rows.setdefault((record.place.table_id, record.place.row), []).append(record)
            continue
        if record.meaning.measure in RELATIVE:
            base = _of_unit(record) or (last.meaning.measure if last is not None and _same(last, record) else "amount")
            bases[record.record_id] = base or "amount"
        elif record.meaning.measure is not None:
            last = record
    for row in rows.values():
        for record in row:
            if record.meaning.measure in RELATIVE:
                base = _of_unit(record) or _left_of(record, row)
                if base is not None:
                    bases[record.record_id] = base
    return bases


def _of_unit(record: Record) -> str | None:
    """A change in money is one of the amount, a change in 件 one of the count."""
    if record.meaning.measure != "change":
        return None
    return {"JPY": "amount", "件": "count"}.get(record.quantity.unit_base or "")


def _same(one: Record, other: Record) -> bool:
    return one.where.page == other.where.page and one.meaning.item == other.meaning.item


def _left_of(record: Record, row: Iterable[Record]) -> str | None:
    """The measure of the nearest plain actual on the left, one under a common heading before others."""
    own = (record.meaning.column or "").split(" > ")
    best: tuple[int, int, str] | None = None
    for other in row:
        meaning = other.meaning
        if meaning.measure is None or meaning.measure in RELATIVE or other.place is None or record.place is None:
            continue
        if meaning.item != record.meaning.item or other.quantity.unit_base in ("％", None):
            continue
        if meaning.scenario not in ("actual", None) or other.place.col > record.place.col:
            continue
        common = _common(own, (meaning.column or "").split(" > "))
        if best is None or (common, other.place.col) > best[:2]:
            best = (common, other.place.col, meaning.measure)
    return best[2] if best else None


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _witnesses(found: Sequence[tuple[Document, Figure]]) -> tuple[Figure, ...]:
    """The figures for one key, without those of a table that states it in more than one way."""
    tables: dict[str, list[Figure]] = {}
    for _, figure in found:
        if figure.record.place is not None:
            tables.setdefault(figure.record.place.table_id, []).append(figure)
    unclear = {name for name, figures in tables.items() if not _agree(figures)}
    kept = [(d, f) for d, f in found if f.record.place is None or f.record.place.table_id not in unclear]
    kept.sort(key=lambda pair: (pair[1].record.origin is not Origin.TABLE, pair[1].step, -_year(pair[0])))
    return tuple(figure for _, figure in kept)


def _agree(figures: Sequence[Figure]) -> bool:
    first = figures[0]
    return all(f.unit == first.unit and f.interval(Mode.EITHER).meets(first.interval(Mode.EITHER)) for f in figures[1:])


def _year(document: Document) -> int:
    return document.identity.period.fiscal_year or 0


def comparable(figure: Figure, other: Figure) -> bool:
    """Whether two figures may state one number: alike in unit, and not two readings of one place."""
    if figure.unit != other.unit or figure.record_id == other.record_id:
        return False
    one, two = figure.record.where, other.record.where
    same_document = figure.record_id[:12] == other.record_id[:12]
    apart = (
        one.box.x1 <= two.box.x0
        or two.box.x1 <= one.box.x0
        or one.box.bottom <= two.box.top
        or two.box.bottom <= one.box.top
    )
    return not same_document or one.page != two.page or apart


def with_measure(key: Key, relative: str | None, scenario: str | None = None) -> Key:
    """The key of another thing said of the same: 前年度比 of the amount, the plan of the actual."""
    changed = key._replace(relative=relative)
    return changed if scenario is None else changed._replace(scenario=scenario)
