"""Labels that met a concept nearly or not at all are told, each once."""

from __future__ import annotations

import pytest
from hand_made import Maker
from msgspec.structs import replace

from extractor.model import Document, Meaning, Record, Severity
from extractor.profile import load_profile
from extractor.validate.case import Case
from extractor.validate.labels import label_uncertain, label_unknown
from extractor.validate.trust import suspect_ids

PROFILE = load_profile("credit_guarantee")
MAKER = Maker()


def labelled(row: int, item: str, concept: str | None = None, how: str | None = None, page: int = 1) -> Record:
    record = MAKER.record(row, page=page)
    return replace(record, meaning=Meaning(item, concept=concept, concept_match=how))


def document(*records: Record) -> Document:
    return MAKER.document(records)


def test_an_uncertain_label_is_told_once_with_its_candidates_and_makes_its_figures_suspect() -> None:
    first = labelled(1, "当期の求償権回収合計", "indemnity_recovery", "similar", 2)
    again = labelled(2, "当期の求償権回収合計", "indemnity_recovery", "similar", 3)
    (finding,) = label_uncertain(
        Case(document(first, again, labelled(3, "保証承諾", "guarantee_acceptance", "exact")), PROFILE)
    )
    assert (finding.severity, finding.where and finding.where.page) == (Severity.WARNING, 2)
    assert suspect_ids([finding]) == {first.record_id, again.record_id}
    assert "「求償権回収」とみなしました" in finding.message_ja
    assert "Other candidates: indemnity_" in finding.message_en


def test_unknown_labels_are_one_info_with_every_label_and_its_pages() -> None:
    records = [labelled(n, "選考試験事業収入", page=n) for n in range(1, 9)] + [labelled(1, "保証承諾件数増加率")]
    (finding,) = label_unknown(Case(document(*records), PROFILE))
    assert finding.severity is Severity.INFO
    assert finding.evidence[0] == "選考試験事業収入: 8 × p. 1, 2, 3, 4, 5 (+3)"
    assert "2 label(s)" in finding.message_en
    assert "数値 9 個" in finding.message_ja


@pytest.mark.parametrize(
    "record",
    [
        labelled(1, "保証承諾", "guarantee_acceptance", "exact"),
        labelled(1, ""),
        replace(labelled(1, "製造業"), meaning=Meaning("製造業", dimensions="業種=製造業")),
        replace(labelled(1, "謎"), quantity=MAKER.quantity("－", None)),
        replace(MAKER.record(table_id=None), meaning=Meaning("謎")),
    ],
)
def test_what_has_a_meaning_or_no_figure_is_not_unknown(record: Record) -> None:
    assert list(label_unknown(Case(document(record), PROFILE))) == []


def test_a_profile_without_concepts_knows_no_label_and_says_nothing() -> None:
    assert list(label_unknown(Case(document(labelled(1, "謎")), load_profile("generic")))) == []
