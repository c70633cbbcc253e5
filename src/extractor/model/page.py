"""A page as read: characters, rules, fills, images and tags, each at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import starmap
from struct import Struct as Packing
from typing import NamedTuple

from msgspec import Struct


class Layer(StrEnum):
    """Where the characters of a page came from."""

    TEXT = "text"  # the PDF's own text layer
    OCR = "ocr"
    NONE = "none"  # nothing could be read: a scan or outlines, and no OCR ran


class Box(NamedTuple):
    """A rectangle in PDF points; ``top`` < ``bottom``."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Where(Struct, frozen=True, gc=False, array_like=True):
    """A place in the document: 1-based page and box."""

    page: int
    box: Box


#: where a character begins and ends on its line
Stop = tuple[float, float]
_STOP = Packing("<2d")
#: bytes that the stop of one character takes
STOP_SIZE = _STOP.size


def packed(stops: Iterable[Stop]) -> bytes:
    """``stops`` as the doubles that they are, one after the other: an eighth of what as many tuples take."""
    return b"".join(starmap(_STOP.pack, stops))


def unpacked(stops: bytes) -> Iterator[Stop]:
    """What ``packed`` made ``stops`` of."""
    return _STOP.iter_unpack(stops)


class Word(Struct, frozen=True, gc=False, array_like=True):
    """Characters set without a gap on one line.

    ``stops`` holds (x0, x1) of each character of ``text`` (``packed``), so that a word can be cut where a rule crosses it.
    ``mcid`` is the marked-content id that ties the word to the structure tree of a tagged PDF (ISO 32000-2, 14.6).
    ``confidence`` (0 to 1) is given by OCR only.
    """

    text: str
    box: Box
    stops: bytes
    mcid: int | None = None
    confidence: float | None = None

    @property
    def placed(self) -> bool:
        """Whether each character has a place of its own."""
        return len(self.stops) == STOP_SIZE * len(self.text)

    def stop(self, index: int) -> Stop:
        """(x0, x1) of the character at ``index``."""
        return _STOP.unpack_from(self.stops, index * STOP_SIZE)


class Ruling(Struct, frozen=True, gc=False, array_like=True):
    """A straight horizontal or vertical rule: at ``at`` on the other axis, from ``start`` to ``end``."""

    horizontal: bool
    at: float
    start: float
    end: float
    thickness: float = 0.0


class Fill(Struct, frozen=True, gc=False, array_like=True):
    """A filled rectangle that is too thick to be a rule; ``colour`` is RGB, 0 to 255."""

    box: Box
    colour: tuple[int, int, int]


class Shape(Struct, frozen=True, gc=False, array_like=True):
    """A drawn path that is neither a rule nor a rectangle: a curve, a sector, a polyline; or a short stroke in colour.

    ``points`` are its corners and the control points of its curves, in the order in which they are drawn.
    """

    box: Box
    points: tuple[tuple[float, float], ...]
    colour: tuple[int, int, int]
    filled: bool


class TaggedCell(Struct, frozen=True, gc=False, array_like=True):
    """A TD or TH of the structure tree, with the marked-content ids below it."""

    row: int
    col: int
    row_span: int
    col_span: int
    header: bool
    mcids: tuple[int, ...]


class TaggedTable(Struct, frozen=True, gc=False, array_like=True):
    """A Table element of the structure tree, as far as it lies on one page."""

    cells: tuple[TaggedCell, ...]


class LayerDifference(Struct, frozen=True, gc=False, array_like=True):
    """A figure as the file's text has it (``layer``) and as the picture shows it (``read``), on the page as displayed."""

    box: Box
    layer: str
    read: str


class LayerComparison(Struct, frozen=True, gc=False, array_like=True):
    """Figures read from a picture, counted: the file's text has the ``same``, has none there (``absent``), ``differs``."""

    same: int
    absent: int
    differs: int
    differences: tuple[LayerDifference, ...] = ()


class Settled(Struct, frozen=True, gc=False, array_like=True):
    """Print that the readers saw (or differed on) as ``read``; the words there are have settled that it is ``taken``.

    ``box`` is on the page as displayed.
    """

    box: Box
    read: str
    taken: str


class Page(Struct, frozen=True, gc=False, array_like=True):
    """What was read from one page.

    All places are on the page as its text runs: ``turned`` quarter turns clockwise from the page as displayed, 0 for
    nearly all pages, and of a scan ``skew`` degrees counter-clockwise about the middle, so that its lines are level
    (``extractor.turning`` leads back).  ``unplaced`` counts text objects that may hold characters which
    could not be read, since their font is neither embedded nor installed.  ``recognised``: its words were read from its
    picture (else ``ocr_failed`` says why they could not be); ``garbled``: the text of the file is no text, or a bad OCR;
    ``comparison`` is of that text with what was read; ``settled`` of what was read is what words have settled;
    ``marks`` are where ink was taken for no print, on the page as displayed.
    """

    number: int
    width: float
    height: float
    layer: Layer
    words: tuple[Word, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    fills: tuple[Fill, ...] = ()
    shapes: tuple[Shape, ...] = ()
    images: tuple[Box, ...] = ()
    tagged: tuple[TaggedTable, ...] = ()
    turned: int = 0
    skew: float = 0.0
    unplaced: int = 0
    recognised: bool = False
    ocr_failed: str | None = None
    garbled: bool = False
    comparison: LayerComparison | None = None
    settled: tuple[Settled, ...] = ()
    marks: tuple[Box, ...] = ()


class Spread(Struct, frozen=True, gc=False, array_like=True):
    """Two printed pages on one page of the file: parted at ``gutter``, with the numbers printed on them."""

    gutter: float
    left: str
    right: str

    @property
    def left_first(self) -> bool:
        """Whether the left page is read first; in a booklet bound at its right edge the right one is."""
        return int(self.left) < int(self.right)


class Line(Struct, frozen=True, gc=False, array_like=True):
    """Words that stand side by side on one line of print, left to right."""

    words: tuple[Word, ...]
    box: Box
    text: str
