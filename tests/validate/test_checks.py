"""Each check on a document that gives it cause, and on one that gives none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hand_made import Maker
from msgspec.structs import replace

from extractor.model import Box, CellKind, Document, Fate, Finding, Layer, SettledToken, Severity, Token, Where
from extractor.profile import Profile, load_profile
from extractor.validate import run_checks
from extractor.validate.case import Case
from extractor.validate.reading import number_unparsed


def told(document: Document, profile: Profile, code: str) -> list[Finding]:
    return [finding for finding in run_checks(document, profile) if finding.code == code]


def test_a_document_in_order_gives_no_finding(make: Maker, profile: Profile) -> None:
    document = make.document([make.record()], [make.table([(1, 1, "10")])])
    assert run_checks(document, profile) == ()


def test_figures_without_unit_are_folded_by_column(make: Maker, profile: Profile) -> None:
    bare = make.quantity(unit=None)
    records = [make.record(row, col, quantity=bare) for row in (1, 2, 3) for col in (1, 2)]
    findings = told(make.document([*records, make.record(1, 3)], [make.table()]), profile, "unit-missing")
    assert [finding.record_ids for finding in findings] == [
        ("t1-p1-r1c1", "t1-p1-r2c1", "t1-p1-r3c1"),
        ("t1-p1-r1c2", "t1-p1-r2c2", "t1-p1-r3c2"),
    ]
    assert {finding.severity for finding in findings} == {Severity.WARNING}
    assert findings[0].where is not None
    assert findings[0].where.box == (150.0, 220.0, 190.0, 275.0)
    assert "金額" in findings[0].message_ja
    assert "保証実績" in findings[0].message_en
    assert len(findings[0].evidence) == 3


def test_a_table_without_any_unit_is_one_finding(make: Maker, profile: Profile) -> None:
    bare = make.quantity(unit=None)
    dash = make.record(3, 3, quantity=make.quantity("－", None))
    records = [make.record(row, col, quantity=bare) for row in (1, 2) for col in (1, 2)]
    (finding,) = told(make.document([*records, dash], [make.table()]), profile, "unit-missing")
    assert len(finding.record_ids) == 4
    assert "the table 保証実績 on page 1" in finding.message_en


def test_a_row_without_unit_is_one_finding(make: Maker, profile: Profile) -> None:
    """倍 in the label of one row of a table in 百万円."""
    bare = make.quantity(unit=None)
    records = [make.record(row, col, quantity=bare if row == 2 else None) for row in (1, 2, 3) for col in (1, 2, 3)]
    (finding,) = told(make.document(records, [make.table()]), profile, "unit-missing")
    assert finding.record_ids == ("t1-p1-r2c1", "t1-p1-r2c2", "t1-p1-r2c3")
    assert "the row 保証承諾" in finding.message_en


def test_a_dash_needs_no_unit(make: Maker, profile: Profile) -> None:
    dash = make.quantity("－", None, None)
    assert told(make.document([make.record(quantity=dash)], [make.table()]), profile, "unit-missing") == []


def test_amounts_of_prose_without_unit_are_folded_by_page(make: Maker, profile: Profile) -> None:
    bare = make.quantity(unit=None)
    records = [make.record(row, page=page, table_id=None, quantity=bare) for page in (1, 2) for row in (1, 2)]
    findings = told(make.document(records, layers=[Layer.TEXT, Layer.TEXT]), profile, "unit-missing")
    assert [len(finding.record_ids) for finding in findings] == [2, 2]
    assert "the text of page 2" in findings[1].message_en


def test_a_fold_over_pages_points_at_its_first_page(make: Maker, profile: Profile) -> None:
    bare = make.quantity(unit=None)
    records = [make.record(9, page=2, quantity=bare), make.record(1, page=1, quantity=bare)]
    (finding,) = told(make.document(records, [make.table()], layers=[Layer.TEXT] * 2), profile, "unit-missing")
    assert finding.where == make.at(1, 1)
    assert len(finding.record_ids) == 2


def test_cells_with_digits_and_no_record_are_told(make: Maker, profile: Profile) -> None:
    table = make.table([(1, 1, "10"), (2, 1, "１2,34"), (3, 1, "略"), (4, 2, "3〜5"), (5, 2, "平成30年～34年")])
    (finding,) = told(make.document([make.record()], [table]), profile, "number-unparsed")
    assert finding.severity is Severity.WARNING
    assert [line.rpartition(": ")[2] for line in finding.evidence] == ["１2,34", "3〜5"]
    assert finding.where is not None
    assert finding.where.box == (150.0, 240.0, 240.0, 295.0)


@pytest.mark.parametrize("kind", [CellKind.HEADER, CellKind.STUB, CellKind.NOTE])
def test_digits_of_headings_are_no_figures(make: Maker, profile: Profile, kind: CellKind) -> None:
    table = make.table([(0, 1, "令和6年度")], kind=kind)
    assert told(make.document(tables=[table]), profile, "number-unparsed") == []


def test_the_same_cell_of_another_table_does_not_count(make: Maker, profile: Profile) -> None:
    document = make.document([make.record(table_id="t2")], [make.table([(1, 1, "10")])])
    assert len(told(document, profile, "number-unparsed")) == 1


def unclaimed_at(document: Document, *places: Where) -> Document:
    tokens = (Token(w.page, n, f"{n}7", w.box, b"", f"line {n}") for n, w in enumerate(places))
    return replace(document, tokens=tuple(SettledToken(token, Fate.UNCLAIMED) for token in tokens))


def test_digits_that_nobody_claims_are_folded_by_region(make: Maker, profile: Profile) -> None:
    """Rows 1 and 2 stand close together, row 9 far below them; what is claimed is not told."""
    places = [make.at(1, 1), make.at(2, 1), make.at(9, 1), make.at(0, 1, 3)]
    document = unclaimed_at(make.document(layers=[Layer.TEXT] * 3), *places)
    claimed = SettledToken(Token(1, 9, "5", make.at(5, 1).box, b"", "5"), Fate.DATE)
    document = replace(document, tokens=(*document.tokens[:3], claimed, document.tokens[3]))
    first, second, third = told(document, profile, "number-unclaimed")
    assert first.severity is Severity.WARNING
    assert first.where == Where(1, Box(150.0, 220.0, 190.0, 255.0))
    assert first.evidence == ("p. 1 (150.0, 220.0) 07: line 0", "p. 1 (150.0, 240.0) 17: line 1")
    assert "Of the 4 tokens with digits on page 1, the 2 here" in first.message_en
    assert "数字 4 個のうち、ここにある 2 個" in first.message_ja
    assert (second.where, len(second.evidence)) == (make.at(9, 1), 1)
    assert (third.where, len(third.evidence)) == (make.at(0, 1, 3), 1)
    assert document.claimed_share == 0.2


def test_digits_of_one_table_that_nobody_claims_are_one_region(make: Maker, profile: Profile) -> None:
    """However far apart they stand in it, and whatever stands right above it."""
    above, first, last = make.at(-1, 1), make.at(0, 1), make.at(4, 3)
    document = unclaimed_at(make.document(tables=[make.table()]), above, first, last)
    outside, inside = told(document, profile, "number-unclaimed")
    assert (outside.where, len(outside.evidence), len(inside.evidence)) == (above, 1, 2)
    assert inside.where == Where(1, Box(150.0, 200.0, 290.0, 295.0))


def test_pages_without_characters_are_told(make: Maker, profile: Profile) -> None:
    document = make.document(layers=[Layer.TEXT, Layer.NONE, Layer.OCR, Layer.NONE])
    findings = told(document, profile, "page-unread")
    assert [finding.where.page for finding in findings if finding.where] == [2, 4]


def test_an_unknown_publisher_is_told(make: Maker, profile: Profile) -> None:
    (finding,) = told(make.document(organization=None), profile, "organization-unknown")
    assert finding.severity is Severity.WARNING
    assert finding.where is None


def test_an_unknown_year_is_a_warning_once(make: Maker, profile: Profile) -> None:
    document = make.document([make.record(year=None)], [make.table()], year=None)
    (finding,) = told(document, profile, "fiscal-year-unknown")
    assert finding.severity is Severity.WARNING
    assert finding.record_ids == ()


def test_figures_without_year_in_a_dated_document_are_an_info(make: Maker, profile: Profile) -> None:
    records = [make.record(1, year=None), make.record(2, year=None), make.record(3)]
    (finding,) = told(make.document(records, [make.table()]), profile, "fiscal-year-unknown")
    assert finding.severity is Severity.INFO
    assert finding.record_ids == ("t1-p1-r1c1", "t1-p1-r2c1")


def test_a_table_without_caption_is_told_when_it_gave_records(make: Maker, profile: Profile) -> None:
    tables = [make.table(caption=None), make.table(table_id="t2", caption=None)]
    (finding,) = told(make.document([make.record()], tables), profile, "table-without-caption")
    assert finding.severity is Severity.INFO
    assert finding.where == tables[0].where[0]


def test_bracketed_figures_are_folded_by_table(make: Maker, profile: Profile) -> None:
    bracketed = make.quantity("(41)", Decimal(41), bracketed=True)
    records = [make.record(row, col, quantity=bracketed) for row in (1, 2) for col in (1, 2)]
    (finding,) = told(make.document(records, [make.table()]), profile, "bracketed-figure")
    assert finding.severity is Severity.INFO
    assert len(finding.record_ids) == 4


def test_a_departure_from_the_schema_is_told_among_the_others(make: Maker, profile: Profile) -> None:
    endless = make.quantity("1", Decimal("NaN"))
    findings = told(make.document([make.record(quantity=endless)], [make.table()]), profile, "schema-violation")
    assert [finding.suspect_record_id for finding in findings] == ["t1-p1-r1c1"]


def test_findings_come_in_the_order_of_the_pages(make: Maker, profile: Profile) -> None:
    bare = make.quantity(unit=None)
    records = [make.record(3, page=2, quantity=bare, table_id=None), make.record(1, quantity=bare)]
    document = make.document(records, [make.table(caption=None)], layers=[Layer.TEXT, Layer.NONE], organization=None)
    findings = run_checks(document, profile)
    assert [finding.code for finding in findings] == [
        "organization-unknown",
        "table-without-caption",
        "unit-missing",
        "page-unread",
        "unit-missing",
    ]
    assert run_checks(document, profile) == findings


@pytest.mark.parametrize(
    ("found_by", "disputed_by", "severity"),
    [
        ("tags", "alignment", Severity.INFO),
        ("tags", "horizontal-rules", Severity.INFO),
        ("tags", "ruled", Severity.WARNING),
        ("ruled", "tags", Severity.WARNING),
        ("alignment", "tags", Severity.WARNING),
    ],
)
def test_tags_and_looks_that_differ_are_told(
    make: Maker, profile: Profile, found_by: str, disputed_by: str, severity: Severity
) -> None:
    table = replace(make.table([(1, 1, "10")]), found_by=found_by, disputed_by=disputed_by)
    (finding,) = told(make.document([make.record()], [table]), profile, "table-structure-disputed")
    assert (finding.severity, finding.record_ids) == (severity, ("t1-p1-r1c1",))


def test_a_cell_whose_digits_are_all_explained_wants_no_record() -> None:
    """An address among figures; with one digit that nobody knows, it is told."""
    make = Maker()
    cells = make.table([(1, 1, "港区西８丁目17番")])
    box = cells.cells[0].where.box
    for fates, told in [((Fate.NAME, Fate.NAME), 0), ((Fate.NAME, Fate.UNCLAIMED), 1), ((), 1)]:
        tokens = tuple(SettledToken(Token(1, n, "8", box, b"", ""), fate) for n, fate in enumerate(fates))
        document = replace(make.document(tables=[cells]), tokens=tokens)
        assert len(list(number_unparsed(Case(document, load_profile("generic"))))) == told
