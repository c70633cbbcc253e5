"""正誤表: what is printed as wrong never becomes a figure."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn import Grid, drawn, found_on, records_on

from extractor.model import Document, Identity, Layer, Page, PageSummary, Severity, Source
from extractor.profile import load_profile
from extractor.validate import run_checks

COLUMNS = Grid(
    [
        ["頁", "箇所", "誤", "正"],
        ["3", "保証承諾の件数", "5,355件", "5,335件"],
        ["12", "求償権残高", "20百万円", "30百万円"],
    ],
    (40, 140, 70, 70),
)
NESTED = Grid(
    [
        ["項目", "誤", None, "正", None],
        ["", "計画", "実績", "計画", "実績"],
        ["保証承諾", "1", "2", "3", "4"],
        ["回収", "5", "6", "7", "8"],
    ],
    (100, 50, 50, 50, 50),
)
ROWS = Grid([["", "計画", "実績"], ["誤", "100", "200"], ["正", "110", "210"]])
PLAIN = Grid([["項目", "計画", "実績"], ["保証承諾", "100", "264"], ["回収", "5", "6"]])


def raws(page: Page) -> list[str]:
    return [r.quantity.raw for r in records_on(page)]


@pytest.mark.parametrize(
    ("grid", "right"),
    [(COLUMNS, ["5,335件", "30百万円"]), (NESTED, ["3", "4", "7", "8"]), (ROWS, ["110", "210"])],
)
def test_only_the_right_side_is_read(grid: Grid, right: list[str]) -> None:
    assert raws(drawn(grid)) == right
    assert {r.meaning.concept for r in records_on(drawn(grid))} == {None}


def test_a_whole_table_that_is_wrong() -> None:
    wrong = drawn(PLAIN, above=[("（誤）", 0, 4)])
    assert raws(wrong) == []
    before = drawn(PLAIN, above=[("【訂正前】", 0, 4)])
    assert raws(before) == []


def test_a_whole_table_that_is_right_is_as_any_other() -> None:
    page = drawn(PLAIN, above=[("（正）", 0, 4)])
    assert raws(page) == ["100", "264", "5", "6"]
    assert records_on(page)[0].meaning.concept == "guarantee_acceptance"


def test_a_heading_that_only_begins_so_is_no_erratum() -> None:
    grid = Grid([["項目", "正味財産", "正"], ["保証承諾", "100", "264"], ["回収", "5", "6"]])
    assert len(records_on(drawn(grid))) == 4


@pytest.mark.parametrize(("grid", "ids"), [(COLUMNS, 2), (ROWS, 2)])
def test_an_erratum_is_told(grid: Grid, ids: int) -> None:
    page = drawn(grid)
    document = Document(
        source=Source(Path("a.pdf"), "a.pdf", "a" * 64),
        identity=Identity(),
        profile="credit_guarantee",
        pages=(PageSummary(1, page.width, page.height, Layer.TEXT),),
        tables=found_on(page).tables,
        sections=(),
        records=tuple(records_on(page)),
    )
    found = [
        f for f in run_checks(document, load_profile("credit_guarantee")) if f.code in {"erratum", "number-unparsed"}
    ]
    assert [(f.code, f.severity, len(f.record_ids)) for f in found] == [("erratum", Severity.WARNING, ids)]
