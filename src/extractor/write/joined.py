"""Pieces put together as they are: the lines of CSV files, and whole files of documents."""

from __future__ import annotations

import shutil
from pathlib import Path

from extractor.write.columns import table_specs
from extractor.write.csv import CsvWriter
from extractor.write.piece import DOCUMENT, Piece
from extractor.write.run_info import RunInfo


class CsvFiles:
    """``records.csv`` and ``findings.csv``."""

    def __init__(self, folder: Path, run: RunInfo) -> None:  # noqa: ARG002 - every format is made with both
        specs = [spec for spec in table_specs().values() if spec.csv]
        self._files = {f"{spec.name}.csv": (folder / f"{spec.name}.csv").open("wb") for spec in specs}
        for spec, file in zip(specs, self._files.values(), strict=True):
            CsvWriter(file, spec.columns).close()  # the line that names the columns

    def add(self, piece: Piece) -> None:
        for name, file in self._files.items():
            with (piece.folder / name).open("rb") as rows:
                shutil.copyfileobj(rows, file)

    def finish(self) -> None:
        for file in self._files.values():
            file.close()


class DocumentFiles:
    """``documents/NAME.json``: one file for each document that was read."""

    def __init__(self, folder: Path, run: RunInfo) -> None:  # noqa: ARG002 - every format is made with both
        self._folder = folder
        (folder / "documents").mkdir()

    def add(self, piece: Piece) -> None:
        if piece.json_file is not None:
            (piece.folder / DOCUMENT).replace(self._folder / piece.json_file)

    def finish(self) -> None:
        """Every file is complete as soon as it is added."""
