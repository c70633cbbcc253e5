"""What one outcome adds to a dataset, made by itself, in any process: the files of a folder that formats put together.

One table after the other, so that what a long document takes is the rows of its largest table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pyarrow as pa
from msgspec import Struct

from extractor.model import Outcome
from extractor.write.arrow import arrow_batch
from extractor.write.columns import TableSpec, table_specs
from extractor.write.csv import CsvWriter
from extractor.write.document_json import write_form
from extractor.write.names import Input
from extractor.write.places import Place, as_copy
from extractor.write.rows import (
    Columns,
    cell_columns,
    document_columns,
    finding_columns,
    record_columns,
    section_columns,
    table_columns,
    token_columns,
)
from extractor.write.tally import Tally

#: the rows of all tables, one after the other as Arrow messages, in the order of ``table_specs``
TABLES = "tables.arrow"
#: the nested form of a document that was read
DOCUMENT = "document.json"


class Piece(Struct, frozen=True):
    """What the outcome at ``place`` adds: its files are in ``folder``, beside those above NAME.csv where a table has rows.

    ``told`` is what the outcome says of its input, which decides the places of those behind it; ``json_file`` is where its
    nested form belongs, None when unread.
    """

    place: Place
    folder: Path
    told: Input
    json_file: str | None
    tally: Tally


def make_piece(outcome: Outcome, place: Place, profile: str, folder: Path) -> Piece:
    """Write what ``outcome`` adds to a dataset into ``folder``, which is made; ``profile`` is the one that was asked for.

    Raises OSError, and NumberNotWritable for a number that would vanish unannounced.
    """
    folder.mkdir(exist_ok=True)  # of a worker that was killed, perhaps
    original = place.copy_of is None and outcome.document is not None
    shown = outcome if place.copy_of is None else as_copy(outcome, place.copy_of)
    json_file = f"documents/{place.name}.json" if shown.document else None
    columns = _columns(shown, original, json_file, place, profile)
    with pa.OSFile(str(folder / TABLES), "wb") as tables:
        for spec in table_specs().values():
            _write_table(spec, columns[spec.name](), tables, folder)
    if shown.document is not None:
        with (folder / DOCUMENT).open("wb") as file:
            write_form(shown.document, file)
    return Piece(place, folder, Input.of(outcome), json_file, Tally.of(shown, original))


def _columns(
    shown: Outcome, original: bool, json_file: str | None, place: Place, profile: str
) -> Mapping[str, Callable[[], Columns]]:
    """What makes the columns of each table: those of a copy's document are written with its original."""
    whole = (shown,) if original else ()
    return {
        "documents": lambda: document_columns((shown,), (json_file,), profile),
        "records": lambda: record_columns(whole),
        "tables": lambda: table_columns(whole),
        "cells": lambda: cell_columns(whole),
        "tokens": lambda: token_columns(whole),
        "sections": lambda: section_columns(whole),
        "findings": lambda: finding_columns(shown, place.numbered),
    }


def _write_table(spec: TableSpec, columns: Columns, tables: pa.NativeFile, folder: Path) -> None:
    batch = arrow_batch(spec, columns)
    tables.write(batch.serialize())
    if spec.csv and batch.num_rows:
        with pa.OSFile(str(folder / f"{spec.name}.csv"), "wb") as file:
            csv = CsvWriter(file, spec.columns, further=True)
            csv.write(columns, batch)
            csv.close()
