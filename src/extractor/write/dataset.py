"""What a run leaves, gathered once, for every output format to take from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.model import Outcome
from extractor.write.copies import split_copies
from extractor.write.names import document_names
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
from extractor.write.run_info import RunInfo


@dataclass(frozen=True, slots=True)
class Dataset:
    """``outcomes`` are all inputs, ``originals`` those that were read and are no copy of one before; ``tables`` gives
    the columns of each table of ``schemas/columns.toml``; ``json_files`` has one path per outcome, None when unread."""

    outcomes: tuple[Outcome, ...]
    originals: tuple[Outcome, ...]
    run: RunInfo
    json_files: tuple[str | None, ...]
    tables: Mapping[str, Columns]


#: an output format: a dataset to files (path below the output folder, content)
Format = Callable[[Dataset], Iterator[tuple[str, bytes]]]


def gather(outcomes: Sequence[Outcome], run: RunInfo) -> Dataset:
    """Flatten ``outcomes``.  Raises NumberNotWritable for a number that would vanish unannounced."""
    every, originals = split_copies(outcomes)
    names = document_names(every)
    json_files = tuple(f"documents/{n}.json" if o.document else None for o, n in zip(every, names, strict=True))
    tables = {
        "documents": document_columns(every, json_files, run.extractor, run.options.profile),
        "records": record_columns(originals),
        "tables": table_columns(originals),
        "cells": cell_columns(originals),
        "tokens": token_columns(originals),
        "sections": section_columns(originals),
        "findings": finding_columns(every),
    }
    return Dataset(every, originals, run, json_files, tables)
