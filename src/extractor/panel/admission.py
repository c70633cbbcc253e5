"""Which records may enter the panel, and under which key: the one query that everything else is built on.

Two records state the same thing when all nine columns of the key agree.  What is printed in different words for the same
thing is brought to one form here:

- last year's column is this year's, seen a year later: ``prior_actual`` is ``actual``, ``prior_plan`` is ``plan``;
- a stock is taken at the end of its year unless something else is said, so that 期末, and 期首 at the last day of the
  year before, say nothing more than the day; a stock holds at its day;
- a basis that the concept has by itself (元金 of 代位弁済元金) says nothing more.

What limits the subject must not stand in for the whole: the company alone (``non_consolidated``) and every other scope
are a dimension of their own (範囲=単体), as in XBRL, where the group is the default member.  Where a publisher reports a
group, a figure that does not say whose it is is 範囲=不明.  A figure without a scenario (of a document that does not tell
what it is) counts as actual only where other documents bear out that year's figures of the document; else it stays by
itself.
"""

from __future__ import annotations

from pathlib import Path

from extractor.panel.concepts import add_concepts
from extractor.write.database import Connection

#: so many figures of a year must be borne out by other documents before all of the year without a scenario count as actual
_CORROBORATED = 3
#: and so large a share of those that can be compared
_SHARE = 0.9

#: the columns of the key, in the contract's order
KEY = (
    "organization_id",
    "fiscal_year",
    "period_start",
    "period_end",
    "concept",
    "measure",
    "scenario",
    "basis",
    "dimensions",
)

_STATED = """
CREATE OR REPLACE TEMP TABLE stated AS
WITH document AS (
  SELECT DISTINCT ON (document_id) document_id, organization AS publisher, organization_id AS publisher_id, profile,
    fiscal_year AS document_year, covers_to, edition_label, doc_type, supersedes
  FROM read_parquet($documents) WHERE document_id IS NOT NULL ORDER BY document_id, file
), owned AS (
  SELECT *, coalesce(publisher_id, publisher, 'document:' || left(document_id, 12)) AS owner FROM document
), record AS (
  SELECT * FROM read_parquet($records) WHERE concept IS NOT NULL
), grouped AS (
  SELECT DISTINCT owner FROM record JOIN owned USING (document_id)
  WHERE scope IN ('consolidated', 'non_consolidated')
), placed AS (
  SELECT r.* EXCLUDE (organization), d.owner AS organization_id, d.publisher AS organization, d.document_year, d.covers_to,
    d.edition_label, d.doc_type, d.supersedes, d.profile, c.kind, c.parent, c.basis AS implied,
    g.owner IS NOT NULL AS reports_group
  FROM record r
  JOIN owned d USING (document_id)
  LEFT JOIN concepts c ON c.profile = d.profile AND c.concept = r.concept
  LEFT JOIN grouped g ON g.owner = d.owner
), whole AS (
  SELECT * REPLACE (
      CASE WHEN kind = 'stock' AND measure NOT IN ('increase', 'decrease') THEN period_end ELSE period_start END AS period_start,
      CASE scenario WHEN 'prior_actual' THEN 'actual' WHEN 'prior_plan' THEN 'plan' ELSE scenario END AS scenario
    ),
    CASE
      WHEN scope = 'consolidated' THEN ''
      WHEN scope = 'non_consolidated' THEN '範囲=単体'
      WHEN scope IS NOT NULL THEN '範囲=' || replace(scope, ';', '；')
      WHEN reports_group THEN '範囲=不明'
      ELSE ''
    END AS limited
  FROM placed
)
SELECT * REPLACE (
    CASE
      WHEN basis = implied THEN NULL
      WHEN basis IN ('期末', '期首') AND at_the_end THEN NULL
      WHEN starts_with(basis, '期末・') THEN nullif(substr(basis, 4), '')
      ELSE basis
    END AS basis,
    CASE WHEN limited = '' THEN dimensions WHEN dimensions = '' THEN limited
      ELSE array_to_string(list_sort(list_append(string_split(dimensions, ';'), limited)), ';') END
      AS dimensions
  ),
  CASE
    WHEN origin = 'chart' THEN 'chart'
    WHEN fiscal_year IS NULL THEN 'year-unknown'
    WHEN measure IS NULL THEN 'measure-unknown'
    WHEN measure = 'bound' THEN 'class-bound'
    WHEN hedge IS NOT NULL THEN 'hedged'
    WHEN unit_base IS NULL OR (value_base IS NULL AND value IS NOT NULL) THEN 'unit-unknown'
    WHEN value_base IS NULL AND regexp_matches(raw, '[0-9０-９]') THEN 'value-unknown'
    WHEN of_which AND dimensions = '' AND parent IS NULL THEN 'of-which'
  END AS left_out
FROM (
  SELECT *, period_start = period_end AND (basis = '期末' OR (
      month(period_end) = month(covers_to) AND year(period_end) - fiscal_year = year(covers_to) - document_year
    )) AS at_the_end
  FROM whole
)
"""

