"""The identities of a profile (当期収支差額 = 経常収支差額 + 経常外収支差額 + …), in every year and scenario that states them.

An identity over the year (@prior) takes last year's figure where somebody states it; else the ratio to the prior year does:
a balance less what came in is what the ratio says it was.  The same trick holds every other identity for the year before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from extractor.profile import ConceptIdentity, Profile, Strength
from extractor.profile import Term as Line
from extractor.proof.discover.same import kind_of
from extractor.proof.figure import Figure
from extractor.proof.relation import Kind, Relation, Term, linear
from extractor.proof.statements import Key, Statements

_HUNDRED = 100

#: publisher, scope, year and scenario
Slot = tuple[str, str | None, int, str | None]


class _Year(Struct, frozen=True, gc=False):
    """The whole figures for one slot by concept, and their ratios to the year before."""

    amounts: dict[str, Figure] = field(default_factory=dict)
    ratios: dict[str, Figure] = field(default_factory=dict)


def identities(statements: Statements, profile: Profile) -> Iterator[Relation]:
    """One relation for each identity of ``profile`` and each document, year and scenario with its lines.

    Lines of one year are those of one document, since another may have restated them; the year before is last year's
    document where it is not stated beside.
    """
    for measure in ("amount", "count"):
        anywhere = _years(statements, measure, lambda witnesses: {"": witnesses[0]})
        own = _years(statements, measure, _by_document)
        for (document, slot), year in own.items():
            earlier = (*slot[:2], slot[2] - 1, slot[3])
            before = _merged(anywhere.get(("", earlier)), own.get((document, earlier)))
            for identity in profile.identities:
                if measure in identity.measures and (not identity.scenarios or slot[3] in identity.scenarios):
                    yield from _of_identity(identity, year, before)


def _years(
    statements: Statements, measure: str, best: Callable[[Sequence[Figure]], Mapping[str, Figure]]
) -> dict[tuple[str, Slot], _Year]:
    """The years of each home, with the ``best`` of the witnesses for each line there."""
    years: dict[tuple[str, Slot], _Year] = {}
    for key, witnesses in statements.by_key.items():
        if key.measure != measure or key.dimensions or key.basis or not _whole(key):
            continue
        assert key.span[1] is not None
        slot = (key.publisher, key.scope, key.span[1].year, key.scenario)
        for home, figure in best(witnesses).items():
            year = years.setdefault((home, slot), _Year())
            if key.relative is None:
                year.amounts.setdefault(key.concept, figure)
            elif key.relative == "ratio_prior_year":
                year.ratios.setdefault(key.concept, figure)
    return years


def _by_document(witnesses: Sequence[Figure]) -> Mapping[str, Figure]:
    """The best witness of each document."""
    found: dict[str, Figure] = {}
    for figure in witnesses:
        found.setdefault(figure.record_id[:12], figure)
    return found


def _merged(anywhere: _Year | None, own: _Year | None) -> _Year | None:
    """A year as stated anywhere, but for the lines that the document has itself."""
    if anywhere is None or own is None:
        return anywhere or own
    return _Year({**anywhere.amounts, **own.amounts}, {**anywhere.ratios, **own.ratios})


def _whole(key: Key) -> bool:
    """A stock at some day, or a flow over twelve months."""
    start, end = key.span
    if end is None:
        return False
    return start is None or (end.year - start.year) * 12 + end.month - start.month == 11


def _of_identity(identity: ConceptIdentity, year: _Year, before: _Year | None) -> Iterator[Relation]:
    target = year.amounts.get(identity.target.concept)
    if target is None:
        return
    prior = [line for line in identity.terms if line.prior]
    if not prior:
        yield from _in_the_year(identity, target, year)
        if before is None or identity.target.concept not in before.amounts:
            yield from _in_the_year_before(identity, target, year)
        return
    if before is not None and all(line.concept in before.amounts for line in prior):
        yield from _in_the_year(identity, target, year, before)
    elif len(prior) == 1 and prior[0].concept == identity.target.concept:
        yield from _over_the_year(identity, target, year)


def _in_the_year(
    identity: ConceptIdentity, target: Figure, year: _Year, before: _Year | None = None
) -> Iterator[Relation]:
    amounts = before.amounts if before else {}
    addends = [
        (line, figure)
        for line in identity.terms
        if (figure := (amounts if line.prior else year.amounts).get(line.concept)) is not None
    ]
    missing = _missing(identity, addends)
    if missing is None or not addends or any(figure.unit != target.unit for _, figure in addends):
        return
    signed = [(line.sign, figure.record_id) for line, figure in addends]
    figures = [target, *(figure for _, figure in addends)]
    kind = kind_of(*figures, plain=Kind.IDENTITY, prose=Kind.IDENTITY)
    kin = "" if missing and not _together(figures) else _kin(identity, missing)
    made = linear(kind, target.record_id, signed, kin)
    if len(set(made.record_ids)) == len(figures):
        sure = identity.strength is Strength.DEFINITION and not missing and _together(figures)
        yield Relation(made.kind, made.terms, made.result, made.kin, sure)


def _missing(identity: ConceptIdentity, addends: Sequence[tuple[Line, Figure]]) -> tuple[str, ...] | None:
    """The optional lines that are not there; None when a line is missing that must not be."""
    there = {line.concept for line, _ in addends}
    absent = [line for line in identity.terms if line.concept not in there]
    return None if any(not line.optional for line in absent) else tuple(line.concept for line in absent)


def _together(figures: Sequence[Figure]) -> bool:
    """Whether all stand in one table, so that no other kind of figure can have got in."""
    tables = {figure.record.place.table_id if figure.record.place else None for figure in figures}
    return len(tables) == 1 and None not in tables


def _kin(identity: ConceptIdentity, missing: Sequence[str], how: str = "") -> str:
    return f"identity:{identity.id}:{how}:{','.join(missing)}"


def _in_the_year_before(identity: ConceptIdentity, target: Figure, year: _Year) -> Iterator[Relation]:
    """Each line over its ratio is the line of the year before, and these add up, too."""
    terms: list[Term] = []
    for sign, concept, optional in (
        (-1, identity.target.concept, False),
        *((line.sign, line.concept, line.optional) for line in identity.terms),
    ):
        amount, ratio = year.amounts.get(concept), year.ratios.get(concept)
        if amount is not None and ratio is not None and ratio.value > 0:
            terms.append(Term(sign * _HUNDRED, amount.record_id, ratio.record_id))
        elif ratio is not None or not (optional and (amount is None or amount.value == 0)):
            return  # 0.0 ％ is of something that is not printed
    if len(terms) > 1 and target.record_id == terms[0].top:
        yield Relation(Kind.RATIO, tuple(terms), target.record_id, _kin(identity, (), "before"))


def _over_the_year(identity: ConceptIdentity, target: Figure, year: _Year) -> Iterator[Relation]:
    """The balance less its movements is the balance over its ratio to the prior year."""
    ratio = year.ratios.get(identity.target.concept)
    if ratio is None or ratio.value <= 0 or target.value <= 0:
        return
    flows = [
        (line, figure)
        for line in identity.terms
        if not line.prior and (figure := year.amounts.get(line.concept)) is not None
    ]
    missing = _missing(identity, [*flows, *((line, target) for line in identity.terms if line.prior)])
    if missing is None or not flows:
        return
    terms = [Term(1, target.record_id), Term(-_HUNDRED, target.record_id, ratio.record_id)]
    terms.extend(Term(-line.sign, figure.record_id) for line, figure in flows)
    yield Relation(Kind.IDENTITY, tuple(terms), ratio.record_id, _kin(identity, missing, "over"))
