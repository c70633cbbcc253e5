"""Charts of several producers, against the descriptions that they were made from."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from extractor import extract
from extractor.ledger import settle
from extractor.model import Document, Fate, Origin, Record
from extractor.normalise.labels import normalise_label
from extractor.write.rows import record_columns

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TRUTHS: dict[str, list[dict[str, Any]]] = {
    path.stem: json.loads(path.read_text("utf-8"))["charts"] for path in sorted(HERE.glob("*.json"))
}
CASES = [(name, chart["page"]) for name, charts in TRUTHS.items() for chart in charts]


@cache
def read(path: Path) -> Document:
    document = extract(str(path)).document
    assert document is not None
    return document


def truth(name: str, page: int) -> dict[str, Any]:
    return next(chart for chart in TRUTHS[name] if chart["page"] == page)


def records(name: str, page: int) -> list[Record]:
    return [r for r in read(HERE / f"{name}.pdf").records if r.origin is Origin.CHART and r.where.page == page]


def plain(text: str | None) -> str | None:
    return re.sub(r"\s", "", normalise_label(text)) if text is not None else None


@pytest.mark.parametrize(("name", "page"), CASES)
def test_every_printed_figure_is_a_record_and_none_is_of_a_wrong_series_or_year(name: str, page: int) -> None:
    wanted = [
        (text, plain(series), plain(category), year) for text, series, category, year in truth(name, page)["labels"]
    ]
    got = records(name, page)
    assert sorted(r.quantity.raw for r in got) == sorted(text for text, *_ in wanted)
    for record in got:
        fitting = [
            row
            for row in wanted
            if row[0] == record.quantity.raw
            and record.meaning.item in ("", row[1])
            and record.meaning.column in (None, row[2])
            and (record.meaning.column is None or record.period.fiscal_year in (None, row[3]))
        ]
        assert fitting, (record.quantity.raw, record.meaning, record.period)


def test_nearly_every_figure_has_its_series_its_category_and_its_year() -> None:
    """A bar so low that it is a stroke has none."""
    labels = [row for charts in TRUTHS.values() for chart in charts for row in chart["labels"]]
    got = [record for name, page in CASES for record in records(name, page)]
    assert sum(not r.meaning.item for r in got) <= 1
    assert sum(r.meaning.column is not None for r in got) == sum(row[2] is not None for row in labels)
    years = [r.period.fiscal_year for r in got if r.meaning.column is not None]
    assert sum(year is not None for year in years) == sum(row[3] is not None for row in labels)


@pytest.mark.parametrize(("name", "page"), CASES)
def test_the_unit_is_that_of_the_chart(name: str, page: int) -> None:
    """One beside a table has its own; the pie of Calc prints none."""
    unit = None if (name, page) == ("calc", 3) else truth(name, page)["unit"]
    assert {record.quantity.unit for record in records(name, page)} <= {unit}


@pytest.mark.parametrize(("name", "page"), CASES)
def test_one_chart_is_found_with_its_title(name: str, page: int) -> None:
    found = [chart.title for chart in read(HERE / f"{name}.pdf").charts if chart.where.page == page]
    assert [plain(title) for title in found] == [plain(truth(name, page)["title"])]


@pytest.mark.parametrize("name", TRUTHS)
def test_no_digit_of_a_chart_is_lost_and_its_scale_is_no_record(name: str) -> None:
    document = read(HERE / f"{name}.pdf")
    assert [s.token.line for s in document.tokens if s.fate is Fate.UNCLAIMED] == []
    stated = {s.record_id for s in document.tokens if s.fate is Fate.CHART and s.record_id}
    assert stated == {r.record_id for r in document.records if r.origin is Origin.CHART}


def test_a_figure_of_no_sure_series_has_a_null_item() -> None:
    """The bar of 9 is so low that it is a stroke."""
    columns = record_columns([extract(str(HERE / "matplotlib.pdf"))])
    found = {
        raw: item for raw, item, page in zip(columns["raw"], columns["item"], columns["page"], strict=True) if page == 1
    }
    assert (found["9"], found["12"]) == (None, "代位弁済")


def test_a_chart_or_a_figure_that_is_lost_is_told() -> None:
    document = read(HERE / "calc.pdf")
    tokens = [settled.token for settled in document.tokens]
    scale = [s.token for s in document.tokens if s.fate is Fate.CHART and s.record_id is None]
    assert len(scale) > 30
    without = settle(tokens, replace(document, charts=()), {})
    assert set(scale) <= {s.token for s in without if s.fate is Fate.UNCLAIMED}
    figures = [s for s in document.tokens if s.fate is Fate.CHART and s.record_id is not None]
    for lost in figures[::7]:
        records = tuple(r for r in document.records if r.record_id != lost.record_id)
        assert lost.token in {
            s.token for s in settle(tokens, replace(document, records=records), {}) if s.fate is Fate.UNCLAIMED
        }


def test_tables_beside_charts_are_read_and_nothing_of_a_chart_is_a_table() -> None:
    assert [len(read(HERE / f"{name}.pdf").tables) for name in ("calc", "chromium", "impress", "matplotlib", "typst")] == [
        4, 1, 0, 0, 0,
    ]  # fmt: skip
    beside = [r for r in read(HERE / "chromium.pdf").records if r.origin is Origin.TABLE]
    assert {r.quantity.unit for r in beside} == {"百万円"}
    assert len(beside) == 4


def test_series_of_the_profile_have_their_concept() -> None:
    concepts = {r.meaning.item: r.meaning.concept for name, page in CASES for r in records(name, page)}
    assert concepts["保証承諾"] == "guarantee_acceptance"
    assert concepts["代位弁済"] is not None


@pytest.mark.parametrize("path", sorted(ROOT.glob("samples/*.pdf")), ids=lambda path: path.stem)
def test_charts_are_found_just_where_the_truth_has_their_labels(path: Path) -> None:
    labels = json.loads(path.with_suffix(".truth.json").read_text("utf-8")).get("labels", [])
    charted = [r for r in read(path).records if r.origin is Origin.CHART]
    assert {r.where.page for r in charted} == {label["page"] for label in labels}
    assert sorted(r.quantity.raw for r in charted) == sorted(label["raw"] for label in labels)


def test_of_all_tables_of_the_layouts_none_is_taken_for_a_chart() -> None:
    """One page there has a chart, drawn in SVG, and no table."""
    found = {
        (path.stem, chart.where.page)
        for path in sorted((ROOT / "tests/layouts").glob("*.pdf"))
        for chart in read(path).charts
    }
    assert found == {("chromium_tagged", 13)}


def test_there_are_cases_of_five_producers() -> None:
    assert len(CASES) >= 16
    assert len(TRUTHS) == 5