#: years of documents whose figures without a scenario other documents state as actual
_CORROBORATION = """
CREATE OR REPLACE TEMP TABLE corroborated AS
WITH compared AS (
  SELECT DISTINCT ON (one.document_id, one.fiscal_year, one.concept, one.measure, one.basis, one.dimensions)
    one.document_id, one.fiscal_year,
    abs(one.value_base - other.value_base) <= coalesce(one.step, 0) + coalesce(other.step, 0) AS agrees
  FROM stated one
  JOIN stated other ON one.document_id <> other.document_id
    AND one.organization_id = other.organization_id AND one.fiscal_year = other.fiscal_year
    AND one.concept = other.concept AND one.measure = other.measure AND one.unit_base = other.unit_base
    AND one.period_end IS NOT DISTINCT FROM other.period_end
    AND one.basis IS NOT DISTINCT FROM other.basis AND one.dimensions = other.dimensions
  WHERE one.scenario IS NULL AND other.scenario = 'actual' AND one.left_out IS NULL AND other.left_out IS NULL
    AND one.measure IN ('amount', 'count') AND abs(one.value_base) >= 100 * coalesce(one.step, 1)
  ORDER BY one.document_id, one.fiscal_year, one.concept, one.measure, one.basis, one.dimensions, agrees DESC
)
SELECT document_id, fiscal_year FROM compared GROUP BY ALL
HAVING count(*) FILTER (agrees) >= $least AND count(*) FILTER (agrees) >= $share * count(*)
"""

_ADMITTED = """
CREATE OR REPLACE TEMP VIEW admitted AS
SELECT s.* REPLACE (CASE WHEN s.scenario IS NULL AND k.document_id IS NOT NULL THEN 'actual' ELSE s.scenario END AS scenario)
FROM stated s LEFT JOIN corroborated k USING (document_id, fiscal_year)
WHERE left_out IS NULL
"""

#: key by key, within a key the earlier documents first
IN_ORDER = (
    "ORDER BY organization_id, concept, measure, scenario NULLS FIRST, basis NULLS FIRST, dimensions, fiscal_year,"
    " period_start NULLS FIRST, period_end NULLS FIRST, document_year NULLS LAST, document_id, page, record_id"
)


def admit(db: Connection, folder: Path) -> None:
    """Temporary views ``stated`` (every record with a concept) and ``admitted`` (sorted by key) over ``folder``."""
    documents, records = folder / "documents.parquet", folder / "records.parquet"
    add_concepts(db, documents)
    # a view takes no parameters, and a path may hold a quote
    stated = _STATED.replace("$documents", _quoted(documents)).replace("$records", _quoted(records))
    db.execute(stated)
    db.execute(_CORROBORATION, {"least": _CORROBORATED, "share": _SHARE})
    db.execute(_ADMITTED)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
