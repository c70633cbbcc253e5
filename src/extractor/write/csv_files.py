"""CSV files put together of pieces, whose lines they have as they are."""

from __future__ import annotations

import shutil
from pathlib import Path

from extractor.write.columns import table_specs
from extractor.write.csv import CsvWriter
from extractor.write.piece import Piece
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
            with piece.part(name).open("rb") as lines:
                shutil.copyfileobj(lines, file)
            piece.part(name).unlink()

    def finish(self) -> None:
        for file in self._files.values():
            file.close()
