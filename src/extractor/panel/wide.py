"""The panel in wide form: a row for each organisation and year, a column for each concept and measure of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from extractor.panel.concepts import concept_label, profile_or_none
from extractor.profile import Profile
from extractor.write.columns import Column, TableSpec
from extractor.write.database import Connection, fetched
from extractor.write.derived import wide_spec_of, write_table

#: values of the whole; a value of another stretch of time than the year's own gets its days into its column's name
_WHOLE = """
CREATE OR REPLACE TEMP TABLE whole AS
WITH total AS (
  SELECT *, period_start IS NOT DISTINCT FROM period_end AS at_day FROM read_parquet($panel) WHERE dimensions = ''
), usual AS (
  SELECT organization_id, fiscal_year, at_day, mode((period_start, period_end) ORDER BY period_end DESC) AS period
  FROM total WHERE basis IS NULL GROUP BY ALL
)
SELECT organization_id, fiscal_year, organization, concept, measure, scenario, basis,
  CASE WHEN (period_start, period_end) IS DISTINCT FROM period AND period IS NOT NULL
    THEN coalesce(strftime(period_start, '%m%d'), '') || '_' || coalesce(strftime(period_end, '%m%d'), '') END AS days,
  value_base, trust, conflict
FROM total LEFT JOIN usual USING (organization_id, fiscal_year, at_day)
"""

_ID = (
    Column(
        "organization_id",
        "string",
        "Stable id of the publisher, or its name.",
        "発行者の固定 ID。なければ名称。",
        filled=True,
    ),
    Column("fiscal_year", "int", "Fiscal year: 2024 for 令和6年度.", "年度。令和6年度は 2024。", filled=True),
    Column("organization", "string", "The publisher as printed.", "印刷された発行者名。"),
    Column(
        "suspect_columns",
        "strings",
        "The columns of this row whose value is suspect: look at panel before using them.",
        "この行で信頼度が suspect の列。使う前に panel を確かめること。",
    ),
    Column(
        "conflict_columns",
        "strings",
        "The columns of this row for which documents state values that cannot be the same.",
        "この行で文書どうしの値が食い違う列。",
    ),
)


def write_wide(db: Connection, folder: Path) -> None:
    """``panel_wide`` into ``folder``, where ``panel.parquet`` is."""
    at = {"panel": str(folder / "panel.parquet")}
    db.execute(_WHOLE, at)
    named = db.execute("SELECT DISTINCT concept, measure, scenario, basis, days FROM whole ORDER BY ALL").fetchall()
    profiles = [
        profile_or_none(name) for (name,) in db.execute("SELECT DISTINCT profile FROM concepts ORDER BY ALL").fetchall()
    ]
    columns = sorted((_column(names, [p for p in profiles if p is not None]) for names in named), key=lambda c: c.name)
    spec = wide_spec_of((*_ID, *columns))
    write_table(folder, spec, _rows(db, spec))


def column_name(concept: str, measure: str, scenario: str | None, basis: str | None, days: str | None) -> str:
    """``guarantee_acceptance__amount``; what is not an actual of the year has more parts (``…__plan``)."""
    told = None if scenario == "actual" else scenario or "unstated"
    return "__".join(part for part in (concept, measure, basis, told, days) if part)


def _column(names: tuple[str, str, str | None, str | None, str | None], profiles: list[Profile]) -> Column:
    concept, measure, scenario, basis, days = names
    profile = next((p for p in profiles if concept in p.concepts), None)
    ja, en = concept_label(profile, concept)
    kinds = {m.id: (m.label_ja, m.label_en) for m in profile.measures} if profile else {}
    plans = {s.id: (s.label_ja, s.label_en) for s in profile.scenarios} if profile else {}
    parts = (
        kinds.get(measure, (measure, measure)),
        plans.get(scenario or "", (scenario, scenario)),
        (basis, basis),
        (days, days),
    )
    about_ja, about_en = ("・".join(p[0] for p in parts if p[0]), ", ".join(p[1] for p in parts if p[1]))
    name = column_name(concept, measure, scenario, basis, days)
    return Column(name, "decimal", f"{en}: {about_en}, in the base unit.", f"{ja}（{about_ja}）。基本単位。")


def _rows(db: Connection, spec: TableSpec) -> Iterator[dict[str, Any]]:
    found = db.execute("SELECT * FROM whole ORDER BY ALL")
    empty = {column.name: None for column in spec.columns}
    for (organization_id, year), group in groupby(fetched(found), key=lambda row: row[:2]):
        row: dict[str, Any] = dict(empty, organization_id=organization_id, fiscal_year=year)
        suspect, conflicts = [], []
        for _, _, organization, concept, measure, scenario, basis, days, value, trust, conflict in group:
            name = column_name(concept, measure, scenario, basis, days)
            row[name], row["organization"] = value, row["organization"] or organization
            suspect.extend([name] if trust == "suspect" else [])
            conflicts.extend([name] if conflict else [])
        yield {**row, "suspect_columns": sorted(suspect), "conflict_columns": sorted(conflicts)}
