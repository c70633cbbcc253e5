"""The words of a profile as dictionaries, so that a label is looked up in microseconds.

A word that would lead to two things is an error of the profile, found here and not in a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from extractor.profile.keys import Spelling, label_key, spelling_of
from extractor.profile.types import (
    Alias,
    Basis,
    Breakdown,
    Concept,
    DocumentType,
    Entry,
    Lookup,
    Measure,
    Member,
    Scenario,
    Statement,
)

_Named = TypeVar("_Named")


def build_lookup(
    variants: Mapping[str, str],
    concepts: Iterable[Concept],
    statements: Iterable[Statement],
    measures: Sequence[Measure],
    scenarios: Iterable[Scenario],
    bases: Iterable[Basis],
    document_types: Iterable[DocumentType],
    breakdowns: Sequence[Breakdown],
) -> Lookup:
    """Raises ValueError with the key of a word that leads to two things."""
    spelling = spelling_of(variants)
    entries = _concepts(concepts, spelling)
    by_heading = _measures(measures, spelling)
    return Lookup(
        spelling=spelling,
        exact=_by_text(entries),
        concepts=_by_key(entries, spelling),
        measures=by_heading,
        measure_endings=_endings(measures, by_heading, spelling),
        scenarios=_once(((word, s) for s in scenarios for word in s.aliases), spelling, "scenarios"),
        bases=_longest((label_key(word, spelling), basis) for basis in bases for word in basis.words),
        statements=tuple((label_key(title, spelling), s.id) for s in statements for title in s.titles),
        document_types=tuple((label_key(word, spelling), t) for t in document_types for word in t.title_words),
        breakdowns=_once(((name, b) for b in breakdowns for name in b.names), spelling, "breakdowns"),
        members=_members(breakdowns, spelling),
    )


# --- concepts ---------------------------------------------------------------------------------------------------------


def _concepts(concepts: Iterable[Concept], spelling: Spelling) -> list[Entry]:
    entries = [
        Entry(concept.id, alias, frozenset(label_key(text, spelling) for text in alias.under))
        for concept in concepts
        for alias in concept.aliases
    ]
    _refuse_ambiguity(entries, spelling)
    return entries


def _refuse_ambiguity(entries: Iterable[Entry], spelling: Spelling) -> None:
    seen: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        key = label_key(entry.alias.text, spelling)
        for scope in _scopes(entry, entry.alias):
            other = seen.setdefault((key, scope), entry)
            if other.concept != entry.concept:
                raise ValueError(
                    f"concepts[{entry.concept}].aliases: {entry.alias.text} names {other.concept} as well"
                    + (f" under {scope.removeprefix('under ')}" if scope else "")
                )


def _scopes(entry: Entry, alias: Alias) -> list[str]:
    """Where an alias counts, one word each; "" is everywhere."""
    places = [*(f"under {key}" for key in entry.under), *(f"within {id_}" for id_ in alias.within)] or [""]
    return [f"{place} only within {id_}".strip() for place in places for id_ in alias.only_within] or places


def _by_text(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    table: dict[str, tuple[Entry, ...]] = {}
    for entry in entries:
        table[entry.alias.text] = (*table.get(entry.alias.text, ()), entry)
    return table


def _by_key(entries: Iterable[Entry], spelling: Spelling) -> dict[str, tuple[Entry, ...]]:
    table: dict[str, tuple[Entry, ...]] = {}
    for entry in entries:
        key = label_key(entry.alias.text, spelling)
        table[key] = (*table.get(key, ()), entry)
    return table


# --- the rest ---------------------------------------------------------------------------------------------------------


def _measures(measures: Iterable[Measure], spelling: Spelling) -> dict[str, Measure]:
    """Headings to measures, each with the dimension and the unit that its heading tells."""
    return _once(
        (
            (alias.text, replace(measure, dimension=alias.dimension or measure.dimension, unit=alias.unit))
            for measure in measures
            for alias in measure.aliases
        ),
        spelling,
        "measures",
    )


def _endings(
    measures: Iterable[Measure], by_heading: Mapping[str, Measure], spelling: Spelling
) -> tuple[tuple[str, Measure], ...]:
    keys = (label_key(ending, spelling) for measure in measures for ending in measure.endings)
    return _longest((key, by_heading[key]) for key in keys)


def _members(breakdowns: Iterable[Breakdown], spelling: Spelling) -> dict[tuple[str, str], Member]:
    return {
        (breakdown.id, key): member
        for breakdown in breakdowns
        for key, member in _once(
            ((word, member) for member in breakdown.members for word in (member.label, *member.aliases)),
            spelling,
            f"breakdowns[{breakdown.id}].members",
        ).items()
    }


def _once(pairs: Iterable[tuple[str, _Named]], spelling: Spelling, place: str) -> dict[str, _Named]:
    """Words to what they name, by label key; the same word for another thing is refused."""
    table: dict[str, _Named] = {}
    for word, named in pairs:
        key = label_key(word, spelling)
        if table.setdefault(key, named) != named:
            raise ValueError(f"{place}: {word} is given twice")
    return table


def _longest(pairs: Iterable[tuple[str, _Named]]) -> tuple[tuple[str, _Named], ...]:
    """The longest word first, so that 元利合計 is seen before 元利."""
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))
