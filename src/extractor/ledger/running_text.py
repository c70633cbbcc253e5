"""Tokens of paragraphs: amounts that a record states, and digits whose words tell that they state none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from extractor.geometry import overlap
from extractor.ledger.account import Account
from extractor.ledger.fates import Stretch, explained, settle_by
from extractor.ledger.placing import Placed, core_of, place_runs
from extractor.ledger.tokens import bears_digit
from extractor.model import Box, Fate, Origin, Paragraph, Record, Section, Token
from extractor.normalise.amounts import find_amounts
from extractor.normalise.characters import narrow
from extractor.prose import Sentence, sentences_of, where_of

#: an anchor and the tokens below it are cut out of one word; neighbours meet, but for the arithmetic of floats
_SLACK = 0.01
#: an entry of a table of contents: dots that lead to the page
_LEADER = re.compile(r"(?:[.・…‥]\s?){3,}[0-9]+\s*\Z")
#: a heading that begins with its number; the name behind it has two letters or more
_NUMBERED = re.compile(r"([0-9]+)[^\W\d].+")
#: so many characters of a text are looked at for a title
_LONGEST = 80

#: (page, box, as printed) to the ids of the amounts stated there
_Stated = dict[tuple[int, Box, str], list[str]]


def settle_prose(account: Account, sections: Sequence[Section], records: Iterable[Record]) -> None:
    """The tokens that stand in paragraphs."""
    lines: dict[tuple[int, float, float], list[Token]] = defaultdict(list)
    for token in (t for page in account.open_pages for t in account.open_on(page)):
        lines[token.page, token.box.top, token.box.bottom].append(token)
    stated: _Stated = defaultdict(list)
    for record in records:
        if record.origin is Origin.NARRATIVE:
            stated[record.where.page, record.where.box, record.quantity.raw].append(record.record_id)
    titles = _titles(sections)
    for paragraph in (p for section in sections for p in section.paragraphs):
        placed = list(_placed(paragraph, lines))
        if placed:
            stretches = [s for sentence in sentences_of(paragraph) for s in _stretches(sentence, stated)]
            loose = [one for one in placed if not any(stretch.holds(one) for stretch in stretches)]
            stretches += [s for one in loose for s in _references(one, paragraph.text, titles)]
            settle_by(account, placed, stretches, Fate.UNCLAIMED)


def _placed(paragraph: Paragraph, lines: dict[tuple[int, float, float], list[Token]]) -> Iterator[Placed]:
    """The tokens below the anchors of a paragraph; each is given once."""
    for anchor in paragraph.anchors:
        text = paragraph.text[anchor.start : anchor.end]
        if not bears_digit(text):
            continue
        box = anchor.where.box
        beside = lines.get((anchor.where.page, box.top, box.bottom), [])
        # a minus sign belongs to the token, but not to the run of figures that the anchor is
        inside = [t for t in beside if overlap(t.box.x0, t.box.x1, box.x0, box.x1) > _SLACK]
        for token, start, end in place_runs(narrow(text), inside):
            beside.remove(token)
            yield Placed(token, anchor.start + start, anchor.start + end)


def _titles(sections: Iterable[Section]) -> dict[str, list[str]]:
    """The numbered headings of the document, by their number."""
    titles: dict[str, list[str]] = defaultdict(list)
    for section in sections:
        found = _NUMBERED.match(_bare(section.heading))
        if found:
            titles[found[1]].append(found[0])
    return titles


def _references(placed: Placed, text: str, titles: dict[str, list[str]]) -> Iterator[Stretch]:
    """The page that an entry of a table of contents leads to, and a heading called by its number and name."""
    core = core_of(placed.token.text)
    if _LEADER.search(narrow(placed.token.line)) and narrow(placed.token.line).rstrip().endswith(core):
        yield Stretch(placed.start, placed.end, Fate.PAGE_NUMBER)
    elif core in titles:
        onwards = _bare(text[placed.start : placed.start + _LONGEST])
        if any(onwards.startswith(title) for title in titles[core]):
            yield Stretch(placed.start, placed.end, Fate.HEADING)


def _bare(text: str) -> str:
    """``text`` without the spaces, points and brackets that set a number off from the name behind it."""
    return "".join(c for c in narrow(text) if not c.isspace() and c not in ".、「」『』【】")


def _stretches(sentence: Sentence, stated: _Stated) -> Iterator[Stretch]:
    """What the division of the sentence tells; an amount counts when a record states it at its very place."""
    if not bears_digit(sentence.text):
        return
    for span in find_amounts(sentence.text):
        start, end = sentence.start + span.start, sentence.start + span.end
        where = where_of(sentence.paragraph, start, end)
        ids = stated.get((where.page, where.box, span.quantity.raw)) if where else None
        if ids:
            yield Stretch(start, end, Fate.RECORD, ids.pop(0))
    for other in explained(sentence.text):
        yield Stretch(sentence.start + other.start, sentence.start + other.end, other.fate)
