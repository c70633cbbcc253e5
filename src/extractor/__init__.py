"""Japanese annual disclosures (PDF) to records that one may trust: every number is right, or flagged.

from extractor import extract, run

outcome = extract("report.pdf")            # one document, in memory
outcomes = run(["archive/"], out="result")  # many, with all files of the dataset
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.startup import on_first_use
from extractor.version import __version__

if TYPE_CHECKING:
    from extractor.batch import run
    from extractor.model import Limits, Options, Outcome
    from extractor.pipeline import extract

__all__ = ["Limits", "Options", "Outcome", "__version__", "extract", "run"]

# a worker or ``extractor --version`` pays only for what it needs
__getattr__ = on_first_use(
    __name__, {"Limits": "model", "run": "batch", "Options": "model", "Outcome": "model", "extract": "pipeline"}
)
