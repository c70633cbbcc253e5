"""Tables of contents without their word 目次: titles of the document, each with a page number behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractor.geometry import holds_centre
from extractor.ledger.account import Account
from extractor.ledger.tokens import digits_of
from extractor.model import Box, Document, Fate, Token
from extractor.normalise.characters import narrow

#: a title without figures but its own number, what leads to the page (dots, or a stroke made of them), and the page
_ENTRY = re.compile(
    r"(?P<title>\D{0,2}\d{0,2}\D*?[^\W\d_]\D*?)(?P<leader>(?:\s?[.・…‥·－―—–─-])+)?\s*(?P<number>\d{1,4})(?:\s\D{0,2})?"
)
#: digits of the number of a page, and characters behind it, as in the pattern
_LONGEST, _BEHIND = 4, 3
#: so many entries make a table of contents; most are led to their number, and at least half are titles of other pages
_FEWEST = 3
#: right edges of page numbers are alike within so many heights of their type
_ALIKE = 0.6


class _Entry(NamedTuple):
    """The token at the end of a line, the letters before it, and whether something leads to it."""

    token: Token
    title: str
    led: bool


def settle_contents(account: Account, document: Document) -> None:
    """The page numbers of a list whose numbers stand below one another, never fall, and follow titles of the document.

    What stands in a table, or is a record, is no part of such a list.
    """
    titles, apart = _titles(document), _apart(document)
    for page in account.open_pages:
        numbers = [token for token in account.open_on(page) if _may_be_entry(token)]
        if len(numbers) < _FEWEST:
            continue
        here = apart.get(page, ())
        entries = list(_entries(t for t in numbers if not any(holds_centre(box, t.box) for box in here)))
        for entry in entries:
            edge, reach = entry.token.box.x1, _ALIKE * entry.token.box.height
            column = [one for one in entries if abs(one.token.box.x1 - edge) <= reach]
            if _is_list(column, titles, page):
                for one in column:
                    account.settle(one.token, Fate.PAGE_NUMBER)
                break


def _apart(document: Document) -> dict[int, list[Box]]:
    """The tables and records of each page."""
    apart: dict[int, list[Box]] = {}
    for where in (*(w for table in document.tables for w in table.where), *(r.where for r in document.records)):
        apart.setdefault(where.page, []).append(where.box)
    return apart


def _may_be_entry(token: Token) -> bool:
    """Whether it is a number at the end of its line, but for what the pattern allows behind it: cheaper than the pattern."""
    text = token.text
    if len(text) > _LONGEST or text not in token.line.strip()[-len(text) - _BEHIND :]:
        return False
    return digits_of(text) == narrow(text)


def _entries(tokens: Iterable[Token]) -> Iterator[_Entry]:
    """The numbers that end a line behind words."""
    for token in tokens:
        found = _ENTRY.fullmatch(narrow(token.line).strip())
        if found is not None and digits_of(token.text) == found["number"]:
            yield _Entry(token, _letters(found["title"]), found["leader"] is not None)


def _is_list(column: Sequence[_Entry], titles: dict[str, set[int]], page: int) -> bool:
    numbers = [int(digits_of(one.token.text)) for one in sorted(column, key=lambda entry: entry.token.box.top)]
    known = sum(bool(titles.get(one.title, set()) - {page}) for one in column)
    led = sum(one.led for one in column)
    mostly = 2 * led > len(column) >= _FEWEST and 2 * known >= len(column)
    return mostly and numbers == sorted(numbers) and numbers[0] < numbers[-1]


def _titles(document: Document) -> dict[str, set[int]]:
    """The headings of sections and the captions of tables, by their letters alone, with their pages."""
    found: dict[str, set[int]] = {}
    for section in document.sections:
        found.setdefault(_letters(section.heading), set()).add(section.where.page)
    for table in document.tables:
        found.setdefault(_letters(table.caption or ""), set()).add(table.where[0].page)
    found.pop("", None)
    return found


def _letters(text: str) -> str:
    return "".join(c for c in narrow(text) if c.isalpha() and c != "ー")
