"""What stands above a grid: its caption (表題), its unit note (（単位：百万円）) and notes set under the caption.

Lines are read upwards from the table.  The nearest phrase is the caption; a line that only says for which time the table
holds is set under a caption, and a wrapped caption has a line before it.  Prose, rows of figures and running heads end the
search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from extractor.layout import line_of, rows_of_words
from extractor.model import Box, Line, Word
from extractor.normalise.characters import narrow
from extractor.normalise.errata import captioned_side
from extractor.normalise.labels import normalise_label, split_numbering
from extractor.normalise.marks import announces, note_head, opens_note, states_of_figures
from extractor.normalise.numbers import parse_figure
from extractor.tables.nearby import lines_above, pieces
from extractor.tables.notes import joined, separate
from extractor.tables.unit_notes import unit_note_in

#: a caption stands within this many line heights above its table, and each further line within the next figure
_REACH, _NEXT = 2.5, 1.6
#: a caption is a phrase: longer lines are text
_LONGEST = 60
#: lines of one wrapped caption are no further apart, in line heights
_LEADING = 1.0
#: beside a running head the page number is printed
_PAGE_NUMBER = re.compile(
    r"[-―~・\s]*(?:p\.?|page)?\s*[0-9]{1,4}(?:\s*/\s*[0-9]{1,4})?\s*(?:ページ|頁)?[-―~・\s]*", re.IGNORECASE
)
#: nothing but the time or the day for which a table holds
_PERIOD = re.compile(
    r"[(\[]?(?:自|至|から|より|まで|現在|以降|[~-]|令和|平成|昭和|西暦|元|[0-9]+|年度?|月|日|末|第|期|事業|会計|[()、,\s])+[)\]]?"
)
_SENTENCE = re.compile(
    r"(?:です|ます|ました|である|であった|した|する|される|(?:とお|通)りで(?:す|ある)|次のとおり)[:。]?\Z"
)
#: a line that counts: 男性15名 女性－名
_STATES = re.compile(r"(?:[^\W\d]{1,8}(?:[0-9][0-9,.]*|-)(?:名|人|社|件|株)\s*){2,}")
#: what is said in brackets of the table's figures: （％表示は対前期増減率）
_REMARK = re.compile(r"\((?=[^()]*(?:表示は|内は|欄は|数値は|数字は))(?:[^()]|\([^()]*\))+\)")


class Surroundings(Struct, frozen=True, gc=False):
    """Caption, unit note and notes of a table, and the words they are made of."""

    caption: str | None = None
    unit_note: str | None = None
    words: tuple[Word, ...] = ()
    notes: tuple[str, ...] = ()


class _Found(Struct):
    caption: list[str] = field(default_factory=list)
    unit_note: str | None = None
    notes: list[str] = field(default_factory=list)
    used: list[Word] = field(default_factory=list)


def surroundings(table: Box, words: Iterable[Word]) -> Surroundings:
    """Read upwards from a table: the unit note and the caption next to it; prose ends the search."""
    found = _Found()
    edge, reach = table.top, _REACH
    free = list(words)
    head = {id(w) for w in _running_head(free)}
    lines = lines_above(table, (w for w in free if id(w) not in head))
    for index, line in enumerate(lines):
        if edge - line.box.bottom > reach * line.box.height:
            break
        taken = _taken(found, line, table, lines[index - 1 : index])
        found.used.extend(taken)
        if len(taken) < len(line.words):
            break
        edge, reach = line.box.top, _NEXT
    return Surroundings(" ".join(found.caption) or None, found.unit_note, tuple(found.used), tuple(found.notes))


def _running_head(words: Sequence[Word]) -> tuple[Word, ...]:
    """The uppermost line of a page, if it has the page number at one of its ends."""
    rows = rows_of_words(words)
    top = line_of(rows[0]) if rows else None
    parts = pieces(top) if top is not None else ()
    numbered = len(parts) > 1 and any(_PAGE_NUMBER.fullmatch(narrow(p.text)) for p in (parts[0], parts[-1]))
    return top.words if top is not None and numbered else ()


def _taken(found: _Found, line: Line, table: Box, below: Sequence[Line]) -> tuple[Word, ...]:
    """The words of a line that are a unit note, a note or (part of) the caption."""
    if not found.caption and _is_note(line.text):
        found.notes[:0] = separate(line.text)
        return line.words
    note = unit_note_in(line)
    rest, beside = (note.rest, _beside(note.words, line)) if note else (line.text.strip(), line)
    plain = not rest or _adds_to(found.caption, rest, beside, table, below)
    # beside what is no caption a note holds all the same, if it says that it is one
    if note and found.unit_note is None and (plain or note.explicit):
        found.unit_note = note.text
        return line.words if plain else note.words
    return line.words if plain else ()


def _beside(words: Sequence[Word], line: Line) -> Line:
    """A line without some of its words."""
    own = {id(w) for w in words}
    left = [w for w in line.words if id(w) not in own]
    return line_of(left) if own and left else line


def _adds_to(caption: list[str], text: str, line: Line, table: Box, below: Sequence[Line]) -> bool:
    """Takes ``text`` into the caption if it is one, or the beginning of the one found below it."""
    if _is_prose(text) or _is_row(line):
        return False
    if not caption or _is_period(caption[0]):
        caption.insert(0, text)
        return True
    if len(caption) == 1 and below and _wraps(line, below[0], table):
        caption[0] = joined((text, caption[0]))
        return True
    return False


def _wraps(line: Line, below: Line, table: Box) -> bool:
    """Whether a numbered caption breaks at the right edge of the text and goes on in the line below."""
    height = line.box.height
    return (
        split_numbering(line.text)[0] is not None
        and split_numbering(below.text)[0] is None
        and below.box.top - line.box.bottom < _LEADING * height
        and line.box.x1 > table.x1 - 2 * height
        and below.box.x0 < line.box.x0 + 6 * height
    )


def _is_note(text: str) -> bool:
    """A note above a table: ※ alone may as well begin a caption (※１ 内訳), unless it makes a sentence."""
    if announces(text):
        return False
    if _REMARK.fullmatch(narrow(text).strip()):
        return True
    if states_of_figures(text) and len(text) <= _LONGEST and _unit_free(text):
        return True
    head = note_head(text)
    return opens_note(text) and (head is None or "注" in head or text.rstrip().endswith("。"))


def _unit_free(text: str) -> bool:
    """Whether a line names no unit beside what it says of rounding (（単位：百万円、単位未満切捨て））."""
    return re.search(r"単\s*位\s*[:：]", text) is None


def _is_prose(text: str) -> bool:
    """Whether a line is no phrase that names something: a sentence, a part of one, or no words at all."""
    plain = normalise_label(text)
    if captioned_side(text) is not None:
        return False
    if _STATES.match(plain):
        return True
    if len(text) > _LONGEST or text.endswith(("。", "、")) or "。" in text[:-1]:
        return True
    return _SENTENCE.search(plain) is not None or sum(map(str.isalpha, plain)) < 2


def _is_row(line: Line) -> bool:
    """Whether a line is a row of a table (a figure set apart from text, three and more columns of words)."""
    parts = [p for p in pieces(line) if not _is_period(p.text)]
    if len(parts) < 2:
        return False
    if any(parse_figure(p.text) is not None for p in parts):
        return True
    return len(parts) > 2 and sum(len(p.text) > 1 for p in parts) > 1


def _is_period(text: str) -> bool:
    plain = normalise_label(text)
    return _PERIOD.fullmatch(plain) is not None and re.search(r"[0-9元][年月日期]", plain) is not None
