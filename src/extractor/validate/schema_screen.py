"""A quick screen in front of the JSON Schema validator: it lets through what plainly follows the schema.

jsonschema takes about a millisecond for one record; a filing has tens of thousands.  The screen turns the schema into
plain Python tests, and says True only where the schema surely holds.  False means "ask jsonschema", which alone decides
and explains; a keyword that the screen does not know makes it say False.  So it can make checking slow, never wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence, Sized
from typing import Any

#: whether a JSON value surely follows a (sub)schema
Test = Callable[[Any], bool]
Node = Mapping[str, Any]

#: what asserts nothing by itself; _object reads the last two together with "properties"
_SILENT = {"$schema", "$id", "$defs", "title", "description", "x-ja", "required", "additionalProperties"}
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}


def screen(node: Node, root: Node) -> Test:
    """The test for ``node``; ``root`` is the whole schema, for references like ``#/$defs/record``."""
    if "properties" not in node and not {"required", "additionalProperties"}.isdisjoint(node):
        return _never
    tests = [_test(keyword, node, root) for keyword in node if keyword not in _SILENT]
    # most nodes have one or two tests, and these run a million times
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:
        first, second = tests
        return lambda value: first(value) and second(value)
    return lambda value: all(test(value) for test in tests)


def _test(keyword: str, node: Node, root: Node) -> Test:
    rule = node[keyword]
    match keyword:
        case "$ref" if rule.startswith("#/$defs/"):
            return screen(root["$defs"][rule.removeprefix("#/$defs/")], root)
        case "properties":
            return _object(node, root)
        case "items":
            return _items(screen(rule, root))
        case _:
            return _LEAVES.get(keyword, _unknown)(rule)


def _type(rule: str | Sequence[str]) -> Test:
    names = [rule] if isinstance(rule, str) else rule
    # the exact class: True is no integer in JSON
    classes = frozenset(kind for name in names for kind in _TYPES[name])
    return lambda value: value.__class__ in classes


def _enum(rule: Collection[Any]) -> Test:
    if not all(item is None or isinstance(item, str) for item in rule):
        return _never
    return lambda value: (value is None or value.__class__ is str) and value in rule


def _object(node: Node, root: Node) -> Test:
    if node.get("additionalProperties") is not False:
        return _never
    tests = {name: screen(child, root) for name, child in node["properties"].items()}
    required = frozenset(node.get("required", ()))

    def test(value: Any) -> bool:
        if value.__class__ is not dict:
            return value is None
        if not required <= value.keys():
            return False
        for name, child in value.items():
            child_test = tests.get(name)
            if child_test is None or not child_test(child):
                return False
        return True

    return test


def _items(test: Test) -> Test:
    return lambda value: value.__class__ is list and all(map(test, value))


def _pattern(rule: str) -> Test:
    search = re.compile(rule).search
    return lambda value: value is None or (value.__class__ is str and search(value) is not None)


def _minimum(rule: float) -> Test:
    return lambda value: value is None or (isinstance(value, int | float) and value >= rule)


def _maximum(rule: float) -> Test:
    return lambda value: value is None or (isinstance(value, int | float) and value <= rule)


def _shortest(kind: type[Sized]) -> Callable[[int], Test]:
    return lambda rule: lambda value: value is None or (isinstance(value, kind) and len(value) >= rule)


def _longest(kind: type[Sized]) -> Callable[[int], Test]:
    return lambda rule: lambda value: value is None or (isinstance(value, kind) and len(value) <= rule)


def _never(_: Any) -> bool:
    return False


def _unknown(_: Any) -> Test:
    return _never


#: keywords that look at nothing below the value; null, where the type allows it, keeps every bound
_LEAVES: dict[str, Callable[[Any], Test]] = {
    "type": _type,
    "enum": _enum,
    "pattern": _pattern,
    "minimum": _minimum,
    "maximum": _maximum,
    "minLength": _shortest(str),
    "maxLength": _longest(str),
    "minItems": _shortest(list),
    "maxItems": _longest(list),
}
