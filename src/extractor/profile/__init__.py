"""Profiles: the words of one family of disclosures, loaded, checked and looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.profile.document_schema import document_schema, shared_schema
from extractor.startup import on_first_use

if TYPE_CHECKING:
    from extractor.profile.choose import AUTO, check_profile, choose_profile
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
        members_named,
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
    "members_named",
    "nearest_concepts",
    "organization_id",
    "shared_schema",
    "statements_in",
]

# who plans a run or writes its files matches no labels
__getattr__ = on_first_use(
    __name__,
    {
        "AUTO": "choose",
        "check_profile": "choose",
        "choose_profile": "choose",
        "available_profiles": "load",
        "load_profile": "load",
        "ConceptMatch": "match",
        "MeasureMatch": "match",
        "match_basis": "match",
        "match_breakdown": "match",
        "match_concept": "match",
        "match_measure": "match",
        "match_member": "match",
        "match_scenario": "match",
        "measure_named": "match",
        "members_named": "match",
        "statements_in": "match",
        "organization_id": "organizations",
        "nearest_concepts": "similarity",
        "Alias": "types",
        "Breakdown": "types",
        "Concept": "types",
        "ConceptIdentity": "types",
        "How": "types",
        "Kind": "types",
        "Measure": "types",
        "Profile": "types",
        "Sign": "types",
        "Similarity": "types",
        "Strength": "types",
        "Term": "types",
    },
)
