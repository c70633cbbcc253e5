"""What a worker does to a document whose name says that something goes wrong with it; others are read as ever."""

from __future__ import annotations

import ctypes
import os
import time
from dataclasses import replace
from pathlib import Path

from extractor.model import Finding, Options, Outcome, Severity, Status
from extractor.pipeline import extract


def work(number: int, file: str, options: Options) -> Outcome:  # noqa: ARG001 - called as the real one is
    match Path(file).stem:
        case "hangs":
            Path(file).with_suffix(".pid").write_text(str(os.getpid()))
            time.sleep(600)
        case "dies":
            os._exit(7)
        case "crashes":
            ctypes.string_at(0)
        case "stumbles":
            raise RuntimeError("a slip of ours")
        case "doubtful":
            finding = Finding("sum-mismatch", Severity.ERROR, "合計が一致しません", "The sum does not hold")
            return replace(extract(file, options), findings=(finding,), status=Status.INCONSISTENT)
    return extract(file, options)
