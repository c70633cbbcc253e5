"""Rows in reading order, and what their setting tells: whether a line is full, and whether it opens a paragraph."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain, pairwise

from extractor.model import Line
from extractor.sections.columns import stacks_of
from extractor.sections.pages import PageText, Row, body_size

#: two line ends this many ems apart or less are one edge (hanging punctuation, characters not to start a line)
EDGE = 1.6
#: an indentation (字下げ) is at least this many ems
INDENT = 0.7


class Flow:
    """All rows of a document in reading order, without page furniture."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = tuple(rows)
        self._edges = _edges(self.rows)
        self._full = tuple(self._is_full(i) for i in range(len(self.rows)))

    def row(self, index: int) -> Row | None:
        """The row at ``index``, None outside the document."""
        return self.rows[index] if 0 <= index < len(self.rows) else None

    def beside(self, index: int, step: int) -> Row | None:
        """The row ``step`` places on, when it stands in the same stack."""
        other = self.row(index + step)
        return other if other is not None and other.stack == self.rows[index].stack else None

    def full(self, index: int) -> bool:
        """Whether the line reaches the edge at which lines break: it may go on in the next one."""
        return self._full[index]

    def _is_full(self, index: int) -> bool:
        row = self.rows[index]
        left, right = self._edges[row.stack]
        if row.right - row.left < min(15 * row.size, 0.55 * (right - left)):
            return False
        slack = EDGE * row.size
        if row.right >= right - slack:
            return True
        # beside a table that floats in the page, three line ends in agreement make an edge
        around = [self.beside(index, step) for step in (-2, -1, 1, 2)]
        agree = [other is not None and abs(other.right - row.right) <= slack for other in around]
        return any(a and b for a, b in pairwise(agree))

    def long(self, index: int) -> bool:
        """Whether the line is so long that it was hardly ended on purpose, though it does not reach the edge."""
        row = self.rows[index]
        left, right = self._edges[row.stack]
        around = [other.right for step in (-2, -1, 1, 2) if (other := self.beside(index, step)) is not None]
        reach = min(right, max(around, default=right))
        return row.right - row.left >= max(12 * row.size, 0.6 * (reach - left))

    def opens(self, index: int) -> bool:
        """Whether the line is indented as the first of a paragraph: against the line before it or the one after."""
        row, slack = self.rows[index], INDENT * self.rows[index].size
        before, after = self.beside(index, -1), self.beside(index, 1)
        deeper = before is not None and row.left - before.left >= slack
        hangs = after is not None and row.left - after.left >= slack
        return deeper or hangs

    def gap(self, index: int) -> float:
        """White above the line in its type sizes; 0 at the head of a stack."""
        before = self.beside(index, -1)
        row = self.rows[index]
        return (row.line.box.top - before.line.box.bottom) / row.size if before is not None else 0.0


def flow_of(pages: Sequence[PageText], furniture: dict[int, tuple[Line, ...]]) -> Flow:
    """Rows of all pages, column by column, without the lines that are page furniture."""
    kept = [_kept(page, furniture.get(page.number, ())) for page in pages]
    body = body_size(chain.from_iterable(kept))
    rows: list[Row] = []
    stack = 0
    for page, sized in zip(pages, kept, strict=True):
        known = {_made_of(line): size for line, size in sized}  # nearly all lines come back as they were
        for lines in stacks_of([line for line, _ in sized], body, page.tables):
            rows += [Row.of(line, page.number, stack, body, known.get(_made_of(line))) for line in lines]
            stack += 1
    return Flow(rows)


def _kept(page: PageText, furniture: Collection[Line]) -> list[tuple[Line, float]]:
    """The lines of a page that say something and are none of its furniture, each with its type size."""
    sized = zip(page.lines, page.sizes, strict=True)
    return [(line, size) for line, size in sized if line.text.strip() and line not in furniture]


def _made_of(line: Line) -> tuple[int, ...]:
    """The very words that a line is made of."""
    return tuple(map(id, line.words))


def _edges(rows: Sequence[Row]) -> dict[int, tuple[float, float]]:
    """Left and right edge of each stack; one of few lines takes those of its page."""
    stacks: dict[int, list[Row]] = {}
    pages: dict[int, list[Row]] = {}
    for row in rows:
        stacks.setdefault(row.stack, []).append(row)
        pages.setdefault(row.page, []).append(row)
    return {number: _edge(own if len(own) > 2 else pages[own[0].page]) for number, own in stacks.items()}


def _edge(rows: Sequence[Row]) -> tuple[float, float]:
    """The right edge is one that three lines reach: one that stands out makes none, and short ones do not either."""
    rights = sorted((r.right for r in rows), reverse=True)
    slack = EDGE * rows[0].size
    left = min(r.left for r in rows)
    shared = next((a for a, b in zip(rights, rights[2:], strict=False) if a - b <= slack), rights[0])
    return left, shared if shared - left >= 0.75 * (rights[0] - left) else rights[0]
