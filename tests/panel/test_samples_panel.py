"""The seven years of the samples' association as a panel, year by year against what is printed."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from extractor.batch import run
from extractor.model import Limits

UNITS = {"億円": 10**8, "百万円": 10**6, "千円": 10**3}
#: concept → what it is called in the truth
HEADLINES = {
    "guarantee_acceptance": {"保証承諾"},
    "guarantee_balance": {"保証債務残高"},
    "subrogation": {"代位弁済"},
    "indemnity_recovery": {"実際回収", "求償権回収", "回収"},
    "ordinary_income": {"経常収入"},
    "ordinary_expenditure": {"経常支出"},
    "ordinary_balance": {"経常収支差額"},
    "extraordinary_balance": {"経常外収支差額"},
    "period_balance": {"当期収支差額"},
    "fund": {"基金"},
}
YEARS = range(2018, 2025)
MINUS = str.maketrans("△▲", "--")


def step_of(cell: dict[str, Any]) -> Decimal:
    return Decimal(UNITS[cell["unit"]]) / 10 ** len(cell["raw"].partition(".")[2])


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def panel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    out = tmp_path_factory.mktemp("years")
    run(sorted((root / "samples").glob("minato*.pdf")), out, limits=Limits(jobs=2))
    rows: list[dict[str, Any]] = pq.read_table(out / "panel.parquet").to_pylist()
    return rows


@pytest.fixture(scope="module")
def printed(root: Path) -> list[dict[str, Any]]:
    """Every printed cell that holds an actual, of its own year or of the year before."""
    cells: list[dict[str, Any]] = []
    for path in sorted((root / "samples").glob("minato*.truth.json")):
        truth = json.loads(path.read_text("utf-8"))
        cells += [cell for cell in truth["cells"] if cell["scenario"] in {"actual", "prior_actual"}]
    return cells


@pytest.mark.parametrize("concept", HEADLINES)
def test_each_headline_is_there_for_every_year_and_right(
    panel: list[dict[str, Any]], printed: list[dict[str, Any]], concept: str
) -> None:
    for year in YEARS:
        (row,) = [
            row
            for row in panel
            if (row["concept"], row["fiscal_year"], row["measure"], row["scenario"], row["dimensions"], row["basis"])
            == (concept, year, "amount", "actual", "", None)
        ]
        stated = [
            (Decimal(cell["raw"].replace(",", "").translate(MINUS)) * UNITS[cell["unit"]], step_of(cell))
            for cell in printed
            if cell["item"] in HEADLINES[concept]
            and (cell["fiscal_year"], cell["measure"]) == (year, "amount")
            and cell["value"] is not None
        ]
        assert stated, (concept, year)
        assert all(abs(row["value_base"] - value) <= max(step, row["step"]) for value, step in stated), (concept, year)
        assert row["step"] <= min(step for _, step in stated)
        assert not row["conflict"] or concept == "fund", (concept, year)
        assert row["unit_base"] == "JPY"


def test_what_was_restated_is_the_two_lines_that_the_note_names(panel: list[dict[str, Any]]) -> None:
    restated = {(r["concept"], r["fiscal_year"]): r for r in panel if r["restated_from"] is not None}
    assert set(restated) == {("other_personnel_expenses", 2021), ("office_expenses", 2021)}
    assert restated["other_personnel_expenses", 2021]["value_base"] == 119_200_000
    assert restated["office_expenses", 2021]["value_base"] == 175_588_000
    assert all(r["break_id"] is not None and not r["conflict"] for r in restated.values())
