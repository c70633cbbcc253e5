"""The panel of an output folder: its rows one after another, and the files that hold them."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from extractor.model import Box, Where
from extractor.panel.admission import IN_ORDER, KEY, admit
from extractor.panel.choose import PanelRow, choose
from extractor.panel.coverage import write_coverage
from extractor.panel.figures import Candidate, Key
from extractor.panel.restated import edition_of, restates
from extractor.panel.told import conflict_finding, left_out_findings
from extractor.panel.wide import write_wide
from extractor.write.columns import derived_specs
from extractor.write.database import Connection, database, fetched
from extractor.write.derived import Told, write_table

#: the files that ``write_panel`` makes
PANEL_FILES = (
    "panel.parquet",
    "panel.csv",
    "panel_wide.parquet",
    "panel_wide.csv",
    "coverage.parquet",
    "coverage.csv",
    "gaps.parquet",
    "gaps.csv",
)
_COLUMNS = (
    *KEY,
    "record_id",
    "document_id",
    "document_year",
    "file",
    "page",
    "x0",
    "top",
    "x1",
    "bottom",
    "organization",
    "item",
    "raw",
    "value_base",
    "unit_base",
    "step",
    "trust",
    "origin",
    "layer",
    "corrected_by",
    "edition_label",
    "doc_type",
    "supersedes",
    "notes",
)


def panel_rows(folder: Path) -> Iterator[PanelRow]:
    """The panel of the output folder ``folder``, sorted by key; it reads ``documents.parquet`` and ``records.parquet``."""
    with database() as db:
        admit(db, folder)
        yield from _rows(db)


def write_panel(folder: Path, shared: Connection | None = None) -> tuple[Told, ...]:
    """Write ``PANEL_FILES`` into ``folder``, which holds the finished ``documents`` and ``records``; returns what is to
    be told.  The same records give the same bytes.
    """
    told: list[Told] = []
    specs = derived_specs()
    with database(shared) as db:
        admit(db, folder)
        profiles = dict(db.execute("SELECT DISTINCT document_id, profile FROM stated").fetchall())

        def rows() -> Iterator[dict[str, Any]]:
            for row in _rows(db):
                if row.conflict:
                    told.append(conflict_finding(row, profiles.get(row.chosen.document_id)))
                yield row_values(row)

        write_table(folder, specs["panel"], rows())
        told.extend(left_out_findings(db))
        write_coverage(db, folder)
        write_wide(db, folder)
    return tuple(told)


def _rows(db: Connection) -> Iterator[PanelRow]:
    found = db.execute(f"SELECT {', '.join(_COLUMNS)} FROM admitted {IN_ORDER}")  # noqa: S608 - names of ours
    for values, group in groupby(fetched(found), key=lambda row: row[: len(KEY)]):
        yield choose(Key(*values), [_candidate(row) for row in group])


_Row = namedtuple("_Row", _COLUMNS)  # type: ignore[misc]


def _candidate(values: tuple[Any, ...]) -> Candidate:
    row: Any = _Row._make(values)
    earlier = row.document_year is not None and row.fiscal_year < row.document_year
    return Candidate(
        record_id=row.record_id,
        document_id=row.document_id,
        document_year=row.document_year,
        file=row.file,
        where=Where(row.page, Box(row.x0, row.top, row.x1, row.bottom)),
        organization=row.organization,
        fiscal_year=row.fiscal_year,
        raw=row.raw,
        value=row.value_base,
        unit=row.unit_base,
        step=row.step,
        trust=row.trust,
        origin=row.origin,
        layer=row.layer,
        doc_type=row.doc_type,
        edition=edition_of(row.edition_label),
        supersedes=row.supersedes,
        corrected=row.corrected_by is not None,
        restated=earlier and restates(row.notes or (), row.item),
    )


def row_values(row: PanelRow) -> dict[str, Any]:
    """A row of the panel by the columns of the codebook."""
    key, chosen = row.key, row.chosen
    return {
        **{name: getattr(key, name) for name in KEY},
        "value_base": chosen.value,
        "unit_base": chosen.unit,
        "step": chosen.step,
        "trust": row.trust,
        "chosen_record_id": chosen.record_id,
        "candidates": [c.record_id for c in row.candidates],
        "rule": row.rule,
        "conflict": row.conflict,
        "restated_from": row.restated_from.record_id if row.restated_from else None,
        "break_id": row.break_id,
        "file": chosen.file,
        "page": chosen.where.page,
        "conflict_record_ids": [c.record_id for c in (*row.contradicted_by, *row.collides_with)],
        "organization": chosen.organization,
        "document_id": chosen.document_id,
        "documents": len({c.document_id for c in row.candidates}),
        "raw": chosen.raw,
        "origin": chosen.origin,
        "layer": chosen.layer,
        "value_base_float": None if chosen.value is None else float(chosen.value),
    }
