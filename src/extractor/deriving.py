"""What is made from the finished tables of a dataset, all documents together: panel, database, workbooks."""

from __future__ import annotations

from pathlib import Path

from extractor.panel import compare, write_panel
from extractor.write.derived import Told, append_findings
from extractor.write.duckdb import FILE as DATABASE
from extractor.write.duckdb import write_duckdb
from extractor.write.excel import FILE as WORKBOOK
from extractor.write.excel import write_workbook
from extractor.write.excel_document import write_document_books


def derive(folder: Path, reference: Path | None = None) -> tuple[Told, ...]:
    """Make everything in ``folder``, where the tables are finished; what was found is added to its findings too.

    ``reference`` is a CSV of outside figures that the panel is held against; raises ReferenceFaulty.
    """
    told = write_panel(folder)
    if reference is not None:
        told += compare(folder, reference)
    append_findings(folder, told)
    write_duckdb(folder, folder / DATABASE)
    write_workbook(folder, folder / WORKBOOK)
    write_document_books(folder, folder)
    return told
