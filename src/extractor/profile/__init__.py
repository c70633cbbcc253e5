"""Profiles: the words of one family of disclosures, loaded, checked and looked up."""

from __future__ import annotations

from extractor.profile.choose import AUTO, check_profile, choose_profile
from extractor.profile.document_schema import document_schema, shared_schema
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
from extractor.profile.organizations import organization_id
from extractor.profile.similarity import nearest_concepts
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
    Similarity,
    Strength,
    Term,
)

__all__ = [
    "AUTO",
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
    "Similarity",
    "Strength",
    "Term",
    "available_profiles",
    "check_profile",
    "choose_profile",
    "document_schema",
    "load_profile",
    "match_basis",
    "match_breakdown",
    "match_concept",
    "match_measure",
    "match_member",
    "match_scenario",
    "measure_named",
    "nearest_concepts",
    "organization_id",
    "shared_schema",
    "statements_in",
]
