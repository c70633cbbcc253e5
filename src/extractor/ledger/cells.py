"""Tokens of tables: figures that a record states, and the digits of headings, row labels and remarks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.geometry import holds_centre
from extractor.ledger.account import Account
from extractor.ledger.fates import Stretch, settle_by, stretches_of
from extractor.ledger.grid import PageGrid, Placement, placements
from extractor.ledger.placing import place
from extractor.ledger.tokens import digits_of
from extractor.model import CellKind, Fate, Record, Table, Token
from extractor.normalise.numbers import parse_figure, split_marks

#: (table, row, col) to the record of that cell
_Known = dict[tuple[str, int, int], Record]


def settle_cells(account: Account, tables: Iterable[Table], records: Iterable[Record]) -> None:
    """The tokens that stand in cells; one that runs over a border is cut there."""
    known: _Known = {(r.place.table_id, r.place.row, r.place.col): r for r in records if r.place is not None}
    for page, cells in placements(tables).items():
        inside: dict[int, tuple[Placement, list[Token]]] = {}
        grid = PageGrid(cells)
        for token in account.open_on(page):
            parts = list(grid.parts(token))
            if len(parts) > 1:
                account.split(token, [part for _, part in parts])
            for placement, part in parts:
                if placement is not None:
                    inside.setdefault(id(placement), (placement, []))[1].append(part)
        for placement, tokens in inside.values():
            _settle_cell(account, placement, tokens, known)


def _settle_cell(account: Account, placement: Placement, tokens: Sequence[Token], known: _Known) -> None:
    cell = placement.cell
    placed = place(cell.text, tokens)
    if cell.kind is CellKind.VALUE:
        record = known.get((placement.table.table_id, cell.row, cell.col))
        if record is not None and digits_of(record.quantity.raw) == digits_of(cell.text):
            stated = [p for p in placed if _at_record(record, p.token)]
            settle_by(account, stated, [_figure(cell.text, record)], Fate.NOTE_MARK)
        elif record is None and parse_figure(cell.text) is None:
            settle_by(account, placed, stretches_of(cell.text, Fate.UNCLAIMED), Fate.UNCLAIMED)
    else:
        otherwise = Fate.UNCLAIMED if cell.kind is CellKind.NOTE else Fate.NAME
        settle_by(account, placed, stretches_of(cell.text, otherwise), otherwise)


def _at_record(record: Record, token: Token) -> bool:
    return record.where.page == token.page and holds_centre(record.where.box, token.box, _SLACK)


def _figure(text: str, record: Record) -> Stretch:
    """The figure of a cell, without the note marks beside it."""
    figure, _ = split_marks(text)
    begin = text.find(figure)
    return Stretch(begin, begin + len(figure), Fate.RECORD, record.record_id)


#: a record's box is that of the words in its cell; so many points allow for characters that stand out of their word
_SLACK = 0.5
