"""Outcomes to the files of the dataset.  A new format is one module and one line in ``dataset.FORMATS``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.startup import on_first_use

if TYPE_CHECKING:
    from extractor.write.dataset import Look, Make, write_dataset, write_outcomes
    from extractor.write.decimals import NumberNotWritable
    from extractor.write.derived import Told
    from extractor.write.names import Input
    from extractor.write.piece import Piece, make_anew, make_piece
    from extractor.write.places import Place
    from extractor.write.run_info import RunInfo
    from extractor.write.run_json import add_seconds
    from extractor.write.tally import Tally

__all__ = [
    "Input",
    "Look",
    "Make",
    "NumberNotWritable",
    "Piece",
    "Place",
    "RunInfo",
    "Tally",
    "Told",
    "add_seconds",
    "make_anew",
    "make_piece",
    "write_dataset",
    "write_outcomes",
]

# a worker that makes a piece writes no workbook
__getattr__ = on_first_use(
    __name__,
    {
        "Look": "dataset",
        "Make": "dataset",
        "write_dataset": "dataset",
        "write_outcomes": "dataset",
        "NumberNotWritable": "decimals",
        "Told": "derived",
        "Input": "names",
        "Piece": "piece",
        "make_anew": "piece",
        "make_piece": "piece",
        "Place": "places",
        "RunInfo": "run_info",
        "add_seconds": "run_json",
        "Tally": "tally",
    },
)
