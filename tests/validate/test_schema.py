"""The check of a document against its JSON Schema, and the quick screen in front of it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from extractor.document_form import FORM_VERSION, document_as_json
from extractor.model import (
    Box,
    Cell,
    CellKind,
    Direction,
    Document,
    Finding,
    GridPlace,
    Identity,
    Layer,
    Meaning,
    Origin,
    PageSummary,
    Paragraph,
    Period,
    Quantity,
    Record,
    Section,
    Severity,
    Source,
    Table,
    Trust,
    Where,
)
from extractor.profile import available_profiles, document_schema, load_profile, shared_schema
from extractor.resources import schema_folder
from extractor.validate import schema as under_test
from extractor.validate.schema import json_path
from extractor.validate.schema_screen import screen

BOX = Box(1.0, 2.0, 3.0, 4.0)
RECORD = Record(
    "r1",
    Origin.TABLE,
    Layer.TEXT,
    Where(2, BOX),
    Quantity("94.5", Decimal("94.5"), "％", Decimal("94.5"), "％", Decimal("0.1")),
    Meaning("保証承諾", concept="guarantee_acceptance", direction=Direction.DECREASE),
    Period(2024),
    ("概況",),
    GridPlace("t1", None, 0, 0),
    ("※1",),
    confidence=0.5,
)
CELL = Cell(0, 0, 1, 1, "94.5", CellKind.VALUE, Where(2, BOX), confidence=1.0)
PROFILE = load_profile("credit_guarantee")
DOCUMENT = Document(
    Source(Path("x.pdf"), "x.pdf", "0f" * 32),
    Identity(),
    "credit_guarantee",
    (PageSummary(1, 595.0, 842.0, Layer.NONE), PageSummary(2, 595.0, 842.0, Layer.TEXT, "2")),
    (Table("t1", (CELL,), 1, 1, (Where(2, BOX),), "ruled"),),
    (Section("", None, 0, (), (Paragraph("本文", ()),), Where(1, BOX), 1),),
    (RECORD, replace(RECORD, record_id="r2", place=None, origin=Origin.NARRATIVE, trust=Trust.PROVED)),
    profile_version=PROFILE.version,
)
SCHEMA = document_schema(PROFILE)


def schema_findings(document: Document) -> list[Finding]:
    return list(under_test.schema_findings(document, PROFILE))


def with_record(**changes: Any) -> Document:
    return replace(DOCUMENT, records=(DOCUMENT.records[0], replace(DOCUMENT.records[1], **changes)))


def with_quantity(**changes: Any) -> Document:
    return with_record(quantity=replace(RECORD.quantity, **changes))


def with_cell(**changes: Any) -> Document:
    return replace(DOCUMENT, tables=(replace(DOCUMENT.tables[0], cells=(CELL, replace(CELL, **changes))),))


def test_a_sound_document_has_no_findings() -> None:
    assert schema_findings(DOCUMENT) == []


def test_an_empty_document_has_no_findings() -> None:
    assert schema_findings(replace(DOCUMENT, pages=(), tables=(), sections=(), records=())) == []


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (with_quantity(value=Decimal(10) ** 29), "$.records[1].quantity.value"),
        (with_quantity(value_base=Decimal("0.1234567891")), "$.records[1].quantity.value_base"),
        (with_quantity(step=Decimal("NaN")), "$.records[1].quantity.step"),
        (with_quantity(raw=""), "$.records[1].quantity.raw"),
        (with_record(layer=Layer.NONE), "$.records[1].layer"),
        (with_record(confidence=1.5), "$.records[1].confidence"),
        (with_record(where=Where(0, BOX)), "$.records[1].page"),
        (with_record(place=GridPlace("t1", None, -1, 0)), "$.records[1].place.row"),
        (with_record(meaning=replace(RECORD.meaning, of_which=1)), "$.records[1].meaning.of_which"),
        (with_cell(row_span=0), "$.tables[0].cells[1].row_span"),
        (with_cell(text=None), "$.tables[0].cells[1].text"),
        (replace(DOCUMENT, tables=(replace(DOCUMENT.tables[0], where=()),)), "$.tables[0].places"),
        (replace(DOCUMENT, sections=(replace(DOCUMENT.sections[0], level=-1),)), "$.sections[0].level"),
        (replace(DOCUMENT, pages=(replace(DOCUMENT.pages[0], width="595"),)), "$.pages[0].width"),
        (replace(DOCUMENT, source=replace(DOCUMENT.source, document_id="0F" * 32)), "$.document_id"),
        (with_record(record_id="r1"), "$.concepts.guarantee_acceptance"),
        (with_record(meaning=replace(RECORD.meaning, concept_match="guessed")), "$.records[1].meaning.concept_match"),
        (replace(DOCUMENT, profile_version="0.9.0"), "$.$schema"),
    ],
)
def test_a_departure_is_found_and_its_place_is_told(document: Document, path: str) -> None:
    (finding,) = schema_findings(document)
    assert (finding.code, finding.severity) == ("schema-violation", Severity.ERROR)
    assert f"at {path} (" in finding.message_en
    assert f": {path}（" in finding.message_ja
    assert finding.evidence[0].startswith(f"{path}: ")
    assert finding.expected and finding.actual is not None


@pytest.mark.parametrize("concept", ["保証承諾", "net_sales", "guarantee_acceptances"])
def test_a_concept_that_the_profile_does_not_have_is_refused(concept: str) -> None:
    at_record, at_list = sorted(
        schema_findings(with_record(meaning=replace(RECORD.meaning, concept=concept))), key=lambda f: f.record_ids == ()
    )
    assert (at_record.suspect_record_id, at_record.where) == ("r2", RECORD.where)
    assert "at $.records[1].meaning.concept (" in at_record.message_en
    assert concept in at_list.evidence[0]


def test_a_document_of_another_profile_is_refused() -> None:
    (finding,) = schema_findings(replace(DOCUMENT, profile="generic"))
    assert [line.split(":")[0] for line in finding.evidence] == ["$.$schema", "$.profile"]


def test_a_finding_leads_to_the_record_and_the_place() -> None:
    (finding,) = schema_findings(with_quantity(value=Decimal(10) ** 29))
    assert (finding.record_ids, finding.suspect_record_id) == (("r2",), "r2")
    assert finding.where == Where(2, BOX)
    assert finding.actual == '"100000000000000000000000000000"'
    elsewhere = Box(5.0, 6.0, 7.0, 8.0)
    (finding,) = schema_findings(with_cell(col=-1, where=Where(2, elsewhere)))
    assert (finding.record_ids, finding.where) == ((), Where(2, elsewhere))
    (finding,) = schema_findings(replace(DOCUMENT, pages=(PageSummary(0, 595.0, 842.0, Layer.TEXT),)))
    assert finding.where == Where(0, Box(0.0, 0.0, 595.0, 842.0))


def test_one_record_gives_one_finding() -> None:
    (finding,) = schema_findings(
        with_quantity(value=Decimal(10) ** 40, value_base=Decimal(10) ** 46, step=Decimal("1E-20"))
    )
    assert len(finding.evidence) == 3
    assert "and 2 more" in finding.message_en
    assert "ほか 2 件" in finding.message_ja


def test_a_long_value_is_cut_in_the_message() -> None:
    (finding,) = schema_findings(with_quantity(value=Decimal(10) ** 5000))
    assert finding.actual is not None
    assert len(finding.actual) < 300
    assert all(len(line) < 300 for line in finding.evidence)


def test_every_departure_of_a_form_that_the_screen_could_hide_is_seen() -> None:
    """Each leaf of a sound form is spoilt in turn: the screen must never pass what jsonschema refuses."""
    sound = document_as_json(DOCUMENT)
    tests = {
        name: screen({"$ref": f"#/$defs/{name[:-1]}"}, SCHEMA) for name in ("pages", "sections", "tables", "records")
    }
    refused = 0
    for name, test in tests.items():
        node = {"$defs": SCHEMA["$defs"], "$ref": f"#/$defs/{name[:-1]}"}
        validator = Draft202012Validator(node)
        element = sound[name][0]
        assert test(element)
        for path in _paths(element):
            for value in (None, "", "x", -1, 0, 1.5, True, [], {}, ["x"], "1" * 40, [1, 2, 3]):
                spoilt = _with(element, path, value)
                valid = validator.is_valid(spoilt)
                refused += not valid
                assert valid or not test(spoilt), (name, path, value)
            assert not test(_without(element, path)) or validator.is_valid(_without(element, path))
        assert not test({**element, "extra": 1})
    assert refused > 500


def test_departures_of_the_frame_are_seen_by_the_validator_too() -> None:
    frame = {**document_as_json(DOCUMENT), "pages": [], "sections": [], "tables": [], "records": []}
    test, validator = screen(SCHEMA, SCHEMA), Draft202012Validator(SCHEMA)
    assert test(frame)
    for path in _paths(frame):
        for value in (None, "", "x", -1, 1.5, True, [], {}, ["x", "x"], "half \ud83d", 10**400):
            spoilt = _with(frame, path, value)
            assert validator.is_valid(spoilt) or not test(spoilt), (path, value)
        assert not test(_without(frame, path)) or validator.is_valid(_without(frame, path))


def test_the_screen_lets_sound_forms_through_else_the_check_would_take_minutes() -> None:
    sound = document_as_json(DOCUMENT)
    for name in ("pages", "sections", "tables", "records"):
        test = screen({"$ref": f"#/$defs/{name[:-1]}"}, SCHEMA)
        assert all(test(element) for element in sound[name])


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 3)
    | st.floats(allow_nan=False)
    | st.sampled_from(["", "a", "12", "x1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=5,
)
schemas = st.sampled_from(
    [
        {"type": "integer", "minimum": 1},
        {"minimum": 1},
        {"maximum": 1, "type": ["number", "null"]},
        {"type": ["string", "null"], "pattern": "^[0-9]+$"},
        {"pattern": "1"},
        {"enum": ["a", "12", None]},
        {"enum": [1, "a"]},
        {"const": 1},
        {"const": "a"},
        {"enum": ["a", "x1"], "type": "string"},
        {"enum": ["a", None], "type": "string"},
        {"type": "number", "minimum": 1},
        {"type": "array", "items": {"type": ["integer", "null"], "maximum": 1}},
        {"type": "object", "additionalProperties": False, "properties": {"a": {"type": "boolean"}}},
        {"type": "string", "minLength": 1},
        {"type": "array", "items": {"type": "number"}, "minItems": 1, "maxItems": 2},
        {"type": "array", "uniqueItems": True},
        {"type": "array", "uniqueItems": True, "items": {"type": "string"}},
        {
            "type": ["object", "null"],
            "additionalProperties": False,
            "required": ["a"],
            "properties": {"a": {}, "b": {"type": "null"}},
        },
        {"type": "object", "properties": {"a": {"type": "string"}}},
        {"type": "object", "required": ["a"]},
        {"type": "object", "additionalProperties": {"type": "string"}},
        {"$ref": "#/$defs/one"},
        {"not": {"type": "string"}},
    ]
)


@given(schemas, json_values)
@settings(max_examples=600)
def test_the_screen_is_never_laxer_than_the_validator(schema: dict[str, Any], value: Any) -> None:
    schema = {**schema, "$defs": {"one": {"type": "integer", "description": "1"}}}
    if screen(schema, schema)(value):
        assert Draft202012Validator(schema).is_valid(value)


def test_the_shared_schema_is_sound_strict_and_bilingual() -> None:
    shared = shared_schema()
    assert shared["$id"] == f"urn:disclosure-extractor:document:{FORM_VERSION}"
    objects = [node for node in _nodes(shared) if "properties" in node]
    assert len(objects) == 12
    for node in objects:
        assert node["required"] == list(node["properties"])
    _assert_strict_and_bilingual(shared)


@pytest.mark.parametrize("name", available_profiles())
def test_the_schema_of_each_profile_is_sound_strict_and_bilingual(name: str) -> None:
    profile = load_profile(name)
    schema = document_schema(profile)
    assert schema["$id"].endswith(f":{name}:{profile.version}")
    assert set(schema["properties"]["concepts"]["properties"]) == set(profile.concepts)
    _assert_strict_and_bilingual(schema)


@pytest.mark.parametrize("name", available_profiles())
def test_the_files_are_what_scripts_make_schemas_writes(name: str) -> None:
    path = schema_folder() / "documents" / f"{name}.schema.json"
    assert json.loads(path.read_text("utf-8")) == document_schema(load_profile(name))


def _assert_strict_and_bilingual(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    for node in _nodes(schema):
        assert "properties" not in node or node["additionalProperties"] is False
        for name, member in node.get("properties", {}).items():
            meant = member if "description" in member else schema["$defs"][member["$ref"].removeprefix("#/$defs/")]
            assert meant["description"].isprintable() and meant["x-ja"], name


@pytest.mark.parametrize(
    ("definition", "member", "values"),
    [
        ("page", "layer", list(Layer)),
        ("cell", "kind", list(CellKind)),
        ("record", "origin", list(Origin)),
        ("record", "layer", [Layer.TEXT, Layer.OCR]),
        ("record", "trust", list(Trust)),
        ("meaning", "direction", [*Direction, None]),
    ],
)
def test_closed_sets_of_values_are_those_of_the_model(definition: str, member: str, values: list[Any]) -> None:
    node = SCHEMA["$defs"][definition]["properties"][member]
    node = SCHEMA["$defs"][node["$ref"].removeprefix("#/$defs/")] if "$ref" in node else node
    assert node["enum"] == values


def test_a_path_reads_like_json_path() -> None:
    assert json_path(("records", 3, "quantity", "value")) == "$.records[3].quantity.value"
    assert json_path(()) == "$"


def _nodes(schema: Any) -> list[dict[str, Any]]:
    if isinstance(schema, list):
        return [node for item in schema for node in _nodes(item)]
    if not isinstance(schema, dict):
        return []
    return [schema, *(node for item in schema.values() for node in _nodes(item))]


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    members: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        members = list(value.items())
    elif isinstance(value, list):
        members = list(enumerate(value))
    return [deeper for key, item in members for deeper in [(*path, key), *_paths(item, (*path, key))]]


def _changed(value: Any, path: tuple[str | int, ...], change: Callable[[Any, Any], None]) -> Any:
    changed = copy.deepcopy(value)
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    change(holder, path[-1])
    return changed


def _with(value: Any, path: tuple[str | int, ...], item: Any) -> Any:
    return _changed(value, path, lambda holder, key: holder.__setitem__(key, json.loads(json.dumps(item))))


def _without(value: Any, path: tuple[str | int, ...]) -> Any:
    return _changed(value, path, lambda holder, key: holder.pop(key))
