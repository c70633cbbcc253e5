"""What one outcome adds to a dataset, made by itself, in any process: its JSON, and rows that formats put together.

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

#: where pieces are, in the folder of a dataset in the making
PIECES = "pieces"
#: the rows of all tables, one after the other as Arrow messages, in the order of ``table_specs``
TABLES = "tables.arrow"
#: rows that are made at once, and tables whose cells are
_ROWS, _TABLES = 8_192, 128


class Piece(Struct, frozen=True):
    """What the outcome at ``place`` adds: parts called TABLES and, of some tables, NAME.csv; ``messages`` counts those of each.

    ``told`` is what the outcome says of its input, which decides the places of those behind it; ``json_file`` is where in
    ``folder`` its nested form is, None when unread.
    """

    place: Place
    folder: Path
    told: Input
    json_file: str | None
    messages: Mapping[str, int]
    tally: Tally

    def part(self, name: str) -> Path:
        return part_of(self.folder, self.place, name)


def part_of(folder: Path, place: Place, name: str) -> Path:
    """The file of a part of the piece at ``place``."""
    return folder / PIECES / f"{place.number}.{name}"


def form_of(place: Place) -> str:
    """Where in the folder of a dataset the nested form of a document belongs."""
    return f"documents/{place.name}.json"


def make_piece(outcome: Outcome, place: Place, profile: str, folder: Path) -> Piece:
    """Write what ``outcome`` adds to the dataset in ``folder``; ``profile`` is the one that was asked for.

    Raises OSError, and NumberNotWritable for a number that would vanish unannounced.
    """
    original = place.copy_of is None and outcome.document is not None
    shown = outcome if place.copy_of is None else as_copy(outcome, place.copy_of)
    json_file = form_of(place) if shown.document else None
    parts = _parts(shown, original, json_file, place, profile)
    messages = {}
    with pa.OSFile(str(part_of(folder, place, TABLES)), "wb") as tables:
        for name, spec in table_specs().items():
            messages[name] = _write_table(spec, parts[name], tables, part_of(folder, place, f"{name}.csv"))
    if shown.document is not None:
        with (folder / form_of(place)).open("wb") as file:
            write_form(shown.document, file)
    return Piece(place, folder, Input.of(outcome), json_file, messages, Tally.of(shown, original))


def make_anew(outcome: Outcome, place: Place, profile: str, folder: Path) -> Piece:
    """``make_piece`` once more, after whatever came of the first attempt."""
    (folder / form_of(place)).unlink(missing_ok=True)
    return make_piece(outcome, place, profile, folder)


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


def _write_table(spec: TableSpec, parts: Iterator[Columns], tables: pa.NativeFile, lines: Path) -> int:
    """Write the rows of ``parts``, where the table is CSV too as ``lines`` as well, and say in how many messages."""
    messages = 0
    with ExitStack() as open_files:
        csv = None
        if spec.csv:
            file = open_files.enter_context(pa.OSFile(str(lines), "wb"))
            csv = open_files.enter_context(closing(CsvWriter(file, spec.columns, further=True)))
        for columns in parts:
            batch = arrow_batch(spec, columns)
            tables.write(batch.serialize())
            if csv is not None:
                csv.write(columns, batch)
            messages += 1
    return messages
