"""What a profile holds: the words of one family of disclosures and what they mean.

A profile is a TOML file (``schemas/profiles/NAME.toml``), so that a family of documents is added without code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from extractor.normalise.units import Dimension
from extractor.profile.keys import Spelling, label_key

#: words of narrative: a list, or lists by what they stand for
Words = tuple[str, ...] | Mapping[str, tuple[str, ...]]


class Kind(StrEnum):
    """How a concept's values may be added up."""

    STOCK = "stock"  # at a day: never summed over time
    FLOW = "flow"  # over a period
    RATIO = "ratio"
    COUNT = "count"  # companies, persons: not counted in money


class Sign(StrEnum):
    """What a minus sign says about a concept."""

    POSITIVE = "positive"  # printed without a sign by nature: a minus is unusual
    SIGNED = "signed"  # a difference: the minus is part of the meaning


class How(StrEnum):
    """How a label met its alias, from the surest to the loosest."""

    EXACT = "exact"  # as printed
    NORMALISED = "normalised"  # after normalisation and the profile's spelling variants
    REDUCED = "reduced"  # after taking off numbering, うち, and brackets that hold a unit or a formula
    SIMILAR = "similar"  # after taking off words that the profile calls neutral: told as ``label-uncertain``


class Strength(StrEnum):
    """Why an identity holds."""

    DEFINITION = "definition"  # by the form itself: a break is an error of the reading or of the publisher
    PRACTICE = "practice"  # as a rule: a break asks for a look


class Alias(Struct, frozen=True, gc=False):
    """A printed name.

    ``under``: counts only below one of these labels (row parents, sides of a balance sheet).
    ``within``: counts only in one of these statements.  When both are given, either will do.
    ``only_within``: outside these statements it never counts, whatever stands above it.
    ``since`` and ``until`` are the fiscal years in which the name was in use, where that is known.
    """

    text: str
    under: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    only_within: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None

    @property
    def scoped(self) -> bool:
        return bool(self.under or self.within)


class Statement(Struct, frozen=True, gc=False):
    """A part of the disclosure that is known by its title (貸借対照表), looked for in captions and headings."""

    id: str
    label_ja: str
    label_en: str
    titles: tuple[str, ...]


class Concept(Struct, frozen=True, gc=False):
    """One thing that the family of documents reports; ``parent`` is the concept of which it is a line.

    ``basis`` is the basis that the concept itself implies (平均 for 保証債務平均残高).
    ``label_ja`` is always an alias.  ``elements`` are the local names of the EDINET taxonomy that mean the same.
    """

    id: str
    label_ja: str
    label_en: str
    kind: Kind
    sign: Sign = Sign.POSITIVE
    aliases: tuple[Alias, ...] = ()
    parent: str | None = None
    statement: str | None = None
    basis: str | None = None
    units: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    source: str | None = None


class MeasureAlias(Struct, frozen=True, gc=False):
    """A printed name of a measure, with the dimension and unit that this name tells (増減額: money, 件数: 件)."""

    text: str
    dimension: Dimension | None = None
    unit: str | None = None


class Measure(Struct, frozen=True, gc=False):
    """What a column or a phrase says of a concept (金額, 件数, 前年度比).

    ``dimension`` tells the units of one note (件、百万円、％) apart.  ``relative``: says something about another
    measure (前年度比 of 件数), whose dimension a change takes over when it has none itself.  ``unit`` is the unit that
    the name itself tells; a unit printed at the table goes first (千件).  ``endings`` are aliases that name the measure
    also at the end of a longer heading (承諾件数).
    """

    id: str
    label_ja: str
    label_en: str
    dimension: Dimension | None
    unit: str | None = None
    aliases: tuple[MeasureAlias, ...] = ()
    relative: bool = False
    endings: tuple[str, ...] = ()


class Scenario(Struct, frozen=True, gc=False):
    """Planned, done, done the year before …"""

    id: str
    label_ja: str
    label_en: str
    aliases: tuple[str, ...]


class Basis(Struct, frozen=True, gc=False):
    """A word that limits how a value is taken (期末, 平均, 累計); ``id`` is the normalised word that records carry."""

    id: str
    label_en: str
    words: tuple[str, ...]


