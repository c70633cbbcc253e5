"""Documents built by hand for the checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from extractor.model import (
    Box,
    Cell,
    CellKind,
    Document,
    GridPlace,
    Identity,
    Layer,
    Meaning,
    Origin,
    PageSummary,
    Period,
    Quantity,
    Record,
    Source,
    Table,
    Where,
)
from extractor.profile import load_profile


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the parts of a document; everything not named is in order, so that no check has anything to say."""

    def at(self, row: int, col: int, page: int = 1) -> Where:
        return Where(page, Box(100.0 + 50 * col, 200.0 + 20 * row, 140.0 + 50 * col, 215.0 + 20 * row))

    def quantity(
        self, raw: str = "10", value: Decimal | None = Decimal(10), unit: str | None = "百万円", bracketed: bool = False
    ) -> Quantity:
        base = value if unit is None or value is None else value * 10**6
        return Quantity(raw, value, unit, None if unit is None else base, unit and "JPY", bracketed=bracketed)

    def record(
        self,
        row: int = 1,
        col: int = 1,
        *,
        page: int = 1,
        table_id: str | None = "t1",
        quantity: Quantity | None = None,
        year: int | None = 2024,
        column: str | None = "金額",
    ) -> Record:
        return Record(
            record_id=f"{table_id or 'n'}-p{page}-r{row}c{col}",
            origin=Origin.NARRATIVE if table_id is None else Origin.TABLE,
            layer=Layer.TEXT,
            where=self.at(row, col, page),
            quantity=quantity or self.quantity(),
            meaning=Meaning("保証承諾", column=column, concept="guarantee_acceptance"),
            period=Period(year),
            place=None if table_id is None else GridPlace(table_id, "保証実績", row, col),
        )

    def table(
        self,
        cells: Sequence[tuple[int, int, str]] = (),
        *,
        table_id: str = "t1",
        caption: str | None = "保証実績",
        kind: CellKind = CellKind.VALUE,
        page: int = 1,
    ) -> Table:
        made = tuple(Cell(row, col, 1, 1, text, kind, self.at(row, col, page)) for row, col, text in cells)
        return Table(table_id, made, 5, 5, (Where(page, Box(100.0, 200.0, 340.0, 300.0)),), "ruled", caption=caption)

    def document(
        self,
        records: Sequence[Record] = (),
        tables: Sequence[Table] = (),
        *,
        layers: Sequence[Layer] = (Layer.TEXT,),
        organization: str | None = "みなと県信用保証協会",
        year: int | None = 2024,
    ) -> Document:
        return Document(
            source=Source(Path("a.pdf"), "a.pdf", "a" * 64),
            identity=Identity(organization=organization, period=Period(year)),
            profile="credit_guarantee",
            profile_version=load_profile("credit_guarantee").version,
            pages=tuple(PageSummary(number, 595.0, 842.0, layer) for number, layer in enumerate(layers, 1)),
            tables=tuple(tables),
            sections=(),
            records=tuple(records),
        )
