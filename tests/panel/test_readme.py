"""The loading examples of both READMEs run on what a run leaves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
from panel_made import dataset, document, record

from extractor.deriving import derive
from extractor.write.columns import table_specs
from extractor.write.derived import write_table

EXAMPLES = {"README.md": "### Load it", "README.ja.md": "### 読み込み"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("home")
    (made / "result").mkdir()
    stated = [
        record("a", 1, 2024, "71729"),
        record("a", 2, 2024, "3062", concept="subrogation", item="代位弁済"),
        record("a", 3, 2024, "3063", concept="subrogation", item="代位弁済"),
    ]
    dataset(made / "result", [document("a", 2024, tables=0)], stated)
    for name in ("tables", "cells", "tokens", "sections"):
        write_table(made / "result", table_specs()[name], [])
    told = derive(made / "result")
    assert [one.finding.code for one in told] == ["panel-collision"]
    return made


def blocks(root: Path, name: str, language: str) -> list[str]:
    section = (root / name).read_text("utf-8").partition(EXAMPLES[name] + "\n")[2].partition("\n### ")[0]
    return re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_panel_loads_in_one_line(root: Path, folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (text,) = blocks(root, name, "python")
    parts = text.split("import ")[1:]
    assert [part.split()[0] for part in parts] == ["pandas", "polars"]
    for part in parts:
        known: dict[str, Any] = {}
        exec(f"import {part}", known)  # noqa: S102 - our own README
        assert known["panel"].shape[0] == 2 and "value_base" in known["panel"].columns


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_query_answers(root: Path, folder: Path, name: str) -> None:
    (text,) = blocks(root, name, "sql")
    queries = [query for query in text.split(";") if query.strip()]
    assert len(queries) == 4
    with duckdb.connect(folder / "result" / "dataset.duckdb", read_only=True) as db:
        amounts, behind, doubts, codebook = (db.execute(query).fetchall() for query in queries)
    assert [row[1] for row in amounts] == [2024]
    assert sorted(row[0] for row in behind) == ["3062", "3063"]
    assert doubts == []  # a collision is a warning
    assert len(codebook) > 20


def test_findings_of_the_panel_are_among_the_others(folder: Path) -> None:
    with duckdb.connect(folder / "result" / "dataset.duckdb", read_only=True) as db:
        found = db.execute("SELECT finding_id, code, document_id FROM findings").fetchall()
        assert found == [("aaaaaaaaaaaa-f0001", "panel-collision", "a" * 64)]
        assert db.execute("SELECT count(*) FROM doubts WHERE code = 'panel-collision'").fetchone() == (2,)
