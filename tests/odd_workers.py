"""What a worker does to a document whose name says that something goes wrong with it; others are read as ever."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from pathlib import Path

from msgspec.structs import replace

from extractor.batch.work import Job, Made, made_of
from extractor.model import Finding, Severity, Status
from extractor.pipeline import extract


def work(number: int, job: Job) -> Made:  # noqa: ARG001 - called as the real one is
    file = job.file
    match Path(file).stem:
        case "hangs":
            Path(file).with_suffix(".pid").write_text(str(os.getpid()))
            time.sleep(600)
        case "dies":
            os._exit(7)
        case "is killed once":
            once = Path(file).with_suffix(".killed")
            if not once.exists():
                once.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        case "crashes":
            ctypes.string_at(0)
        case "stumbles":
            raise RuntimeError("a slip of ours")
        case "doubtful":
            finding = Finding("sum-mismatch", Severity.ERROR, "合計が一致しません", "The sum does not hold")
            outcome = replace(extract(file, job.options), findings=(finding,), status=Status.INCONSISTENT)
            return made_of(job.entry, outcome)
    return made_of(job.entry, extract(file, job.options))
