"""``dataset.duckdb``: all tables with their comments, views that answer, the same bytes every time."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from panel_made import dataset, document, record

from extractor.panel import write_panel
from extractor.write.duckdb import write_duckdb

HOSTILE = ["=1+1", "'; DROP TABLE records; --", "<script>alert(1)</script>", "\x01\u202e"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("made's")  # a quote in the path
    stated = [
        record("a", 1, 2023, "71729", trust="proved"),
        record("b", 1, 2023, "71728914", "千円", scenario="prior_actual"),
        record("b", 2, 2024, "80000", trust="suspect"),
        record("b", 3, 2024, "90000", scenario="plan"),
        *(record("b", 10 + n, 2024, "1", item=text, concept=None) for n, text in enumerate(HOSTILE)),
    ]
    dataset(made, [document("a", 2023), document("b", 2024)], stated)
    write_panel(made)
    write_duckdb(made, made / "dataset.duckdb")
    return made


def test_every_table_is_there_with_its_rows_and_values(folder: Path) -> None:
    with duckdb.connect(folder / "dataset.duckdb", read_only=True) as db:
        for name in ("documents", "records", "findings", "panel", "coverage", "gaps", "panel_wide"):
            table = pq.read_table(folder / f"{name}.parquet")
            columns = [c for c in table.column_names if c != "seconds"]  # differs from run to run
            found = db.table(name)
            assert found.columns == columns
            assert found.fetchall() == [tuple(row.values()) for row in table.select(columns).to_pylist()], name
        assert [row[0] for row in db.execute("SELECT item FROM records WHERE concept IS NULL").fetchall()] == HOSTILE


def test_tables_columns_and_views_are_explained_in_both_languages(folder: Path) -> None:
    with duckdb.connect(folder / "dataset.duckdb", read_only=True) as db:
        comments = db.execute(
            "SELECT comment FROM duckdb_columns() WHERE NOT internal AND table_name NOT IN (SELECT view_name FROM duckdb_views())"
            " UNION ALL SELECT comment FROM duckdb_tables() UNION ALL SELECT comment FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
    assert len(comments) > 100
    assert all(comment and " / " in comment for (comment,) in comments)


def test_views_answer(folder: Path) -> None:
    with duckdb.connect(folder / "dataset.duckdb", read_only=True) as db:
        assert db.execute("SELECT fiscal_year, trust FROM actuals ORDER BY 1").fetchall() == [
            (2023, "unchecked"),
            (2024, "suspect"),
        ]
        assert db.execute("SELECT count(*) FROM trusted").fetchone() == (0,)
        behind = db.execute("SELECT raw, chosen FROM evidence WHERE fiscal_year = 2023 ORDER BY raw").fetchall()
        assert behind == [("71728914", True), ("71729", False)]
        assert db.execute("SELECT count(*) FROM doubts").fetchone() == (0,)


def test_the_same_files_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    # under the same name, which views hold
    (tmp_path / "x").mkdir()
    write_duckdb(folder, tmp_path / "x" / "dataset.duckdb")
    assert (tmp_path / "x" / "dataset.duckdb").read_bytes() == (folder / "dataset.duckdb").read_bytes()
