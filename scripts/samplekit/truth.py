"""The truth beside a sample: every figure of its tables and every amount of its prose, as the sources have them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from samplekit import markup

DASHES = frozenset({"－", "―", "-"})


@dataclass(frozen=True, slots=True)
class Column:
    """What the figures under one header are; ``path`` joins the printed header's levels by ``/``."""

    path: str
    unit: str
    measure: str
    scenario: str = "actual"
    fiscal_year: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures as printed; an empty string stands for an empty cell.

    ``label`` is the printed label where spaces are set into it, ``parent`` the path of the labels above it; what is
    ``of_which`` is counted in the row above and no part of a sum.
    """

    item: str
    cells: tuple[str, ...]
    parent: str | None = None
    label: str = ""
    of_which: bool = False

    @property
    def level(self) -> int:
        """How deep the row stands below the top."""
        return len(self.parent.split(" > ")) if self.parent else 0

    @property
    def top(self) -> str:
        """The uppermost label above the row."""
        return (self.parent or "").split(" > ")[0]


@dataclass(frozen=True, slots=True)
class Table:
    """One table as it is printed on ``page``.  Tables with two sides in one grid are given as a table for each side."""

    caption: str
    page: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text; level 1 is the highest."""

    text: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class Label:
    """A data label printed in a chart: what it stands at and what it says."""

    chart: str
    page: int
    item: str
    raw: str
    unit: str


@dataclass(frozen=True, slots=True)
class Document:
    """A sample's identity, its tables, its prose as (page, marked paragraph), its headings and the labels of its charts."""

    pdf: str
    organization: str
    fiscal_year: int
    doc_type: str
    tables: tuple[Table, ...]
    prose: tuple[tuple[int, str], ...]
    headings: tuple[Heading, ...] = ()
    labels: tuple[Label, ...] = ()


def write(document: Document, folder: Path) -> Path:
    """Write ``NAME.truth.json`` beside the PDF."""
    path = folder / (Path(document.pdf).stem + ".truth.json")
    truth = {
        "pdf": document.pdf,
        "organization": document.organization,
        "fiscal_year": document.fiscal_year,
        "doc_type": document.doc_type,
        "cells": list(_cells(document)),
        "facts": list(_facts(document.prose)),
    }
    if document.headings:
        truth["sections"] = [{"heading": h.text, "level": h.level, "page": h.page} for h in document.headings]
    if document.labels:
        truth["labels"] = [_label(label) for label in document.labels]
    path.write_text(_dump(truth), encoding="utf-8")
    return path


def _cells(document: Document) -> Iterator[dict[str, Any]]:
    for table in document.tables:
        for row in table.rows:
            for column, raw in zip(table.columns, row.cells, strict=True):
                if raw:
                    yield _cell(table, row, column, raw, document.fiscal_year)


def _cell(table: Table, row: Row, column: Column, raw: str, fiscal_year: int) -> dict[str, Any]:
    return {
        "table": table.caption,
        "page": table.page,
        "item": row.item,
        "item_path": row.parent,
        "column": column.path,
        "raw": raw,
        "value": number(raw),
        "unit": column.unit,
        "fiscal_year": column.fiscal_year or fiscal_year,
        "measure": column.measure,
        "scenario": column.scenario,
        **({"of_which": True} if row.of_which else {}),
    }


def _label(label: Label) -> dict[str, Any]:
    return {
        "chart": label.chart,
        "page": label.page,
        "item": label.item,
        "raw": label.raw,
        "value": number(label.raw),
        "unit": label.unit,
    }


def _facts(prose: Iterable[tuple[int, str]]) -> Iterator[dict[str, Any]]:
    for page, paragraph in prose:
        for fact in markup.facts(paragraph):
            yield {
                "subject": fact.subject,
                "raw": fact.raw,
                "value": _plain_number(fact.value),
                "unit": fact.unit,
                "measure": fact.measure,
                "direction": fact.direction,
                "kind": "前年度差" if fact.measure == "change" else None,
                "scenario": fact.scenario,
                "slip": fact.slip,
                "page": page,
                "sentence": fact.sentence,
            }


def number(raw: str) -> int | float | None:
    """A table figure in its printed unit, None for a dash."""
    if raw in DASHES:
        return None
    negative = raw[0] in "△▲"
    value = Decimal(raw.lstrip("△▲").strip().replace(",", ""))
    return _plain_number(-value if negative else value)


def _plain_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _dump(truth: Mapping[str, Any]) -> str:
    """JSON with one cell or fact a line, so that a changed figure shows as one changed line."""
    parts = []
    for key, value in truth.items():
        text = json.dumps(value, ensure_ascii=False)
        if isinstance(value, list):
            lines = ",\n".join("  " + json.dumps(each, ensure_ascii=False) for each in value)
            text = f"[\n{lines}\n ]"
        parts.append(f' "{key}": {text}')
    return "{\n" + ",\n".join(parts) + "\n}\n"
