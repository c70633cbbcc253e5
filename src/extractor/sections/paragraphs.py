"""Lines to paragraphs: joined over lines, columns and pages, every stretch of text anchored to its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.model import Anchor, Box, Paragraph, Where
from extractor.sections.flow import Flow
from extractor.sections.numbering import MARKED, numbering_of
from extractor.sections.pages import KANA, Row

#: what starts an item of its own
ITEM = re.compile(r"[・･•‣⦁※＊➢✓→⇒]|[（(]注|注[)）\d１-９]|[（(]単位")
LEADER = re.compile(r"(?:[.．・…‥]\s?){4,}\s?[0-9０-９]*$")
FIGURE = re.compile(r"(?:^|\s)[△▲(]?[0-9０-９][0-9０-９.,，．]*[)]?(?=\s|$)")
UNIT_NOTE = re.compile(r"[（(]単位[^（()）]*[)）]")
#: a sentence cannot stop behind these
OPEN = re.compile(r"(?:[、，,（(「『・]|[はがをにのでとも]|及び|並びに|又は|また)$")
FIGURES = re.compile(r"[0-9０-９.,，．兆億万千百円％%△▲]+|[^0-9０-９.,，．兆億万千百円％%△▲]+")
#: a gap between lines above this many type sizes parts paragraphs
WHITE = 1.6


def paragraphs_of(flow: Flow, indexes: Sequence[int]) -> tuple[Paragraph, ...]:
    """The rows at ``indexes``, which belong to one section, as paragraphs."""
    groups: list[list[int]] = []
    for index in indexes:
        if groups and not _breaks(flow, groups[-1][-1], index):
            groups[-1].append(index)
        else:
            groups.append([index])
    return tuple(_paragraph([flow.rows[i] for i in group]) for group in groups)


def join_texts(texts: Sequence[str]) -> str:
    """Lines joined as one text: with a space between Latin words, without one in Japanese."""
    out = texts[0]
    for text in texts[1:]:
        out += _glue(out, text) + text
    return out


def _glue(before: str, after: str) -> str:
    a, b = before[-1:], after[:1]
    latin = a.isascii() and b.isascii() and a.isalnum() and b.isalnum()
    return " " if latin and not (a.isdigit() and b.isdigit()) else ""


def _breaks(flow: Flow, before: int, after: int) -> bool:
    """Whether a paragraph ends between two rows that follow each other in a section."""
    a, b = flow.rows[before], flow.rows[after]
    neighbours = a.stack == b.stack and after == before + 1
    if abs(a.size - b.size) > 0.15 * a.size or _stands_alone(a.text) or _stands_alone(b.text):
        return True
    if a.ends:
        return not neighbours or not flow.full(before) or flow.opens(after) or flow.gap(after) > WHITE
    if OPEN.search(a.text):
        return False
    if _starts_item(b.text):
        return not flow.full(before) or flow.opens(before) != flow.opens(after)
    if flow.full(before):
        return False
    return not flow.long(before) or (neighbours and (flow.opens(after) or flow.gap(after) > WHITE))


def _stands_alone(text: str) -> bool:
    """Lines that are no prose: a unit note, an entry of a table of contents, a row of figures without a table."""
    entry = UNIT_NOTE.fullmatch(text) or LEADER.search(text)
    return bool(entry) or (not KANA.search(text) and len(FIGURE.findall(text)) > 1)


def _starts_item(text: str) -> bool:
    return bool(ITEM.match(text) or MARKED.match(text)) or numbering_of(text) is not None


def _paragraph(rows: Sequence[Row]) -> Paragraph:
    text = ""
    anchors: list[Anchor] = []
    for row in rows:
        text += _glue(text, row.text) if text else ""
        anchors += _anchors(row, len(text))
        text += row.text
    return Paragraph(text, tuple(anchors))


def _anchors(row: Row, offset: int) -> Iterator[Anchor]:
    """A stretch for each run of figures and of other characters in every word; the row starts at ``offset``."""
    full = row.line.text
    lead = len(full) - len(full.lstrip())
    position = 0
    for word in row.line.words:
        position = full.index(word.text, position)
        for run in FIGURES.finditer(word.text):
            start, end = position + run.start() - lead, position + run.end() - lead
            if end <= 0 or start >= len(row.text):
                continue
            box = word.box
            if word.placed:
                box = Box(word.stop(run.start())[0], box.top, word.stop(run.end() - 1)[1], box.bottom)
            where = Where(row.page, box)
            yield Anchor(offset + max(start, 0), offset + min(end, len(row.text)), where, word.confidence)
        position += len(word.text)
