"""Amounts stated in running text to records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from extractor.model import Fact, Identity, Layer, Meaning, Origin, Period, Record
from extractor.normalise.labels import normalise_label
from extractor.profile import Profile, match_concept
from extractor.records.timing import scenario_of


def fact_records(
    facts: Sequence[Fact], prefix: str, layers: Mapping[int, Layer], identity: Identity, profile: Profile
) -> Iterator[Record]:
    """One record per fact; its id counts the amounts of a page in reading order."""
    count: Counter[int] = Counter()
    for fact in facts:
        page = fact.where.page
        period = identity.period if fact.period == Period() else fact.period
        count[page] += 1
        yield Record(
            record_id=f"{prefix}-p{page:03}-n{count[page]}",
            origin=Origin.NARRATIVE,
            layer=layers[page],
            where=fact.where,
            quantity=fact.quantity,
            meaning=_meaning(fact, scenario_of(fact.scenario, period, None, identity), profile),
            period=period,
            section=fact.section,
            confidence=fact.confidence,
        )


def _meaning(fact: Fact, scenario: str | None, profile: Profile) -> Meaning:
    item = normalise_label(fact.subject)
    concept = None if fact.scope else match_concept(profile, item, ())
    return Meaning(
        item=item,
        concept=concept.concept.id if concept else None,
        concept_match=concept.how.value if concept else None,
        measure=fact.measure,
        scenario=scenario,
        scope=fact.scope,
        basis=fact.basis,
        of_which=fact.of_which,
        direction=fact.direction,
    )
