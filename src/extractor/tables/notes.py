"""Notes below a table (（注）, ※１, 備考, 資料, 単位未満切捨て), and a unit note or a caption that is set there.

Lines are read downwards from the table.  A note begins with a mark, with a word such as 資料 or by speaking of the figures
and their signs; it goes on over wrapped lines.  The first line that is none of this ends the search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct, field

from extractor.layout import is_wide
from extractor.model import Box, Line, Word
from extractor.normalise.amounts import find_amounts
from extractor.normalise.characters import narrow
from extractor.normalise.marks import announces, keys_of_note, note_head, opens_note, states_of_figures
from extractor.tables.nearby import lines_below
from extractor.tables.unit_notes import is_numbered_caption, unit_note_in

#: the first line stands within this many line heights below the table, each further one within the next figure
_FIRST, _NEXT = 2.5, 1.7
#: lines of one note are no further apart, in line heights
_LEADING = 1.0
#: lines set so tight, in line heights, are of one note wherever the first of them ends
_TIGHT = 0.5
#: a wrapped line ends no further than this many line heights from the right edge
_RAGGED = 2.0
#: the text of a note hangs by up to this many line heights behind its mark
_HANGING = (0.7, 7.0)
#: notes without a mark are one phrase
_LONGEST = 70
#: further notes printed on the same line
_ANOTHER = re.compile(r"(?<=[。.)\s])\s*(?=※\s?[0-9]|\(注\s?[0-9]|(?<![(一-龥])注[0-9]|\(注\)\s?[0-9])")
#: an item of a numbered list of notes
_ITEM = re.compile(r"\s*([0-9]{1,2})(?:\s*[.、)](?![0-9])|\s)")


class Below(Struct, frozen=True, gc=False):
    """What was read below a table, ``words`` being all that it is made of.

    ``kept`` are the words of notes that state amounts, which running text must not lose.
    """

    notes: tuple[str, ...] = ()
    caption: str | None = None
    unit_note: str | None = None
    words: tuple[Word, ...] = ()
    kept: tuple[Word, ...] = ()


class _Note(Struct):
    """A note in the making: its lines of print, and what its list begins with (（注））, printed once for all items."""

    lines: list[Line]
    number: int | None = None
    prefix: str = ""

    @property
    def text(self) -> str:
        return self.prefix + joined(line.text for line in self.lines)


class _Reading(Struct):
    table: Box
    marks: frozenset[str]
    notes: list[_Note] = field(default_factory=list)
    caption: Line | None = None
    unit: Line | None = None
    unit_note: str | None = None


def read_below(
    table: Box,
    words: Iterable[Word],
    next_top: float | None,
    marks: frozenset[str],
    *,
    caption: bool = False,
    unit: bool = False,
) -> Below:
    """What hangs below ``table``; a caption and a unit note only if asked for, since they mostly stand above.

    ``marks`` are the keys of the marks in its cells; ``next_top`` is where the next table below begins: what is nearer to it than to this one is left to it.
    """
    found = _Reading(table, marks)
    edge, reach = table.bottom, _FIRST
    for line in lines_below(table, words):
        height = line.box.height
        if line.box.top - edge > reach * height or (next_top is not None and line.box.bottom > next_top):
            break
        theirs = next_top is not None and next_top - line.box.bottom <= line.box.top - table.bottom
        if not _takes(found, line, theirs, caption=caption, unit=unit):
            break
        edge, reach = line.box.bottom, _NEXT
    return _told(found)


def joined(lines: Iterable[str]) -> str:
    """Lines of Japanese as one; a space stays between Latin letters only."""
    text = ""
    for line in lines:
        part = line.strip()
        apart = text and part and not is_wide(text[-1]) and not is_wide(part[0])
        text += f" {part}" if apart else part
    return text


def separate(text: str) -> tuple[str, ...]:
    """The notes that one line prints side by side: ``※１ … ※２ …``."""
    narrowed = narrow(text)
    cuts = [0, *(m.end() for m in _ANOTHER.finditer(narrowed) if m.start()), len(text)]
    parts = (text[a:b].strip() for a, b in pairwise(cuts))
    return tuple(part for part in parts if part)


def _takes(found: _Reading, line: Line, theirs: bool, *, caption: bool, unit: bool) -> bool:
    """Whether a line is taken as a note, a part of one, a unit note or a caption."""
    if found.notes and (item := _next_item(found.notes[-1], line)) is not None:
        found.notes.append(item)
    elif opens_note(line.text) and (found.notes or (not theirs and _begins(line.text, found.marks))):
        found.notes.append(_opened(line))
    elif found.notes and _goes_on(found.notes[-1], line, found.table):
        found.notes[-1].lines.append(line)
    elif unit and not theirs and found.unit_note is None and (note := unit_note_in(line)) and not note.rest:
        found.unit, found.unit_note = line, note.text
    elif states_of_figures(line.text) and len(line.text) <= _LONGEST and not theirs:
        found.notes.append(_Note([line]))
    elif caption and not theirs and not found.notes and found.caption is None and is_numbered_caption(line.text):
        found.caption = line
        if unit and (note := unit_note_in(line)) is not None:
            found.unit_note = note.text
    else:
        return False
    return True


def _begins(text: str, marks: frozenset[str]) -> bool:
    """Whether the notes of a table may begin so: a list that goes on at ※５ is that of another place."""
    keys = keys_of_note(text)
    return bool(keys & marks) or not any(key[0] in "※*" and key[1:].isdigit() and int(key[1:]) > 1 for key in keys)


def _opened(line: Line) -> _Note:
    head = note_head(line.text) or ""
    digits = re.search(r"[0-9]+", narrow(head))
    alone = head and len(head) == len(line.text.strip())
    return _Note([line], int(digits[0]) if digits else 0 if alone else None)


def _next_item(note: _Note, line: Line) -> _Note | None:
    """The next item of a numbered list: it is called as the first one is, （注）２．."""
    item = _ITEM.match(narrow(line.text))
    if note.number is None or item is None or int(item[1]) != note.number + 1:
        return None
    prefix = note.prefix
    if not prefix:
        head = note_head(note.lines[0].text) or ""
        prefix = (re.match(r"[^0-9]*", narrow(head)) or [""])[0]
        prefix = head[: len(prefix)].strip() if prefix.count("(") == prefix.count(")") else ""
    if note.number == 0:  # the mark stands alone above its list
        return _Note([*note.lines, line], 1, "")
    return _Note([line], note.number + 1, prefix)


def _goes_on(note: _Note, line: Line, table: Box) -> bool:
    """Whether a line is the next one of a wrapped note, or hangs under its text."""
    first, last = note.lines[0].box, note.lines[-1]
    height = last.box.height
    if abs(line.box.height - height) > 0.3 * height or line.box.top - last.box.bottom > _LEADING * height:
        return False
    if is_numbered_caption(line.text) or unit_note_in(line) is not None:
        return False
    indent = (line.box.x0 - first.x0) / height
    if note.number == 0 and len(note.lines) == 1:
        return indent > -0.5
    right = max(table.x1, *(part.box.x1 for part in note.lines))
    full = last.box.x1 >= right - _RAGGED * height
    hangs = _HANGING[0] <= indent <= _HANGING[1]
    ended = last.text.rstrip().endswith("。")
    close = line.box.top - last.box.bottom < _TIGHT * height
    return (full and indent > -0.5 and not ended) or (hangs and (full or ended or close))


def _told(found: _Reading) -> Below:
    notes = _without_announcements(found.notes)
    parts = [(note, text) for note in notes for text in separate(note.text)]
    words = [w for note in notes for line in note.lines for w in line.words]
    kept = [w for note in notes if find_amounts(note.text) for line in note.lines for w in line.words]
    for line in (found.caption, found.unit):
        words += line.words if line is not None else ()
    return Below(
        notes=tuple(dict.fromkeys(text for _, text in parts)),
        caption=_caption(found.caption) if found.caption is not None else None,
        unit_note=found.unit_note,
        words=tuple(words),
        kept=tuple(kept),
    )


def _caption(line: Line) -> str:
    note = unit_note_in(line)
    return note.rest if note is not None else line.text.strip()


def _without_announcements(notes: Sequence[_Note]) -> list[_Note]:
    """Notes up to the first that speaks of a table below it: it is a heading of what follows."""
    for index, note in enumerate(notes):
        if announces(note.text):
            return list(notes[:index])
    # the empty mark above a list was taken over by its first item
    taken = [id(line) for note in notes for line in note.lines]
    return [note for note in notes if note.number != 0 or taken.count(id(note.lines[0])) == 1]
