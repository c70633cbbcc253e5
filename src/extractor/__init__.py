"""Japanese annual disclosures (PDF) to records that one may trust: every number is right, or flagged.

from extractor import extract, run

outcome = extract("report.pdf")            # one document, in memory
outcomes = run(["archive/"], out="result")  # many, with all files of the dataset
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from extractor.version import __version__

if TYPE_CHECKING:
    from extractor.batch import run
    from extractor.model import Limits, Options, Outcome
    from extractor.pipeline import extract

__all__ = ["Limits", "Options", "Outcome", "__version__", "extract", "run"]

_HOME = {"Limits": "model", "run": "batch", "Options": "model", "Outcome": "model", "extract": "pipeline"}


def __getattr__(name: str) -> object:
    """Import on first use (PEP 562): a worker or ``extractor --version`` pays only for what it needs."""
    if name not in _HOME:
        raise AttributeError(f"module 'extractor' has no attribute {name!r}")
    return getattr(import_module(f"extractor.{_HOME[name]}"), name)
