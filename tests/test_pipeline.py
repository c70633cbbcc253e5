"""The samples from end to end: every figure as the truth has it, and what must hold of any output."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from extractor import extract, run
from extractor.batch.work import Job, made_of
from extractor.model import Document, Origin, Outcome, Record, Severity, Status
from extractor.pipeline import OnPage

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
NAMES = ("nagasaki_r6_hyouka", "minato_r5_disclosure", "minato_r6_disclosure")
#: what one unit is worth in the base unit
FACTORS = {"円": 1, "千円": 10**3, "万円": 10**4, "百万円": 10**6, "億円": 10**8}
#: the truth calls both by the word for either: the profile tells an addition (当期増加額) from a net change
CHANGES = {"increase": "change", "decrease": "change"}

pytestmark = pytest.mark.slow


@cache
def outcome_of(name: str) -> Outcome:
    return extract(str(SAMPLES / f"{name}.pdf"))


def document_of(name: str) -> Document:
    document = outcome_of(name).document
    assert document is not None
    return document


@cache
def truth_of(name: str) -> dict[str, Any]:
    text = (SAMPLES / f"{name}.truth.json").read_text(encoding="utf-8")
    truth: dict[str, Any] = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    return truth


def squeezed(text: str | None) -> str:
    return re.sub(r"\s", "", text or "").translate(str.maketrans("０１２３４５６７８９（）＞", "0123456789()>"))


def records_of(name: str, origin: Origin) -> list[Record]:
    return [record for record in document_of(name).records if record.origin is origin]


# --- against the truth ------------------------------------------------------------------------------------------------


def cell_pairs(name: str) -> Iterator[tuple[dict[str, Any], Record]]:
    """Each table's figures and its truth's, both in printed order; the sides of a balance sheet apart."""
    by_table: dict[str, list[Record]] = {}
    for record in records_of(name, Origin.TABLE):
        assert record.place is not None
        by_table.setdefault(record.place.table_id, []).append(record)
    stated: dict[tuple[int, str], list[dict[str, Any]]] = {}
    for cell in truth_of(name)["cells"]:
        stated.setdefault((int(cell["page"]), cell["table"]), []).append(cell)
    assert len(by_table) == len(stated)
    for (page, caption), cells in stated.items():
        [records] = [rs for rs in by_table.values() if rs[0].where.page == page]
        assert len(records) == len(cells), caption
        records.sort(key=lambda r: (r.place.row, r.place.col))  # type: ignore[union-attr]
        if {cell["column"] for cell in cells} == {"借方", "貸方"}:
            middle = min(r.place.col for r in records if (r.meaning.column or "").startswith("貸方"))  # type: ignore[union-attr]
            records.sort(key=lambda r: r.place.col >= middle)  # type: ignore[union-attr]
        yield from zip(cells, records, strict=True)


def cell_fields(record: Record) -> dict[str, object]:
    meaning = record.meaning
    return {
        "item": meaning.item,
        "item_path": meaning.item_path,
        "raw": squeezed(record.quantity.raw),
        "value": record.quantity.value,
        "unit": record.quantity.unit,
        "fiscal_year": record.period.fiscal_year,
        "measure": CHANGES.get(meaning.measure or "", meaning.measure),
        "scenario": meaning.scenario,
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_as_the_truth_has_it(name: str) -> None:
    seen = 0
    for cell, record in cell_pairs(name):
        expected = {key: cell[key] for key in cell_fields(record)} | {"raw": squeezed(cell["raw"])}
        assert cell_fields(record) == expected, (cell["table"], cell["item"], cell["column"])
        if record.quantity.value is not None:
            worth = FACTORS.get(cell["unit"], 1) * cell["value"]
            assert (record.quantity.value_base, record.quantity.value_base is None) == (worth, False)
        seen += 1
    assert seen == len(truth_of(name)["cells"]) >= 100


@pytest.mark.parametrize("name", NAMES)
def test_every_column_is_called_by_the_words_over_it(name: str) -> None:
    """The truth leaves the word 金額 under 借方 and 貸方 away, which the page prints."""
    for cell, record in cell_pairs(name):
        printed = squeezed(record.meaning.column).replace(">", "/")
        assert printed.removesuffix("/金額" if cell["column"] in ("借方", "貸方") else "") == squeezed(cell["column"])


def names_subject(record: Record, fact: dict[str, Any]) -> bool:
    """Whether a record is about what the sentence says, a part of the subject being told as its scope or not at all."""
    item, subject = squeezed(record.meaning.item), squeezed(fact["subject"])
    return subject in squeezed(record.meaning.scope) + item or (item != "" and item in subject)


def fact_pairs(name: str) -> Iterator[tuple[dict[str, Any], Record]]:
    """Facts with the records that read the same figure on the same page, the one with the likest subject first."""
    records = records_of(name, Origin.NARRATIVE)
    for fact in truth_of(name)["facts"]:
        alike = [
            r for r in records if (r.where.page, squeezed(r.quantity.raw)) == (fact["page"], squeezed(fact["raw"]))
        ]
        assert alike, (fact["raw"], fact["sentence"])
        best = max(alike, key=lambda r: names_subject(r, fact))
        records.remove(best)
        yield fact, best


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_has_its_value_and_unit(name: str) -> None:
    pairs = list(fact_pairs(name))
    assert len(pairs) == len(truth_of(name)["facts"]) >= 50
    for fact, record in pairs:
        found = (record.quantity.value_base, record.quantity.unit)
        assert found == (fact["value"], fact["unit"]), fact["sentence"]


def test_facts_have_their_subjects_nearly_always() -> None:
    pairs = [pair for name in NAMES for pair in fact_pairs(name)]
    right = [names_subject(record, fact) for fact, record in pairs]
    assert sum(right) >= 0.94 * len(pairs)


@pytest.mark.parametrize("name", NAMES)
def test_the_document_is_known(name: str) -> None:
    identity, truth = document_of(name).identity, truth_of(name)
    assert identity.organization == truth["organization"]
    assert (identity.doc_type, identity.period.fiscal_year) == (truth["doc_type"], truth["fiscal_year"])


# --- what holds of any output -----------------------------------------------------------------------------------------


def test_a_second_run_gives_the_same_records() -> None:
    name = NAMES[0]
    again = extract(str(SAMPLES / f"{name}.pdf")).document
    assert again == document_of(name)


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique_and_name_the_document(name: str) -> None:
    document = document_of(name)
    ids = [record.record_id for record in document.records]
    assert len(set(ids)) == len(ids) > 100
    assert all(i.startswith(document.source.document_id[:12]) for i in ids)


@pytest.mark.parametrize("name", NAMES)
def test_every_place_lies_on_its_page(name: str) -> None:
    document = document_of(name)
    pages = {page.number: page for page in document.pages}
    places = [r.where for r in document.records] + [c.where for t in document.tables for c in t.cells]
    places += [where for t in document.tables for where in t.where] + [s.where for s in document.sections]
    for where in places:
        page, box = pages[where.page], where.box
        assert -0.5 <= box.x0 < box.x1 <= page.width + 0.5, where
        assert -0.5 <= box.top < box.bottom <= page.height + 0.5, where


@pytest.mark.parametrize("name", NAMES)
def test_a_value_in_the_base_unit_is_the_printed_one_times_the_unit(name: str) -> None:
    for record in document_of(name).records:
        quantity = record.quantity
        if quantity.value is None:
            assert quantity.value_base is None and not re.search(r"\d", quantity.raw)
            continue
        assert quantity.value_base == quantity.value * FACTORS.get(quantity.unit or "", 1), quantity
        assert (quantity.unit_base == "JPY") == (quantity.unit in FACTORS)
        assert quantity.step is not None and quantity.step > 0
        assert quantity.value_base % quantity.step == 0, quantity


@pytest.mark.parametrize("name", NAMES)
def test_a_record_of_a_table_is_a_cell_of_it(name: str) -> None:
    document = document_of(name)
    cells = {(t.table_id, c.row, c.col): c for t in document.tables for c in t.cells}
    for record in records_of(name, Origin.TABLE):
        assert record.place is not None
        cell = cells[record.place.table_id, record.place.row, record.place.col]
        assert squeezed(record.quantity.raw) in squeezed(cell.text)
        assert record.where.page == cell.where.page
        assert cell.where.box.x0 - 2 <= record.where.box.x0 <= record.where.box.x1 <= cell.where.box.x1 + 2


@pytest.mark.parametrize("name", NAMES)
def test_findings_point_at_records_that_are_there(name: str) -> None:
    outcome, ids = outcome_of(name), {r.record_id for r in document_of(name).records}
    for finding in outcome.findings:
        assert ids.issuperset(finding.record_ids)
        assert finding.suspect_record_id is None or finding.suspect_record_id in finding.record_ids
    if outcome.status is Status.OK:
        assert all(finding.severity is not Severity.ERROR for finding in outcome.findings)


def test_the_files_agree_with_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_before(jobs: tuple[Job, ...], *_: object) -> Iterator[object]:
        return (made_of(job.entry, outcome_of(Path(job.file).stem)) for job in jobs)

    monkeypatch.setattr("extractor.batch.runner.done_locally", read_before)
    outcomes = run([str(SAMPLES / f"{name}.pdf") for name in NAMES], tmp_path)
    tables = ("documents", "records", "tables", "cells", "sections", "findings")
    read = {table: pd.read_parquet(tmp_path / f"{table}.parquet") for table in tables}
    documents, records, cells = read["documents"], read["records"], read["cells"]

    for table in ("records", "tables", "sections"):
        rows = read[table].groupby("document_id").size()
        assert rows.to_dict() == documents.set_index("document_id")[table].to_dict()
    assert records["record_id"].is_unique
    assert read["tables"]["table_id"].is_unique
    assert documents["status"].tolist() == [str(outcome.status) for outcome in outcomes]
    assert documents["error_code"].isna().all()

    in_tables = records[records["origin"] == "table"]
    keys = ["document_id", "table_id", "row", "col"]
    joined = in_tables.merge(cells, on=keys, how="left", suffixes=("", "_cell"), validate="one_to_one")
    assert joined["text"].notna().all()
    assert (joined["kind"] == "value").all()
    assert set(cells["table_id"]) == set(read["tables"]["table_id"])
    assert records.loc[records["origin"] == "narrative", "table_id"].isna().all()

    about = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert about["counts"]["records"] == len(records)
    assert about["counts"]["pages"] == documents["pages"].sum() == 33
    assert sum(about["counts"]["status"].values()) == about["counts"]["documents"] == 3


def test_progress_is_told_page_by_page() -> None:
    told: list[tuple[int, int]] = []
    on_page: OnPage = lambda done, total: told.append((done, total))  # noqa: E731
    extract(str(SAMPLES / "minato_r5_disclosure.pdf"), on_page=on_page)
    assert told == [(page, 7) for page in range(1, 8)]


def test_a_file_that_cannot_be_read_is_an_outcome_and_no_exception() -> None:
    outcome = extract(sys.executable)
    assert (outcome.status, outcome.document) == (Status.FAILED, None)
    assert outcome.failure is not None and outcome.failure.code == "not-pdf"
    assert outcome.source is not None
