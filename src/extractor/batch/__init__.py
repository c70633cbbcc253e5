"""Many documents: what is to be read, reading it in worker processes, keeping results, and the dataset made of them."""

from __future__ import annotations

from extractor.batch.asked import Manifest
from extractor.batch.plan import Redo
from extractor.batch.results import Results
from extractor.batch.runner import report, run, validate

__all__ = ["Manifest", "Redo", "Results", "report", "run", "validate"]
