"""Tokens outside of paragraphs and cells: margins, headings, captions and notes of tables, labels of charts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from extractor.geometry import holds_centre
from extractor.ledger.account import Account
from extractor.ledger.fates import explained, loose_figures, settle_by, stretches_of
from extractor.ledger.placing import place
from extractor.ledger.tokens import bears_digit, digits_of
from extractor.model import Chart, Fate, Line, Origin, Record, Section, Table, Token
from extractor.normalise.characters import narrow, squeeze

#: a line that says nothing but a page number
_PAGE_NUMBER = re.compile(r"\W*(?:p\.?|page)?\W*[0-9]+(?:\s*/\s*[0-9]+)?\s*(?:ページ|頁)?\W*", re.IGNORECASE)
#: printed alike on so many pages, digits of a margin are a running head
_REPEATED = 3
#: what may follow a title that is printed again: ②, （続き）, （2/3）, その2
_PART_MARK = re.compile(r"[①-⑳]?|[(（]?(?:続き?|つづき|その)?[0-9]{0,2}(?:/[0-9]{1,2})?[)）]?")
#: a line with fewer characters may be found in any text by chance
_SURE = 5

Margins = Mapping[int, Sequence[Line]]


def settle_margins(account: Account, margins: Margins, labels: Mapping[int, str | None]) -> None:
    """Page numbers and running heads; ``labels`` has the number printed on each page where one was told apart.

    Digits that change from page to page without being the page's number are nobody's; those of a name that is printed
    beside the number, and elsewhere, are the name's.
    """
    printed = Counter(_said(line, labels.get(page)) for page, lines in margins.items() for line in lines)
    for page, lines in margins.items():
        for line in lines:
            tokens = [t for t in account.open_on(page) if holds_centre(line.box, t.box)]
            number = [t for t in tokens if _is_page_number(t, line, labels.get(page))]
            for token in number:
                account.settle(token, Fate.PAGE_NUMBER)
            rest = [t for t in tokens if t not in number]
            said = _said(line, labels.get(page))
            repeated = printed[said] >= _REPEATED or (
                bool(rest and number) and len(said) >= _SURE and account.is_printed_elsewhere(said, page)
            )
            otherwise = Fate.HEADING if repeated else Fate.UNCLAIMED
            settle_by(account, place(line.text, rest), stretches_of(line.text, otherwise), otherwise)


def _said(line: Line, label: str | None) -> str:
    """What a line of a margin says besides the page's number at its end or its beginning."""
    text = squeeze(line.text)
    return text if label is None else text.removesuffix(label).removeprefix(label)


def _is_page_number(token: Token, line: Line, label: str | None) -> bool:
    if label is None:
        return False
    return bool(_PAGE_NUMBER.fullmatch(narrow(line.text))) or digits_of(token.text).lstrip("0") == label


def settle_headings(account: Account, sections: Sequence[Section]) -> None:
    """Headings of sections at their place, and where they are printed again while the section goes on."""
    with_digits = [s for s in sections if bears_digit(s.heading)]
    for section in with_digits:
        at_place = [t for t in account.open_on(section.where.page) if holds_centre(section.where.box, t.box)]
        _settle_as_heading(account, section.heading, at_place)
    lines = _Lines(account)
    for section, last_page in _with_last_pages(sections, with_digits):
        for page, said in lines.repeating(section.heading, section.where.page, last_page).items():
            _settle_as_heading(account, section.heading, [t for t in account.open_on(page) if t.line in said])


class _Lines:
    """The lines of print that have open tokens, in the order of what they say."""

    def __init__(self, account: Account) -> None:
        lines = {(page, token.line) for page in account.open_pages for token in account.open_on(page)}
        self._lines = sorted((squeeze(line), page, line) for page, line in lines)

    def repeating(self, heading: str, first: int, last: int) -> dict[int, set[str]]:
        """The lines on page ``first`` to page ``last`` that print a heading again."""
        title = squeeze(heading)
        found: dict[int, set[str]] = {}
        for said, page, line in islice(self._lines, bisect_left(self._lines, (title,)), None):
            if not said.startswith(title):
                break
            if first <= page <= last and _PART_MARK.fullmatch(narrow(said[len(title) :])):
                found.setdefault(page, set()).add(line)
        return found


