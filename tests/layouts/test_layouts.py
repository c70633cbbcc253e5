"""Tables of many shapes from many producers, against the grids that they were made from."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractor.model import Document, Record, Table
from extractor.pipeline import extract
from extractor.read import identify, open_pdf
from extractor.tables import tables_on

HERE = Path(__file__).parent
TRUTHS: dict[str, dict[str, Any]] = {p.stem: json.loads(p.read_text("utf-8")) for p in sorted(HERE.glob("*.json"))}
CASES = [(name, truth["id"]) for name, file in TRUTHS.items() for truth in file["tables"]]
MEANT = [(name, t["id"]) for name, file in TRUTHS.items() for t in file["tables"] if "units" in t or "parents" in t]
CONTINUED = [(name, t["id"]) for name, file in TRUTHS.items() for t in file["tables"] if t["id"].endswith("_b")]
BARE_PAGES = [(name, page) for name, file in TRUTHS.items() for page in file["no_table_pages"]]


@cache
def tables_of(name: str) -> dict[int, tuple[Table, ...]]:
    """The tables of each page (1-based) of a file, read once."""
    path = HERE / f"{name}.pdf"
    with open_pdf(identify(str(path))) as pdf:
        return {n: tables_on(pdf.page(n), name).tables for n in range(1, len(pdf) + 1)}


@cache
def document_of(name: str) -> Document:
    """What becomes of a whole file."""
    document = extract(HERE / f"{name}.pdf").document
    assert document is not None
    return document


def in_document(name: str, truth: dict[str, Any]) -> Table:
    """The table of the document that a table of a page became a part of."""
    on_page = pairs_of(name, truth["page"])[truth["id"]]
    place = on_page.table_id.rsplit("-p", 1)[1]
    tables = document_of(name).tables
    first = next((t for t in tables if t.table_id.rsplit("-p", 1)[1] == place), None)
    return first or next(t for t in tables if len(t.where) > 1 and any(w.page == truth["page"] for w in t.where))


def records_in(name: str, table: Table) -> list[Record]:
    return [r for r in document_of(name).records if r.place is not None and r.place.table_id == table.table_id]


def plain(text: str | None) -> str:
    """Text without white space, and with the ideographs that Kangxi radicals stand for."""
    bare = re.sub(r"\s+", "", text or "")
    return "".join(unicodedata.normalize("NFKC", c) if 0x2E80 <= ord(c) <= 0x2FDF else c for c in bare)


def inner(note: str | None) -> str:
    """A unit note without its brackets and the word for unit."""
    return re.sub(r"^単位[：:・]?", "", plain(note).strip("（）()［］[]【】"))


def unnumbered(path: str | None) -> str:
    """A path of row labels without their numbering."""
    return " > ".join(
        re.sub(r"^(?:[IVX]+|[0-9]+\.|\([0-9]+\)) *", "", part) for part in (path or "").split(" > ")
    ).replace(" ", "")


def several(right: Any) -> list[Any]:
    """What is right, where the truth lets several readings be."""
    return right if isinstance(right, list) else [right]


def wanted_cells(truth: dict[str, Any]) -> dict[tuple[int, int], list[str]]:
    return {
        (r, c): [plain(t) for t in several(text)]
        for r, row in enumerate(truth["grid"])
        for c, text in enumerate(row)
        if text is not None
    }


def likeness(truth: dict[str, Any], table: Table) -> int:
    """How many texts a table shares with the truth, less those it has beyond."""
    texts = {t for spellings in wanted_cells(truth).values() for t in spellings if t}
    got = {plain(cell.text) for cell in table.cells} - {""}
    return 2 * len(texts & got) - len(got)


@cache
def pairs_of(name: str, page: int) -> dict[str, Table]:
    """The tables of a page by the id of the truth that each is likest to; none is taken twice."""
    truths = [t for t in TRUTHS[name]["tables"] if t["page"] == page]
    found = tables_of(name)[page]
    likest = sorted(
        ((likeness(truth, table), truth["id"], n) for truth in truths for n, table in enumerate(found)),
        key=lambda pair: -pair[0],
    )
    pairs: dict[str, int] = {}
    for _, id_, n in likest:
        if id_ not in pairs and n not in pairs.values():
            pairs[id_] = n
    return {id_: found[n] for id_, n in pairs.items()}


def differences(truth: dict[str, Any], table: Table) -> Iterator[str]:
    wanted = wanted_cells(truth)
    got = {(c.row, c.col): plain(c.text) for c in table.cells}
    shape = (len(truth["grid"]), len(truth["grid"][0]))
    if (table.n_rows, table.n_cols) != shape:
        yield f"shape {(table.n_rows, table.n_cols)}, wanted {shape}"
    if table.header_rows not in several(truth["header_rows"]):
        yield f"{table.header_rows} header rows, wanted {truth['header_rows']}"
    for place in sorted(wanted.keys() | got.keys()):
        if got.get(place) not in wanted.get(place, [None]):
            yield f"{place}: {got.get(place)!r}, wanted {'/'.join(wanted.get(place, ['nothing']))!r}"
    spans = {(c.row, c.col, c.row_span, c.col_span) for c in table.cells if c.row_span * c.col_span > 1}
    right = {tuple(s) for s in truth["spans"]}
    if spans != right:
        yield f"spans {sorted(spans - right)} too many, {sorted(right - spans)} missing"
    yield from _around(truth, table)


def _around(truth: dict[str, Any], table: Table) -> Iterator[str]:
    captions = [plain(c) for c in several(truth["caption"])]
    if plain(table.caption) not in captions:
        yield f"caption {table.caption!r}, wanted {truth['caption']!r}"
    in_cells = any(table.unit_note and plain(table.unit_note) in plain(c.text) for c in table.cells)
    if inner(table.unit_note) != inner(truth["unit"]) and not in_cells:
        yield f"unit {table.unit_note!r}, wanted {truth['unit']!r}"


@pytest.mark.parametrize(("name", "id_"), CASES, ids=str)
def test_table_is_read_as_it_was_made(name: str, id_: str) -> None:
    truth = next(t for t in TRUTHS[name]["tables"] if t["id"] == id_)
    table = pairs_of(name, truth["page"]).get(id_)
    assert table is not None, "no table found on the page"
    assert list(differences(truth, table)) == []


@pytest.mark.parametrize(("name", "id_"), MEANT, ids=str)
def test_figures_have_their_units_and_parents(name: str, id_: str) -> None:
    """``units`` are those of the columns, or of rows by their number; ``parents`` the paths of rows, without numbering."""
    truth = next(t for t in TRUTHS[name]["tables"] if t["id"] == id_)
    records = records_in(name, in_document(name, truth))
    units, parents = truth.get("units", {}), truth.get("parents", {})
    assert records
    for record in records:
        place = record.place
        assert place is not None
        unit = units.get(str(place.row)) if isinstance(units, dict) else units[place.col]
        assert unit is None or record.quantity.unit == unit, (record.quantity.raw, place)
        if str(place.row) in parents:
            assert unnumbered(record.meaning.item_path) == plain(parents[str(place.row)])


@pytest.mark.parametrize(("name", "id_"), CONTINUED, ids=str)
def test_a_table_goes_on_over_the_page(name: str, id_: str) -> None:
    truths = {t["id"]: t for t in TRUTHS[name]["tables"]}
    whole = in_document(name, truths[id_])
    assert whole == in_document(name, truths[id_.removesuffix("_b")])
    assert [w.page for w in whole.where] == [truths[id_]["page"] - 1, truths[id_]["page"]]


@pytest.mark.parametrize("name", sorted({name for name, _ in CONTINUED}))
def test_no_other_tables_are_joined(name: str) -> None:
    parts = sum(len(t.where) > 1 for t in document_of(name).tables)
    assert parts == sum(of == name for of, _ in CONTINUED)


@pytest.mark.parametrize(("name", "page"), BARE_PAGES)
def test_no_table_where_there_is_none(name: str, page: int) -> None:
    assert [[c.text for c in t.cells] for t in tables_of(name)[page]] == []


@pytest.mark.parametrize("name", TRUTHS)
def test_no_table_too_many(name: str) -> None:
    """On pages with tables: as many as were set there."""
    pages = {t["page"] for t in TRUTHS[name]["tables"]}
    wanted = {p: sum(t["page"] == p for t in TRUTHS[name]["tables"]) for p in pages}
    assert {p: len(tables_of(name)[p]) for p in pages} == wanted


def test_every_file_has_its_truth() -> None:
    assert {p.stem for p in HERE.glob("*.pdf")} == set(TRUTHS)
    assert len(CASES) >= 510
    assert len(BARE_PAGES) >= 14
