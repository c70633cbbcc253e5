"""Checks over what was understood of a document, and what follows from them: trust and status."""

from __future__ import annotations

from extractor.validate.check import CHECK_CRASHED
from extractor.validate.checks import run_checks, run_checks_of_proof
from extractor.validate.decisions import untaken
from extractor.validate.repair import proved
from extractor.validate.status import status_of
from extractor.validate.trust import with_trust

__all__ = ["CHECK_CRASHED", "proved", "run_checks", "run_checks_of_proof", "status_of", "untaken", "with_trust"]
