"""Documents to their proof: find the relations, decide how figures were rounded, see what holds, blame what does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product

from msgspec import Struct, field
from msgspec.structs import replace

from extractor.exact import magnitude
from extractor.interval import Interval
from extractor.model import Document, Record
from extractor.profile import Profile
from extractor.proof.adjusted import adjusted_shares
from extractor.proof.blame import Blame, blamed
from extractor.proof.discover.averages import averages_in
from extractor.proof.discover.columns import comparisons_in
from extractor.proof.discover.comparisons import comparisons
from extractor.proof.discover.identities import identities
from extractor.proof.discover.running import running_totals
from extractor.proof.discover.same import equalities
from extractor.proof.discover.shadows import shadow_sums
from extractor.proof.discover.shares import shares_in
from extractor.proof.discover.structure import Structure
from extractor.proof.discover.sums import sums_in
from extractor.proof.figure import Figure, Mode, Trade, figure_of
from extractor.proof.grid import lanes_of
from extractor.proof.guard import Guard, guards_of
from extractor.proof.kept import unpacked
from extractor.proof.kinship import contradictions
from extractor.proof.relation import Relation
from extractor.proof.revisions import Revision, revisions
from extractor.proof.rounding import Rounding, rounding_of
from extractor.proof.statements import Statements, statements_of

#: the ways of rounding differ by so many steps at most, taken over the terms of a relation
_STEPS = 9
#: the ways of which a document follows one
_STATED = (Mode.ROUNDED, Mode.CUT)


class Proof(Struct, frozen=True, dict=True):
    """What was found out about the figures of some documents, by record id.

    ``held`` are the relations that hold and count, ``blames`` the causes of those that do not, ``revisions`` those that
    a later document explains, ``adjusted`` the shares that were made to add up to 100, ``uncounted`` those that fail, but
    too often to be more than a misunderstanding.  ``in_tables`` has all that was found in the tables of each document, by
    its id.
    """

    figures: Mapping[str, Figure] = field(default_factory=dict)
    box: Mapping[str, Interval] = field(default_factory=dict)
    held: Mapping[str, tuple[Relation, ...]] = field(default_factory=dict)
    broken: Mapping[str, tuple[Relation, ...]] = field(default_factory=dict)
    blames: tuple[Blame, ...] = ()
    guards: Mapping[str, Guard] = field(default_factory=dict)
    roundings: Mapping[str, Rounding] = field(default_factory=dict)
    revisions: tuple[Revision, ...] = ()
    adjusted: tuple[Relation, ...] = ()
    uncounted: tuple[Relation, ...] = ()
    in_tables: Mapping[str, tuple[Relation, ...]] = field(default_factory=dict)


def prove(
    documents: Sequence[Document], profiles: Mapping[str, Profile], known: Mapping[str, bytes] | None = None
) -> Proof:
    """Prove what can be proved of the figures of ``documents``, which may be many years of one publisher.

    ``profiles`` has the profile of each document by its name, ``known`` what an earlier proof found in the tables of some
    documents, by their ids (``packed``).
    """
    figures = {r.record_id: f for d in documents for r in d.records if (f := figure_of(r)) is not None}
    wide = {name: figure.interval(Mode.EITHER) for name, figure in figures.items()}
    statements = statements_of(documents, figures, profiles)
    in_tables: dict[str, tuple[Relation, ...]] = {}
    for document in documents:
        name = document.source.document_id
        found = unpacked((known or {}).get(name, b""), document)
        in_tables[name] = tuple(_in_tables(document, figures, wide)) if found is None else found
    relations = _unique(_found(statements, profiles, in_tables.values()))
    core = {name: figure.core() for name, figure in figures.items()}
    fates = [fate_of(relation, wide, core) for relation in relations]
    roundings = _roundings(documents, relations, fates, figures)
    modes = {name: _mode_of(roundings, figure) for name, figure in figures.items()}
    box = {name: figure.interval(modes[name]) for name, figure in figures.items()}
    outcome = [(r, fate, r.holds(box) if fate is None else fate) for r, fate in zip(relations, fates, strict=True)]
    held = [relation for relation, _, holds in outcome if holds]
    # a way of rounding that nobody states is no ground for blame
    failing = [
        r
        for r, fate, holds in outcome
        if holds is False
        and (
            fate is False
            or r.holds({n: (wide if _is_guessed(roundings, figures[n]) else box)[n] for n in r.record_ids}) is False
        )
    ]
    revised, failing = revisions(failing, figures, statements, documents)
    adjusted, failing = adjusted_shares(held, failing, figures, box)
    broken = contradictions(held, failing, figures, box)
    held_by = _by_record(held)
    blames = blamed(broken, held_by, figures, modes, box, _copied(documents))
    accused = {name for blame in blames for name in blame.suspects}
    witnesses = [relation for relation in held if not accused.intersection(relation.record_ids)]
    proof = Proof(
        figures=figures,
        box=box,
        held=held_by,
        broken=_by_record(broken),
        blames=blames,
        guards=guards_of(figures, modes, witnesses, box),
        roundings=roundings,
        revisions=tuple(revised),
        adjusted=tuple(adjusted),
        uncounted=_without(failing, broken),
        in_tables=in_tables,
    )
    return replace(proof, guards=_firm(proof.guards, relations, proof))


def _firm(guards: Mapping[str, Guard], relations: Iterable[Relation], proof: Proof) -> dict[str, Guard]:
    """``guards`` without what a figure proves of itself, having decided by a step how the document rounds."""
    own = _by_record(relations)
    found = dict(guards)
    for name, guard in guards.items():
        figure, mine = proof.figures[name], own.get(name, ())
        rounding = proof.roundings[_document_of(name)]
        if figure.exact or not guard.supports or not rounding.may_flip(figure, mine):
            continue
        near = [(kind, steps) for kind, steps in figure.altered(figure.steps - _STEPS, figure.steps + _STEPS)]
        near = [(kind, steps * figure.step) for kind, steps in near if magnitude(steps - figure.steps) <= _STEPS]
        trials = _trials(proof, name) if near else []
        missed = [
            (kind, value)
            for kind, value in near
            if not all(trial(figure.around(value, mode)) for mode, trial in trials)
        ]
        # what turns the way of rounding is asked last: all relations of the figure have a say in it
        flips = rounding.flipping(figure, own.get(name, ()), proof.figures) if missed else None
        for kind, value in missed:
            if flips is not None and flips(value):
                found[name] = found[name].without(kind)
    return found


def _trials(proof: Proof, name: str) -> list[tuple[Mode, Callable[[Interval], bool]]]:
    """For each way in which what nobody states may have been rounded: how ``name`` is, and whether what it stands for would
    break what holds.

    Ways that differ in nothing that its relations know of are one.
    """
    held = proof.held.get(name, ())
    known = [
        proof.figures[n]
        for n in dict.fromkeys((name, *(n for r in held for one in (r, *r.rivals) for n in one.record_ids)))
    ]
    told = {f.record_id: None if _is_guessed(proof.roundings, f) else _mode_of(proof.roundings, f) for f in known}
    found: dict[tuple[Mode, ...], tuple[Mode, Callable[[Interval], bool]]] = {}
    for guessed in product(_STATED, repeat=len(Trade)):
        way = dict(zip(Trade, guessed, strict=True))
        modes = {f.record_id: told[f.record_id] or way[f.trade] for f in known}
        key = tuple(modes[f.record_id] for f in known if not f.exact)
        if key not in found:
            found[key] = (
                modes[name],
                _breaking(held, name, {f.record_id: f.interval(modes[f.record_id]) for f in known}),
            )
    return list(found.values())


def _breaking(held: Sequence[Relation], name: str, box: dict[str, Interval]) -> Callable[[Interval], bool]:
    def breaks(printed: Interval) -> bool:
        box[name] = printed
        return any(relation.denied(box) for relation in held)

    return breaks


def _found(
    statements: Statements, profiles: Mapping[str, Profile], in_tables: Iterable[Iterable[Relation]]
) -> Iterable[Relation]:
    for profile in profiles.values():
        yield from identities(statements, profile)
    for relations in in_tables:
        yield from relations
    yield from equalities(statements)
    yield from comparisons(statements)


def _in_tables(document: Document, figures: Mapping[str, Figure], wide: Mapping[str, Interval]) -> Iterable[Relation]:
    """What the lines of each table of ``document`` have to do with each other."""
    tables: dict[str, list[Record]] = {}
    for record in document.records:
        if record.place is not None:
            tables.setdefault(record.place.table_id, []).append(record)
    for records in tables.values():
        compared: list[Relation] = []
        structures: list[Structure] = []
        for lane in lanes_of(records, figures):
            sums = sums_in(lane, wide)
            structures.extend(sums)
            compared.extend(averages_in(lane, sums, wide))
            compared.extend(comparisons_in(lane, wide))
            compared.extend(shares_in(lane, wide))
            if lane.across:
                compared.extend(running_totals(lane, wide))
        yield from compared
        for structure in structures:
            yield from structure.relations()
        yield from shadow_sums(structures, frozenset(relation.result for relation in compared))


def _copied(documents: Sequence[Document]) -> frozenset[str]:
    """The figures that are about a year before their document's own."""
    return frozenset(
        record.record_id
        for document in documents
        for record in document.records
        if record.period.fiscal_year is not None
        and record.period.fiscal_year < (document.identity.period.fiscal_year or 0)
    )


