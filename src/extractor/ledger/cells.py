"""Tokens of tables: figures that a record states, and the digits of headings, row labels and remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractor.geometry import holds_centre
from extractor.ledger.account import Account
from extractor.ledger.fates import Stretch, loose_figures, settle_by, stretches_of
from extractor.ledger.grid import PageGrid, Placement, placements
from extractor.ledger.placing import place
from extractor.ledger.tokens import digits_of
from extractor.model import Cell, CellKind, Fate, Record, Table, Token
from extractor.normalise.characters import narrow, squeeze
from extractor.normalise.numbers import parse_figure, split_marks
from extractor.normalise.several import FigureInCell, figures_in_cell
from extractor.prose import is_sentence

#: (table, row, col) to the records of that cell
_Known = dict[tuple[str, int, int], list[Record]]


def settle_cells(account: Account, tables: Iterable[Table], records: Iterable[Record]) -> None:
    """The tokens that stand in cells; one that runs over a border is cut there."""
    known: _Known = {}
    for r in records:
        if r.place is not None:
            known.setdefault((r.place.table_id, r.place.row, r.place.col), []).append(r)
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
        own = known.get((placement.table.table_id, cell.row, cell.col), [])
        if len(own) == 1 and _states(own[0], cell.text):
            stated = [p for p in placed if _at_record(own[0], p.token)]
            settle_by(account, stated, [_figure(cell.text, own[0])], Fate.NOTE_MARK)
        elif own and (parts := figures_in_cell(cell.text)):
            found = [stretch for part in parts for stretch in _parts(part, own)]
            settle_by(account, [p for p in placed if _at_record(own[0], p.token)], found, Fate.UNCLAIMED)
        elif not own and parse_figure(cell.text) is None:
            otherwise = Fate.NAME if _is_address(placement) else Fate.UNCLAIMED
            settle_by(account, placed, stretches_of(cell.text), otherwise)
    elif _is_address(placement):
        settle_by(account, placed, stretches_of(cell.text), Fate.NAME)
    elif cell.kind is CellKind.NOTE or is_sentence(cell.text):  # it is no label
        settle_by(account, placed, stretches_of(cell.text), Fate.UNCLAIMED)
    else:
        settle_by(account, placed, _label(placement), Fate.NAME)


def _is_address(placement: Placement) -> bool:
    """Whether a cell stands below 住所 or 所在地: of its bare numbers (a postal code) none counts anything."""
    if placement.cell.kind is CellKind.HEADER:
        return False
    return any(_ADDRESS.search(squeeze(head.text)) for head in placement.table.headings_over(placement.cell))


def _label(placement: Placement) -> list[Stretch]:
    """A heading or a row label: what is counted there is a part of the name (5年超, 1億円以上), but a figure is not."""
    text = placement.cell.text
    if any(map(str.isalpha, text)):
        return [*stretches_of(text, Fate.NAME, Fate.NAME), *loose_figures(text)]
    numbering = Fate.HEADING if _counts_on(placement) else Fate.UNCLAIMED
    return [*stretches_of(text, numbering, numbering), Stretch(0, len(text), numbering)]


def _counts_on(placement: Placement) -> bool:
    """Whether a label is the number of its row or column: the label before it or after it has the next number.

    So is a number alone among numbered names (款, 項, 目: 17 over 20 繰入金, where a part goes on from the page before).
    """
    cell, number = placement.cell, _bare_number(placement.cell)
    beside = [
        other
        for other in placement.table.cells
        if other.kind is cell.kind and (other.col == cell.col if cell.kind is CellKind.STUB else other.row == cell.row)
    ]
    if number is None:
        return False
    named = cell.kind is CellKind.STUB and (
        any(_NUMBERED_NAME.match(narrow(other.text)) for other in beside)
        or any(_BUDGET.fullmatch(squeeze(head.text)) for head in placement.table.headings_over(cell))
    )
    return named or not {number - 1, number + 1}.isdisjoint(map(_bare_number, beside))


def _bare_number(cell: Cell) -> int | None:
    text = narrow(cell.text).strip()
    return int(text) if text.isdecimal() and len(text) < _LONG else None


def _at_record(record: Record, token: Token) -> bool:
    return record.where.page == token.page and holds_centre(record.where.box, token.box, _SLACK)


def _states(record: Record, text: str) -> bool:
    """Whether a record was made of the text of its cell, digit by digit."""
    return record.quantity.raw == text or digits_of(record.quantity.raw) == digits_of(text)


def _parts(part: FigureInCell, own: Sequence[Record]) -> Iterator[Stretch]:
    """One of several figures of a cell, with the record that was made of it."""
    for record in own:
        if digits_of(record.quantity.raw) == digits_of(part.quantity.raw):
            yield Stretch(part.start, part.end, Fate.RECORD, record.record_id)


def _figure(text: str, record: Record) -> Stretch:
    """The figure of a cell, without the note marks beside it."""
    figure = text if text.isascii() and "*" not in text else split_marks(text)[0]
    begin = text.find(figure)
    return Stretch(begin, begin + len(figure), Fate.RECORD, record.record_id)


#: headings of columns of addresses
_ADDRESS = re.compile(r"住所|所在地")
#: a number and the name behind it
_NUMBERED_NAME = re.compile(r"\s*[0-9]{1,2}\s?[一-龥ァ-ヶ]{1,2}\s?[一-龥ァ-ヶ]")
#: headings of the numbered names of a budget
_BUDGET = re.compile(r"[款項目節]")
#: rows and columns are not numbered beyond three digits
_LONG = 4
#: a record's box is that of the words in its cell; so many points allow for characters that stand out of their word
_SLACK = 0.5
