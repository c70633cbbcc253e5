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
