"""Labels to concepts, headings to measures and scenarios.

By exact alias, then by the normalised form, then by the form without numbering and units, at last by what is left without
neutral words (``similarity.py``).  Where two concepts share a name, the labels above it decide; where they do not, there is
no match: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, repeat

from msgspec import Struct
from msgspec.structs import replace

from extractor.profile.keys import label_key, reduced_key
from extractor.profile.similarity import similar_entries
from extractor.profile.types import (
    Alias,
    Breakdown,
    Concept,
    Entry,
    How,
    Measure,
    Profile,
)

_BRACKETED = re.compile(r"^(.+?)[(（]([^()（）]+)[)）]$")
#: 令和6年度  R6  2024年3月期  前5年度末; the year of a column is read elsewhere
_YEAR = re.compile(
    r"(?:令和|平成|昭和|[RHS])?(?:元|\d{1,4})(?:年度?|/)(?:\d{1,2}月)?(?:期|末|中)?の?|第\d+期|^[RHS](?:元|\d{1,2})(?!\d)"
)
#: what follows a title that is spoken of
_SPOKEN_OF = re.compile(r"に|上の|計上|関係|等関係|との|から")


class ConceptMatch(Struct, frozen=True, gc=False):
    """The concept that a label names, by which alias and how."""

    concept: Concept
    alias: Alias
    how: How


class MeasureMatch(Struct, frozen=True, gc=False):
    """What a column measures.

    ``base`` is the measure that a relative one speaks of (金額 for ``対前年度実績比（金額）``), None where the headings
    do not tell.  A change has the dimension of its base, None where that is unknown.
    """

    measure: Measure
    base: Measure | None = None


def match_concept(
    profile: Profile, label: str, parents: Sequence[str], context: Sequence[str] = ()
) -> ConceptMatch | None:
    """The concept that ``label`` names.

    ``parents`` are the labels above it, outermost first (``item_path``); ``context`` is what is printed around the
    table, from the farthest to the nearest (section headings, caption, the column's heading: 借方).
    """
    anywhere, match = _concept_anywhere(profile, label)
    return match if anywhere else _concept_of(profile, label, tuple(parents), tuple(context))


@lru_cache(maxsize=1 << 13)
def _concept_anywhere(profile: Profile, label: str) -> tuple[bool, ConceptMatch | None]:
    """Whether ``label`` names the same wherever it stands, as nearly all do, and the concept that it then names."""
    for how, entries in entries_met(profile, label):
        if any(entry.alias.scoped or entry.alias.only_within for entry in entries):
            return False, None
        if len({entry.concept for entry in entries}) == 1:
            return True, ConceptMatch(profile.concepts[entries[0].concept], entries[0].alias, how)
    return True, None


@lru_cache(maxsize=1 << 14)
def _concept_of(
    profile: Profile, label: str, parents: tuple[str, ...], context: tuple[str, ...]
) -> ConceptMatch | None:
    tried: Sequence[Entry] = ()
    for how, entries in entries_met(profile, label):
        if entries == tried:  # most labels meet the same names in each form
            continue
        tried = entries
        entry = fitting_entry(profile, entries, parents, context) if entries else None
        if entry is not None:
            return ConceptMatch(profile.concepts[entry.concept], entry.alias, how)
    return None


def entries_met(profile: Profile, label: str) -> Iterator[tuple[How, Sequence[Entry]]]:
    """The entries that ``label`` meets, surest first; later forms are made only when they are asked for."""
    lookup = profile.lookup
    yield How.EXACT, lookup.exact.get(label, ())
    yield How.NORMALISED, lookup.concepts.get(label_key(label, lookup.spelling), ())
    yield How.REDUCED, lookup.concepts.get(reduced_key(label, lookup.spelling), ())
    yield How.SIMILAR, similar_entries(profile, label)


def fitting_entry(
    profile: Profile, entries: Sequence[Entry], parents: Sequence[str], context: Sequence[str]
) -> Entry | None:
    """The entry whose scope is nearest, else the one without scope; None when two fit equally well."""
    if not any(entry.alias.scoped or entry.alias.only_within for entry in entries):
        return entries[0] if len({entry.concept for entry in entries}) == 1 else None
    above, outside = tuple(parents), tuple(context)
    around = _statements_around(profile, above) | _statements_around(profile, outside)
    fitting = [e for e in entries if not e.alias.only_within or around.intersection(e.alias.only_within)]
    scoped = [entry for entry in fitting if entry.alias.scoped]
    plain = [entry for entry in fitting if not entry.alias.scoped]
    limited = [entry for entry in plain if entry.alias.only_within]
    for level in (_nearest(profile, scoped, above, outside, around), limited, plain):
        if level:
            return level[0] if len({entry.concept for entry in level}) == 1 else None
    return None


def _nearest(
    profile: Profile,
    entries: Sequence[Entry],
    parents: tuple[str, ...],
    context: tuple[str, ...],
    around: frozenset[str],
) -> list[Entry]:
    """The entries that fit at the first place: parents from the innermost outwards, then what is around the table."""
    if any(entry.under for entry in entries):
        for keys in chain(_keys_from_nearest(profile, parents), _keys_from_nearest(profile, context)):
            near = [entry for entry in entries if not keys.isdisjoint(entry.under)]
            if near:
                return near
    return [entry for entry in entries if around.intersection(entry.alias.within)]


@lru_cache(maxsize=4096)
def _keys_from_nearest(profile: Profile, texts: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """The keys of each of ``texts``, the last of them first."""
    return tuple(map(_keys_of, repeat(profile), reversed(texts)))


@lru_cache(maxsize=1 << 13)
def _keys_of(profile: Profile, text: str) -> frozenset[str]:
    return frozenset((label_key(text, profile.lookup.spelling), reduced_key(text, profile.lookup.spelling)))


def statements_in(profile: Profile, texts: Iterable[str]) -> Iterator[str]:
    """Ids of the statements (貸借対照表 …) that captions and headings name.

    A heading may also speak of one: 貸借対照表計上額, （貸借対照表関係）.
    """
    yield from (profile.lookup.statements[place][1] for place in sorted(_places_in(profile, texts)))


@lru_cache(maxsize=4096)
def _statements_around(profile: Profile, texts: tuple[str, ...]) -> frozenset[str]:
    """Ids of the statements that ``texts`` name, as ``statements_in`` tells them."""
    return frozenset(statements_in(profile, texts))


def _places_in(profile: Profile, texts: Iterable[str]) -> frozenset[int]:
    return frozenset().union(*map(_statements_in, repeat(profile), texts))


@lru_cache(maxsize=4096)
def _statements_in(profile: Profile, text: str) -> frozenset[int]:
    """The places of the statements that one text names among those of the profile."""
    key = label_key(text, profile.lookup.spelling)
    return frozenset(place for place, (title, _) in enumerate(profile.lookup.statements) if _names(key, title))


def _names(key: str, title: str) -> bool:
    _, found, after = key.rpartition(title)
    return bool(found) and _SPOKEN_OF.match(after) is None


def match_measure(profile: Profile, header_levels: Sequence[str]) -> MeasureMatch | None:
    """What the headings of a column, top to bottom, say that it measures.

    The lowest heading that speaks of another measure (前年度比, 増減) wins over one that does not (件数): a column
    ``前年度比 > 件数`` is a ratio.
    """
    return _measure_under(profile, tuple(header_levels))


@lru_cache(maxsize=4096)
def _measure_under(profile: Profile, header_levels: tuple[str, ...]) -> MeasureMatch | None:
    found = [measure for level in reversed(header_levels) for measure in _measures_in(profile, level)]
    if not found:
        return None
    measure = next((m for m in found if m.relative), found[0])
    base = next((m for m in found if m is not measure), None) if measure.relative else None
    if base is not None and measure.dimension is None:
        measure = replace(measure, dimension=base.dimension)
    return MeasureMatch(measure, base)


@lru_cache(maxsize=4096)
def _measures_in(profile: Profile, heading: str) -> tuple[Measure, ...]:
    """The measures that one heading names: its own, else that of its core and the one in its bracket."""
    for text in _forms(profile, heading):
        measure = _measure(profile, text)
        if measure is not None:
            return (measure,)
    key = reduced_key(heading, profile.lookup.spelling)
    named = [measure for part in _split(key) if part and (measure := _measure(profile, part)) is not None]
    return tuple(named) or _measure_of_all(profile, key)


def _measure_of_all(profile: Profile, key: str) -> tuple[Measure, ...]:
    """The measure of words that stand side by side (繰入・増加), where those that name one name the same."""
    named = {measure.id: measure for word in key.split("・") if (measure := _measure(profile, word)) is not None}
    return tuple(named.values()) if len(named) == 1 else ()


def _measure(profile: Profile, key: str) -> Measure | None:
    found = profile.lookup.measures.get(key)
    if found is not None:
        return found
    return next((measure for ending, measure in profile.lookup.measure_endings if key.endswith(ending)), None)


@lru_cache(maxsize=4096)
def measure_named(profile: Profile, label: str) -> Measure | None:
    """The measure that ``label`` as a whole names: 件数 does, 当期経常増減額 is a line of its own and does not."""
    named = (profile.lookup.measures.get(form) for form in _forms(profile, label))
    return next((measure for measure in named if measure is not None), None)


def match_scenario(profile: Profile, header_levels: Sequence[str]) -> str | None:
    """The id of the scenario that the lowest heading tells: 計画 > 金額, 令和6年度実績, 計画件数."""
    return next(filter(None, map(_scenario_in, repeat(profile), reversed(header_levels))), None)


@lru_cache(maxsize=4096)
def _scenario_in(profile: Profile, heading: str) -> str | None:
    scenarios = profile.lookup.scenarios
    return next((scenarios[form].id for form in _scenario_forms(profile, heading) if form in scenarios), None)


def _scenario_forms(profile: Profile, heading: str) -> Iterator[str]:
    for form in _forms(profile, heading):
        yield form
        core, bracket = _split(form)
        yield core
        if bracket:
            yield bracket
        for ending, measure in profile.lookup.measure_endings:
            if core.endswith(ending) and core != ending and not measure.relative:
                yield core.removesuffix(ending)


def _forms(profile: Profile, heading: str) -> Iterator[str]:
    """The heading as a key, without numbering and units, and without its year."""
    spelling = profile.lookup.spelling
    yield label_key(heading, spelling)
    short = reduced_key(heading, spelling)
    yield short
    yield reduced_key(_YEAR.sub("", short), spelling)


def _split(key: str) -> tuple[str, str | None]:
    """A heading and what stands in its bracket: ``対前年度実績比（金額）``."""
    match = _BRACKETED.match(key)
    return (match[1], match[2]) if match else (key, None)


def match_basis(profile: Profile, texts: Iterable[str]) -> str | None:
    """The basis word (期末, 平均, 累計 …) that the first of ``texts`` to hold one names; longer words go first."""
    return next(filter(None, map(_basis_in, repeat(profile), texts)), None)


@lru_cache(maxsize=1 << 13)
def _basis_in(profile: Profile, text: str) -> str | None:
    key = label_key(text, profile.lookup.spelling)
    return next((basis.id for word, basis in profile.lookup.bases if word in key), None)


@lru_cache(maxsize=4096)
def match_breakdown(profile: Profile, text: str) -> Breakdown | None:
    """The breakdown that a column heading (業種) or a caption (業種別保証承諾) announces; longer names go first."""
    key = label_key(text, profile.lookup.spelling)
    found = profile.lookup.breakdowns.get(reduced_key(text, profile.lookup.spelling))
    if found is not None:
        return found
    named = (name for name in profile.lookup.breakdowns if name.endswith("別") and name in key)
    longest = max(named, key=len, default=None)
    return None if longest is None else profile.lookup.breakdowns[longest]


def match_member(profile: Profile, breakdown: Breakdown, label: str) -> str | None:
    """The member of ``breakdown`` that ``label`` names: its settled name, or the label where a pattern tells it."""
    return members_named(profile, label).get(breakdown.id)


@lru_cache(maxsize=1 << 13)
def members_named(profile: Profile, label: str) -> Mapping[str, str]:
    """By the ids of the breakdowns of which ``label`` names a member, that member, as ``match_member`` tells it."""
    keys = (label_key(label, profile.lookup.spelling), reduced_key(label, profile.lookup.spelling))
    found = ((breakdown.id, _member_of(profile, breakdown, keys)) for breakdown in profile.breakdowns)
    return {breakdown: member for breakdown, member in found if member is not None}


def _member_of(profile: Profile, breakdown: Breakdown, keys: Iterable[str]) -> str | None:
    for key in keys:
        member = profile.lookup.members.get((breakdown.id, key))
        if member is not None:
            return member.label
        if any(pattern.fullmatch(key) for pattern in breakdown.patterns):
            return key
    return None
