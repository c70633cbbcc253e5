"""A small typesetter: paragraphs and headings to pages of lines, as a word processor would set them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.layout import lines_of
from extractor.model import Word
from extractor.sections import PageText
from set_words import word, words

#: characters that do not start a line (行頭禁則)
NO_START = "、。，．）」』】％"
WIDTH, HEIGHT, MARGIN, PITCH = 595.0, 842.0, 60.0, 1.7


class Piece(NamedTuple):
    """A paragraph or a heading; ``scale`` is its type size relative to running text."""

    text: str
    heading: bool = False
    scale: float = 1.0


def page(number: int, *placed: tuple[str, float, float, float] | tuple[str, float, float]) -> PageText:
    """A page from (text, x0, top, size) of its lines."""
    return page_of(number, [w for text, x0, top, *size in placed for w in words(text, x0, top, *size)])


def page_of(number: int, printed: Sequence[Word]) -> PageText:
    return PageText(number, WIDTH, HEIGHT, lines_of(printed))


@dataclass
class Typesetter:
    """Sets pieces in columns; a new page starts when the last column is full."""

    columns: int = 1
    size: float = 10.0
    furniture: bool = False
    depth: float = HEIGHT - 70
    pages: list[list[Word]] = field(default_factory=lambda: [[]])
    column: int = 0
    top: float = 80.0

    def set(self, pieces: Sequence[Piece]) -> tuple[PageText, ...]:
        for piece in pieces:
            self._piece(piece)
        if self.furniture:
            for number, printed in enumerate(self.pages, start=1):
                printed.append(word(f"-{number}-", WIDTH / 2, HEIGHT - 30, 8))
                printed.append(word("架空協会のあらまし", MARGIN, 30, 8))
        return tuple(page_of(number, printed) for number, printed in enumerate(self.pages, start=1))

    @property
    def _measure(self) -> float:
        gutter = 2.5 * self.size
        return (WIDTH - 2 * MARGIN - gutter * (self.columns - 1)) / self.columns

    def _piece(self, piece: Piece) -> None:
        size = self.size * piece.scale
        indent = 0.0 if piece.heading else size
        for row, text in enumerate(broken(piece.text, self._measure, size, indent)):
            if self.top + size > self.depth:
                self._next_column()
            left = MARGIN + self.column * (self._measure + 2.5 * self.size) + (indent if row == 0 else 0)
            self.pages[-1] += words(text, left, self.top, size)
            self.top += PITCH * size

    def _next_column(self) -> None:
        self.top, self.column = 80.0, self.column + 1
        if self.column == self.columns:
            self.column = 0
            self.pages.append([])


def broken(text: str, measure: float, size: float, indent: float) -> list[str]:
    """Text broken into lines no wider than ``measure``, but for characters that hang over."""
    lines, current, width = [], "", indent
    for char in text:
        step = size if ord(char) > 0xFF else size / 2
        if current and width + step > measure and char not in NO_START:
            lines.append(current)
            current, width = "", 0.0
        current, width = current + char, width + step
    return [*lines, current]
