"""What stands around a grid: its caption (表題) and its unit note (（単位：百万円）)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.geometry import overlap
from extractor.layout import lines_of, split_at_gaps
from extractor.model import Box, Line, Word

_UNIT_NOTE = re.compile(r"[（(【［\[]?\s*(?:単\s*位|金\s*額)\s*[：:・\s]\s*[^）)】］\]]+[）)】］\]]?")
#: a caption stands within this many line heights above its table, and each further line within the next figure
_REACH, _NEXT = 2.5, 1.6
#: a gap wider than this many line heights separates what stands in different columns of the page
_SEGMENT = 1.2
#: a caption is a phrase: longer lines are text
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Caption and unit note of a table, and the words they are made of."""

    caption: str | None = None
    unit_note: str | None = None
    words: tuple[Word, ...] = ()


def surroundings(table: Box, words: Iterable[Word]) -> Surroundings:
    """Read upwards from a table: the unit note and the caption next to it; prose ends the search."""
    caption: list[str] = []
    unit_note: str | None = None
    used: list[Word] = []
    edge, reach = table.top, _REACH
    for line in _lines_above(table, words):
        height = line.box.bottom - line.box.top
        if edge - line.box.bottom > reach * height:
            break
        note = _UNIT_NOTE.search(line.text)
        rest = (line.text[: note.start()] + line.text[note.end() :]).strip() if note else line.text.strip()
        if _is_prose(rest) or (caption and rest):
            break
        if note and unit_note is None:
            unit_note = note.group().strip()
        if rest:
            caption.append(rest)
        used.extend(line.words)
        edge, reach = line.box.top, _NEXT
    return Surroundings(" ".join(caption) or None, unit_note, tuple(used))


def _lines_above(table: Box, words: Iterable[Word]) -> list[Line]:
    """Lines over the table, nearest first, without what stands beside it in another column."""
    above = [w for w in words if w.box.bottom <= table.top + 0.5 * w.box.height and table.top - w.box.top < 100]
    parts: list[Line] = []
    for line in lines_of(above):
        near = [p for p in split_at_gaps(line, _SEGMENT * line.box.height) if _over(table, p.box)]
        if near:
            parts.append(_merged(near))
    return sorted(parts, key=lambda line: -line.box.bottom)


def _over(table: Box, box: Box) -> bool:
    return overlap(table.x0 - 20, table.x1 + 20, box.x0, box.x1) > 0.7 * box.width


def _merged(parts: Sequence[Line]) -> Line:
    if len(parts) == 1:
        return parts[0]
    words = tuple(w for p in parts for w in p.words)
    box = Box(parts[0].box.x0, min(p.box.top for p in parts), parts[-1].box.x1, max(p.box.bottom for p in parts))
    return Line(words, box, "　".join(p.text for p in parts))


def _is_prose(text: str) -> bool:
    return len(text) > _LONGEST or text.endswith(("。", "、")) or "。" in text[:-1]
