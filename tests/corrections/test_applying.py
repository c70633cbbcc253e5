"""Decisions meet a document by what it says, and are applied before it is checked."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from decisions import SLIP, blamed, decision, document_of
from msgspec.structs import replace

from extractor import extract
from extractor.corrections import concerns, decided, settled, unmet
from extractor.model import (
    Decision,
    DecisionKind,
    Fit,
    Options,
    Outcome,
    Severity,
    Trust,
)


@pytest.fixture(scope="module")
def slip(root: Path) -> Outcome:
    return extract(root / SLIP)


@pytest.fixture(scope="module")
def correction(slip: Outcome) -> Decision:
    finding, record = blamed(slip)
    return decision(document_of(slip), record, DecisionKind.CORRECT, finding.suggestion)


def test_a_correction_takes_its_findings_away(root: Path, slip: Outcome, correction: Decision) -> None:
    finding, record = blamed(slip)
    again = extract(root / SLIP, Options(decisions=(correction,)))
    now = next(r for r in document_of(again).records if r.record_id == record.record_id)
    assert finding.suggestion is not None
    assert now.quantity.value == Decimal(finding.suggestion.replace(",", ""))
    assert now.quantity.value_base is not None and record.quantity.value_base is not None
    assert (now.quantity.raw, now.corrected_by) == (record.quantity.raw, "d1")
    assert now.trust in (Trust.PROVED, Trust.SUPPORTED)
    assert not [f for f in again.findings if f.severity is Severity.ERROR]
    (told,) = [f for f in again.findings if f.code == "decision-applied"]
    assert (told.record_ids, told.severity) == ((record.record_id,), Severity.INFO)
    assert "checker A" in told.message_en and "原本と照合" in told.message_ja
    assert record.quantity.raw != finding.suggestion


@pytest.mark.parametrize("kind", [DecisionKind.ACCEPT, DecisionKind.INTENDED])
def test_what_was_accepted_is_told_as_info_with_who_and_why(slip: Outcome, kind: DecisionKind) -> None:
    finding, record = blamed(slip)
    document = decided(document_of(slip), [decision(document_of(slip), record, kind)])
    (told,) = [f for f in settled(slip.findings, document) if f.code == finding.code]
    assert told.severity is Severity.INFO
    assert "checker A" in told.message_ja and "原本と照合" in told.message_en
    (same,) = [r for r in document.records if r.record_id == record.record_id]
    assert (same.quantity, same.corrected_by) == (record.quantity, None)


def test_a_confirmed_witness_settles_nothing(slip: Outcome) -> None:
    finding, record = blamed(slip)
    witness = next(
        r for r in document_of(slip).records if r.record_id in finding.record_ids and r.record_id != record.record_id
    )
    document = decided(document_of(slip), [decision(document_of(slip), witness, DecisionKind.INTENDED)])
    assert settled(slip.findings, document) == slip.findings


def test_a_value_in_another_unit_is_not_taken(slip: Outcome) -> None:
    _, record = blamed(slip)
    document = decided(document_of(slip), [decision(document_of(slip), record, DecisionKind.CORRECT, "12％")])
    assert [made.fit for made in document.decisions] == [Fit.UNIT]
    assert document.records == document_of(slip).records


def test_a_text_that_changed_is_told_with_what_stands_there(slip: Outcome, correction: Decision) -> None:
    old = replace(correction, key=replace(correction.key, raw="9"))
    (made,) = decided(document_of(slip), [old]).decisions
    assert (made.fit, made.record_id) == (Fit.CHANGED, None)
    assert made.found is not None and correction.key.raw in made.found


def test_labels_that_are_gone_are_told(root: Path, slip: Outcome, correction: Decision) -> None:
    old = replace(correction, key=replace(correction.key, item="存在しない項目"))
    again = extract(root / SLIP, Options(decisions=(old,)))
    (told,) = [f for f in again.findings if f.code == "decision-stale"]
    assert told.severity is Severity.ERROR
    assert "存在しない項目" in told.message_ja and "corrections.toml:3" in told.message_en
    assert document_of(again).records == document_of(slip).records


def test_the_same_file_under_another_identity_is_told(slip: Outcome, correction: Decision) -> None:
    old = replace(correction, key=replace(correction.key, fiscal_year=1999))
    assert [made.fit for made in decided(document_of(slip), [old]).decisions] == [Fit.OTHER_IDENTITY]


def test_decisions_on_other_documents_are_left_alone(slip: Outcome, correction: Decision) -> None:
    other = replace(correction, sha256=None, key=replace(correction.key, fiscal_year=1999))
    document = document_of(slip)
    assert decided(document, [other]) == document
    assert unmet([other, correction], [(document.source.document_id, document.identity)]) == (other,)
    assert not concerns(other, document.source.document_id, document.identity)


def test_a_decision_without_a_publisher_is_about_its_very_file_only(slip: Outcome, correction: Decision) -> None:
    document = document_of(slip)
    nameless = replace(document, identity=replace(document.identity, organization=None))
    own = replace(correction, key=replace(correction.key, organization=None))
    assert [made.fit for made in decided(nameless, [own]).decisions] == [Fit.APPLIED]
    assert decided(nameless, [replace(own, sha256="b" * 64)]).decisions == ()


def test_among_equals_the_place_decides_and_without_one_nobody_guesses(slip: Outcome, correction: Decision) -> None:
    document = document_of(slip)
    record = next(r for r in document.records if r.record_id == blamed(slip)[1].record_id)
    box = record.where.box
    moved = replace(record.where, box=box._replace(top=box.top + 40, bottom=box.bottom + 40))
    twin = replace(record, record_id="twin", where=moved)
    twins = replace(document, records=(twin, *document.records))
    assert [made.record_id for made in decided(twins, [correction]).decisions] == [record.record_id]
    placeless = replace(correction, sha256=None, where=None)
    assert [made.fit for made in decided(twins, [placeless]).decisions] == [Fit.AMBIGUOUS]
    # in another file the page may have changed, the box decides
    elsewhere = replace(correction, sha256="b" * 64, where=replace(record.where, page=record.where.page + 1))
    assert [made.record_id for made in decided(twins, [elsewhere]).decisions] == [record.record_id]


def test_two_decisions_on_one_number_apply_once(slip: Outcome, correction: Decision) -> None:
    double = replace(correction, decision_id="d2", value="1", sha256=None, where=None)
    made = decided(document_of(slip), [correction, double]).decisions
    assert [one.fit for one in made] == [Fit.APPLIED, Fit.AMBIGUOUS]


def test_spaces_and_widths_do_not_matter(slip: Outcome, correction: Decision) -> None:
    wide = replace(correction, key=replace(correction.key, item=" ".join(correction.key.item)))
    assert [made.fit for made in decided(document_of(slip), [wide]).decisions] == [Fit.APPLIED]
