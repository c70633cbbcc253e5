"""Publishers with an id that stays when a name changes (``schemas/organizations.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import tomli
from msgspec import Struct

from extractor.errors import ProfileError
from extractor.normalise.labels import normalise_label
from extractor.resources import schema_folder


class Organization(Struct, frozen=True, gc=False):
    """``area`` is an ISO 3166-2 code; ``ended`` is the last day of one that was merged into its ``successor``.

    ``checked``: whether a person compared the entry with its source.
    """

    id: str
    name: str
    area: str
    checked: bool
    aliases: tuple[str, ...] = ()
    successor: str | None = None
    ended: date | None = None


def organization_id(name: str | None) -> str | None:
    """The id of the publisher that a document names; None for one that the list does not have."""
    return _ids().get(normalise_label(name)) if name else None


@cache
def organizations() -> Mapping[str, Organization]:
    """All publishers of the list by id; raises ProfileError with the entry that is wrong."""
    text = (schema_folder() / "organizations.toml").read_text(encoding="utf-8")
    return parse_organizations(tomli.loads(text))


def parse_organizations(table: Mapping[str, Any]) -> Mapping[str, Organization]:
    """The entries of a parsed list; raises ProfileError."""
    known = set(Organization.__struct_fields__)
    found: dict[str, Organization] = {}
    names: dict[str, str] = {}
    for entry in table["organizations"]:
        if not entry.keys() <= known or not {"id", "name", "area", "checked"} <= entry.keys():
            raise ProfileError(f"organizations.toml: {entry.get('id')}: its keys are {sorted(entry)}")
        one = Organization(**{**entry, "aliases": tuple(entry.get("aliases", ()))})
        for name in (one.name, *one.aliases):
            if names.setdefault(normalise_label(name), one.id) != one.id or one.id in found:
                raise ProfileError(f"organizations.toml: {one.id}: {name} is given twice")
        found[one.id] = one
    for one in found.values():
        if one.successor is not None and one.successor not in found:
            raise ProfileError(f"organizations.toml: {one.id}.successor: there is no {one.successor}")
    return found


@cache
def _ids() -> dict[str, str]:
    return {
        normalise_label(name): organization.id
        for organization in organizations().values()
        for name in (organization.name, *organization.aliases)
    }
