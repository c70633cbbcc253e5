"""One value per key, with its evidence: what is chosen and why, what contradicts it, what must not stand for what."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from panel_made import dataset, document, record, stock

from extractor.panel import PANEL_FILES, write_panel
from extractor.panel.admission import KEY

THREE = [document("a", 2023), document("b", 2024), document("c", 2025)]
NOTE = "（注）２ 令和６年度から経費を組み替えた。令和５年度の金額は組替後のものである。"


def panel(folder: Path) -> list[dict[str, Any]]:
    write_panel(folder)
    rows: list[dict[str, Any]] = pq.read_table(folder / "panel.parquet").to_pylist()
    return rows


def only(rows: list[dict[str, Any]], **wanted: Any) -> dict[str, Any]:
    """The one row that is like ``wanted``."""
    (found,) = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    return found


def ids(*names: str) -> list[str]:
    """``a1`` is the first record of document a."""
    return [f"{name[0] * 12}-p1-r{name[1:]}" for name in names]


def test_a_year_stated_in_three_documents_takes_the_finest(tmp_path: Path) -> None:
    stated = [
        record("a", 1, 2023, "71729", "百万円"),
        record("b", 1, 2023, "71728914", "千円", scenario="prior_actual"),
        record("c", 1, 2023, "717.3", "億円", scenario="prior_actual"),
    ]
    (row,) = panel(dataset(tmp_path, THREE, stated))
    assert row["value_base"] == Decimal(71_728_914_000)
    assert (row["step"], row["unit_base"], row["scenario"], row["fiscal_year"]) == (1000, "JPY", "actual", 2023)
    assert (row["chosen_record_id"], row["rule"]) == (*ids("b1"), "finest-step")
    assert row["candidates"] == ids("a1", "b1", "c1")
    assert (row["conflict"], row["conflict_record_ids"], row["documents"]) == (False, [], 3)
    assert (row["restated_from"], row["break_id"], row["trust"]) == (None, None, "unchecked")


def test_a_figure_that_rounds_to_none_of_the_others_is_a_conflict_and_kept(tmp_path: Path) -> None:
    stated = [
        record("a", 1, 2023, "71729", trust="proved"),
        record("b", 1, 2023, "71792", scenario="prior_actual", trust="proved"),
        record("c", 1, 2023, "717", "億円", scenario="prior_actual"),
    ]
    folder = dataset(tmp_path, THREE, stated)
    (told,) = write_panel(folder)
    (row,) = pq.read_table(folder / "panel.parquet").to_pylist()
    assert (row["value_base"], row["chosen_record_id"], row["rule"]) == (71_729_000_000, *ids("a1"), "own-year")
    assert (row["conflict"], row["conflict_record_ids"], row["trust"]) == (True, ids("b1"), "suspect")
    assert told.finding.code == "panel-conflict"
    assert set(told.finding.record_ids) == {*ids("a1", "b1")}
    assert "71729" in told.finding.message_en and "71792" in told.finding.message_en


def test_a_restated_year_replaces_what_was_stated_and_says_so(tmp_path: Path) -> None:
    stated = [
        record("a", 1, 2023, "140"),
        record("b", 1, 2023, "119200", "千円", scenario="prior_actual", notes=[NOTE]),
        record("b", 2, 2024, "118694", "千円", notes=[NOTE]),
    ]
    rows = panel(dataset(tmp_path, THREE, stated))
    row = only(rows, fiscal_year=2023)
    assert (row["value_base"], row["rule"]) == (119_200_000, "restated")
    assert (row["restated_from"], row["conflict"]) == (*ids("a1"), False)
    assert row["break_id"] is not None and "2023" in row["break_id"]
    this_year = only(rows, fiscal_year=2024)
    assert (this_year["restated_from"], this_year["break_id"]) == (None, None)


def test_a_note_about_another_line_restates_nothing(tmp_path: Path) -> None:
    note = "令和６年度から「事務費」に組み替えた。令和５年度は組替後である。"
    stated = [record("a", 1, 2023, "140"), record("b", 1, 2023, "150", scenario="prior_actual", notes=[note])]
    (row,) = panel(dataset(tmp_path, THREE, stated))
    assert (row["conflict"], row["restated_from"], row["break_id"]) == (True, None, None)


def test_a_corrected_edition_goes_first(tmp_path: Path) -> None:
    documents = [document("a", 2023), document("b", 2023, edition_label="訂正版")]
    stated = [record("a", 1, 2023, "71792000", "千円", trust="proved"), record("b", 1, 2023, "71729")]
    (row,) = panel(dataset(tmp_path, documents, stated))
    assert (row["chosen_record_id"], row["rule"]) == (*ids("b1"), "corrected-edition")
    assert (row["restated_from"], row["conflict"], row["break_id"]) == (*ids("a1"), False, None)


def test_a_suspect_figure_is_taken_only_where_there_is_no_other(tmp_path: Path) -> None:
    stated = [
        record("a", 1, 2023, "71729001", "千円", trust="suspect"),
        record("b", 1, 2023, "71729", scenario="prior_actual"),
        record("b", 2, 2024, "80000", trust="suspect"),
    ]
    rows = panel(dataset(tmp_path, THREE, stated))
    assert only(rows, fiscal_year=2023)["rule"] == "not-suspect"
    assert only(rows, fiscal_year=2023)["trust"] == "unchecked"
    assert (only(rows, fiscal_year=2024)["rule"], only(rows, fiscal_year=2024)["trust"]) == ("only", "suspect")


def test_one_document_with_two_values_under_one_key_is_told(tmp_path: Path) -> None:
    stated = [record("a", 1, 2023, "140"), record("a", 2, 2023, "141", page=2)]
    folder = dataset(tmp_path, THREE, stated)
    (told,) = write_panel(folder)
    assert told.finding.code == "panel-collision"
    assert only(pq.read_table(folder / "panel.parquet").to_pylist())["trust"] == "suspect"


def test_the_last_digit_may_differ_between_documents_that_round_and_cut(tmp_path: Path) -> None:
    stated = [record("a", 1, 2023, "140"), record("b", 1, 2023, "141", scenario="prior_actual")]
    assert not only(panel(dataset(tmp_path, THREE, stated)))["conflict"]


@pytest.mark.parametrize(
    "other",
    [
        {"scenario": "plan"},
        {"dimensions": "業種=製造業"},
        {"scope": "創業保証制度"},
        {"measure": "change", "basis": "金額"},
        {"basis": "平均"},
        {"period_end": date(2023, 9, 30)},
        {"of_which": True},
        {"hedge": "約"},
        {"measure": "bound"},
        {"origin": "chart"},
        {"unit_base": None, "value_base": None},
    ],
)
def test_nothing_else_stands_for_the_actual_whole(tmp_path: Path, other: dict[str, Any]) -> None:
    stated = [record("a", 1, 2023, "140"), record("a", 2, 2023, "99", **other)]
    rows = panel(dataset(tmp_path, THREE, stated))
    whole = only(rows, scenario="actual", dimensions="", measure="amount", basis=None, period_end=date(2024, 3, 31))
    assert (whole["candidates"], whole["conflict"]) == (ids("a1"), False)


def test_the_group_is_the_whole_the_company_alone_a_part_and_doubt_shows(tmp_path: Path) -> None:
    stated = [
        record("a", 1, 2023, "300", scope="consolidated"),
        record("a", 2, 2023, "200", scope="non_consolidated", dimensions="業種=製造業"),
        record("b", 1, 2024, "310"),
    ]
    rows = panel(dataset(tmp_path, THREE, stated))
    assert [(r["fiscal_year"], r["dimensions"]) for r in rows] == [
        (2023, ""),
        (2023, "業種=製造業;範囲=単体"),
        (2024, "範囲=不明"),
    ]


def test_a_stock_at_the_end_of_a_year_is_one_thing_however_it_is_called(tmp_path: Path) -> None:
    year_end = date(2024, 3, 31)
    stated = [
        stock("a", 1, 2023, "500"),
        stock("a", 2, 2023, "500", basis="期末", page=2),
        stock("b", 1, 2023, "500", basis="期首", scenario="prior_actual"),
        stock("b", 2, 2024, "480", basis="期首", period_start=date(2024, 4, 1), period_end=date(2024, 4, 1)),
    ]
    rows = panel(dataset(tmp_path, THREE, stated))
    assert only(rows, fiscal_year=2023, basis=None, period_end=year_end)["candidates"] == ids("a1", "a2", "b1")
    assert only(rows, fiscal_year=2024)["basis"] == "期首"


def test_without_a_scenario_figures_count_as_actual_only_when_other_documents_bear_them_out(tmp_path: Path) -> None:
    concepts = ["guarantee_acceptance", "guarantee_application", "subrogation", "indemnity_recovery"]
    unstated = [record("a", n, 2023, str(1000 + n), scenario=None, concept=c) for n, c in enumerate(concepts)]
    later = [
        record("b", n, 2023, str(1000 + n), scenario="prior_actual", concept=c) for n, c in enumerate(concepts[:3])
    ]
    borne_out = panel(dataset(tmp_path, THREE, [*unstated, *later]))
    assert {row["scenario"] for row in borne_out} == {"actual"}
    assert only(borne_out, concept="guarantee_acceptance")["candidates"] == ids("a0", "b0")
    alone = panel(dataset(tmp_path, THREE, [*unstated, *later[:2]]))
    assert only(alone, concept="indemnity_recovery")["scenario"] is None


def test_a_dash_is_no_zero_and_a_number_goes_before_it(tmp_path: Path) -> None:
    stated = [
        record("a", 1, 2023, None),
        record("b", 1, 2023, "0", scenario="prior_actual"),
        record("b", 2, 2024, None),
    ]
    rows = panel(dataset(tmp_path, THREE, stated))
    assert only(rows, fiscal_year=2023)["value_base"] == 0
    assert not only(rows, fiscal_year=2023)["conflict"]
    assert only(rows, fiscal_year=2024)["value_base"] is None


def test_what_stays_outside_is_told_with_its_reason(tmp_path: Path) -> None:
    stated = [record("a", 1, 2023, "140", hedge="約"), record("a", 2, 2023, "141", fiscal_year=None)]
    folder = dataset(tmp_path, THREE, stated)
    (told,) = write_panel(folder)
    assert (told.finding.code, set(told.finding.record_ids)) == ("panel-left-out", set(ids("a1", "a2")))
    assert pq.read_table(folder / "panel.parquet").num_rows == 0


def test_missing_years_and_gaps_are_listed(tmp_path: Path) -> None:
    documents = [document("a", 2020), document("b", 2021), document("c", 2024)]
    stated = [record("a", 1, 2020, "1"), record("c", 1, 2024, "4"), record("b", 1, 2021, "9", hedge="約")]
    folder = dataset(tmp_path, documents, stated)
    write_panel(folder)
    coverage = pq.read_table(folder / "coverage.parquet").to_pylist()
    assert [(r["fiscal_year"], r["state"], r["values"]) for r in coverage] == [
        (2020, "document", 1),
        (2021, "document", 0),
        (2022, "missing", 0),
        (2023, "missing", 0),
        (2024, "document", 1),
    ]
    gaps = pq.read_table(folder / "gaps.parquet").to_pylist()
    assert [(r["fiscal_year"], r["reason"], r["record_ids"]) for r in gaps] == [
        (2021, "left-out", ids("b1")),
        (2022, "no-document", []),
        (2023, "no-document", []),
    ]


def test_the_wide_form_names_what_is_suspect(tmp_path: Path) -> None:
    stated = [
        record("a", 1, 2023, "140"),
        record("a", 2, 2023, "150", scenario="plan", trust="suspect"),
        record("a", 3, 2023, "7", "件"),
        record("a", 4, 2023, "50", dimensions="業種=製造業"),
    ]
    folder = dataset(tmp_path, THREE, stated)
    write_panel(folder)
    (row,) = pq.read_table(folder / "panel_wide.parquet").to_pylist()
    assert row == {
        "organization_id": "みなと県信用保証協会",
        "fiscal_year": 2023,
        "organization": "みなと県信用保証協会",
        "suspect_columns": ["guarantee_acceptance__amount__plan"],
        "conflict_columns": [],
        "guarantee_acceptance__amount": Decimal(140_000_000),
        "guarantee_acceptance__amount__plan": Decimal(150_000_000),
        "guarantee_acceptance__count": Decimal(7),
    }


_rows = st.lists(
    st.builds(
        lambda digit, year, printed, **told: (digit, year, printed, told),
        st.sampled_from("abc"),
        st.sampled_from([2022, 2023]),
        st.sampled_from(["140", "141", "300", None]),
        scenario=st.sampled_from(["actual", "prior_actual", "plan", None]),
        scope=st.sampled_from([None, "consolidated", "non_consolidated"]),
        basis=st.sampled_from([None, "期末", "期首"]),
        dimensions=st.sampled_from(["", "業種=製造業"]),
        concept=st.sampled_from(["guarantee_acceptance", "guarantee_balance"]),
        trust=st.sampled_from(["proved", "suspect"]),
        unit=st.sampled_from(["百万円", "千円"]),
    ),
    min_size=10,
    max_size=40,
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_rows)
def test_keys_are_unique_and_every_admitted_record_is_a_candidate_once(tmp_path: Path, made: list[Any]) -> None:
    stated = [record(digit, n, year, printed, **told) for n, (digit, year, printed, told) in enumerate(made)]
    rows = panel(dataset(tmp_path, THREE, stated))
    assert len({tuple(row[name] for name in KEY) for row in rows}) == len(rows)
    assert sorted(c for row in rows for c in row["candidates"]) == sorted(r["record_id"] for r in stated)
    for row in rows:
        trusts = {r["trust"] for r in stated if r["record_id"] in row["candidates"]}
        chosen = next(r for r in stated if r["record_id"] == row["chosen_record_id"])
        assert chosen["trust"] == "proved" or trusts == {"suspect"}


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    stated = [record("a", n, 2023, str(100 + n), dimensions=f"業種={n}") for n in range(50)]
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_panel(dataset(tmp_path / name, THREE, stated))
    for file in PANEL_FILES:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
