"""The documents of one publisher against one another."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cache

import pytest
from msgspec.structs import replace
from samples_read import YEARS, profiles, read

from extractor.across import across_years
from extractor.model import Layer, Outcome, Status, Trust
from extractor.normalise.numbers import parse_figure
from extractor.proof import prove
from extractor.proof.kept import unpacked
from extractor.validate import run_checks

TOLD = frozenset({"year-chain-mismatch", "fact-mismatch", "figure-restated", "figure-corrected"})


@cache
def _alone() -> tuple[Outcome, ...]:
    return tuple(read(path) for path in YEARS)


@cache
def _together() -> tuple[Outcome, ...]:
    return across_years(_alone(), profiles())


def _trusts(outcomes: tuple[Outcome, ...]) -> Counter[Trust]:
    return Counter(r.trust for o in outcomes if o.document for r in o.document.records)


def test_clean_years_contradict_each_other_nowhere_and_prove_more() -> None:
    codes = [f.code for o in _together() for f in o.findings if f.code in TOLD]
    assert codes == ["figure-restated"]
    assert _trusts(_together())[Trust.PROVED] > _trusts(_alone())[Trust.PROVED]
    assert _trusts(_together())[Trust.UNCHECKED] < _trusts(_alone())[Trust.UNCHECKED]


def test_the_restated_year_is_told_as_restated() -> None:
    told = [f for o in _together() for f in o.findings if f.code == "figure-restated"]
    assert len(told) == 1 and len(told[0].record_ids) == 2
    assert any("その他人件費" in line and "119,200" in line and "140" in line for line in told[0].evidence)


def test_doing_it_twice_or_in_another_order_changes_nothing() -> None:
    assert across_years(_together(), profiles()) == _together()
    assert across_years(_alone()[::-1], profiles()) == _together()[::-1]


def test_what_was_found_in_tables_alone_is_what_would_be_found_again() -> None:
    """Kept relations change nothing, and those of other records (a year's figures changed since) are not taken."""
    bare = tuple(replace(outcome, found=b"") for outcome in _alone())
    assert all(outcome.found for outcome in _alone())
    assert across_years(bare, profiles()) == _together()
    first, *others = _alone()
    document = first.document
    assert document is not None and unpacked(first.found, document)
    records = tuple(replace(r, quantity=replace(r.quantity, bracketed=True)) for r in document.records)
    changed = replace(document, records=records)
    assert unpacked(first.found, changed) is None
    stale, fresh = (replace(first, document=changed, found=found) for found in (first.found, b""))
    assert across_years((stale, *others), profiles()) == across_years((fresh, *others), profiles())


def test_other_publishers_and_unknown_ones_tell_nothing() -> None:
    """Each year under a name of its own, and one without a name, stay as they were read."""
    names = ["甲協会", "乙協会", None]
    apart = tuple(
        replace(o, document=replace(o.document, identity=replace(o.document.identity, organization=name)))
        for name, o in zip(names, _alone()[2:5], strict=True)
        if o.document is not None
    )
    assert across_years(apart, profiles()) == apart


def test_failed_documents_and_second_copies_pass_through() -> None:
    failed = Outcome("x.pdf", None, Status.FAILED)
    copied = (*_alone()[:2], failed, replace(_alone()[0], file="copy.pdf"))
    first, _, third, fourth = across_years(copied, profiles())
    assert third == failed
    assert fourth == replace(first, file="copy.pdf")


def _edition(label: str | None, prefix: str, raised: str | None = None) -> Outcome:
    """The 業務数値 of 令和３年度 as another edition would hold it; the figure ``raised`` ten more."""
    outcome = _alone()[3]
    document = outcome.document
    assert document is not None
    records = []
    for record in document.records:
        quantity, place = record.quantity, record.place
        if record.record_id == raised and quantity.value is not None and quantity.value_base is not None:
            value = quantity.value + 10
            base = quantity.value_base / quantity.value * value
            quantity = replace(quantity, raw=f"{value:,}", value=value, value_base=base)
        moved = None if place is None else replace(place, table_id=prefix + place.table_id[12:])
        records.append(replace(record, record_id=prefix + record.record_id[12:], quantity=quantity, place=moved))
    source = replace(document.source, document_id=prefix + document.source.document_id[12:])
    identity = replace(document.identity, edition_label=label)
    return replace(
        outcome,
        source=source,
        document=replace(document, source=source, identity=identity, tables=(), records=tuple(records)),
    )


def test_what_a_corrected_edition_prints_otherwise_is_told_of_the_first() -> None:
    document = _alone()[3].document
    assert document is not None
    prior = next(
        r for r in document.records if (r.meaning.item, r.meaning.column) == ("保証申込", "前年度実績")
    )  # its ratio holds with either figure
    first, second = across_years([_edition(None, "a" * 12, prior.record_id), _edition("訂正版", "b" * 12)], profiles())
    told = [f for f in first.findings if f.code == "figure-corrected"]
    assert [f.record_ids for f in told] == [("a" * 12 + prior.record_id[12:],)]
    assert "255,870" in told[0].message_en and "255,880" in told[0].message_en
    assert not [f for f in second.findings if f.code in TOLD]


def _scanned(printed: str, read: str, confidence: float) -> tuple[Outcome, str]:
    """令和５年度 as a recogniser may have read it: its figure ``printed``, which nothing in the document tells, as ``read``."""
    outcome = _alone()[5]
    assert outcome.document is not None
    records = [replace(r, layer=Layer.OCR, confidence=0.99) for r in outcome.document.records]
    at = next(i for i, r in enumerate(records) if r.quantity.raw == printed and r.meaning.item.startswith("保証"))
    quantity = parse_figure(read, records[at].quantity.unit)
    assert quantity is not None
    records[at] = replace(records[at], quantity=quantity, confidence=confidence)
    return replace(outcome, document=replace(outcome.document, records=tuple(records))), records[at].record_id


@pytest.mark.parametrize(("read", "right"), [("6,374", Decimal(6874)), ("6,824", Decimal(6824))])
def test_a_misread_figure_is_put_right_by_the_years_beside_it_or_told(read: str, right: Decimal) -> None:
    """8 is read as 3, but no 7 as 2."""
    scanned, name = _scanned("6,874", read, 0.99)
    done = across_years([*_alone()[3:5], scanned, _alone()[6]], profiles())
    assert done[2].document is not None
    record = next(r for r in done[2].document.records if r.record_id == name)
    assert (record.quantity.value, record.repaired_from) == (right, read if right == 6874 else None)
    code = "figure-repaired" if right == 6874 else "year-chain-mismatch"
    assert [f.code for f in done[2].findings if f.suspect_record_id == name] == [code]
    assert across_years(done, profiles()) == done


def test_a_doubtful_reading_is_confirmed_by_the_years_beside_it() -> None:
    scanned, name = _scanned("95.3", "95.3", 0.3)  # 前年度比 of what only 令和４年度 states
    assert scanned.document is not None
    alone = run_checks(scanned.document, profiles()["credit_guarantee"], prove([scanned.document], profiles()))
    assert {f.code for f in alone if name in f.record_ids} == {"ocr-low-confidence"}
    done = across_years([_alone()[4], replace(scanned, findings=alone)], profiles())
    assert {f.code for f in done[1].findings if name in f.record_ids} == {"ocr-confirmed"}
