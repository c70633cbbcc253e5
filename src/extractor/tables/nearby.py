"""The lines of print above and below a table, without what stands beside it in another column of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.geometry import overlap
from extractor.layout import lines_of, split_at_gaps
from extractor.model import Box, Line, Word

#: a gap wider than this many line heights separates what stands in different columns of the page
SEGMENT = 1.2
#: what belongs to a table may reach over its sides by so many points
_MARGIN = 20.0
#: lines further away than this, in points, are not looked at
_FAR_ABOVE, _FAR_BELOW = 100.0, 260.0
#: between the mark and the text of a note the gap may be this many line heights wide
_AFTER_MARK = 4.0


def lines_above(table: Box, words: Iterable[Word]) -> list[Line]:
    """Lines over the table, nearest first."""
    above = [w for w in words if w.box.bottom <= table.top + 0.5 * w.box.height and table.top - w.box.top < _FAR_ABOVE]
    parts: list[Line] = []
    for line in lines_of(above):
        near = [p for p in split_at_gaps(line, SEGMENT * line.box.height) if _over(table, p.box)]
        if near:
            parts.append(_merged(near))
    return sorted(parts, key=lambda line: -line.box.bottom)


def lines_below(table: Box, words: Iterable[Word]) -> list[Line]:
    """Lines that begin under the table, nearest first; they may be wider than it is."""
    below = [w for w in words if w.box.top >= table.bottom - 0.5 * w.box.height]
    parts: list[Line] = []
    for line in lines_of(w for w in below if w.box.bottom - table.bottom < _FAR_BELOW):
        near: list[Line] = []
        for part in split_at_gaps(line, SEGMENT * line.box.height):
            follows = near and part.box.x0 - near[-1].box.x1 < _AFTER_MARK * line.box.height
            if follows or _begins_under(table, part.box):
                near.append(part)
        if near:
            parts.append(_merged(near))
    return sorted(parts, key=lambda line: line.box.top)


def pieces(line: Line) -> tuple[Line, ...]:
    """The parts of a line that wide gaps set apart."""
    return split_at_gaps(line, SEGMENT * line.box.height)


def _over(table: Box, box: Box) -> bool:
    return overlap(table.x0 - _MARGIN, table.x1 + _MARGIN, box.x0, box.x1) > 0.5 * box.width


def _begins_under(table: Box, box: Box) -> bool:
    return overlap(table.x0 - _MARGIN, table.x1 + _MARGIN, box.x0, box.x1) > 0.5 * min(box.width, table.width)


def _merged(parts: Sequence[Line]) -> Line:
    if len(parts) == 1:
        return parts[0]
    words = tuple(w for p in parts for w in p.words)
    box = Box(parts[0].box.x0, min(p.box.top for p in parts), parts[-1].box.x1, max(p.box.bottom for p in parts))
    return Line(words, box, "　".join(p.text for p in parts))
