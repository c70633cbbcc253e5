"""Makers of pieces that go wrong in a worker, and only there, with a document whose name says so."""

from __future__ import annotations

import os
import signal
import time
from ctypes import Array, c_long
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch import pieces
from extractor.batch.pieces import _Task
from extractor.limits import restrain
from extractor.model import Limits

if TYPE_CHECKING:
    from extractor.write import Piece

_there = pieces.pieces_there


def start(pages: Array[c_long], limits: Limits) -> None:  # noqa: ARG001 - called as the real one is
    """A worker that will read nothing: it is there at once."""
    restrain(limits)


def pieces_there(task: _Task) -> tuple[Piece, ...]:
    made = _there(task)
    again = task.folder / "pieces" / "again"
    match Path(task.entries[0][0].file).stem:
        case "dies":
            os._exit(7)
        case "stumbles":
            raise RuntimeError("a slip of ours")
        case "hangs":
            time.sleep(600)
        case "is killed once" if not again.exists():
            again.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        case "is slow":
            time.sleep(0.3)
    return made
