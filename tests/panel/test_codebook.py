"""``datapackage.json`` over all files of rows, as the frictionless tool sees it; hostile texts in CSV."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from frictionless import Package, validate
from panel_made import dataset, document, record

from extractor.panel import PANEL_FILES, write_panel
from extractor.write.columns import derived_specs, table_specs
from extractor.write.csv import csv_bytes
from extractor.write.datapackage import write_datapackage
from extractor.write.derived import append_findings, wide_spec


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("package")
    stated = [
        record("a", 1, 2020, "71729", notes=["（注）一", "（注）二"]),
        record("b", 1, 2023, "71728914", "千円", scenario=None, row=None, col=None),
        record("b", 2, 2023, None, basis="平均"),
        record("b", 3, 2023, "-51", dimensions='業種==1+1"', measure="change"),
        record("b", 4, 2023, "5", hedge="約"),
        record("b", 5, 2023, "6", concept="subrogation", organization="=cmd|'/c calc'!A1"),
        record("a", 6, 2018, "71000"),  # 2019 is missing
    ]
    dataset(made, [document("a", 2020), document("b", 2023, organization="=cmd|'/c calc'!A1")], stated)
    told = write_panel(made)
    append_findings(made, told[:1])
    append_findings(made, told[1:])
    write_datapackage(made, "0.1.0")
    return made


def test_the_package_is_valid_with_every_row(folder: Path) -> None:
    report = validate(str(folder / "datapackage.json"))
    assert report.valid, [error.message for task in report.tasks for error in task.errors][:5]
    checked = {task.place for task in report.tasks}
    assert {*PANEL_FILES, "records.parquet", "records.csv", "documents.parquet"} <= checked


def test_a_wrong_row_is_seen(folder: Path, tmp_path: Path) -> None:
    for name in ("panel.csv", "datapackage.json"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    package["resources"] = [r for r in package["resources"] if r["path"] == "panel.csv"]
    (tmp_path / "datapackage.json").write_text(json.dumps(package), "utf-8")
    assert Package(str(tmp_path / "datapackage.json")).validate().valid
    text = (tmp_path / "panel.csv").read_text("utf-8")
    (tmp_path / "panel.csv").write_text(text.replace("unchecked", "certain", 1), "utf-8")
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_every_field_of_every_file_is_described_in_both_languages(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            assert field["description"] and field["description_ja"], (resource["path"], field["name"])
    parquet = {r["path"]: r["schema"]["fields"] for r in package["resources"] if r["format"] == "parquet"}
    for path, fields in parquet.items():
        types = {field.name: str(field.type).replace("element: ", "") for field in pq.read_schema(folder / path)}
        assert {f["name"]: f.get("arrowType", types[f["name"]]) for f in fields} == types


def test_the_csv_is_the_parquet_and_runs_no_formula(folder: Path) -> None:
    rows = pq.read_table(folder / "panel.parquet").to_pylist()
    with (folder / "panel.csv").open(encoding="utf-8-sig", newline="") as file:
        shown = list(csv.DictReader(file))
    assert len(shown) == len(rows)
    for row, text in zip(rows, shown, strict=True):
        assert text["chosen_record_id"] == row["chosen_record_id"]
        assert json.loads(text["candidates"]) == row["candidates"]
        assert not any(value.startswith(("=", "@", "+")) for value in text.values())
    change = next(text for text in shown if text["measure"] == "change")
    assert (change["value_base"], change["raw"]) == ("-51000000", "'-51")
    assert any(text["organization_id"] == "'=cmd|'/c calc'!A1" for text in shown)


@pytest.mark.parametrize("name", ["panel", "panel_wide", "coverage", "gaps", "findings"])
def test_each_csv_is_what_its_parquet_makes(folder: Path, name: str) -> None:
    path = folder / f"{name}.parquet"
    spec = wide_spec(path) if name == "panel_wide" else {**table_specs(), **derived_specs()}[name]
    rows = pq.read_table(path).to_pydict()
    assert rows[spec.key[0]]
    assert (folder / f"{name}.csv").read_bytes() == csv_bytes(spec.columns, rows)
