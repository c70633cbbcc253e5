"""The facsimile of a real evaluation report: slides set by Typst."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from samplekit import blocks, producers
from samplekit.truth import Column, Document, Row, Table, write

PROSE_SIZE = 15.5  # points, where a slide does not say otherwise
Slides = list[tuple[int, dict[str, Any], list[blocks.Block]]]


def make(name: str, samples: Path) -> Path:
    """Set ``sources/NAME.toml`` in ``sources/NAME.typ`` and write the PDF and its truth."""
    source = tomllib.loads((samples / "sources" / f"{name}.toml").read_text(encoding="utf-8"))
    # page 1 is the cover
    slides = [(number, page, blocks.parse(page["text"])) for number, page in enumerate(source["pages"], start=2)]
    target: Path = samples / source["pdf"]
    data = {"source": source, "pages": [_shown(page, parts) for _, page, parts in slides]}
    producers.typst_pdf(samples / "sources" / f"{name}.typ", json.dumps(data, ensure_ascii=False), target)
    write(_document(source, slides), samples)
    return target


def _shown(page: dict[str, Any], parts: list[blocks.Block]) -> dict[str, Any]:
    return {"title": page["title"], "size": page.get("size", PROSE_SIZE), "blocks": blocks.printed(parts)}


def _document(source: dict[str, Any], slides: Slides) -> Document:
    tables, prose = [], []
    for number, _, parts in slides:
        for block in blocks.flat(parts):
            if block["kind"] == "table":
                tables.append(_table(source["tables"][block["text"]], number))
            elif block["kind"] == "p":
                prose.append((number, block["text"]))
    identity = {key: source[key] for key in ("pdf", "organization", "fiscal_year", "doc_type")}
    return Document(**identity, tables=tuple(tables), prose=tuple(prose))


def _table(table: dict[str, Any], page: int) -> Table:
    rows = (Row(row["item"], tuple(row["cells"]), row.get("parent")) for row in table["rows"])
    return Table(table["caption"], page, tuple(Column(**column) for column in table["columns"]), tuple(rows))
