"""Japanese annual disclosures (PDF) to records that one may trust: every number is right, or flagged.

    from extractor import extract, run

    outcome = extract("report.pdf")            # one document, in memory
    outcomes = run(["archive/"], out="result")  # many, with all files of the dataset
"""

from __future__ import annotations

from extractor.batch import Limits, run
from extractor.model import Options, Outcome
from extractor.pipeline import extract
from extractor.version import __version__

__all__ = ["Limits", "Options", "Outcome", "__version__", "extract", "run"]
