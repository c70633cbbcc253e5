"""Outcomes built by hand: a table joined over two pages, a sentence, a chart label, findings, a file that failed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.model import (
    Box,
    Cell,
    CellKind,
    Direction,
    Document,
    Failure,
    Fate,
    Finding,
    GridPlace,
    Identity,
    Layer,
    Meaning,
    Options,
    Origin,
    Outcome,
    PageSummary,
    Paragraph,
    Period,
    Quantity,
    Record,
    Section,
    SettledToken,
    Severity,
    Source,
    Status,
    Table,
    Token,
    Trust,
    Where,
    packed,
)
from extractor.profile import load_profile
from extractor.version import __version__
from extractor.write import RunInfo

YEAR = Period(2024, date(2024, 4, 1), date(2025, 3, 31))
DAY = Period(2024, date(2025, 3, 31), date(2025, 3, 31))


def _cell(row: int, col: int, text: str, kind: CellKind, page: int = 1) -> Cell:
    where = Where(page, Box(100.0 + 50 * col, 200.5 + 20 * row, 150.0 + 50 * col, 220.5 + 20 * row))
    return Cell(row, col, 1, 1, text, kind, where)


def _table(table_id: str) -> Table:
    cells = (
        Cell(0, 0, 1, 1, "", CellKind.HEADER, Where(1, Box(100.0, 200.5, 150.0, 220.5))),
        Cell(0, 1, 1, 2, "令和6年度", CellKind.HEADER, Where(1, Box(150.0, 200.5, 250.0, 220.5))),
        _cell(1, 0, "保 証 承 諾", CellKind.STUB),
        _cell(1, 1, "－", CellKind.VALUE),
        _cell(1, 2, "△ 51", CellKind.VALUE),
        _cell(2, 0, "代位弁済", CellKind.STUB, page=2),
        _cell(2, 1, "+1,613,716", CellKind.VALUE, page=2),
        _cell(2, 2, "=1+1", CellKind.NOTE, page=2),
    )
    where = (Where(1, Box(100.0, 200.5, 250.0, 240.5)), Where(2, Box(100.0, 50.0, 250.0, 70.0)))
    return Table(table_id, cells, 3, 3, where, "ruled", 1, (0,), "保証実績", "（単位：百万円）", ("※1 速報値",))


def _records(prefix: str, table_id: str) -> tuple[Record, ...]:
    acceptance = Meaning("保証承諾", None, "令和6年度", "guarantee_acceptance", "amount", "actual")
    dash = Record(
        f"{prefix}-p1-t1-r1-c1",
        Origin.TABLE,
        Layer.TEXT,
        Where(1, Box(150.0, 220.5, 200.0, 240.5)),
        Quantity("－", None, "百万円", None, "JPY", Decimal(10**6)),
        acceptance,
        YEAR,
        ("１．概況", "（１）保証"),
        GridPlace(table_id, "保証実績", 1, 1),
    )
    loss = Record(
        f"{prefix}-p1-t1-r1-c2",
        Origin.TABLE,
        Layer.TEXT,
        Where(1, Box(200.0, 220.5, 250.0, 240.5)),
        Quantity("△ 51", Decimal(-51), "百万円", Decimal(-51_000_000), "JPY", Decimal(10**6)),
        Meaning(
            "保証承諾",
            "期末基本財産",
            "令和6年度 > 差",
            "guarantee_acceptance",
            "change",
            dimensions="業種=製造業",
            concept_match="exact",
        ),
        YEAR,
        ("１．概況", "（１）保証"),
        GridPlace(table_id, "保証実績", 1, 2),
        ("※1 速報値", '（注）単位未満切捨て; 一部 "推計"'),
        Trust.PROVED,
    )
    read = Record(
        f"{prefix}-p2-t1-r2-c1",
        Origin.TABLE,
        Layer.OCR,
        Where(2, Box(150.0, 240.5, 200.0, 260.5)),
        Quantity("+1,613,716", Decimal(1613716), "百万円", Decimal(1613716000000), "JPY", Decimal(10**6)),
        Meaning("代位弁済", None, "令和6年度", "subrogation", "amount", of_which=True, basis="累計"),
        DAY,
        place=GridPlace(table_id, "保証実績", 2, 1),
        trust=Trust.SUSPECT,
        confidence=0.75,
        repaired_from="+1,6l3,716",
        corrected_by="c-7",
    )
    stated = Record(
        f"{prefix}-p2-n1",
        Origin.NARRATIVE,
        Layer.TEXT,
        Where(2, Box(72.25, 400.0, 130.0, 410.0)),
        Quantity("約94.5％", Decimal("94.50"), "％", Decimal("94.50"), "％", Decimal("0.1"), hedge="約"),
        Meaning(
            "創業保証",
            measure="ratio_prior_year",
            scope="創業保証制度",
            scenario="actual",
            direction=Direction.DECREASE,
        ),
        Period(),
        ("１．概況",),
    )
    label = Record(
        f"{prefix}-p2-g1",
        Origin.CHART,
        Layer.TEXT,
        Where(2, Box(300.0, 400.0, 320.0, 410.0)),
        Quantity("(41)", Decimal(41), bracketed=True),
        Meaning("件数"),
        Period(),
    )
    return dash, loss, read, stated, label


def _tokens(records: tuple[Record, ...]) -> tuple[SettledToken, ...]:
    def token(page: int, ordinal: int, text: str, top: float, line: str) -> Token:
        return Token(page, ordinal, text, Box(300.0, top, 310.0, top + 10), packed([(300.0, 310.0)]), line)

    return (
        SettledToken(token(1, 0, "6", 200.5, "令和6年度"), Fate.DATE),
        SettledToken(token(1, 1, "51", 220.5, "保証承諾 － △ 51"), Fate.RECORD, records[1].record_id),
        SettledToken(token(2, 0, "+1,613,716", 50.5, "代位弁済 +1,613,716"), Fate.RECORD, records[2].record_id),
        SettledToken(token(2, 1, "７", 700.5, "残り ７"), Fate.UNCLAIMED),
    )


def _outcome(file: str = "reports/令和6年度.pdf", digit: str = "a", number: Decimal | None = None) -> Outcome:
    """A document of 64 times ``digit`` as its id; ``number`` is set as the value of its chart label."""
    source = Source(Path(file), file, digit * 64)
    table_id = f"{digit * 12}-t1"
    records = _records(digit * 12, table_id)
    if number is not None:
        label = records[-1]
        records = (*records[:-1], Record(label.record_id, label.origin, label.layer, label.where,
                                         Quantity("9", number), label.meaning, label.period))  # fmt: skip
    opening = Section("", None, 0, (), (Paragraph("表紙", ()),), Where(1, Box(72.0, 60.0, 500.0, 80.0)), 1)
    section = Section("概況", "１．", 1, ("１．概況",), (Paragraph("一行目。", ()), Paragraph("=SUM(A1)。", ())),
                      Where(1, Box(72.0, 100.0, 500.0, 120.0)), 2)  # fmt: skip
    document = Document(
        source,
        Identity("長崎県信用保証協会", None, "評価", "経営計画の評価", "訂正版", YEAR),
        "credit_guarantee",
        (PageSummary(1, 595.0, 842.0, Layer.TEXT, "- 1 -"), PageSummary(2, 595.0, 842.0, Layer.OCR)),
        (_table(table_id),),
        (opening, section),
        records,
        _tokens(records),
        profile_version=load_profile("credit_guarantee").version,
    )
    findings = (
        Finding(
            "sum-mismatch",
            Severity.ERROR,
            "合計が一致しません",
            "The sum does not hold",
            Where(2, Box(150.0, 240.5, 200.0, 260.5)),
            (records[1].record_id, records[2].record_id),
            records[2].record_id,
            "-51 + 2 = 1613716",
            "-49",
            "1613716",
            ("row", "column"),
        ),
        Finding("unit-missing", Severity.INFO, "単位がありません", "No unit is given"),
    )
    seconds = (("read", 0.5), ("tables", 0.25))
    return Outcome(file, source, Status.INCONSISTENT, document, findings, None, seconds, extractor_version=__version__)


@pytest.fixture(scope="session")
def make_outcome() -> Callable[..., Outcome]:
    """``make_outcome(file, digit, number)``: a document read with findings."""
    return _outcome


@pytest.fixture
def failed() -> Outcome:
    """A file of which not even the bytes could be read."""
    failure = Failure("file-missing", "ファイルがありません", "There is no such file")
    return Outcome("gone.pdf", None, Status.FAILED, failure=failure, extractor_version=__version__)


@pytest.fixture
def outcomes(failed: Outcome) -> tuple[Outcome, ...]:
    """One document that was read and one file that failed."""
    return _outcome(), failed


@pytest.fixture(scope="session")
def run_info() -> RunInfo:
    return RunInfo.now(Options("credit_guarantee", "open sesame"), [("total", 1.5)])  # no secret
