"""The JSON Schema of a profile's documents: the form that all documents share, narrowed to the profile's concepts."""

from __future__ import annotations

import copy
import json
from typing import Any

from extractor.document_form import schema_id
from extractor.profile.types import Concept, Kind, Profile
from extractor.resources import schema_folder

#: kinds of concepts in words
_KINDS = {
    Kind.STOCK: ("a stock", "残高"),
    Kind.FLOW: ("a flow", "フロー"),
    Kind.RATIO: ("a ratio", "比率"),
    Kind.COUNT: ("a count", "数"),
}


def document_schema(profile: Profile) -> dict[str, Any]:
    """JSON Schema 2020-12 for the documents of ``profile``; its ``$id`` carries both versions.

    Strict: no key beyond those listed, no concept that the profile does not have.
    """
    schema = shared_schema()
    schema["$id"] = schema_id(profile.name, profile.version)
    schema["title"] = f"{schema['title']}: {profile.label_en}"
    schema["description"] += f" This schema is for the profile {profile.name} ({profile.label_en})."
    schema["x-ja"] += f"このスキーマはプロファイル {profile.name}（{profile.label_ja}）のもの。"
    properties = schema["properties"]
    properties["$schema"] = _fixed(properties["$schema"], schema["$id"])
    properties["profile"] = _fixed(properties["profile"], profile.name)
    properties["concepts"] = _concepts(properties["concepts"], profile)
    meaning = schema["$defs"]["meaning"]["properties"]
    meaning["concept"] = {**_told(meaning["concept"]), "enum": [*sorted(profile.concepts), None]}
    return schema


def shared_schema() -> dict[str, Any]:
    """What the documents of all profiles follow."""
    schema: dict[str, Any] = json.loads((schema_folder() / "document.schema.json").read_text(encoding="utf-8"))
    return copy.deepcopy(schema)


def _fixed(node: dict[str, Any], value: str) -> dict[str, Any]:
    return {**_told(node), "const": value}


def _concepts(node: dict[str, Any], profile: Profile) -> dict[str, Any]:
    ids = {"$ref": "#/$defs/record_ids"}
    concepts = (profile.concepts[name] for name in sorted(profile.concepts))
    return {
        **_told(node),
        "type": "object",
        "additionalProperties": False,
        "properties": {concept.id: {**_described(concept), **ids} for concept in concepts},
    }


def _told(node: dict[str, Any]) -> dict[str, Any]:
    return {key: node[key] for key in ("description", "x-ja")}


def _described(concept: Concept) -> dict[str, str]:
    en, ja = _KINDS[concept.kind]
    return {"description": f"{concept.label_en} ({en})", "x-ja": f"{concept.label_ja}（{ja}）"}
