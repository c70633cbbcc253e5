"""A dataset in the making: outcomes come one by one, and every output format takes what it needs of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from extractor.model import Outcome
from extractor.write.copies import Copies
from extractor.write.names import Input, document_names
from extractor.write.rows import (
    Columns,
    FindingNumbers,
    cell_columns,
    document_columns,
    finding_columns,
    record_columns,
    section_columns,
    table_columns,
    token_columns,
)
from extractor.write.run_info import RunInfo


class Shard(Struct, frozen=True, gc=False):
    """What one outcome adds: ``tables`` gives its rows of each table of ``schemas/columns.toml``.

    ``original``: read, and no copy of a document before.  ``json_file`` is None when unread.
    """

    outcome: Outcome
    original: bool
    json_file: str | None
    tables: Mapping[str, Columns]


class Sink(Protocol):
    """One output format at work: it takes the shards in their order, then brings its files to an end."""

    def add(self, shard: Shard) -> None: ...

    def finish(self) -> None: ...


#: an output format: the folder that its files go to, and what made the dataset
Format = Callable[[Path, RunInfo], Sink]


def shards_of(outcomes: Iterator[Outcome], inputs: Sequence[Input], run: RunInfo) -> Iterator[Shard]:
    """Each outcome as rows; ``inputs`` names all of them beforehand, in the same order.

    Raises NumberNotWritable for a number that would vanish unannounced.
    """
    copies, numbers = Copies(), FindingNumbers()
    for outcome, name in zip(outcomes, document_names(inputs), strict=True):
        told, original = copies.told(outcome)
        json_file = f"documents/{name}.json" if told.document else None
        whole = (told,) if original else ()
        tables = {
            "documents": document_columns((told,), (json_file,), run.options.profile),
            "records": record_columns(whole),
            "tables": table_columns(whole),
            "cells": cell_columns(whole),
            "tokens": token_columns(whole),
            "sections": section_columns(whole),
            "findings": finding_columns((told,), numbers),
        }
        yield Shard(told, original, json_file, tables)
