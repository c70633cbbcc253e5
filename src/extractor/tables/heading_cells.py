"""Which column each piece of a heading stands over, told by the room of the columns and by what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from extractor.geometry import overlap, union
from extractor.model import Box
from extractor.tables.tokens import Token

Span = tuple[float, float]

#: a heading covers a column when they share this much of the column's room
_COVER = 0.4
#: words closer than this share of their height are one
_SOLID = 0.3


class Heading(Struct, frozen=True, gc=False):
    """A heading, or a line of one, and the columns (first, last) that it stands over."""

    box: Box
    first: int
    last: int


def pieces_of(tokens: Iterable[Token], zones: Sequence[Span]) -> list[Heading]:
    """The pieces of a whole heading area, top to bottom and left to right.

    Two pieces side by side are not over one column: where the column next to it has no heading, one of them is its.
    """
    pieces = sorted((p for t in tokens for p in _split(t, zones)), key=lambda h: (h.box.top, h.box.x0))
    for column in range(len(zones)):
        groups = _side_by_side([p for p in pieces if p.first == p.last == column])
        if len(groups) < 2:
            continue
        if column and not _covered(pieces, column - 1):
            pieces = _moved(pieces, groups[0], column - 1)
        elif column + 1 < len(zones) and not _covered(pieces, column + 1):
            pieces = _moved(pieces, groups[-1], column + 1)
    return pieces


def columns_under(box: Box, zones: Sequence[Span]) -> tuple[int, int]:
    """First and last of the columns that a box stands over: all those it covers well, else the one it shares most with."""
    shared = [overlap(box.x0, box.x1, *zone) for zone in zones]
    over = [i for i, s in enumerate(shared) if s > _COVER * (zones[i][1] - zones[i][0])]
    if len(over) > 1:
        return over[0], over[-1]
    if max(shared) > 0:
        most = shared.index(max(shared))
        return most, most
    middle = (box.x0 + box.x1) / 2
    nearest = min(range(len(zones)), key=lambda i: max(zones[i][0] - middle, middle - zones[i][1]))
    return nearest, nearest


def _split(token: Token, zones: Sequence[Span]) -> Iterator[Heading]:
    """A token as one piece, or as several where its words stand over different columns.

    Single characters set apart are one justified word (実　　績), whatever they stand over.
    """
    parts: list[Heading] = []
    boxes = _solid(token)
    for box in boxes:
        first, last = columns_under(box, zones)
        if parts and (parts[-1].first, parts[-1].last) == (first, last):
            parts[-1] = Heading(union((parts[-1].box, box)), first, last)
        else:
            parts.append(Heading(box, first, last))
    if len(parts) > 1 and all(len(word.text) > 1 for word in token.words):
        yield from parts
    else:
        yield Heading(token.box, *columns_under(token.box, zones))


def _solid(token: Token) -> list[Box]:
    """The words of a token, those without white between them as one."""
    boxes: list[Box] = []
    for word in token.words:
        if boxes and word.box.x0 - boxes[-1].x1 < _SOLID * word.box.height:
            boxes[-1] = union((boxes[-1], word.box))
        else:
            boxes.append(word.box)
    return boxes


def _side_by_side(pieces: Sequence[Heading]) -> list[list[Heading]]:
    """Pieces grouped by the stretch of the line that they stand on."""
    groups: list[list[Heading]] = []
    edge = float("-inf")
    for piece in sorted(pieces, key=lambda p: p.box.x0):
        if piece.box.x0 >= edge:
            groups.append([])
        groups[-1].append(piece)
        edge = max(edge, piece.box.x1)
    return groups


def _covered(pieces: Iterable[Heading], column: int) -> bool:
    return any(p.first == p.last == column for p in pieces)


def _moved(pieces: Sequence[Heading], group: Sequence[Heading], column: int) -> list[Heading]:
    return [replace(p, first=column, last=column) if p in group else p for p in pieces]
