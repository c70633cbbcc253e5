"""Profiles from their files: found, checked against ``schemas/profile.schema.json``, laid over what they extend."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli

from extractor.errors import ProfileError
from extractor.profile.build import build_profile, recognition_in
from extractor.profile.types import Profile
from extractor.resources import schema_folder

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

#: lists whose entries carry an id: an entry of the child takes the place of the parent's entry of that id
_BY_ID = (
    "statements",
    "concepts",
    "measures",
    "scenarios",
    "bases",
    "document_types",
    "breakdowns",
    "identities",
)

#: files of profiles that are remembered as read
_REMEMBERED = 16


def available_profiles() -> tuple[str, ...]:
    """The names of all profiles that come with the package, sorted."""
    return tuple(sorted(path.stem for path in (schema_folder() / "profiles").glob("*.toml")))


@cache
def load_profile(name: str) -> Profile:
    """The profile ``name`` with all that it inherits; a name that ends in .toml is a file of the user's own.

    Raises ProfileError, whose sentence names the file and the key, when there is no such profile or it is malformed.
    """
    if name.endswith(".toml"):
        return profile_from(Path(name).parent, Path(name).stem)
    return profile_from(schema_folder() / "profiles", name)


@cache
def recognition_of(name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns by which documents of the package's profile ``name`` are told.

    They stand at the head of its file, before the first table: the rest, which takes up to 0.05 s, is not even parsed.
    """
    text = (schema_folder() / "profiles" / f"{name}.toml").read_text(encoding="utf-8")
    return recognition_in(tomli.loads(text.partition("\n[")[0]))


def profile_from(folder: Path, name: str) -> Profile:
    """The profile ``name`` of ``folder``; it may extend one beside it or one of the package.  Raises ProfileError."""
    chain = _chain(folder, name)
    table: dict[str, Any] = {}
    for _, parsed in reversed(chain):
        table = _laid_over(parsed, table)
    digest = hashlib.sha256()
    for path, _ in chain:
        digest.update(path.read_bytes())
    return build_profile(table, f"{name}.toml", digest.hexdigest())


def _chain(folder: Path, name: str) -> list[tuple[Path, dict[str, Any]]]:
    """The profile and those it extends, nearest first."""
    chain: list[tuple[Path, dict[str, Any]]] = []
    wanted: str | None = name
    while wanted is not None:
        path = _file_of(folder, wanted, own=not chain)
        if any(path == seen for seen, _ in chain):
            raise ProfileError(f"{chain[-1][0].name}: extends: {wanted} extends itself")
        parsed = _parsed(path, chain[-1][0].name if chain else None)
        chain.append((path, parsed))
        wanted = parsed.get("extends")
    return chain


def _file_of(folder: Path, name: str, *, own: bool) -> Path:
    beside = folder / f"{name}.toml"
    return beside if own or beside.exists() else schema_folder() / "profiles" / f"{name}.toml"


def _parsed(path: Path, extended_by: str | None) -> dict[str, Any]:
    try:
        return _checked(path.read_text(encoding="utf-8"), path.stem, ours=path.parent == schema_folder() / "profiles")
    except FileNotFoundError:
        raise ProfileError(_unknown(path, extended_by)) from None
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path.name}: {error}") from error


@lru_cache(maxsize=_REMEMBERED)
def _checked(text: str, stem: str, *, ours: bool) -> dict[str, Any]:
    """The table of a profile's text, which nobody changes: what all others extend is read and checked once.

    Those of the package (``ours``) are held to the schema by its tests, not by each process that reads them: that takes
    ten times as long as reading.
    """
    table = tomli.loads(text)
    if not ours:
        _check(table, stem)
    return table


def _check(table: Mapping[str, Any], stem: str) -> None:
    from jsonschema.exceptions import best_match  # noqa: PLC0415 - only a profile of the user's own needs it

    violation = best_match(violations(table))
    if violation is not None:
        raise ProfileError(f"{stem}.toml: {place_of(violation, table)}: {violation.message[:300]}")
    if table["name"] != stem:
        raise ProfileError(f"{stem}.toml: name: {table['name']!r} is not the name of the file")


def _unknown(path: Path, extended_by: str | None) -> str:
    known = ", ".join(sorted(p.stem for p in path.parent.glob("*.toml"))) or "none"
    where = f"{extended_by}: extends: " if extended_by else ""
    return f"{where}there is no profile {path.stem!r} (there are: {known})"


def place_of(error: ValidationError, table: Mapping[str, Any]) -> str:
    """The key that is wrong, entries of lists by their id where they have one: ``concepts[fund].kind``."""
    value: Any = table
    place = ""
    for step in error.absolute_path:
        value = value[step]
        if isinstance(step, int):
            place += f"[{value.get('id', step) if isinstance(value, dict) else step}]"
        else:
            place += f".{step}" if place else step
    return place or "top level"


def violations(table: Mapping[str, Any]) -> Iterator[ValidationError]:
    """Where the table of a profile departs from ``schemas/profile.schema.json``."""
    return _validator().iter_errors(table)


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - as above

    schema = json.loads((schema_folder() / "profile.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


def _laid_over(child: Mapping[str, Any], parent: Mapping[str, Any]) -> dict[str, Any]:
    """``child`` over ``parent``: lists by id with the child's entries first, tables key by key."""
    merged = {**parent, **child}
    for key in _BY_ID:
        own = child.get(key, [])
        ids = {entry["id"] for entry in own}
        merged[key] = [*own, *(entry for entry in parent.get(key, []) if entry["id"] not in ids)]
    merged["spelling"] = {**parent.get("spelling", {}), **child.get("spelling", {})}
    merged["organizations"] = {
        key: [*child.get("organizations", {}).get(key, []), *parent.get("organizations", {}).get(key, [])]
        for key in ("patterns", "exclude")
    }
    merged["similarity"] = _words_over(child.get("similarity", {}), parent.get("similarity", {}))
    merged["recognition"] = child.get("recognition", [])  # what a child is told by is its own
    merged["narrative"] = _words_over(child.get("narrative", {}), parent.get("narrative", {}))
    return merged


def _words_over(child: Mapping[str, Any], parent: Mapping[str, Any]) -> dict[str, Any]:
    """Words of narrative add up: a group that is a list is joined, one that is a table goes meaning by meaning."""
    merged = dict(parent)
    for group, words in child.items():
        known = parent.get(group)
        if isinstance(words, list) and isinstance(known, list):
            merged[group] = [*words, *(word for word in known if word not in words)]
        elif isinstance(words, dict) and isinstance(known, dict):
            merged[group] = _words_over(words, known)
        else:
            merged[group] = words
    return merged
