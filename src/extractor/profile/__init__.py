"""Profiles: the words of one family of disclosures, loaded, checked and looked up."""

from __future__ import annotations

from extractor.profile.load import available_profiles, load_profile
from extractor.profile.match import (
    ConceptMatch,
    MeasureMatch,
    match_basis,
    match_breakdown,
    match_concept,
    match_measure,
    match_member,
    match_scenario,
    measure_named,
    statements_in,
)
from extractor.profile.types import (
    Alias,
    Breakdown,
    Concept,
    ConceptIdentity,
    How,
    Kind,
    Measure,
    Profile,
    Sign,
    Strength,
    Term,
)

__all__ = [
    "Alias",
    "Breakdown",
    "Concept",
    "ConceptIdentity",
    "ConceptMatch",
    "How",
    "Kind",
    "Measure",
    "MeasureMatch",
    "Profile",
    "Sign",
    "Strength",
    "Term",
    "available_profiles",
    "load_profile",
    "match_basis",
    "match_breakdown",
    "match_concept",
    "match_measure",
    "match_member",
    "match_scenario",
    "measure_named",
    "statements_in",
]