def _with_last_pages(sections: Sequence[Section], wanted: Iterable[Section]) -> Iterator[tuple[Section, int]]:
    """Each section of ``wanted`` with the last page of what stands below its heading."""
    last: dict[tuple[str, ...], int] = {}
    for section in sections:
        for depth in range(1, len(section.path) + 1):
            path = section.path[:depth]
            last[path] = max(last.get(path, 0), section.last_page)
    for section in wanted:
        yield section, last[section.path]


def _settle_as_heading(account: Account, heading: str, tokens: Sequence[Token]) -> None:
    if not tokens:
        return
    stretches = [*stretches_of(heading, Fate.HEADING), *loose_figures(heading)]
    settle_by(account, place(heading, tokens), stretches, Fate.HEADING)


def settle_captions(account: Account, tables: Iterable[Table]) -> None:
    """What stands around a table: its caption, its unit note, its notes."""
    for table in tables:
        texts = [t for t in (table.unit_note, table.caption, *table.notes) if t and bears_digit(t)]
        for where in table.where if texts or table.unit_note else ():
            for text in texts:
                tokens = [t for t in account.open_on(where.page) if _says(text, t.line, table.unit_note)]
                # 1,000円 in a unit note is the unit's name, elsewhere it is an amount that no record states
                named = text == table.unit_note
                stretches = stretches_of(text, Fate.NAME, Fate.NAME if named else Fate.UNCLAIMED)
                settle_by(account, place(text, tokens), [*stretches, *loose_figures(text)], Fate.NAME)
            if table.unit_note:
                _settle_dates_beside(account, table.unit_note, where.page)


def _settle_dates_beside(account: Account, unit_note: str, page: int) -> None:
    """The date that stands before a unit note in its line: 令和２年１月31日現在（単位：円）."""
    beside = [t for t in account.open_on(page) if squeeze(t.line).endswith(squeeze(unit_note))]
    for line in dict.fromkeys(token.line for token in beside):
        dates = [stretch for stretch in explained(line) if stretch.fate is Fate.DATE]
        placed = place(line, [token for token in beside if token.line == line])
        settle_by(account, [one for one in placed if any(d.holds(one) for d in dates)], dates, Fate.UNCLAIMED)


def _says(text: str, line: str, unit_note: str | None) -> bool:
    """Whether a line of print is the text or a line of it; a unit note may stand amid a caption."""
    wanted, printed = squeeze(text), squeeze(line)
    without = printed.replace(squeeze(unit_note), "") if unit_note else printed
    return wanted in printed or wanted in without or (len(printed) >= _SURE and printed in wanted)


def settle_charts(account: Account, charts: Iterable[Chart], records: Iterable[Record]) -> None:
    """The data labels of charts that a record states, what stands along their axes and in their legends, their titles."""
    for record in records:
        if record.origin is Origin.CHART:
            at_place = [t for t in account.open_on(record.where.page) if holds_centre(record.where.box, t.box)]
            for placed in place(record.quantity.raw, at_place):
                account.settle(placed.token, Fate.CHART, record.record_id)
    for chart in charts:
        for text in (t for t in chart.texts if bears_digit(t.text)):
            at_place = [t for t in account.open_on(text.where.page) if holds_centre(text.where.box, t.box)]
            for placed in place(text.text, at_place):
                account.settle(placed.token, Fate.CHART)
        for said in (t for t in (chart.title, chart.unit_note) if t and bears_digit(t)):
            inside = [t for t in account.open_on(chart.where.page) if holds_centre(chart.where.box, t.box)]
            beside = [t for t in inside if _says(said, t.line, chart.unit_note)]
            settle_by(account, place(said, beside), [*stretches_of(said, Fate.NAME), *loose_figures(said)], Fate.NAME)