def _unique(relations: Iterable[Relation]) -> list[Relation]:
    """Each equation once, however many ways led to it; a surer reading replaces a weaker one."""
    found: dict[frozenset[str] | frozenset[tuple[str | None, str | None, bool]], Relation] = {}
    for relation in relations:
        names = relation.record_ids
        if len(names) == len(relation.terms) and not relation.parts:
            found.setdefault(frozenset(names), relation)
        elif names:
            found.setdefault(frozenset((term.top, term.under, term.top is None) for term in relation.terms), relation)
    return list(found.values())


def fate_of(relation: Relation, wide: Mapping[str, Interval], core: Mapping[str, Interval]) -> bool | None:
    """Whether it holds whatever way its figures were rounded (True) or under none (False); None where that decides.

    What figures stand for under one way lies within ``wide`` and takes in ``core``, and more room breaks no relation.
    """
    holds = relation.holds(wide)
    return None if holds and not relation.holds(core) else holds


def _roundings(
    documents: Sequence[Document],
    relations: Sequence[Relation],
    fates: Sequence[bool | None],
    figures: Mapping[str, Figure],
) -> dict[str, Rounding]:
    """The rounding of each document by the relations among its own figures."""
    possible: dict[str, list[Relation]] = {document.source.document_id[:12]: [] for document in documents}
    undecided: dict[str, list[Relation]] = {name: [] for name in possible}
    for relation, fate in zip(relations, fates, strict=True):
        if fate is not False:
            home, *others = {_document_of(name) for name in relation.record_ids}
            if not others:
                possible[home].append(relation)
                if fate is None:
                    undecided[home].append(relation)
    return {
        name: rounding_of(document, possible[name], undecided[name], figures)
        for name, document in zip(possible, documents, strict=True)
    }


def _mode_of(roundings: Mapping[str, Rounding], figure: Figure) -> Mode:
    return roundings[_document_of(figure.record_id)].mode(figure)


def _is_guessed(roundings: Mapping[str, Rounding], figure: Figure) -> bool:
    return not roundings[_document_of(figure.record_id)].is_noted(figure)


def _without(relations: Iterable[Relation], others: Iterable[Relation]) -> tuple[Relation, ...]:
    counted = {id(relation) for relation in others}
    return tuple(relation for relation in relations if id(relation) not in counted)


def _document_of(record_id: str) -> str:
    return record_id[:12]


def _by_record(relations: Iterable[Relation]) -> dict[str, tuple[Relation, ...]]:
    by_record: dict[str, list[Relation]] = {}
    for relation in relations:
        for name in relation.record_ids:
            by_record.setdefault(name, []).append(relation)
    return {name: tuple(found) for name, found in by_record.items()}


def modes_of(proof: Proof) -> dict[str, Mode]:
    """How each figure was brought to its resolution."""
    return {name: _mode_of(proof.roundings, figure) for name, figure in proof.figures.items()}
