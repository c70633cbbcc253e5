"""Does the document follow the JSON Schema of its profile (``schemas/documents/``, 2020-12)?

Strict: a key too many is a violation like a key too few.  A number that decimal128(38, 9) cannot hold is one as well,
so that it is announced before it is left out of the tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from extractor.document_form import ELEMENTS, SCHEMA_VIOLATION, frame_as_json
from extractor.model import Box, Document, Finding, Severity, Where
from extractor.profile import Profile, document_schema
from extractor.validate.schema_screen import Test, screen

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

#: the long lists of a document (``document_form.ELEMENTS``) and the definition of their elements
_LISTS = {"pages": "page", "sections": "section", "tables": "table", "records": "record"}

#: messages quote what they found; a whole table would drown them
_QUOTE = 200

Steps = tuple[str | int, ...]


class _Part(Struct, frozen=True, dict=True):
    """How one form is checked: quickly, and with reasons."""

    follows: Test
    schema: Mapping[str, Any]

    @classmethod
    def of(cls, node: Mapping[str, Any], schema: Mapping[str, Any]) -> _Part:
        """The part of ``schema`` that ``node`` describes."""
        return cls(screen(node, schema), {"$defs": schema["$defs"], **node})

    @cached_property
    def validator(self) -> Draft202012Validator:
        from jsonschema import Draft202012Validator  # noqa: PLC0415 - hardly any document needs it

        return Draft202012Validator(self.schema)

    def violations(self, form: Any) -> Iterator[ValidationError]:
        if not self.follows(form):
            yield from self.validator.iter_errors(form)


def schema_findings(document: Document, profile: Profile) -> Iterator[Finding]:
    """One finding for each record, cell, table, section or page that departs from the schema, and for the frame."""
    found: dict[Steps, list[tuple[Steps, ValidationError]]] = {}
    for path, error in _violations(document, profile):
        found.setdefault(_element(path), []).append((path, error))
    for element, errors in found.items():
        yield _finding(document, element, errors)


@lru_cache(maxsize=8)
def _checks_of(profile: Profile) -> tuple[_Part, Mapping[str, _Part]]:
    """How the frame is checked, and the elements of each list."""
    schema = document_schema(profile)
    parts = {name: _Part.of({"$ref": f"#/$defs/{one}"}, schema) for name, one in _LISTS.items()}
    return _Part.of(schema, schema), parts


def _violations(document: Document, profile: Profile) -> Iterator[tuple[Steps, ValidationError]]:
    """Every violation with its path in the JSON form: those of the frame, then those of the elements of its lists.

    The elements are made one by one: all at once they take more memory than the document.
    """
    whole, parts = _checks_of(profile)
    for error in whole.violations(frame_as_json(document)):
        yield tuple(error.absolute_path), error
    for name, part in parts.items():
        for index, element in enumerate(ELEMENTS[name](document)):
            for error in part.violations(element):
                yield (name, index, *error.absolute_path), error


def _element(path: Steps) -> Steps:
    """The record, cell, table, section or page that a path leads into; () for the frame."""
    match path:
        case ("tables", int(), "cells", int(), *_):
            return path[:4]
        case (str(), int(), *_):
            return path[:2]
        case _:
            return ()


def _finding(document: Document, element: Steps, errors: Sequence[tuple[Steps, ValidationError]]) -> Finding:
    path, error = errors[0]
    rule = f"{error.validator}: {_quoted(error.validator_value)}"
    more = len(errors) - 1
    record_id = document.records[int(element[1])].record_id if element[:1] == ("records",) else None
    return Finding(
        code=SCHEMA_VIOLATION,
        severity=Severity.ERROR,
        message_ja=f"文書が JSON Schema に合いません: {json_path(path)}（規則 {rule}）"
        + (f"、ほか {more} 件" if more else ""),
        message_en=f"The document departs from its JSON Schema at {json_path(path)} (rule {rule})"
        + (f", and {more} more" if more else ""),
        where=_where(document, element),
        record_ids=() if record_id is None else (record_id,),
        suspect_record_id=record_id,
        expected=rule,
        actual=_quoted(error.instance),
        evidence=tuple(f"{json_path(path)}: {error.message[:_QUOTE]}" for path, error in errors),
    )


def _where(document: Document, element: Steps) -> Where | None:
    match element:
        case ("records", int(index)):
            return document.records[index].where
        case ("tables", int(index), "cells", int(cell)):
            return document.tables[index].cells[cell].where
        case ("tables", int(index)):
            return next(iter(document.tables[index].where), None)
        case ("sections", int(index)):
            return document.sections[index].where
        case ("pages", int(index)):
            page = document.pages[index]
            return Where(page.number, Box(0.0, 0.0, page.width, page.height))
        case _:
            return None


def json_path(path: Steps) -> str:
    """``("records", 3, "quantity")`` as ``$.records[3].quantity``."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)


def _quoted(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= _QUOTE else text[:_QUOTE] + "…"
