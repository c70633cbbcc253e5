"""The nested form of a document, as it stands in the file."""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from extractor.document_form import document_as_json
from extractor.model import Outcome
from extractor.resources import schema_folder
from extractor.write import RunInfo, document_json, write_dataset


@pytest.fixture
def text(tmp_path: Path, make_outcome: Callable[..., Outcome], run_info: RunInfo) -> str:
    write_dataset([make_outcome("x.pdf")], tmp_path, run_info)
    return (tmp_path / "documents" / "x.json").read_text("utf-8")


@pytest.fixture
def form(text: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def test_the_file_follows_the_schema(form: dict[str, Any]) -> None:
    schema = json.loads((schema_folder() / "documents" / "credit_guarantee.schema.json").read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(form)) == []
    assert form["$schema"] == schema["$id"]


_STRANGE = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from([1e-4, 9.9e-5, 1e16, -1e16, -0.0])


_TEXT = st.text(st.characters()) | st.sampled_from(['}, {"text": ', '"}, {"text": "', ', {\\"text": ', '"', "\\"])
_BOX = st.lists(_STRANGE, min_size=4, max_size=4)


def form_row(text: str, box: list[float], other: float) -> dict[str, Any]:
    return {"text": text, "page": 3, "box": box, "confidence": other, "notes": [text], "period": {"text": None}}


@given(st.lists(st.builds(form_row, _TEXT, _BOX, _STRANGE | st.none()), min_size=1, max_size=4))
def test_rows_are_written_as_json_writes_them(rows: list[dict[str, Any]]) -> None:
    lines = [json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass") for row in rows]
    told = document_json._rows(rows, b"\n ")
    whole = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]").sub("\ufffd".encode(), b",\n ".join(lines))
    assert told == whole


def test_numbers_that_are_not_whole_stand_where_they_are_looked_for(make_outcome: Callable[..., Outcome]) -> None:
    document = make_outcome().document
    assert document is not None

    def names(value: Any, name: str = "") -> set[str]:
        if isinstance(value, dict):
            return {found for key, item in value.items() for found in names(item, key)}
        if isinstance(value, list):
            return {found for item in value for found in names(item, name)}
        return {name} if isinstance(value, float) else set()

    assert names(document_as_json(document)) == {"box", *document_json._MEASURES}


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        document_json._rows([form_row("", [0.0, 1.0, math.nan, 2.0], 1.0)], b"")


def test_long_lists_are_written_in_pieces(make_outcome: Callable[..., Outcome]) -> None:
    document = make_outcome().document
    assert document is not None
    many = 2 * document_json._AT_ONCE + 1
    file = Pieces()
    document_json.write_form(replace(document, records=document.records[:1] * many), file)
    form = json.loads(file.getvalue())
    assert [record["record_id"] for record in form["records"]] == [document.records[0].record_id] * many
    assert max(file.sizes) < len(file.getvalue()) * 0.55
    file = Pieces()
    document_json.write_form(replace(document, records=(), pages=(), tables=()), file)
    assert json.loads(file.getvalue())["records"] == []


class Pieces(io.BytesIO):
    def __init__(self) -> None:
        super().__init__()
        self.sizes: list[int] = []

    def writelines(self, lines: Iterable[Any]) -> None:
        for line in lines:
            self.sizes.append(self.write(line))


def test_identity_and_pages(form: dict[str, Any]) -> None:
    assert (form["document_id"], form["file"], form["profile"]) == ("a" * 64, "x.pdf", "credit_guarantee")
    assert form["identity"] == {
        "organization": "長崎県信用保証協会",
        "organization_id": None,
        "doc_type": "評価",
        "title": "経営計画の評価",
        "edition_label": "訂正版",
        "period": {"fiscal_year": 2024, "start": "2024-04-01", "end": "2025-03-31"},
        "supersedes": None,
    }
    assert form["pages"][0] == {"page": 1, "label": "- 1 -", "layer": "text", "width": 595.0, "height": 842.0}


def test_sections_and_tables(form: dict[str, Any]) -> None:
    assert form["sections"][1] == {
        "heading": "概況",
        "number": "１．",
        "level": 1,
        "path": ["１．概況"],
        "page": 1,
        "last_page": 2,
        "box": [72.0, 100.0, 500.0, 120.0],
        "text": "一行目。\n=SUM(A1)。",
    }
    (table,) = form["tables"]
    cells = table.pop("cells")
    assert table == {
        "table_id": "aaaaaaaaaaaa-t1",
        "caption": "保証実績",
        "unit_note": "（単位：百万円）",
        "notes": ["※1 速報値"],
        "places": [
            {"page": 1, "box": [100.0, 200.5, 250.0, 240.5]},
            {"page": 2, "box": [100.0, 50.0, 250.0, 70.0]},
        ],
        "n_rows": 3,
        "n_cols": 3,
        "header_rows": 1,
        "stub_cols": [0],
        "found_by": "ruled",
    }
    assert len(cells) == 8
    assert cells[4] == {
        "row": 1,
        "col": 2,
        "row_span": 1,
        "col_span": 1,
        "text": "△ 51",
        "kind": "value",
        "page": 1,
        "box": [200.0, 220.5, 250.0, 240.5],
        "confidence": None,
    }


def test_records_and_concepts(form: dict[str, Any]) -> None:
    record = form["records"][2]
    assert record["quantity"] == {
        "raw": "+1,613,716",
        "value": "1613716",
        "unit": "百万円",
        "value_base": "1613716000000",
        "unit_base": "JPY",
        "step": "1000000",
        "bracketed": False,
        "hedge": None,
    }
    assert record["meaning"]["of_which"] is True
    assert record["place"] == {"table_id": "aaaaaaaaaaaa-t1", "row": 2, "col": 1}
    assert record["period"] == {"fiscal_year": 2024, "start": "2025-03-31", "end": "2025-03-31"}
    assert (record["origin"], record["layer"], record["trust"]) == ("table", "ocr", "suspect")
    assert (record["confidence"], record["repaired_from"], record["corrected_by"]) == (0.75, "+1,6l3,716", "c-7")
    assert form["records"][3]["quantity"]["value"] == "94.5"
    assert form["records"][3]["meaning"]["direction"] == "decrease"
    assert form["records"][3]["place"] is None
    assert form["records"][0]["quantity"]["value"] is None
    assert form["concepts"] == {
        "guarantee_acceptance": ["aaaaaaaaaaaa-p1-t1-r1-c1", "aaaaaaaaaaaa-p1-t1-r1-c2"],
        "subrogation": ["aaaaaaaaaaaa-p2-t1-r2-c1"],
    }


def test_each_record_and_cell_takes_one_line(text: str) -> None:
    lines = [line.strip() for line in text.splitlines()]
    assert sum(line.startswith('{"record_id": ') for line in lines) == 5
    assert sum(line.startswith('{"row": ') for line in lines) == 8
    assert max(map(len, lines)) < 1200
