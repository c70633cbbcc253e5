"""A quick screen in front of the JSON Schema validator: it lets through what plainly follows the schema.

jsonschema takes about a millisecond for one record; a filing has tens of thousands.  The screen turns the schema into
types of msgspec, and says True only where the schema surely holds.  False means "ask jsonschema", which alone decides and
explains; of a schema with a keyword that the screen does not know it says False.  So it can make checking slow, never wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

import msgspec

#: whether a JSON value surely follows a (sub)schema
Test = Callable[[Any], bool]
Node = Mapping[str, Any]

#: what asserts nothing by itself; those with "properties" and "items" are read with them
_SILENT = frozenset({"$schema", "$id", "$defs", "title", "description", "x-ja"})
#: the keywords of each type, by msgspec's names
_BOUNDS: Mapping[str, Mapping[str, str]] = {
    "object": {},
    "array": {"minItems": "min_length", "maxItems": "max_length"},
    "string": {"pattern": "pattern", "minLength": "min_length", "maxLength": "max_length"},
    "boolean": {},
    "integer": {"minimum": "ge", "maximum": "le"},
    "number": {"minimum": "ge", "maximum": "le"},
    "null": {},
}
_STRUCTURE = frozenset({"type", "properties", "required", "additionalProperties", "items", "uniqueItems"})
_KNOWN = _STRUCTURE.union(*_BOUNDS.values())
_PLAIN: Mapping[str, Any] = {"string": str, "boolean": bool, "integer": int, "number": float, "null": None}


class _Unknown(Exception):
    """A (sub)schema that the screen does not understand."""


def screen(node: Node, root: Node) -> Test:
    """The test for ``node``; ``root`` is the whole schema, for references like ``#/$defs/record``."""
    try:
        kind = _type_of(node, root)
    except _Unknown:
        return lambda _: False

    def test(value: Any) -> bool:
        try:
            msgspec.convert(value, kind, dec_hook=_distinct)
        except (msgspec.ValidationError, UnicodeEncodeError, OverflowError):  # half a character, a number without end
            return False
        return True

    return test


def _type_of(node: Node, root: Node) -> Any:
    """The type whose values follow ``node``; it may leave out some.  Raises _Unknown."""
    rules = {keyword: rule for keyword, rule in node.items() if keyword not in _SILENT}
    match rules:
        case {"$ref": str(name)} if len(rules) == 1 and name.startswith("#/$defs/"):
            return _type_of(root["$defs"][name.removeprefix("#/$defs/")], root)
        case {"const": str(value), **others} if others.keys() <= {"type"}:
            return _choice([value], others)
        case {"enum": list(values), **others} if others.keys() <= {"type"}:
            return _choice(values, others)
        case {"type": str(name)} if rules.keys() <= _KNOWN:
            return _kind(name, rules, root)
        case {"type": list(names)} if rules.keys() <= _KNOWN:
            return reduce(or_, (_optional(_kind(name, rules, root)) for name in names))
    raise _Unknown


def _optional(kind: Any) -> Any:
    """``kind`` as a part of a union."""
    return type(None) if kind is None else kind


def _choice(values: list[Any], others: Node) -> Any:
    """One of some texts, or null; what stands beside them must allow all texts."""
    names = others.get("type", ["string", "null"])
    allowed = {str: "string", type(None): "null"}
    if not values or not all(allowed.get(type(value)) in names for value in values):
        raise _Unknown
    return Literal[tuple(values)]


def _kind(name: str, rules: Node, root: Node) -> Any:
    if rules.get("uniqueItems") and name == "array":
        return _distinct_type({key: rule for key, rule in rules.items() if key != "uniqueItems"}, root)
    bounds = {own: rules[keyword] for keyword, own in _BOUNDS[name].items() if keyword in rules}
    match name:
        case "object":
            return _object(rules, root)
        case "array":
            item = _type_of(rules["items"], root) if "items" in rules else Any
            kind: Any = list[item]  # type: ignore[valid-type]
        case _:
            kind = _PLAIN[name]
    return Annotated[kind, msgspec.Meta(**bounds)] if bounds else kind


def _distinct_type(rules: Node, root: Node) -> Any:
    """Texts that are all different: a type of its own, which msgspec leaves to ``_distinct``."""
    if _type_of(rules.get("items", {}), root) not in (str, Annotated[str, msgspec.Meta(min_length=1)]):
        raise _Unknown
    return type("Distinct", (_Distinct,), {"listed": _kind("array", rules, root)})


class _Distinct:
    listed: Any


def _distinct(kind: type[_Distinct], value: Any) -> _Distinct:
    texts: list[str] = msgspec.convert(value, kind.listed)
    if len(set(texts)) < len(texts):
        raise ValueError("not distinct")
    return kind()


def _object(rules: Node, root: Node) -> Any:
    """An object of named members and no others."""
    required, members = set(rules.get("required", ())), rules.get("properties", {})
    if rules.get("additionalProperties") is not False or not required <= members.keys():
        raise _Unknown
    fields: list[Any] = []
    for number, (name, member) in enumerate(members.items()):
        kind = _type_of(member, root)
        fields.append(
            (f"m{number}", kind) if name in required else (f"m{number}", kind | msgspec.UnsetType, msgspec.UNSET)
        )
    names = {f"m{number}": name for number, name in enumerate(members)}
    return msgspec.defstruct("Object", fields, kw_only=True, forbid_unknown_fields=True, rename=names, gc=False)
