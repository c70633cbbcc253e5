"""The planted slips: pages of a clean document with exactly one thing printed wrong, and the truth about each."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from samplekit import booklet, markup
from samplekit.booklet import Booklet, Page
from samplekit.exhibit import Exhibit
from samplekit.ledger import expect
from samplekit.past_booklets import DOCUMENTS
from samplekit.truth import Row, number

Slip = Mapping[str, Any]


def make(name: str, samples: Path) -> Path:
    """All of the slips and ``truth.json``; the folder."""
    source = tomllib.loads((samples / "sources" / f"{name}.toml").read_text(encoding="utf-8"))
    folder = samples / name
    folder.mkdir(exist_ok=True)
    truth = [_make(slip, samples, folder) for slip in source["slips"]]
    lines = ",\n".join("  " + json.dumps(each, ensure_ascii=False) for each in truth)
    (folder / "truth.json").write_text(f'{{\n "slips": [\n{lines}\n ]\n}}\n', encoding="utf-8")
    return folder


def _make(slip: Slip, samples: Path, folder: Path) -> dict[str, Any]:
    setting, render = DOCUMENTS[slip["base"]]
    clean = booklet.read(slip["base"], samples / "sources", setting)
    part = replace(clean, pages=_some_pages(clean.pages, slip["pages"]))
    wrong, place = _in_table(part, slip) if "table" in slip else _in_prose(part, slip)
    target = folder / f"{slip['name']}.pdf"
    render(wrong, samples / "sources", target)
    return {
        "file": target.name,
        "kind": slip["name"],
        "base": clean.source["pdf"],
        "fiscal_year": clean.source["fiscal_year"],
        **place,
        "printed": slip["wrong"],
        "right": slip["right"],
        "needs": slip.get("needs", []),
        "told_by": slip["told_by"],
    }


def _some_pages(pages: tuple[Page, ...], wanted: list[int]) -> tuple[Page, ...]:
    """Some pages, numbered anew behind the cover."""
    kept = [part for number, part in pages if number in wanted]
    return tuple(enumerate(kept, start=2))


# --- in a table -------------------------------------------------------------------------------------------------------


def _in_table(of: Booklet, slip: Slip) -> tuple[Booklet, dict[str, Any]]:
    key = slip["table"]
    exhibit = of.exhibits[key]
    changed: list[Row] = []
    for table in exhibit.tables:
        places = [n for n, column in enumerate(table.columns) if column.path == slip["column"]]
        rows = tuple(_row(row, places[0], slip, changed) if places else row for row in table.rows)
        changed_table = replace(table, rows=rows)
        exhibit = _with(exhibit, table, changed_table)
        if changed and places:
            unit = table.columns[places[0]].unit
    expect(len(changed) == 1, f"one cell of {slip['name']}: {len(changed)}")
    [page] = [number for number, part in of.pages for block in part if block == {"kind": "table", "text": key}]
    place = {
        "page": page,
        "table": exhibit.caption,
        "item": slip["item"],
        "item_path": changed[0].parent,
        "column": slip["column"],
        "sentence": None,
        "unit": unit,
        "printed_value": number(slip["wrong"]),
        "right_value": number(slip["right"]),
    }
    return replace(of, exhibits={**of.exhibits, key: exhibit}), place


def _row(row: Row, place: int, slip: Slip, changed: list[Row]) -> Row:
    if row.item != slip["item"]:
        return row
    expect(row.cells[place] == slip["right"], f"{slip['name']}: {row.cells[place]} is not {slip['right']}")
    changed.append(row)
    return replace(row, cells=(*row.cells[:place], slip["wrong"], *row.cells[place + 1 :]))


def _with(exhibit: Exhibit, table: Any, changed: Any) -> Exhibit:
    return replace(exhibit, tables=tuple(changed if each is table else each for each in exhibit.tables))


# --- in the prose -----------------------------------------------------------------------------------------------------


def _in_prose(of: Booklet, slip: Slip) -> tuple[Booklet, dict[str, Any]]:
    found: list[tuple[int, markup.Fact]] = []
    pages = []
    for page, part in of.pages:
        blocks = []
        for block in part:
            text = block["text"]
            if block["kind"] == "p" and not found:
                for fact in markup.facts(text):
                    if (fact.subject, fact.measure) == (slip["subject"], slip["measure"]):
                        found.append((page, fact))
                        text = _spoiled(text, fact, slip)
                        break
            blocks.append({**block, "text": text})
        pages.append((page, blocks))
    expect(len(found) == 1, f"one amount of {slip['name']}")
    [(page, fact)] = found
    unit, right = fact.unit, fact.value / markup.YEN[fact.unit]
    place = {
        "page": page,
        "table": None,
        "item": slip["subject"],
        "item_path": None,
        "column": None,
        "sentence": fact.sentence.replace(slip["right"], slip["wrong"], 1),
        "unit": unit,
        "printed_value": int(-right if slip["measure"] == "change" else _millions(slip["wrong"])),
        "right_value": int(right),
    }
    return replace(of, pages=tuple(pages)), place


def _spoiled(text: str, fact: markup.Fact, slip: Slip) -> str:
    """The paragraph with the amount, or the word for its direction behind it, printed wrong."""
    at = next(
        m for m in markup.MARK.finditer(text) if m.group(1).split("|")[:3] == [fact.raw, fact.subject, fact.measure]
    )
    start = at.start() if slip["measure"] == "amount" else at.end()
    expect(slip["right"] in text[start:], f"{slip['name']}: no {slip['right']}")
    return text[:start] + text[start:].replace(slip["right"], slip["wrong"], 1)


def _millions(raw: str) -> int:
    oku, rest = raw.removesuffix("百万円").split("億")
    return int(oku.replace(",", "")) * 100 + int(rest)
