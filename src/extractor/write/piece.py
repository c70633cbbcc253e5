"""What one outcome adds to a dataset, made by itself, in any process: the files of a folder that formats put together.

One table after the other and some rows at a time, so that a long document takes little more than itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

import pyarrow as pa
from msgspec import Struct
from msgspec.structs import replace

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
#: rows that are made at once, and tables whose cells are
_ROWS, _TABLES = 8_192, 128
#: the nested form of a document that was read
DOCUMENT = "document.json"


class Piece(Struct, frozen=True):
    """What the outcome at ``place`` adds: its files are in ``folder``, beside those above NAME.csv of some tables.

    ``messages`` counts those of each table.
    ``told`` is what the outcome says of its input, which decides the places of those behind it; ``json_file`` is where its
    nested form belongs, None when unread.
    """

    place: Place
    folder: Path
    told: Input
    json_file: str | None
    messages: Mapping[str, int]
    tally: Tally


def make_piece(outcome: Outcome, place: Place, profile: str, folder: Path) -> Piece:
    """Write what ``outcome`` adds to a dataset into ``folder``, which is made; ``profile`` is the one that was asked for.

    Raises OSError, and NumberNotWritable for a number that would vanish unannounced.
    """
    folder.mkdir(exist_ok=True)  # of a worker that was killed, perhaps
    original = place.copy_of is None and outcome.document is not None
    shown = outcome if place.copy_of is None else as_copy(outcome, place.copy_of)
    json_file = f"documents/{place.name}.json" if shown.document else None
    parts = _parts(shown, original, json_file, place, profile)
    with pa.OSFile(str(folder / TABLES), "wb") as tables:
        messages = {spec.name: _write_table(spec, parts[spec.name], tables, folder) for spec in table_specs().values()}
    if shown.document is not None:
        with (folder / DOCUMENT).open("wb") as file:
            write_form(shown.document, file)
    return Piece(place, folder, Input.of(outcome), json_file, messages, Tally.of(shown, original))


def _parts(
    shown: Outcome, original: bool, json_file: str | None, place: Place, profile: str
) -> Mapping[str, Iterator[Columns]]:
    """The columns of each table, of some of its rows at a time; those of a copy's document are written with its original."""
    whole = (shown,) if original else ()
    return {
        "documents": iter([document_columns((shown,), (json_file,), profile)]),
        "records": map(record_columns, _slices(whole, "records", _ROWS)),
        "tables": iter([table_columns(whole)]),
        "cells": map(cell_columns, _slices(whole, "tables", _TABLES)),
        "tokens": map(token_columns, _slices(whole, "tokens", _ROWS)),
        "sections": iter([section_columns(whole)]),
        "findings": iter([finding_columns(shown, place.numbered)]),
    }


def _slices(outcomes: Sequence[Outcome], name: str, size: int) -> Iterator[tuple[Outcome]]:
    """The outcomes with ``size`` of what their documents call ``name`` at a time."""
    for outcome, document in ((outcome, outcome.document) for outcome in outcomes):
        if document is not None:
            elements: tuple[object, ...] = getattr(document, name)
            for begin in range(0, len(elements), size):
                some = {name: elements[begin : begin + size]}
                yield (replace(outcome, document=replace(document, **some)),)


def _write_table(spec: TableSpec, parts: Iterator[Columns], tables: pa.NativeFile, folder: Path) -> int:
    """Write the rows of ``parts``, and say in how many messages."""
    messages = 0
    with ExitStack() as open_files:
        csv = None
        if spec.csv:
            file = open_files.enter_context(pa.OSFile(str(folder / f"{spec.name}.csv"), "wb"))
            csv = open_files.enter_context(closing(CsvWriter(file, spec.columns, further=True)))
        for columns in parts:
            batch = arrow_batch(spec, columns)
            tables.write(batch.serialize())
            if csv is not None:
                csv.write(columns, batch)
            messages += 1
    return messages
