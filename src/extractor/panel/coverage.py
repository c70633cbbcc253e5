"""What is there and what is missing: years of each organisation, and years missing inside each series."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.write.columns import TableSpec, derived_specs
from extractor.write.database import Connection, fetched
from extractor.write.derived import write_table

_COVERAGE = """
WITH document AS (
  SELECT coalesce(organization_id, organization, 'document:' || left(document_id, 12)) AS owner,
    organization, fiscal_year, document_id
  FROM read_parquet($documents) WHERE document_id IS NOT NULL AND status <> 'failed'
), value AS (
  SELECT organization_id AS owner, organization, fiscal_year, trust, conflict FROM read_parquet($panel)
), known AS (
  SELECT owner, fiscal_year FROM document WHERE fiscal_year IS NOT NULL UNION SELECT owner, fiscal_year FROM value
), span AS (
  SELECT owner, unnest(range(min(fiscal_year), max(fiscal_year) + 1)) AS fiscal_year FROM known GROUP BY owner
), named AS (
  SELECT owner, min(organization) AS organization
  FROM (SELECT owner, organization FROM document UNION ALL SELECT owner, organization FROM value) GROUP BY owner
), documents AS (
  SELECT owner, fiscal_year, count(DISTINCT document_id) AS n FROM document GROUP BY ALL
), counted AS (
  SELECT owner, fiscal_year, count(*) AS n,
    count(*) FILTER (trust = 'proved') AS proved, count(*) FILTER (trust = 'supported') AS supported,
    count(*) FILTER (trust = 'unchecked') AS unchecked, count(*) FILTER (trust = 'suspect') AS suspect,
    count(*) FILTER (conflict) AS conflicts
  FROM value GROUP BY ALL
)
SELECT s.owner AS organization_id, organization, s.fiscal_year::BIGINT AS fiscal_year,
  CASE WHEN d.n > 0 THEN 'document' WHEN v.n > 0 THEN 'other-documents' ELSE 'missing' END AS state,
  coalesce(d.n, 0) AS documents, coalesce(v.n, 0) AS values, coalesce(proved, 0) AS proved,
  coalesce(supported, 0) AS supported, coalesce(unchecked, 0) AS unchecked, coalesce(suspect, 0) AS suspect,
  coalesce(conflicts, 0) AS conflicts
FROM span s JOIN named USING (owner)
LEFT JOIN documents d USING (owner, fiscal_year) LEFT JOIN counted v USING (owner, fiscal_year)
ORDER BY ALL
"""

#: a series is a key without its time; a year missing between its first and its last is a gap
_GAPS = """
WITH value AS (
  SELECT DISTINCT organization_id, concept, measure, scenario, basis, dimensions, fiscal_year FROM read_parquet($panel)
), span AS (
  SELECT organization_id, concept, measure, scenario, basis, dimensions, list(fiscal_year) AS there,
    unnest(range(min(fiscal_year), max(fiscal_year) + 1)) AS fiscal_year
  FROM value GROUP BY organization_id, concept, measure, scenario, basis, dimensions
), missing AS (
  SELECT * FROM span WHERE NOT list_contains(there, fiscal_year)
), document AS (
  SELECT DISTINCT coalesce(organization_id, organization, 'document:' || left(document_id, 12)) AS organization_id, fiscal_year
  FROM read_parquet($documents) WHERE document_id IS NOT NULL AND status <> 'failed'
), outside AS (
  SELECT organization_id, concept, measure, fiscal_year, list(record_id ORDER BY record_id) AS record_ids
  FROM stated WHERE left_out IS NOT NULL GROUP BY ALL
)
SELECT m.organization_id, m.concept, m.measure, m.scenario, m.basis, m.dimensions, m.fiscal_year::BIGINT AS fiscal_year,
  CASE WHEN len(o.record_ids) > 0 THEN 'left-out' WHEN d.fiscal_year IS NULL THEN 'no-document' ELSE 'not-stated' END
    AS reason,
  coalesce(o.record_ids, []) AS record_ids
FROM missing m
LEFT JOIN document d ON d.organization_id = m.organization_id AND d.fiscal_year = m.fiscal_year
LEFT JOIN outside o ON o.organization_id = m.organization_id AND o.concept = m.concept
  AND o.measure = m.measure AND o.fiscal_year = m.fiscal_year
ORDER BY ALL
"""


def write_coverage(db: Connection, folder: Path) -> None:
    """``coverage`` and ``gaps`` into ``folder``, where ``panel.parquet`` and ``documents.parquet`` are."""
    at = {"documents": str(folder / "documents.parquet"), "panel": str(folder / "panel.parquet")}
    for name, query in (("coverage", _COVERAGE), ("gaps", _GAPS)):
        spec = derived_specs()[name]
        write_table(folder, spec, _rows(db, query, at, spec))


def _rows(db: Connection, query: str, at: dict[str, str], spec: TableSpec) -> Iterator[dict[str, Any]]:
    found = db.execute(query, at)
    names = [column.name for column in spec.columns]
    for row in fetched(found):
        yield dict(zip(names, row, strict=True))
