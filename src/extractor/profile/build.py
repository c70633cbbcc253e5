"""The table of a profile (already checked against its schema) to dataclasses, with what a schema cannot say checked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from extractor.errors import ProfileError
from extractor.profile.equations import parse_equation
from extractor.profile.index import build_lookup
from extractor.profile.types import (
    Alias,
    Basis,
    Breakdown,
    Concept,
    ConceptIdentity,
    DocumentType,
    Kind,
    Measure,
    MeasureAlias,
    Member,
    Profile,
    Scenario,
    Sign,
    Similarity,
    Statement,
    Strength,
    Words,
)

Table = Mapping[str, Any]


def build_profile(table: Table, file: str, digest: str) -> Profile:
    """The profile that ``table`` describes; raises ProfileError that names ``file`` and the key."""
    try:
        return _profile(table, digest)
    except ValueError as error:
        raise ProfileError(f"{file}: {error}") from error


def _profile(table: Table, digest: str) -> Profile:
    concepts = {concept.id: concept for concept in map(_concept, _unique(table, "concepts"))}
    statements = tuple(_statement(entry) for entry in _unique(table, "statements"))
    measures = tuple(_measure(entry) for entry in _unique(table, "measures"))
    scenarios = tuple(_scenario(entry) for entry in _unique(table, "scenarios"))
    bases = tuple(_basis(entry) for entry in _unique(table, "bases"))
    types = tuple(_document_type(entry) for entry in _unique(table, "document_types"))
    breakdowns = tuple(_breakdown(entry) for entry in _unique(table, "breakdowns"))
    identities = tuple(_identity(entry) for entry in _unique(table, "identities"))
    _check_references(concepts, statements, bases)
    _check_identities(identities, concepts, measures, scenarios)
    return Profile(
        name=table["name"],
        version=table["version"],
        label_ja=table["label_ja"],
        label_en=table["label_en"],
        digest=digest,
        statements=statements,
        concepts=concepts,
        measures=measures,
        scenarios=scenarios,
        bases=bases,
        document_types=types,
        organization_patterns=_patterns(table["organizations"]["patterns"], "organizations.patterns"),
        organization_exclusions=tuple(table["organizations"]["exclude"]),
        breakdowns=breakdowns,
        identities=identities,
        recognition=recognition_in(table),
        similarity=Similarity(**{place: tuple(words) for place, words in table.get("similarity", {}).items()}),
        narrative={group: _words(words) for group, words in table["narrative"].items()},
        lookup=build_lookup(
            table["spelling"], concepts.values(), statements, measures, scenarios, bases, types, breakdowns
        ),
    )


def recognition_in(table: Table) -> tuple[re.Pattern[str], ...]:
    """The patterns by which documents of the profile are told."""
    return _patterns(table.get("recognition", []), "recognition")


def _unique(table: Table, key: str) -> Sequence[Table]:
    entries: Sequence[Table] = table[key]
    seen: set[str] = set()
    for entry in entries:
        if entry["id"] in seen:
            raise ValueError(f"{key}[{entry['id']}]: the id is given twice")
        seen.add(entry["id"])
    return entries


# --- entries ----------------------------------------------------------------------------------------------------------


def _concept(entry: Table) -> Concept:
    only_within = tuple(entry.get("only_within", []))
    aliases = (Alias(entry["label_ja"]), *(_alias(alias) for alias in entry.get("aliases", [])))
    return Concept(
        id=entry["id"],
        label_ja=entry["label_ja"],
        label_en=entry["label_en"],
        kind=Kind(entry["kind"]),
        sign=Sign(entry.get("sign", "positive")),
        aliases=tuple(replace(alias, only_within=only_within) for alias in aliases),
        parent=entry.get("parent"),
        statement=entry.get("statement"),
        basis=entry.get("basis"),
        units=tuple(entry.get("units", [])),
        elements=tuple(entry.get("elements", [])),
        source=entry.get("source"),
    )


def _alias(entry: str | Table) -> Alias:
    if isinstance(entry, str):
        return Alias(entry)
    return Alias(
        text=entry["text"],
        under=tuple(entry.get("under", [])),
        within=tuple(entry.get("within", [])),
        since=entry.get("since"),
        until=entry.get("until"),
    )


def _statement(entry: Table) -> Statement:
    return Statement(entry["id"], entry["label_ja"], entry["label_en"], tuple(entry["titles"]))


def _measure(entry: Table) -> Measure:
    aliases = tuple(_measure_alias(alias) for alias in entry["aliases"])
    endings = tuple(entry.get("endings", []))
    for ending in endings:
        if ending not in {alias.text for alias in aliases}:
            raise ValueError(f"measures[{entry['id']}].endings: {ending} is none of its aliases")
    return Measure(
        id=entry["id"],
        label_ja=entry["label_ja"],
        label_en=entry["label_en"],
        dimension=entry.get("dimension"),
        aliases=aliases,
        relative=entry.get("relative", False),
        endings=endings,
    )


def _measure_alias(entry: str | Table) -> MeasureAlias:
    if isinstance(entry, str):
        return MeasureAlias(entry)
    return MeasureAlias(entry["text"], entry.get("dimension"), entry.get("unit"))


def _scenario(entry: Table) -> Scenario:
    return Scenario(entry["id"], entry["label_ja"], entry["label_en"], tuple(entry["aliases"]))


def _basis(entry: Table) -> Basis:
    return Basis(entry["id"], entry["label_en"], tuple(entry["words"]))


def _document_type(entry: Table) -> DocumentType:
    return DocumentType(entry["id"], entry["label_en"], tuple(entry["title_words"]))


def _breakdown(entry: Table) -> Breakdown:
    members = (m if isinstance(m, dict) else {"label": m} for m in entry.get("members", []))
    return Breakdown(
        id=entry["id"],
        label_en=entry["label_en"],
        names=tuple(entry["names"]),
        members=tuple(Member(member["label"], tuple(member.get("aliases", []))) for member in members),
        patterns=_patterns(entry.get("patterns", []), f"breakdowns[{entry['id']}].patterns"),
    )


def _identity(entry: Table) -> ConceptIdentity:
    try:
        target, terms = parse_equation(entry["equation"])
    except ValueError as error:
        raise ValueError(f"identities[{entry['id']}].equation: {error}") from error
    return ConceptIdentity(
        id=entry["id"],
        target=target,
        terms=terms,
        strength=Strength(entry["strength"]),
        scenarios=tuple(entry.get("scenarios", [])),
        measures=tuple(entry.get("measures", ["amount"])),
        source=entry.get("source"),
    )


def _patterns(texts: Iterable[str], key: str) -> tuple[re.Pattern[str], ...]:
    compiled = []
    for text in texts:
        try:
            compiled.append(re.compile(text, re.MULTILINE))
        except re.error as error:
            raise ValueError(f"{key}: {text!r} is no regular expression ({error})") from error
    return tuple(compiled)


def _words(words: Sequence[str] | Mapping[str, Sequence[str]]) -> Words:
    if isinstance(words, Mapping):
        return {meaning: tuple(of_meaning) for meaning, of_meaning in words.items()}
    return tuple(words)


# --- references -------------------------------------------------------------------------------------------------------


def _check_references(
    concepts: Mapping[str, Concept],
    statements: Iterable[Statement],
    bases: Iterable[Basis],
) -> None:
    known = {statement.id for statement in statements}
    basis_ids = {basis.id for basis in bases}
    for concept in concepts.values():
        key = f"concepts[{concept.id}]"
        _check(concept.parent, concepts, f"{key}.parent")
        _check(concept.statement, known, f"{key}.statement")
        _check(concept.basis, basis_ids, f"{key}.basis")
        for alias in concept.aliases:
            for statement in alias.within:
                _check(statement, known, f"{key}.aliases[{alias.text}].within")
            for statement in alias.only_within:
                _check(statement, known, f"{key}.only_within")
    _check_lineage(concepts)


def _check_lineage(concepts: Mapping[str, Concept]) -> None:
    for concept in concepts.values():
        above, seen = concept.parent, {concept.id}
        while above is not None:
            if above in seen:
                raise ValueError(f"concepts[{concept.id}].parent: {above} would be its own parent")
            seen.add(above)
            above = concepts[above].parent


def _check_identities(
    identities: Iterable[ConceptIdentity],
    concepts: Mapping[str, Concept],
    measures: Iterable[Measure],
    scenarios: Iterable[Scenario],
) -> None:
    measure_ids = {measure.id for measure in measures}
    scenario_ids = {scenario.id for scenario in scenarios}
    for identity in identities:
        key = f"identities[{identity.id}]"
        for term in (identity.target, *identity.terms):
            _check(term.concept, concepts, f"{key}.equation")
        for scenario in identity.scenarios:
            _check(scenario, scenario_ids, f"{key}.scenarios")
        for measure in identity.measures:
            _check(measure, measure_ids, f"{key}.measures")


def _check(reference: str | None, known: Collection[str], key: str) -> None:
    if reference is not None and reference not in known:
        raise ValueError(f"{key}: there is no {reference!r}")
