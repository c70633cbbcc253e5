"""The files of a dataset, read back with the tools that researchers use."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractor.model import CellKind, Direction, Fate, Layer, Origin, Outcome, Severity, Status, Trust
from extractor.profile import How
from extractor.write import RunInfo, write_dataset
from extractor.write.columns import table_specs

FILES = {
    "documents.parquet",
    "records.parquet",
    "records.csv",
    "tables.parquet",
    "cells.parquet",
    "tokens.parquet",
    "sections.parquet",
    "findings.parquet",
    "findings.csv",
    "datapackage.json",
    "run.json",
}

#: transcribed from the output contract, which fixes names, types and order; more columns may follow
CONTRACT: dict[str, str] = {
    "documents": (
        "document_id:s file:s organization:s organization_id:s doc_type:s edition_label:s fiscal_year:i covers_from:t "
        "covers_to:t supersedes:s claimed_share:f title:s pages:i pages_ocr:i tables:i records:i sections:i status:s "
        "error_code:s error_message:s seconds:f extractor_version:s profile:s"
    ),
    "records": (
        "record_id:s document_id:s file:s organization:s fiscal_year:i period_start:t period_end:t basis:s "
        "dimensions:s of_which:b notes:l origin:s layer:s page:i x0:f top:f x1:f bottom:f section:s table_id:s "
        "caption:s row:i col:i item:s item_path:s column:s concept:s measure:s scenario:s scope:s raw:s value:d "
        "direction:s unit:s value_base:d unit_base:s step:d page_label:s trust:s confidence:f repaired_from:s "
        "corrected_by:s value_float:f"
    ),
    "cells": (
        "document_id:s file:s page:i table_id:s row:i col:i row_span:i col_span:i text:s kind:s x0:f top:f x1:f "
        "bottom:f"
    ),
    "findings": (
        "finding_id:s code:s severity:s document_id:s file:s page:i x0:f top:f x1:f bottom:f record_ids:l "
        "suspect_record_id:s message_ja:s message_en:s equation:s expected:s actual:s"
    ),
    # the contract names these by their meaning only
    "tables": (
        "document_id:s file:s table_id:s caption:s page:i last_page:i x0:f top:f x1:f bottom:f unit_note:s "
        "header_rows:i n_rows:i n_cols:i found_by:s"
    ),
    "tokens": "document_id:s file:s page:i token:i text:s x0:f top:f x1:f bottom:f fate:s record_id:s",
    "sections": "document_id:s file:s heading:s level:i number:s page:i last_page:i text:s",
}
TYPES = {
    "s": pa.string(),
    "i": pa.int64(),
    "f": pa.float64(),
    "b": pa.bool_(),
    "t": pa.date32(),
    "d": pa.decimal128(38, 9),
    "l": pa.list_(pa.string()),
}


@pytest.fixture
def written(tmp_path: Path, outcomes: tuple[Outcome, ...], run_info: RunInfo) -> Path:
    write_dataset(outcomes, tmp_path, run_info)
    return tmp_path


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(folder / f"{name}.parquet").to_pylist()
    return found


def test_all_files_are_there(written: Path) -> None:
    found = {path.relative_to(written).as_posix() for path in written.rglob("*") if path.is_file()}
    assert found == FILES | {"documents/令和6年度.json"}


@pytest.mark.parametrize("name", CONTRACT)
@pytest.mark.parametrize("empty", [False, True])
def test_columns_are_those_of_the_contract(
    name: str, empty: bool, tmp_path: Path, outcomes: tuple[Outcome, ...], run_info: RunInfo
) -> None:
    write_dataset(() if empty else outcomes, tmp_path, run_info)
    wanted = [tuple(column.split(":")) for column in CONTRACT[name].split()]
    schema = pq.read_schema(tmp_path / f"{name}.parquet")
    if name == "records":
        wanted.remove(("value_float", "f"))
        assert schema.field("value_float").type == pa.float64()
    assert schema.names[: len(wanted)] == [column for column, _ in wanted]
    for column, kind in wanted:
        assert schema.field(column).type == TYPES[kind], column


def test_nothing_to_write_gives_every_file_without_rows(tmp_path: Path, run_info: RunInfo) -> None:
    write_dataset((), tmp_path, run_info)
    assert {path.name for path in tmp_path.iterdir()} == FILES
    for name in table_specs():
        assert pq.read_table(tmp_path / f"{name}.parquet").num_rows == 0
    assert list(pd.read_csv(tmp_path / "records.csv").columns) == pq.read_schema(tmp_path / "records.parquet").names


def test_documents(written: Path) -> None:
    read, failed = rows(written, "documents")
    seconds = read.pop("seconds")
    assert seconds == 0.75
    assert read == {
        "document_id": "a" * 64,
        "file": "reports/令和6年度.pdf",
        "organization": "長崎県信用保証協会",
        "organization_id": None,
        "doc_type": "評価",
        "edition_label": "訂正版",
        "fiscal_year": 2024,
        "covers_from": date(2024, 4, 1),
        "covers_to": date(2025, 3, 31),
        "supersedes": None,
        "claimed_share": 0.75,
        "title": "経営計画の評価",
        "pages": 2,
        "pages_ocr": 1,
        "tables": 1,
        "records": 5,
        "sections": 2,
        "status": "inconsistent",
        "error_code": None,
        "error_message": None,
        "extractor_version": "0.1.0",
        "profile": "credit_guarantee",
        "error_message_ja": None,
        "json_file": "documents/令和6年度.json",
    }
    told = {name: value for name, value in failed.items() if value is not None}
    assert told == {
        "file": "gone.pdf",
        "status": "failed",
        "error_code": "file-missing",
        "error_message": "There is no such file",
        "error_message_ja": "ファイルがありません",
        "tables": 0,
        "records": 0,
        "sections": 0,
        "extractor_version": "0.1.0",
        "profile": "credit_guarantee",
    }


def test_a_record_of_a_table(written: Path) -> None:
    record = rows(written, "records")[1]
    assert record == {
        "record_id": "aaaaaaaaaaaa-p1-t1-r1-c2",
        "document_id": "a" * 64,
        "file": "reports/令和6年度.pdf",
        "organization": "長崎県信用保証協会",
        "fiscal_year": 2024,
        "period_start": date(2024, 4, 1),
        "period_end": date(2025, 3, 31),
        "basis": None,
        "dimensions": "業種=製造業",
        "of_which": False,
        "notes": ["※1 速報値", '（注）単位未満切捨て; 一部 "推計"'],
        "origin": "table",
        "layer": "text",
        "page": 1,
        "x0": 200.0,
        "top": 220.5,
        "x1": 250.0,
        "bottom": 240.5,
        "section": "１．概況 > （１）保証",
        "table_id": "aaaaaaaaaaaa-t1",
        "caption": "保証実績",
        "row": 1,
        "col": 2,
        "item": "保証承諾",
        "item_path": "期末基本財産",
        "column": "令和6年度 > 差",
        "concept": "guarantee_acceptance",
        "measure": "change",
        "scenario": None,
        "scope": None,
        "raw": "△ 51",
        "value": Decimal(-51),
        "direction": None,
        "unit": "百万円",
        "value_base": Decimal(-51000000),
        "unit_base": "JPY",
        "step": Decimal(1000000),
        "page_label": "- 1 -",
        "trust": "proved",
        "confidence": None,
        "repaired_from": None,
        "corrected_by": None,
        "value_float": -51.0,
        "value_base_float": -51000000.0,
        "bracketed": False,
        "hedge": None,
        "concept_match": "exact",
    }


def test_other_records(written: Path) -> None:
    dash, _, read, stated, label = rows(written, "records")
    assert (dash["raw"], dash["value"], dash["value_base"], dash["value_float"]) == ("－", None, None, None)
    assert (dash["dimensions"], dash["notes"], dash["trust"]) == ("", [], "unchecked")
    assert (read["layer"], read["confidence"], read["trust"]) == ("ocr", 0.75, "suspect")
    assert (read["repaired_from"], read["corrected_by"], read["of_which"]) == ("+1,6l3,716", "c-7", True)
    assert (read["period_start"], read["period_end"]) == (date(2025, 3, 31), date(2025, 3, 31))
    assert (read["basis"], read["page_label"], read["section"]) == ("累計", None, None)
    assert (stated["origin"], stated["value"], stated["step"]) == ("narrative", Decimal("94.5"), Decimal("0.1"))
    assert (stated["table_id"], stated["row"], stated["col"], stated["caption"]) == (None, None, None, None)
    assert (stated["direction"], stated["scope"], stated["hedge"]) == ("decrease", "創業保証制度", "約")
    assert (label["origin"], label["bracketed"], label["unit"], label["value"]) == ("chart", True, None, Decimal(41))
    assert label["fiscal_year"] is None


def test_tables_and_their_cells(written: Path) -> None:
    (table,) = rows(written, "tables")
    assert (table["page"], table["last_page"], table["top"], table["bottom"]) == (1, 2, 200.5, 240.5)
    assert (table["n_rows"], table["n_cols"], table["header_rows"], table["stub_cols"]) == (3, 3, 1, [0])
    assert (table["caption"], table["unit_note"], table["found_by"]) == ("保証実績", "（単位：百万円）", "ruled")
    cells = rows(written, "cells")
    assert [(c["row"], c["col"], c["row_span"], c["col_span"], c["page"], c["kind"], c["text"]) for c in cells] == [
        (0, 0, 1, 1, 1, "header", ""),
        (0, 1, 1, 2, 1, "header", "令和6年度"),
        (1, 0, 1, 1, 1, "stub", "保 証 承 諾"),
        (1, 1, 1, 1, 1, "value", "－"),
        (1, 2, 1, 1, 1, "value", "△ 51"),
        (2, 0, 1, 1, 2, "stub", "代位弁済"),
        (2, 1, 1, 1, 2, "value", "+1,613,716"),
        (2, 2, 1, 1, 2, "note", "=1+1"),
    ]
    assert [cells[1][edge] for edge in ("x0", "top", "x1", "bottom")] == [150.0, 200.5, 250.0, 220.5]
    assert {c["table_id"] for c in cells} == {"aaaaaaaaaaaa-t1"}


def test_tokens(written: Path) -> None:
    tokens = rows(written, "tokens")
    assert [(t["page"], t["token"], t["text"], t["fate"]) for t in tokens] == [
        (1, 0, "6", "date"),
        (1, 1, "51", "record"),
        (2, 0, "+1,613,716", "record"),
        (2, 1, "７", "unclaimed"),
    ]
    assert [t["record_id"] for t in tokens] == [None, "aaaaaaaaaaaa-p1-t1-r1-c2", "aaaaaaaaaaaa-p2-t1-r2-c1", None]
    assert [tokens[3][edge] for edge in ("x0", "top", "x1", "bottom")] == [300.0, 700.5, 310.0, 710.5]
    assert tokens[3]["line"] == "残り ７"


def test_the_tokens_of_a_copy_are_written_once(
    tmp_path: Path, make_outcome: Callable[..., Outcome], run_info: RunInfo
) -> None:
    write_dataset([make_outcome(), make_outcome(file="copy.pdf")], tmp_path, run_info)
    assert len(rows(tmp_path, "tokens")) == 4
    assert [d["claimed_share"] for d in rows(tmp_path, "documents")] == [0.75, 0.75]


def test_sections(written: Path) -> None:
    opening, section = rows(written, "sections")
    assert (opening["heading"], opening["level"], opening["section"], opening["text"]) == ("", 0, None, "表紙")
    assert (section["heading"], section["number"], section["level"]) == ("概況", "１．", 1)
    assert (section["page"], section["last_page"], section["position"]) == (1, 2, 1)
    assert section["text"] == "一行目。\n=SUM(A1)。"


def test_findings(written: Path) -> None:
    first, second = rows(written, "findings")
    assert (first["finding_id"], second["finding_id"]) == ("aaaaaaaaaaaa-f0001", "aaaaaaaaaaaa-f0002")
    assert (first["code"], first["severity"], first["page"], first["x0"]) == ("sum-mismatch", "error", 2, 150.0)
    assert first["record_ids"] == ["aaaaaaaaaaaa-p1-t1-r1-c2", "aaaaaaaaaaaa-p2-t1-r2-c1"]
    assert first["suspect_record_id"] == "aaaaaaaaaaaa-p2-t1-r2-c1"
    assert (first["expected"], first["actual"], first["evidence"]) == ("-49", "1613716", ["row", "column"])
    assert [second[name] for name in ("page", "x0", "top", "x1", "bottom")] == [None] * 5
    assert (second["record_ids"], second["suspect_record_id"], second["equation"]) == ([], None, None)


def test_finding_ids_stay_apart_where_documents_share_a_prefix_or_have_none(
    tmp_path: Path, make_outcome: Callable[..., Outcome], failed: Outcome, run_info: RunInfo
) -> None:
    one = make_outcome()
    failing = [
        Outcome(f"{n}.pdf", None, Status.FAILED, findings=one.findings[1:], failure=failed.failure) for n in "xy"
    ]
    write_dataset([one, *failing], tmp_path, run_info)
    ids = [row["finding_id"] for row in rows(tmp_path, "findings")]
    assert ids == ["aaaaaaaaaaaa-f0001", "aaaaaaaaaaaa-f0002", "unread-f0001", "unread-f0002"]


def test_a_copy_is_told_and_its_rows_are_not_counted_twice(
    tmp_path: Path, make_outcome: Callable[..., Outcome], run_info: RunInfo
) -> None:
    write_dataset([make_outcome("a/x.pdf"), make_outcome("b/x.pdf")], tmp_path, run_info)
    documents = rows(tmp_path, "documents")
    assert [(d["file"], d["status"], d["records"]) for d in documents] == [
        ("a/x.pdf", "inconsistent", 5),
        ("b/x.pdf", "inconsistent", 5),
    ]
    assert len({d["json_file"] for d in documents}) == 2
    assert [r["file"] for r in rows(tmp_path, "records")] == ["a/x.pdf"] * 5
    assert len(rows(tmp_path, "cells")) == 8
    findings = rows(tmp_path, "findings")
    assert [(f["file"], f["code"], f["severity"]) for f in findings[2:]] == [("b/x.pdf", "duplicate-file", "info")]
    assert "a/x.pdf" in findings[2]["message_ja"]
    assert "a/x.pdf" in findings[2]["message_en"]
    assert len({f["finding_id"] for f in findings}) == 3


def test_run_json_tells_what_the_dataset_was_made_with_but_not_the_password(written: Path) -> None:
    text = (written / "run.json").read_text("utf-8")
    assert "open sesame" not in text
    run = json.loads(text)
    assert run["options"]["profile"] == "credit_guarantee"
    assert "password" not in run["options"]
    assert run["extractor"] == "0.1.0"
    assert run["libraries"]["pyarrow"] == pa.__version__
    assert {"document.schema.json", "columns.toml"} <= run["schemas"].keys()
    assert all(len(digest) == 64 for digest in run["schemas"].values())
    assert run["counts"] == {
        "documents": 2,
        "status": {"ok": 0, "inconsistent": 1, "partial": 0, "failed": 1},
        "pages": 2,
        "tables": 1,
        "cells": 8,
        "sections": 2,
        "records": 5,
        "trust": {"proved": 1, "supported": 0, "unchecked": 3, "suspect": 1},
        "findings": {"error": 1, "warning": 0, "info": 1},
    }
    assert run["seconds"] == {"documents": {"read": 0.5, "tables": 0.25}, "run": {"total": 1.5}}


def test_every_column_is_described_in_both_languages() -> None:
    for spec in table_specs().values():
        assert len(spec.columns) > 5
        for column in spec.columns:
            assert column.en.isprintable() and column.en.endswith((".", "…")), (spec.name, column.name)
            assert any("\u3040" <= c <= "\u30ff" or "\u4e00" <= c <= "\u9fff" for c in column.ja), column.name
            assert not any("\u3040" <= c <= "\u309f" for c in column.en.replace("うち", "")), column.name


def test_closed_sets_of_values_are_those_of_the_model() -> None:
    values = {(t.name, c.name): c.values for t in table_specs().values() for c in t.columns if c.values}
    assert values == {
        ("documents", "status"): tuple(Status),
        ("records", "origin"): tuple(Origin),
        ("records", "concept_match"): tuple(How),
        ("records", "layer"): (Layer.TEXT, Layer.OCR),
        ("records", "direction"): tuple(Direction),
        ("records", "trust"): tuple(Trust),
        ("cells", "kind"): tuple(CellKind),
        ("tokens", "fate"): tuple(Fate),
        ("findings", "severity"): tuple(Severity),
    }


def test_the_codebook_describes_every_file_of_rows(written: Path) -> None:
    package = json.loads((written / "datapackage.json").read_text("utf-8"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert {r["path"] for r in package["resources"]} == {n for n in FILES if n.endswith((".parquet", ".csv"))}
    assert len({r["name"] for r in package["resources"]}) == len(package["resources"])
    for resource in package["resources"]:
        described = [field["name"] for field in resource["schema"]["fields"]]
        if resource["format"] == "parquet":
            assert described == pq.read_schema(written / resource["path"]).names
        else:
            assert described == list(pd.read_csv(written / resource["path"]).columns)
        assert all(field["description"] and field["description_ja"] for field in resource["schema"]["fields"])
        assert set(resource["schema"]["primaryKey"]) <= set(described)


def test_filled_columns_hold_something_and_keys_tell_rows_apart(written: Path) -> None:
    for spec in table_specs().values():
        table = rows(written, spec.name)
        assert len({tuple(row[name] for name in spec.key) for row in table}) == len(table)
        for column in spec.columns:
            if column.filled:
                assert all(row[column.name] not in (None, "") for row in table), (spec.name, column.name)
