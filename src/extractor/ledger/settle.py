"""Every token of a document to its fate, told by the sections, tables and records that were made of its pages.

What has a place of its own goes first: paragraphs and margins know the very words that they are made of, cells their
area, headings their box.  Captions and notes are known by their text alone and look among what is left.  Nothing is
remembered of how a thing was read: with a record, a cell, a table or a section taken away, its tokens are unclaimed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.ledger.account import Account
from extractor.ledger.around import Margins, settle_captions, settle_charts, settle_headings, settle_margins
from extractor.ledger.cells import settle_cells
from extractor.ledger.contents import settle_contents
from extractor.ledger.running_text import settle_prose
from extractor.model import Document, Section, SettledToken, Token


def settle(
    tokens: Iterable[Token], document: Document, margins: Margins, remarks: Sequence[Section] = ()
) -> tuple[SettledToken, ...]:
    """``tokens`` of all pages, in reading order, each with its one fate.

    ``margins`` has the lines of each page that are no running text: page numbers and running heads.  ``remarks`` is the
    running text in cells.
    """
    account = Account(tokens)
    settle_contents(account, document)
    settle_prose(account, (*document.sections, *remarks), document.records)
    settle_margins(account, margins, {page.number: page.label for page in document.pages})
    settle_cells(account, document.tables, document.records)
    settle_charts(account, document.charts, document.records)
    settle_headings(account, document.sections)
    settle_captions(account, document.tables)
    return account.closed()
