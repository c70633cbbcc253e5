"""Tables, charts and facts to records: every number with its meaning."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model import Chart, Fact, Record, Source, Table
from extractor.records.from_charts import chart_records
from extractor.records.from_facts import fact_records
from extractor.records.from_tables import table_records
from extractor.records.setting import Setting, closing_month, setting_of

__all__ = ["Setting", "closing_month", "records_of", "setting_of"]


def records_of(
    source: Source, tables: Sequence[Table], facts: Sequence[Fact], charts: Sequence[Chart], setting: Setting
) -> tuple[Record, ...]:
    """All numbers of a document in the order of its pages."""
    records = [record for table in tables for record in table_records(table, setting)]
    for chart in charts:
        records.extend(chart_records(chart, setting))
    records.extend(fact_records(facts, source.document_id[:12], setting))
    return tuple(sorted(records, key=lambda r: (r.where.page, r.where.box.top, r.where.box.x0)))
