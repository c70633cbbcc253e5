"""Checks over what was understood of a document, and what follows from them: trust and status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.startup import on_first_use

if TYPE_CHECKING:
    from extractor.validate.check import CHECK_CRASHED
    from extractor.validate.checks import run_checks, run_checks_of_proof
    from extractor.validate.decisions import untaken
    from extractor.validate.repair import proved, proved_together
    from extractor.validate.status import status_of
    from extractor.validate.trust import with_trust

__all__ = [
    "CHECK_CRASHED",
    "proved",
    "proved_together",
    "run_checks",
    "run_checks_of_proof",
    "status_of",
    "untaken",
    "with_trust",
]

# who plans a run or writes its files reads no page
__getattr__ = on_first_use(
    __name__,
    {
        "CHECK_CRASHED": "check",
        "run_checks": "checks",
        "run_checks_of_proof": "checks",
        "untaken": "decisions",
        "proved": "repair",
        "proved_together": "repair",
        "status_of": "status",
        "with_trust": "trust",
    },
)
