"""Tables, charts and facts to records: every number with its meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.model import Chart, Fact, Identity, Layer, Record, Section, Source, Table
from extractor.profile import Profile
from extractor.records.from_charts import chart_records
from extractor.records.from_facts import fact_records
from extractor.records.from_tables import table_records
from extractor.records.placing import section_at


def records_of(
    source: Source,
    tables: Sequence[Table],
    facts: Sequence[Fact],
    sections: Sequence[Section],
    layers: Mapping[int, Layer],
    identity: Identity,
    profile: Profile,
    charts: Sequence[Chart] = (),
) -> tuple[Record, ...]:
    """All numbers of a document in the order of its pages; ``layers`` tells for each page where its text came from."""
    prefix = source.document_id[:12]
    records = [
        record
        for table in tables
        for record in table_records(table, layers, identity, profile, section_at(sections, table.where[0]))
    ]
    for chart in charts:
        records.extend(chart_records(chart, layers, identity, profile, section_at(sections, chart.where)))
    records.extend(fact_records(facts, prefix, layers, identity, profile))
    return tuple(sorted(records, key=lambda r: (r.where.page, r.where.box.top, r.where.box.x0)))
