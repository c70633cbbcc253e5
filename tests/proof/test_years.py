"""The documents of one publisher against one another."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

from samples_read import YEARS, profiles, read

from extractor.across import across_years
from extractor.model import Outcome, Status, Trust

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
