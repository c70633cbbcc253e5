"""Amounts stated in running text to records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.model import Fact, Meaning, Origin, Period, Record
from extractor.normalise.labels import normalise_label
from extractor.normalise.units import unit_of
from extractor.profile import (
    Breakdown,
    ConceptMatch,
    How,
    Measure,
    Profile,
    match_concept,
    match_member,
    match_scenario,
)
from extractor.records.basis import basis_of, measure_by_id, with_base
from extractor.records.breakdowns import text_of
from extractor.records.clock import Told
from extractor.records.scope import CONSOLIDATED, NON_CONSOLIDATED, limit_of, scope_of
from extractor.records.sentence_time import time_in_sentence
from extractor.records.setting import Setting
from extractor.records.timing import Nature, nature_of, part_of_year, period_of, scenario_of

#: what ties an account to its flow or its balance
_LINKED = re.compile(
    r"(?:へ|から|より)?の(?=(?:繰入|取崩|積立|造成|受入|戻入|拠出|期末|期首|年度末)[一-龥ぁ-ん]{0,4}$)"
)
#: statements whose lines are amounts of money
_ACCOUNTS = frozenset({"income_statement", "balance_sheet", "finance", "cash_flow_statement", "activities"})
#: so many headings above an amount tell what was planned: a row label, the heading of its column
_NEAR = 2
_OF_THE_GROUP = frozenset({CONSOLIDATED, NON_CONSOLIDATED})


def fact_records(facts: Sequence[Fact], prefix: str, setting: Setting) -> Iterator[Record]:
    """One record per fact; its id counts the amounts of a page in reading order."""
    count: Counter[int] = Counter()
    stated: Measure | None = None
    before: Fact | None = None
    for fact in facts:
        page = fact.where.page
        count[page] += 1
        if before is None or before.sentence != fact.sentence or before.subject != fact.subject:
            stated = None
        measure = measure_by_id(setting.profile, fact.measure)
        record = _record(fact, f"{prefix}-p{page:03}-n{count[page]}", setting)
        if measure is not None and measure.relative:
            yield with_base(record, _base(fact, setting.profile) or stated or _of_account(record, setting.profile))
        else:
            yield record
            stated = measure or stated
        before = fact


def _record(fact: Fact, record_id: str, setting: Setting) -> Record:
    limits = None if fact.scope in _OF_THE_GROUP else fact.scope
    item = normalise_label(fact.subject)
    line = _line(setting.profile, item)
    limits = None if line is not None else limits
    part = _part(setting.profile, limits)
    match = line or _concept(setting.profile, item, limits, part)
    concept = match.concept if match else None
    if concept is None and limits is None:
        part = _part(setting.profile, item)
    told = _told(fact, setting)
    nature = nature_of(concept, fact.measure, [item], frozenset())
    period = period_of(setting.clock, told, nature if told.kind != "day" else Nature.UNTOLD)
    return Record(
        record_id=record_id,
        origin=Origin.NARRATIVE,
        layer=setting.layers[fact.where.page],
        where=fact.where,
        quantity=fact.quantity,
        meaning=Meaning(
            item=item,
            concept=concept.id if concept else None,
            concept_match=match.how.value if match else None,
            measure=fact.measure,
            scenario=scenario_of(
                fact.scenario or match_scenario(setting.profile, fact.section[-_NEAR:]), period, None, setting.identity
            ),
            scope=_scope(fact, None if part else limits, setting),
            basis=fact.basis or basis_of(setting.profile, item, (), None, concept),
            dimensions=text_of(_dimensions(part, setting, told)),
            of_which=fact.of_which,
            direction=fact.direction,
        ),
        period=period,
        section=fact.section,
        confidence=fact.confidence,
    )


def _told(fact: Fact, setting: Setting) -> Told:
    """The time of a fact: what its sentence says, else a heading above it, else what holds at its place, else the document's."""
    own = setting.clock.own
    if fact.period not in (Period(), Period(own.fiscal_year)):
        day = fact.period.start is not None and fact.period.start == fact.period.end
        return Told(fact.period, "day" if day else "range")
    named = time_in_sentence(fact, setting.clock)
    if named is not None:
        return Told(named, "fiscal_year")
    headed = next(filter(None, map(setting.clock.alone, reversed(fact.section))), None)
    if headed is not None:
        return headed
    above = setting.timeline.at(fact.where)
    return Told(own if above is None else above, "fiscal_year")


def _scope(fact: Fact, limits: str | None, setting: Setting) -> str | None:
    if fact.scope in _OF_THE_GROUP:
        return fact.scope
    return limits or scope_of(reversed(fact.section), setting.group) or limit_of([*reversed(fact.section)])


def _line(profile: Profile, item: str) -> ConceptMatch | None:
    """「収支差額変動準備金への繰入額」, 「制度改革促進基金の年度末残高」: a line of the accounts in the words of prose."""
    line = _LINKED.sub("", item)
    named = match_concept(profile, line, ()) if line != item else None
    return named if named is not None and named.how in (How.EXACT, How.NORMALISED) else None


def _concept(
    profile: Profile, item: str, limits: str | None, part: tuple[Breakdown, str] | None
) -> ConceptMatch | None:
    """The concept of the subject; one that is limited (創業保証制度の保証承諾) has none, unless it is a known part."""
    if limits is not None:
        if part is None:
            return None
        item = item.rpartition("の")[2]
    return match_concept(profile, item, ())


def _part(profile: Profile, limits: str | None) -> tuple[Breakdown, str] | None:
    """The member of a breakdown that limits a subject, where it is one of one breakdown only (製造業の保証承諾)."""
    if limits is None:
        return None
    label = normalise_label(limits)
    found = [(b, member) for b in profile.breakdowns if (member := match_member(profile, b, label)) is not None]
    return found[0] if len(found) == 1 else None


def _dimensions(part: tuple[Breakdown, str] | None, setting: Setting, told: Told) -> dict[str, str]:
    found = {part[0].id: part[1]} if part is not None else {}
    of_year = part_of_year(setting.clock, told)
    if of_year is not None:
        found[of_year[0]] = of_year[1]
    return found


def _of_account(record: Record, profile: Profile) -> Measure | None:
    """Lines of the accounts are amounts of money and nothing else."""
    concept = profile.concepts.get(record.meaning.concept or "")
    return measure_by_id(profile, "amount") if concept is not None and concept.statement in _ACCOUNTS else None


def _base(fact: Fact, profile: Profile) -> Measure | None:
    """Of what a change is, as its unit tells: of an amount in yen, of a number in 件."""
    known = unit_of(fact.quantity.unit) if fact.quantity.unit else None
    if known is None or known.dimension not in ("money", "count"):
        return None
    return measure_by_id(profile, "amount" if known.dimension == "money" else "count")
