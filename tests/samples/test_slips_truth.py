"""The planted slips: each document prints the wrong thing where the truth says, and its clean document the right one."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from sample_truth import SAMPLES, truth_of

FOLDER = SAMPLES / "slips"
SLIPS: list[dict[str, Any]] = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"), parse_float=Decimal)[
    "slips"
]


def squeezed(text: str) -> str:
    return re.sub(r"[\s\ufffe\u0002]+", "", text)


def text_of(slip: dict[str, Any]) -> str:
    pdf = pypdfium2.PdfDocument(FOLDER / slip["file"])
    try:
        return squeezed(pdf[slip["page"] - 1].get_textpage().get_text_range())
    finally:
        pdf.close()


def test_every_document_has_its_truth_and_its_own_kind() -> None:
    assert {slip["file"] for slip in SLIPS} == {path.name for path in FOLDER.glob("*.pdf")}
    assert len({slip["kind"] for slip in SLIPS}) == len(SLIPS) >= 10


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: str(slip["kind"]))
def test_a_slip_is_printed_where_its_clean_document_is_right(slip: dict[str, Any]) -> None:
    truth, page = truth_of(Path(slip["base"]).stem), text_of(slip)
    assert slip["printed"] != slip["right"] and slip["printed_value"] != slip["right_value"]
    if slip["table"]:
        [clean] = [
            c
            for c in truth.cells
            if (c["table"], c["item"], c["column"], c["item_path"])
            == (slip["table"], slip["item"], slip["column"], slip["item_path"])
        ]
        assert (clean["raw"], clean["value"], clean["unit"]) == (slip["right"], slip["right_value"], slip["unit"])
        assert squeezed(slip["printed"]) in page
    else:
        assert squeezed(slip["sentence"]) in page
        assert slip["sentence"].replace(slip["printed"], slip["right"]) in [f["sentence"] for f in truth.facts]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: str(slip["kind"]))
def test_what_a_slip_needs_is_there(slip: dict[str, Any]) -> None:
    assert slip["told_by"]
    assert all((SAMPLES / name).exists() for name in [slip["base"], *slip["needs"]])
