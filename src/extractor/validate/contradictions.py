"""Figures that contradict each other, one finding for each cause, under the code of what they break."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from extractor.model import Finding, Layer, Origin, Record, Severity
from extractor.proof import Blame, Kind, Proof
from extractor.proof.wording import equation, named, number, span
from extractor.validate.case import Case
from extractor.validate.check import Check, check
from extractor.validate.folding import area_of


@check(
    "sum-mismatch",
    severity=Severity.ERROR,
    ja="合計や差引が合わない数値",
    en="Figures that do not add up",
)
def sum_mismatch(case: Case) -> Iterator[Finding]:
    """Totals, subtotals, differences and the two sides of a balance sheet."""
    yield from _findings(sum_mismatch, case, Kind.SUM)


@check(
    "ratio-mismatch",
    severity=Severity.ERROR,
    ja="計画比、前年度比、構成比などが合わない数値",
    en="Ratios, shares and averages that do not follow from their figures",
)
def ratio_mismatch(case: Case) -> Iterator[Finding]:
    """Quotients against what they compare."""
    yield from _findings(ratio_mismatch, case, Kind.RATIO, Kind.SHARE, Kind.AVERAGE)


@check(
    "change-mismatch",
    severity=Severity.ERROR,
    ja="増減額が合わない数値",
    en="Changes that do not follow from their figures",
)
def change_mismatch(case: Case) -> Iterator[Finding]:
    """増減 against the figures of both years."""
    yield from _findings(change_mismatch, case, Kind.CHANGE)


@check(
    "identity-mismatch",
    severity=Severity.ERROR,
    ja="勘定科目の関係式に合わない数値",
    en="Figures that break an identity of the accounts",
)
def identity_mismatch(case: Case) -> Iterator[Finding]:
    """What the form of the accounts itself demands, as the profile declares it."""
    yield from _findings(identity_mismatch, case, Kind.IDENTITY)


@check(
    "fact-mismatch",
    severity=Severity.ERROR,
    ja="同じ事項が場所により異なる数値",
    en="Figures that state one fact in two ways",
)
def fact_mismatch(case: Case) -> Iterator[Finding]:
    """The same item, year and measure in two tables."""
    yield from _findings(fact_mismatch, case, Kind.EQUAL)


@check(
    "narrative-mismatch",
    severity=Severity.ERROR,
    ja="本文どうし、または本文と表で合わない数値",
    en="Figures of the text that contradict each other or a table",
)
def narrative_mismatch(case: Case) -> Iterator[Finding]:
    """A sentence against the tables, or its amount, ratio and change among themselves."""
    yield from _findings(narrative_mismatch, case, Kind.NARRATIVE)


@check(
    "year-chain-mismatch",
    severity=Severity.WARNING,
    ja="前年度の書類と合わない数値",
    en="Figures that do not fit last year's document",
)
def year_chain_mismatch(case: Case) -> Iterator[Finding]:
    """This year's column of last year, or a ratio to it, against what last year's document stated; it may be restated."""
    yield from _findings(year_chain_mismatch, case, Kind.YEARS)


#: a cause that breaks relations of several kinds is told under the first of these
_RANK = (
    Kind.NARRATIVE,
    Kind.SUM,
    Kind.CHANGE,
    Kind.RATIO,
    Kind.SHARE,
    Kind.AVERAGE,
    Kind.IDENTITY,
    Kind.EQUAL,
    Kind.YEARS,
)


def _findings(one: Check, case: Case, *kinds: Kind) -> Iterator[Finding]:
    own = {record.record_id for record in case.document.records}
    for blame in case.proof.blames:
        home = blame.culprit or blame.suspects[0]
        if home in own and _kind(blame, case.proof) in kinds:
            found = _finding(one, blame, case.proof)
            doubtful = all(relation.by_label for relation in blame.relations)
            yield replace(found, severity=Severity.WARNING) if doubtful else found


def _kind(blame: Blame, proof: Proof) -> Kind:
    if blame.culprit is not None and proof.figures[blame.culprit].record.origin is Origin.NARRATIVE:
        return Kind.NARRATIVE
    return min((relation.kind for relation in blame.relations), key=_RANK.index)


def _finding(one: Check, blame: Blame, proof: Proof) -> Finding:
    equations = [equation(relation, proof.figures, proof.box) for relation in blame.relations]
    ids = tuple(dict.fromkeys(name for relation in blame.relations for name in relation.record_ids))
    if blame.culprit is None:
        suspects = [proof.figures[name].record for name in blame.suspects]
        ja, en = _undecided(suspects, equations[0])
        made = one.finding(ja, en, where=area_of([record.where for record in suspects]), record_ids=blame.suspects)
        return replace(made, equation=equations[0], evidence=tuple(equations))
    figure = proof.figures[blame.culprit]
    right = number(blame.proposal, figure, finer=0) if blame.proposal is not None else ""
    expected = span(blame.expected, figure) if blame.expected is not None else None
    ja, en = _decided(figure.record, named(figure), right, equations[0])
    made = one.finding(ja, en, where=figure.record.where, record_ids=ids)
    return replace(
        made,
        suspect_record_id=blame.culprit,
        equation=equations[0],
        expected=expected,
        actual=figure.record.quantity.raw,
        suggestion=right or None,
        evidence=tuple(equations),
    )


def _decided(record: Record, name: str, right: str, shown: str) -> tuple[str, str]:
    page = record.where.page
    whose_ja, whose_en = _whose(record)
    return (
        f"{page} ページの「{name}」はほかの数値と合いません。{right} であれば合います（{whose_ja}）。計算: {shown}",
        f"{name} on page {page} contradicts other figures; {right} would fit ({whose_en}). {shown}",
    )


def _undecided(suspects: list[Record], shown: str) -> tuple[str, str]:
    page = suspects[0].where.page
    return (
        f"{page} ページの {len(suspects)} 個の数値のどれかが合いません。原本と照らしてください。計算: {shown}",
        f"One of {len(suspects)} figures on page {page} is wrong; compare them with the page. {shown}",
    )


def _whose(record: Record) -> tuple[str, str]:
    """Whether the publisher or the reading is at fault: characters of a text layer are certain."""
    if record.layer is Layer.OCR:
        return "読み取りの誤りかもしれません", "perhaps misread"
    return "原本の記載の誤りと思われます", "probably a slip of the publisher"
