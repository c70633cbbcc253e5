"""What is made from the finished tables of a dataset, all documents together: panel, database, workbooks."""

from __future__ import annotations

from pathlib import Path

from extractor.panel import compare, write_panel
from extractor.stopwatch import Stopwatch
from extractor.write.database import database
from extractor.write.derived import Told, append_findings
from extractor.write.duckdb import FILE as DATABASE
from extractor.write.duckdb import write_duckdb
from extractor.write.excel import FILE as WORKBOOK
from extractor.write.excel import write_workbook
from extractor.write.excel_document import write_document_books


def derive(folder: Path, reference: Path | None = None, watch: Stopwatch | None = None) -> tuple[Told, ...]:
    """Make everything in ``folder``, where the tables are finished; what was found is added to its findings too.

    ``reference`` is a CSV of outside figures that the panel is held against; raises ReferenceFaulty.  ``watch`` takes the stages.
    """
    watch = watch or Stopwatch()
    with database() as db:
        with watch.stage("panel"):
            told = write_panel(folder, db)
            if reference is not None:
                told += compare(folder, reference, db)
            append_findings(folder, told)
        with watch.stage("duckdb"):
            write_duckdb(folder, folder / DATABASE, db)
        with watch.stage("workbook"):
            write_workbook(folder, folder / WORKBOOK, db)
        with watch.stage("document books"):
            write_document_books(folder, folder, db)
    return told