class DocumentType(Struct, frozen=True, gc=False):
    """A kind of document, told by words of its title."""

    id: str
    label_en: str
    title_words: tuple[str, ...]


class Member(Struct, frozen=True, gc=False):
    """One part of a breakdown (製造業) with its other names."""

    label: str
    aliases: tuple[str, ...] = ()


class Breakdown(Struct, frozen=True, gc=False):
    """A way to split a total (業種); ``id`` is the word that ``dimensions`` of a record carry.

    ``names`` announce it in captions and column headings; ``patterns`` tell members that cannot be listed (市町村).
    """

    id: str
    label_en: str
    names: tuple[str, ...]
    members: tuple[Member, ...] = ()
    patterns: tuple[re.Pattern[str], ...] = ()


class Term(Struct, frozen=True, gc=False):
    """One addend of an identity: ``prior`` takes the value of the year before; an ``optional`` line may be missing."""

    sign: int
    concept: str
    prior: bool = False
    optional: bool = False


class ConceptIdentity(Struct, frozen=True, gc=False):
    """``target`` equals the sum of ``terms``, within each of ``scenarios`` (any when empty) and ``measures``."""

    id: str
    target: Term
    terms: tuple[Term, ...]
    strength: Strength
    scenarios: tuple[str, ...] = ()
    measures: tuple[str, ...] = ("amount",)
    source: str | None = None


class Entry(Struct, frozen=True, gc=False):
    """An alias in a look-up table, with the id of the concept that it names; ``under`` are its scope's label keys."""

    concept: str
    alias: Alias
    under: frozenset[str] = frozenset()


class Lookup(Struct, frozen=True, eq=False, gc=False):
    """The words of a profile as dictionaries; keys are label keys, but for ``exact``, whose keys are as printed."""

    spelling: Spelling
    exact: Mapping[str, tuple[Entry, ...]]
    concepts: Mapping[str, tuple[Entry, ...]]
    measures: Mapping[str, Measure]
    measure_endings: tuple[tuple[str, Measure], ...]
    scenarios: Mapping[str, Scenario]
    bases: tuple[tuple[str, Basis], ...]
    statements: tuple[tuple[str, str], ...]
    document_types: tuple[tuple[str, DocumentType], ...]
    breakdowns: Mapping[str, Breakdown]
    members: Mapping[tuple[str, str], Member]


class Similarity(Struct, frozen=True, gc=False):
    """Words that change no meaning at the beginning of a name (当期), inside it (の) or at its end (合計)."""

    leading: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    trailing: tuple[str, ...] = ()


class Profile(Struct, frozen=True, eq=False, gc=False):
    """One family of documents.  ``digest`` is the SHA-256 over the files it was read from.

    ``recognition`` are patterns of print by which a document of the family is told; the more are found, the surer.
    """

    name: str
    version: str
    label_ja: str
    label_en: str
    digest: str
    statements: tuple[Statement, ...]
    concepts: Mapping[str, Concept]
    measures: tuple[Measure, ...]
    scenarios: tuple[Scenario, ...]
    bases: tuple[Basis, ...]
    document_types: tuple[DocumentType, ...]
    organization_patterns: tuple[re.Pattern[str], ...]
    organization_exclusions: tuple[str, ...]
    breakdowns: tuple[Breakdown, ...]
    identities: tuple[ConceptIdentity, ...]
    narrative: Mapping[str, Words]
    recognition: tuple[re.Pattern[str], ...]
    similarity: Similarity
    lookup: Lookup

    def organization_in(self, text: str) -> str | None:
        """The publisher that ``text`` names; where patterns compete, the one listed first is believed."""
        cleaned = text
        for excluded in self.organization_exclusions:
            cleaned = cleaned.replace(excluded, "\n")
        for pattern in self.organization_patterns:
            found = pattern.search(cleaned)
            if found is not None:
                return found.group()
        return None

    def doc_type_of(self, text: str) -> str | None:
        """The kind of document that a title names."""
        key = label_key(text, self.lookup.spelling)
        return next((kind.id for word, kind in self.lookup.document_types if word in key), None)
