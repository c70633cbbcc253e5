"""How far the numbers are right: a seeded sample, a sheet for keying it blindly, and error rates with exact bounds.

records.parquet -> population (strata) -> sample -> sheet with pictures, without the values -> keyed by a person -> score
"""

from __future__ import annotations

from extractor.audit.bounds import clopper_pearson
from extractor.audit.sample import Population, Sampled, draw, population_of
from extractor.audit.score import Rate, Score, score_sheet
from extractor.audit.sheet import write_sheet

__all__ = [
    "Population",
    "Rate",
    "Sampled",
    "Score",
    "clopper_pearson",
    "draw",
    "population_of",
    "score_sheet",
    "write_sheet",
]
